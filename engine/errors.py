"""The errors of the engine: each says the argument, what was expected and what came."""


class EngineError(ValueError):
    """Any input that the engine refuses."""


class ShapeError(EngineError):
    """An array whose shape does not fit the network."""


class RangeError(EngineError):
    """A number or index outside of what is allowed."""


class UnknownName(EngineError):
    """A cell, quantity, parameter or model that does not exist."""


class FormatError(EngineError):
    """A file that is not what it says it is."""
