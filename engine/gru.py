"""One GRU cell, forward and backward.

Cho et al. 2014 in PyTorch's form: the reset gate is applied after the recurrent product, so the candidate needs two
biases. Row blocks are in the order r, z, n. z keeps the past. Shapes: B batch, D input size, H hidden size.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from engine.activations import sigmoid, sigmoid_slope, tanh_slope
from engine.arrays import Array
from engine.clamp import Held, hold, open_units

QUANTITIES = ("z", "r", "n", "h")
BLOCKS = ("r", "z", "n")


@dataclass(frozen=True, slots=True, eq=False)
class Params:
    """The weights of a cell, or the gradient of a loss with respect to them."""

    W_x: Array  # (3H, D)
    W_h: Array  # (3H, H)
    b_x: Array  # (3H,)
    b_h: Array  # (3H,), of which the last H sit inside r ⊙ (W_h h₋₁ + b_h)

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

    @classmethod
    def zeros(cls, batch: int, hidden_size: int, dtype: np.dtype[Any]) -> Self:
        """Return the state before the first word: h is 0."""
        return cls(np.zeros((batch, hidden_size), dtype))


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Every value of one timestep; with a leading axis T, of a whole run."""

    x: Array  # (..., B, D)
    pre_z: Array  # (..., B, H), as all that follow
    pre_r: Array
    pre_n: Array
    z: Array  # in (0, 1)
    r: Array  # in (0, 1)
    n: Array  # in (−1, 1)
    recurrent_n: Array  # U_n h₋₁ + b_hn, what r lets into n
    kept: Array  # z ⊙ h of the step before
    written: Array  # (1 − z) ⊙ n
    h: Array  # kept + written

    @property
    def state(self) -> State:
        """Return the state after the (last) timestep."""
        return State(self.h) if self.h.ndim == 2 else State(self.h[-1])


def forward(params: Params, state: State, x: Array, held: Held | None = None) -> Step:
    """Run one timestep: x (B, D) and the state before it → every value of the step.

    r, z = σ(W x + b_x + U h₋₁ + b_h);  n = tanh(W_n x + b_xn + r ⊙ (U_n h₋₁ + b_hn));  h = z ⊙ h₋₁ + (1 − z) ⊙ n.
    `held` replaces values by clamps as soon as they are computed.
    """
    x_r, x_z, x_n = np.split(x @ params.W_x.T + params.b_x, 3, axis=-1)
    h_r, h_z, recurrent_n = np.split(state.h @ params.W_h.T + params.b_h, 3, axis=-1)
    pre_r, pre_z = x_r + h_r, x_z + h_z
    r = hold(sigmoid(pre_r), "r", held)
    z = hold(sigmoid(pre_z), "z", held)
    pre_n = x_n + r * recurrent_n
    n = hold(np.tanh(pre_n), "n", held)
    kept, written = z * state.h, (1 - z) * n
    h = hold(kept + written, "h", held)
    return Step(x, pre_z, pre_r, pre_n, z, r, n, recurrent_n, kept, written, h)


@dataclass(frozen=True, slots=True, eq=False)
class StepGradient:
    """The total derivative of the loss with respect to the values of one timestep."""

    d_pre: Array  # (..., B, 3H) in the order r, z, n: what W_x and b_x see
    d_recurrent: Array  # (..., B, 3H): what W_h and b_h see (n's part is r ⊙ d_pre_n)
    d_h: Array  # (..., B, H)


def backward(
    params: Params, previous: State, step: Step, d_state: State, held: Held | None = None
) -> tuple[StepGradient, State]:
    """Send the gradient of the state after a step back to its pre-activations and to the state before it.

    A held value is a constant: nothing flows through it.
    """
    through_h = open_units(d_state.h, "h", held)
    d_z = open_units(through_h * (previous.h - step.n), "z", held)
    d_n = open_units(through_h * (1 - step.z), "n", held)
    d_pre_n = d_n * tanh_slope(step.n)
    d_r = open_units(d_pre_n * step.recurrent_n, "r", held)
    d_pre_r, d_pre_z = d_r * sigmoid_slope(step.r), d_z * sigmoid_slope(step.z)
    d_pre = np.concatenate([d_pre_r, d_pre_z, d_pre_n], axis=-1)
    d_recurrent = np.concatenate([d_pre_r, d_pre_z, d_pre_n * step.r], axis=-1)
    return StepGradient(d_pre, d_recurrent, d_state.h), State(d_recurrent @ params.W_h + through_h * step.z)
