"""The one definition of what goes over the wire: every request and response of the API."""

from typing import Annotated, Final, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat, model_validator
from pydantic_core import PydanticCustomError

Cell = Literal["lstm", "gru", "rnn"]
Quantity = Literal["i", "f", "g", "o", "c", "h", "z", "r", "n"]
Precision = Literal["display", "full"]
MOST_PREDICTED: Final = 20
LARGEST_INDEX: Final = 1_000_000
T = TypeVar("T")


def _once_each(items: list[T]) -> list[T]:
    """Return the items; a list that may repeat one may be of any length."""
    if len(set(items)) < len(items):
        raise PydanticCustomError("repeated", "each at most once")
    return items


Items = Annotated[list[T], Field(fail_fast=True)]  # a body has room for 100,000 wrong items: the first is enough
Index = Annotated[int, Field(ge=0, le=LARGEST_INDEX)]
Distinct = Annotated[Items[T], Field(min_length=1, json_schema_extra={"uniqueItems": True}), AfterValidator(_once_each)]
Units = Distinct[Index]
Top = Annotated[int, Field(ge=1, le=MOST_PREDICTED)]
Number = float | Literal["NaN", "Infinity", "-Infinity"]
Vector = list[Number]  # (H,) in unit order


class Request(BaseModel):
    """A body that holds what it says and nothing else: no text for numbers, no unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Clamp(Request):
    """A value held constant: `from` <= t < `until`, in some units (null: in all)."""

    layer: Index = 0
    quantity: Quantity
    from_: Index = Field(alias="from")
    until: Index
    units: Units | None = None
    value: FiniteFloat


class StateIn(Request):
    """A state per layer, as the API gave it out; `c` only for an LSTM."""

    h: Items[Items[FiniteFloat]]
    c: Items[Items[FiniteFloat]] | None = None


class Sentence(Request):
    """What to run: a model over a text, or over tokens of its vocabulary."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"properties": {"text": {"type": "string"}}, "required": ["text"]},
                {"properties": {"tokens": {"type": "array"}}, "required": ["tokens"]},
            ]
        }
    )

    model: str
    text: str | None = None
    tokens: Items[str] | None = None
    initial_state: StateIn | None = None
    precision: Precision = "display"

    @model_validator(mode="after")
    def _one_input(self) -> Self:
        if (self.text is None) == (self.tokens is None):
            raise PydanticCustomError("text_or_tokens", "exactly one of text and tokens")
        return self


class Reading(Sentence):
    """What to run, and what to hold constant meanwhile."""

    clamps: Items[Clamp] = []


class TraceRequest(Reading):
    """What to run, and how much to say of each prediction."""

    top: Top = 5


class TraceQuery(BaseModel):
    """The same as parameters of an address."""

    model_config = ConfigDict(extra="forbid")

    model: str
    text: str
    top: Top = 5
    precision: Precision = "display"


class StepRequest(Request):
    """One token to read from a state (null: zeros)."""

    model: str
    token: str
    state: StateIn | None = None
    top: Top = 5
    precision: Precision = "display"


class TokenOut(BaseModel):
    """One token; `from` and `until` count code points of the text as sent (or of the token list in one)."""

    text: str
    id: Index
    known: bool
    from_: Index = Field(alias="from")
    until: Index


class ClampOut(BaseModel):
    """A clamp as it was applied."""

    layer: Index
    quantity: Quantity
    from_: Index = Field(alias="from")
    until: Index
    units: list[Index] | None
    value: float


class State(BaseModel):
    """Per layer what the cell carries to the next step, exact whatever the precision; `c` only for an LSTM."""

    h: list[Vector]
    c: list[Vector] | None = None


class LstmPre(BaseModel):
    """Pre-activations W_x x + W_h h₋₁ + b."""

    i: Vector
    f: Vector
    g: Vector
    o: Vector


class LstmLayer(BaseModel):
    """Every value of an LSTM layer: kept = f ⊙ c₋₁, written = i ⊙ g, c = kept + written, h = o ⊙ tanh c."""

    x: Vector
    pre: LstmPre
    i: Vector
    f: Vector
    g: Vector
    o: Vector
    kept: Vector
    written: Vector
    c: Vector
    tanh_c: Vector
    h: Vector


class GruPre(BaseModel):
    """Pre-activations; that of n is W_n x + b_xn + r ⊙ (U_n h₋₁ + b_hn)."""

    z: Vector
    r: Vector
    n: Vector


class GruLayer(BaseModel):
    """Every value of a GRU layer: kept = z ⊙ h₋₁, written = (1 − z) ⊙ n, h = kept + written."""

    x: Vector
    pre: GruPre
    z: Vector
    r: Vector
    n: Vector
    kept: Vector
    written: Vector
    h: Vector


class RnnPre(BaseModel):
    """The pre-activation W_x x + W_h h₋₁ + b."""

    h: Vector


class RnnLayer(BaseModel):
    """Every value of a plain recurrent layer: h = tanh(pre)."""

    x: Vector
    pre: RnnPre
    h: Vector


LAYERS: Final[dict[str, type[BaseModel]]] = {"lstm": LstmLayer, "gru": GruLayer, "rnn": RnnLayer}


class Prediction(BaseModel):
    """A token that may come next."""

    token: str
    probability: Number


class Step(BaseModel):
    """One timestep; `t` counts from 0, predictions are the most probable first."""

    t: Index
    token: str
    layers: list[LstmLayer | GruLayer | RnnLayer]
    prediction: list[Prediction]


class TraceStart(BaseModel):
    """What is known before the first step."""

    model: str
    cell: Cell
    language: str | None
    hidden_size: int
    num_layers: int
    parameters: int
    tokens: list[TokenOut]
    layers: int
    initial_state: State
    clamps: list[ClampOut]


class Event(BaseModel):
    """Something that a teacher would point at; `units` did the same at this step, `unit` (null: none) the most.

    `shuts`: the gate that keeps falls shut on a unit that held something, and that moves (values: gate, before, after).
    `flips`: a write turns the sign of a unit (written, before, after).
    `decides`, `changes_mind`: an answer takes the lead (answer, its share of all answers, the answer before).
    `telling`: the unit whose memory, when erased, costs the last prediction most (nats).
    """

    t: Index
    kind: Literal["shuts", "flips", "decides", "changes_mind", "telling"]
    layer: Index | None
    unit: Index | None
    units: int
    values: dict[str, Number | str]


class TraceEnd(BaseModel):
    """What is known after the last step.

    `checks` holds the largest absolute errors of the cell's own equations over the run, clamped cells left out;
    `telling_units` lists the units of the top layer: first the one on whose memory the last prediction rests most.
    """

    state: State
    steps: int
    checks: dict[str, Number]
    telling_units: list[Index]
    unknown_share: float
    events: list[Event]


class Trace(BaseModel):
    """A whole run."""

    start: TraceStart
    steps: list[Step]
    end: TraceEnd


class StartLine(BaseModel):
    """The first line of a stream."""

    start: TraceStart


class StepLine(BaseModel):
    """A line per step."""

    step: Step


class EndLine(BaseModel):
    """The last line of a stream; without it, the stream was cut off."""

    end: TraceEnd


class StepAnswer(BaseModel):
    """One step and the state after it, to be sent with the next token."""

    step: Step
    state: State
