"""One LSTM cell, forward and backward.

Hochreiter & Schmidhuber 1997, with the forget gate of Gers, Schmidhuber & Cummins 2000. Row blocks of all parameters
are in the order i, f, g, o. In every shape B is the batch, D the input size and H the hidden size.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from engine.activations import sigmoid, sigmoid_slope, tanh_slope
from engine.arrays import Array
from engine.clamp import Held, hold, open_units

QUANTITIES = ("i", "f", "g", "o", "c", "h")
BLOCKS = ("i", "f", "g", "o")


@dataclass(frozen=True, slots=True, eq=False)
class Params:
    """The weights of a cell, or the gradient of a loss with respect to them."""

    W_x: Array  # (4H, D)
    W_h: Array  # (4H, H)
    b: Array  # (4H,)

    @property
    def input_size(self) -> int:
        """Return D."""
        return int(self.W_x.shape[1])

    @property
    def hidden_size(self) -> int:
        """Return H."""
        return int(self.W_h.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What the cell carries from one timestep to the next."""

    h: Array  # (B, H) in (−1, 1)
    c: Array  # (B, H) unbounded

    @classmethod
    def zeros(cls, batch: int, hidden_size: int, dtype: np.dtype[Any]) -> Self:
        """Return the state before the first word: h and c are 0."""
        return cls(np.zeros((batch, hidden_size), dtype), np.zeros((batch, hidden_size), dtype))


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Every value of one timestep; with a leading axis T, of a whole run."""

    x: Array  # (..., B, D)
    pre_i: Array  # (..., B, H), as all that follow
    pre_f: Array
    pre_g: Array
    pre_o: Array
    i: Array  # in (0, 1)
    f: Array  # in (0, 1)
    g: Array  # in (−1, 1)
    o: Array  # in (0, 1)
    kept: Array  # f ⊙ c of the step before
    written: Array  # i ⊙ g
    c: Array  # kept + written
    tanh_c: Array
    h: Array  # o ⊙ tanh c

    @property
    def state(self) -> State:
        """Return the state after the (last) timestep."""
        return State(self.h, self.c) if self.h.ndim == 2 else State(self.h[-1], self.c[-1])


def forward(params: Params, state: State, x: Array, held: Held | None = None) -> Step:
    """Run one timestep: x (B, D) and the state before it → every value of the step.

    a = W_x x + W_h h₋₁ + b;  i, f, o = σ(a);  g = tanh(a_g);  c = f ⊙ c₋₁ + i ⊙ g;  h = o ⊙ tanh c.
    `held` replaces values by clamps as soon as they are computed.
    """
    pre_i, pre_f, pre_g, pre_o = np.split(x @ params.W_x.T + params.b + state.h @ params.W_h.T, 4, axis=-1)
    i = hold(sigmoid(pre_i), "i", held)
    f = hold(sigmoid(pre_f), "f", held)
    g = hold(np.tanh(pre_g), "g", held)
    o = hold(sigmoid(pre_o), "o", held)
    kept, written = f * state.c, i * g
    c = hold(kept + written, "c", held)
    tanh_c = np.tanh(c)
    h = hold(o * tanh_c, "h", held)
    return Step(x, pre_i, pre_f, pre_g, pre_o, i, f, g, o, kept, written, c, tanh_c, h)


@dataclass(frozen=True, slots=True, eq=False)
class StepGradient:
    """The total derivative of the loss with respect to the values of one timestep."""

    d_pre: Array  # (..., B, 4H) in the order i, f, g, o
    d_h: Array  # (..., B, H)
    d_c: Array  # (..., B, H)


def backward(
    params: Params, previous: State, step: Step, d_state: State, held: Held | None = None
) -> tuple[StepGradient, State]:
    """Send the gradient of the state after a step back to the step's pre-activations and to the state before it.

    A held value is a constant: nothing flows through it. The gradient of the parameters and of x follows from
    `d_pre` alone: d_W_x = d_preᵀ x, d_W_h = d_preᵀ h₋₁, d_b = Σ d_pre, d_x = d_pre W_x.
    """
    d_h = d_state.h
    through_h = open_units(d_h, "h", held)
    d_o = open_units(through_h * step.tanh_c, "o", held)
    d_c = d_state.c + through_h * step.o * tanh_slope(step.tanh_c)
    through_c = open_units(d_c, "c", held)
    d_f = open_units(through_c * previous.c, "f", held)
    d_i = open_units(through_c * step.g, "i", held)
    d_g = open_units(through_c * step.i, "g", held)
    d_pre = np.concatenate(
        [
            d_i * sigmoid_slope(step.i),
            d_f * sigmoid_slope(step.f),
            d_g * tanh_slope(step.g),
            d_o * sigmoid_slope(step.o),
        ],
        axis=-1,
    )
    return StepGradient(d_pre, d_h, d_c), State(d_pre @ params.W_h, through_c * step.f)
