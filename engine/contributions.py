"""Why a gate is what it is: one pre-activation as a sum of products, W x, U h and the biases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine import gru
from engine.activations import sigmoid
from engine.arrays import Array
from engine.cells import Params, cell_module
from engine.errors import RangeError, UnknownName
from engine.unroll import Stack, Trace

Source = Literal["x", "h", "bias"]


@dataclass(frozen=True, slots=True)
class Term:
    """One product: weight · value · gate."""

    source: Source
    index: int  # of the input, of the unit of h₋₁, of the bias (a GRU has two: 0 beside x, 1 beside h)
    value: float  # x or h₋₁; 1 for a bias
    weight: float
    gate: float  # r of the unit for what a GRU's candidate hears of h₋₁ and its bias, else 1
    product: float


@dataclass(frozen=True, slots=True)
class Contributions:
    """The terms of one pre-activation, x first, then h, then the biases, each by index; and what became of their sum.

    `sum` equals `pre` within the rounding of the run (1e-12 in float64, 2e-5 in float32): it is added up in float64.
    """

    terms: tuple[Term, ...]
    sum: float
    pre: float  # as the run had it
    squashed: float  # σ or tanh of pre
    value: float  # as the run had it: squashed, or what a clamp held it at


@dataclass(frozen=True, slots=True)
class BothWays:
    """The largest terms of either sign, largest first, and the sum of all others."""

    up: tuple[Term, ...]
    down: tuple[Term, ...]
    rest: float
    rest_count: int


def contributions(
    stack: Stack, trace: Trace, layer: int, quantity: str, t: int, unit: int, sequence: int = 0
) -> Contributions:
    """Take a pre-activation apart: "i", "f", "g", "o" of an LSTM, "z", "r", "n" of a GRU, "h" of an RNN.

    `t` counts from the first step of the trace. A GRU's n = tanh(W_n x + b_xn + r ⊙ (U_n h₋₁ + b_hn)), so each of its
    products with h₋₁ is multiplied by r. UnknownName or RangeError for a place that is not there.
    """
    row = _check(stack, trace, layer, quantity, t, unit, sequence)
    params, step = stack.layers[layer], trace.layers[layer]
    h = trace.state_before(t)[layer].h[sequence]
    gate = float(step.r[t, sequence, unit]) if isinstance(step, gru.Step) and quantity == "n" else 1.0
    terms = (
        *_products("x", step.x[t, sequence], params.W_x[row], 1.0),
        *_products("h", h, params.W_h[row], gate),
        *_biases(params, row, gate),
    )
    pre = float(getattr(step, f"pre_{quantity}")[t, sequence, unit])
    squash = np.tanh if quantity in ("g", "n", "h") else sigmoid
    squashed = float(squash(np.array(pre)))
    value = float(getattr(step, quantity)[t, sequence, unit])
    return Contributions(terms, sum(term.product for term in terms), pre, squashed, value)


def by_size(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms with the largest products first, whatever their sign."""
    return tuple(sorted(terms, key=lambda term: -abs(term.product)))


def both_ways(terms: Iterable[Term], top: int = 5) -> BothWays:
    """Return the `top` terms that push up, those that push down, and the rest as one sum."""
    ordered = by_size(terms)
    up = [term for term in ordered if term.product > 0]
    down = [term for term in ordered if term.product < 0]
    rest = up[top:] + down[top:]
    count = len(ordered) - len(up[:top]) - len(down[:top])
    return BothWays(tuple(up[:top]), tuple(down[:top]), sum(term.product for term in rest), count)


def _check(stack: Stack, trace: Trace, layer: int, quantity: str, t: int, unit: int, sequence: int) -> int:
    """Return the row of the weights that makes this pre-activation."""
    steps, batch, size = trace.h.shape
    limits = {"layer": stack.num_layers, "t": steps, "unit": size, "sequence": batch}
    for (name, limit), index in zip(limits.items(), (layer, t, unit, sequence), strict=True):
        if not 0 <= index < limit:
            raise RangeError(f"{name}: expected 0 to {limit - 1}, got {index}")
    blocks = cell_module(stack.cell).BLOCKS
    if quantity not in blocks:
        raise UnknownName(f"quantity: expected one of {', '.join(blocks)}, got {quantity!r}")
    return int(blocks.index(quantity) * size + unit)


def _products(source: Source, values: Array, weights: Array, gate: float) -> Iterable[Term]:
    """Yield a term for each value."""
    for index, (value, weight) in enumerate(zip(values.tolist(), weights.tolist(), strict=True)):
        yield Term(source, index, value, weight, gate, weight * value * gate)


def _biases(params: Params, row: int, gate: float) -> Iterable[Term]:
    """Yield the one bias of an LSTM or RNN, or the two of a GRU, of which the second sits beside h."""
    biases = ((params.b_x, 1.0), (params.b_h, gate)) if isinstance(params, gru.Params) else ((params.b, 1.0),)
    for index, (bias, factor) in enumerate(biases):
        weight = float(bias[row])
        yield Term("bias", index, 1.0, weight, factor, weight * factor)
