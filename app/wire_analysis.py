"""What goes over the wire of the calls that explain a run: ledger, contributions, gradients, influence."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, FiniteFloat

from app.wire import Cell, Index, Number, Reading, Request, Sentence, TokenOut, Units, Vector

PreActivation = Literal["i", "f", "g", "o", "z", "r", "n", "h"]
Source = Literal["x", "h", "bias"]


class LedgerRequest(Reading):
    """Whose memory to take apart: some units of a layer (null: all)."""

    layer: Index = 0
    units: Units | None = None


class ContributionsRequest(Reading):
    """Which pre-activation to take apart: `i`, `f`, `g`, `o` of an LSTM, `z`, `r`, `n` of a GRU, `h` of an RNN."""

    t: Index
    layer: Index = 0
    quantity: PreActivation
    unit: Index


class Target(Request):
    """A prediction: of a token (null: of the one that the model itself finds most probable) after step `t`."""

    t: Index
    token: str | None = None


class GradientsRequest(Reading):
    """Whose loss to follow back; `clip` is the threshold that the norm of all gradients is held against."""

    target: Target
    vectors: bool = False
    clip: Annotated[FiniteFloat, Field(gt=0)] = 1.0


class InfluenceRequest(Sentence):
    """Which prediction the words are to move; a changed sentence is run without clamps."""

    target: Target


class Explained(BaseModel):
    """What every answer begins with."""

    model: str
    cell: Cell
    tokens: list[TokenOut]


class Magnitude(BaseModel):
    """Σ |part| over all units of the layer, whichever were asked for: `written_by` by [t][k], the others by [t]."""

    written_by: list[Vector]
    from_initial_state: Vector
    from_clamp: Vector


class UnitSummary(BaseModel):
    """The token that wrote most of one unit's memory after the last step, and its share of Σ |part| of the unit.

    Null where no token wrote anything that is left. The initial state and the clamps have shares of their own.
    """

    unit: Index
    k: Index | None
    token: str | None
    share: Number
    from_initial_state: Number
    from_clamp: Number


class LedgerSummary(BaseModel):
    """Who wrote most of the memory after the last step, all units together; null where there is no memory at all.

    `share` is its part of `total`, the sum of all magnitudes. All units together say little where few of them keep what
    matters: `by_unit` has the same of each unit that was asked for.
    """

    t: Index
    k: Index | None
    token: str | None
    share: Number | None
    magnitude: Number
    total: Number
    from_initial_state: Number | None
    from_clamp: Number | None
    by_unit: list[UnitSummary]


class LedgerAnswer(Explained):
    """The memory in parts: state[t] = Σ_k written_by[t][k] + from_initial_state[t] + from_clamp[t].

    `quantity` says what is remembered: c of an LSTM, h of a GRU. Vectors are in the order of `units`, row t of
    `written_by` and `left` has k = 0 to t. `left` is how much of what token k wrote is left after step t, from 0 to 1
    unless a clamp is not. A clamp on the state wipes what was there and begins a part of its own.
    """

    layer: Index
    quantity: Literal["c", "h"]
    units: list[Index]
    written_by: list[list[Vector]]
    left: list[list[Vector]]
    from_initial_state: list[Vector]
    from_clamp: list[Vector]
    state: list[Vector]
    magnitude: Magnitude
    summary: LedgerSummary


class Term(BaseModel):
    """One product: weight · value · gate.

    `index` is a dimension of x, a unit of the hidden state before, or a bias. `gate` is r of the unit for what the `n`
    of a GRU hears of the hidden state (its bias 1 included), else 1.
    """

    source: Source
    index: Index
    value: Number
    weight: Number
    gate: Number
    product: Number


class BySource(BaseModel):
    """The sum of the products of each source."""

    x: Number
    h: Number
    bias: Number


class BothWays(BaseModel):
    """The largest products of either sign, largest first, and the sum of all others."""

    up: list[Term]
    down: list[Term]
    rest: Number
    rest_count: int


class ContributionsAnswer(Explained):
    """A pre-activation as a sum of products, the largest first; `sum` is `pre` but for the rounding of the run.

    `token` is the word that step t read: x is its embedding (of a layer above the first, the hidden state below).
    `squashed` is σ or tanh of `pre`; `value` differs from it where a clamp holds it. `r` is the gate of a GRU's `n`.
    """

    t: Index
    token: str
    layer: Index
    quantity: PreActivation
    unit: Index
    activation: Literal["sigmoid", "tanh"]
    pre: Number
    squashed: Number
    value: Number
    sum: Number
    r: Number | None
    by_source: BySource
    terms: list[Term]
    both_ways: BothWays


class TargetOut(BaseModel):
    """The prediction that was asked about; `own` tells that the token is the model's own most probable one."""

    t: Index
    token: str
    probability: Number
    own: bool


class InitialGradient(BaseModel):
    """The norms of what reaches the initial state."""

    d_h: Number
    d_c: Number | None
    highway: Number | None
    total: Number


class InitialVectors(BaseModel):
    """What reaches the initial state, unit by unit."""

    d_h: Vector
    d_c: Vector | None
    highway: Vector | None


class GradientVectors(BaseModel):
    """What reaches a layer, unit by unit, by [t][unit]."""

    d_h: list[Vector]
    d_c: list[Vector] | None
    highway: list[Vector] | None
    initial_state: InitialVectors


class LayerGradients(BaseModel):
    """What reaches a layer at the steps 0 to the target's: Euclidean norms over the units.

    `highway` is what came back by the gates that keep alone (Π f, of a GRU Π z); `total` is all that reaches the same
    state by any path: d_c of an LSTM, else d_h. `half_life` is after how many steps half of a memory is left, by unit,
    from the mean of ln f up to the target. An RNN has no highway and no half-life, only an LSTM a d_c.
    """

    d_h: Vector
    d_c: Vector | None
    highway: Vector | None
    total: Vector
    initial_state: InitialGradient
    half_life: Vector | None
    vectors: GradientVectors | None


class Clip(BaseModel):
    """What clipping by the global norm would do to the gradient of all parameters: multiply it by `scale`."""

    norm: Number
    threshold: float
    clipped_norm: Number
    scale: Number


class GradientsAnswer(Explained):
    """The loss −log p(token) in nats, and its gradient layer by layer; an exploding one is shown as it is."""

    target: TargetOut
    loss: Number
    layers: list[LayerGradients]
    clip: Clip


class Effect(BaseModel):
    """How far a change moves the prediction, 0 to 1, and the most probable next token then."""

    effect: Number
    top: str


class Replacement(Effect):
    """The effect of another word of the same class."""

    token: str


class WordInfluence(BaseModel):
    """What changing the word at k does; `distance` counts the words from it to the one predicted.

    `replacements` has the other words of its class, none for a word that has no class; `mean` is their mean effect.
    """

    k: Index
    token: str
    known: bool
    distance: int
    removal: Effect
    mean: Number | None
    replacements: list[Replacement]


class InfluenceAnswer(Explained):
    """How much each word up to the target matters to the prediction there, from exact runs of the changed sentence.

    The measure is the total variation distance between the predictions, ½ Σ |p − q| over the whole vocabulary,
    whichever token the target names.
    """

    target: TargetOut
    measure: Literal["total_variation"]
    words: list[WordInfluence]
