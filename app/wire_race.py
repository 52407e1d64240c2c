"""What goes over the wire of the race: how accuracy falls with distance, as it was measured and measured again."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from app.wire import Cell, Distinct, Index, Number, Precision, Request
from app.wire_documents import Training


class RaceQuery(BaseModel):
    """Of which language the races are wanted."""

    model_config = ConfigDict(extra="forbid")

    language: Literal["ja", "en", "all"] = "all"


class RaceRequest(Request):
    """Which models to measure again, all on the same fresh sentences: `seed` and `distance` settle which."""

    models: Distinct[str]
    distance: Index
    sentences: Index = 100
    seed: Index = 0
    precision: Precision = "display"


class SeedAccuracy(BaseModel):
    """The share of right answers of one training, in the order of the distances."""

    seed: int
    accuracy: list[float]


class LargerBudget(BaseModel):
    """The same trained for longer."""

    updates: int
    seeds: list[SeedAccuracy]


class SweepRow(BaseModel):
    """One choice that was tried, what it scored on validation sentences, and whether it was chosen."""

    learning_rate: float
    initialisation: str
    accuracy: float
    log_probability: float
    chosen: bool


class Racer(BaseModel):
    """A model with every training of its kind; it is the one of `default_seed` itself, `mean` is over all of them."""

    id: str
    cell: Cell
    parameters: int
    default_seed: int
    learning_rate: float | None
    initialisation: str
    training: Training
    seeds: list[SeedAccuracy]
    mean: list[float]
    larger_budget: LargerBudget | None
    sweep: list[SweepRow]


class Race(BaseModel):
    """Models that were trained on the same task and asked the same held-out sentences.

    `majority` is the share of the most frequent answer, `nearest_colour` of the colour word nearest to the question:
    what takes no memory. `trained_to` is the longest distance in training. `equal` has what was the same for all of
    the models, `differed` by model what was not.
    """

    language: Literal["ja", "en"]
    task: str
    distances: list[int]
    sentences: int
    trained_to: int
    chance: float
    majority: list[float]
    nearest_colour: list[float]
    default_rule: str
    equal: dict[str, Any]
    differed: dict[str, dict[str, Any]]
    models: list[Racer]


class Races(BaseModel):
    """Every race that the cards tell of."""

    races: list[Race]


class Runner(BaseModel):
    """A model that is measured."""

    id: str
    cell: Cell


class RaceGuess(BaseModel):
    """What a model takes for the answer: the most probable token of its whole vocabulary."""

    model: str
    token: str
    probability: Number


class RaceExample(BaseModel):
    """The first of the sentences, up to the word that is asked for; `topic_at` counts tokens."""

    text: str
    tokens: list[str]
    topic: str
    topic_at: Index
    answer: str
    guesses: list[RaceGuess]


class RaceStart(BaseModel):
    """What is known before the first sentence."""

    language: Literal["ja", "en"]
    distance: int
    sentences: int
    seed: int
    chance: float
    models: list[Runner]
    example: RaceExample


class RaceProgress(BaseModel):
    """How far one model has come: `done` of so many sentences, `right` of those."""

    model: str
    done: int
    of: int
    right: int


class RaceResult(BaseModel):
    """What one model scored.

    `interval` holds the true share of right answers with 95 % confidence (Wilson 1927); `log_probability` is that of
    the answer, nats, the mean over the sentences.
    """

    model: str
    cell: Cell
    right: int
    sentences: int
    accuracy: Number
    interval: list[Number]
    log_probability: Number


class RaceEnd(BaseModel):
    """What is known after the last sentence."""

    results: list[RaceResult]


class RaceAnswer(BaseModel):
    """A whole race, its progress left out."""

    start: RaceStart
    end: RaceEnd


class RaceStartLine(BaseModel):
    """The first line of a stream."""

    start: RaceStart


class RaceProgressLine(BaseModel):
    """A line after every batch of sentences, the models in turn."""

    progress: RaceProgress


class RaceEndLine(BaseModel):
    """The last line of a stream; without it, the race was cut off."""

    end: RaceEnd
