"""The cells by name, and what a cell is: a module with Params, State, Step, forward and backward."""

from types import ModuleType
from typing import Final

from engine import gru, lstm, rnn
from engine.errors import UnknownName

Params = lstm.Params | gru.Params | rnn.Params
State = lstm.State | gru.State | rnn.State
Step = lstm.Step | gru.Step | rnn.Step

CELLS: Final[dict[str, ModuleType]] = {"lstm": lstm, "gru": gru, "rnn": rnn}


def cell_module(name: str) -> ModuleType:
    """Return the module of a cell; UnknownName for any other name."""
    if name not in CELLS:
        raise UnknownName(f"cell: expected one of {', '.join(CELLS)}, got {name!r}")
    return CELLS[name]
