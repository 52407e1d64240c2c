"""The one definition of what requests look like (JSON API v1). Indices count from 0."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat


def _well_formed(text: str) -> str:
    """Refuse half a surrogate pair, which JSON can spell and UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("expected text without lone surrogates") from error
    return text


Text = Annotated[str, AfterValidator(_well_formed)]
Index = Annotated[int, Field(ge=0, lt=1_000_000, strict=True)]
Quantity = Literal["i", "f", "g", "o", "c", "h", "z", "r", "n"]
Vector = Annotated[list[FiniteFloat], Field(max_length=4_096)]
Precision = Literal["display", "full"]


class Strict(BaseModel):
    """A request in which an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class State(Strict):
    """A state before a step: per layer one list of H numbers; `c` for an LSTM only."""

    h: list[Vector]
    c: list[Vector] | None = None


class Clamp(Strict):
    """A quantity held at a value for from ≤ t < until; `units` null means all."""

    layer: Index = 0
    quantity: Quantity
    from_: Index = Field(alias="from")
    until: Index
    units: list[Index] | None = None
    value: FiniteFloat


class TraceRequest(Strict):
    """A run of a model over a text or a list of tokens."""

    model: Text = Field(examples=["colour-en-lstm"])
    text: Text | None = Field(None, examples=["the colour of the sky is"])
    tokens: list[Text] | None = None
    clamps: list[Clamp] = []
    initial_state: State | None = None
    top: int = Field(5, ge=1, le=20)
    precision: Precision = "display"


class StepRequest(Strict):
    """One step from a given state (null: zeros)."""

    model: Text = Field(examples=["colour-en-lstm"])
    token: Text = Field(examples=["sky"])
    state: State | None = None
    top: int = Field(5, ge=1, le=20)
    precision: Precision = "display"
