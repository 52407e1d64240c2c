"""What the API says of models, limits, health and errors: the answers that are no trace."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from app.wire import Cell


class Training(BaseModel):
    """How a model was trained; an untrained one had no updates, and a checkpoint was not timed."""

    model_config = ConfigDict(extra="allow")

    data: str
    source: str
    sha256: str
    updates: int
    seed: int
    optimiser: str
    initialisation: str
    wall_seconds: float | None


class HeldOut(BaseModel):
    """How well a model does on what it never saw; `chance` is the same measure of a guess."""

    model_config = ConfigDict(extra="allow")

    metric: str
    value: float
    sentences: int | None
    chance: float


class Card(BaseModel):
    """What is known of a model: what it reads, how it was trained, how well it does on text it never saw."""

    model_config = ConfigDict(extra="allow")

    id: str
    cell: Cell
    language: str | None
    task: str
    num_layers: int
    input_size: int
    hidden_size: int
    vocabulary_size: int
    parameters: int
    unit_of_text: Literal["word", "character"]
    training: Training
    held_out: HeldOut
    untrained_twin: str | None
    checkpoint_of: str | None = None  # the model in whose training this one is a moment
    unknown: str
    examples: list[str]
    default: bool
    licence: str
    weights_sha256: str


class CardWithVocabulary(Card):
    """A card with every token of the model, in the order of their ids."""

    vocabulary: list[str]


class Limits(BaseModel):
    """What this server accepts."""

    text_length: int
    tokens: int
    clamps: int
    ledger_numbers: int
    influence_steps: int
    race_models: int
    race_shortest: int
    race_longest: int
    race_sentences: int
    head_size: int
    body_size: int
    body_seconds: float
    requests_a_minute: int
    open_streams: int
    open_races: int


class Models(BaseModel):
    """Every model that this server runs."""

    models: list[Card]
    limits: Limits


class Health(BaseModel):
    """The server runs."""

    status: Literal["ok"]


class Readiness(BaseModel):
    """The models are loaded, and how many."""

    status: Literal["ready"]
    models: int


class ProblemPlace(BaseModel):
    """One thing that is wrong, and where."""

    at: list[str | int]
    message: str


class ProblemDocument(BaseModel):
    """An error as RFC 9457 has it; `code` is part of the contract, `title` and `detail` follow Accept-Language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    problems: list[ProblemPlace]
