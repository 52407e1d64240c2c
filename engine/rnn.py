"""One plain recurrent cell with tanh, forward and backward (Elman 1990).

Shapes: B batch, D input size, H hidden size.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from engine.activations import tanh_slope
from engine.arrays import Array
from engine.clamp import Held, hold, open_units

QUANTITIES = ("h",)
BLOCKS = ("h",)


@dataclass(frozen=True, slots=True, eq=False)
class Params:
    """The weights of a cell, or the gradient of a loss with respect to them."""

    W_x: Array  # (H, D)
    W_h: Array  # (H, H)
    b: Array  # (H,)

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
    pre_h: Array  # (..., B, H)
    h: Array  # (..., B, H) in (−1, 1)

    @property
    def state(self) -> State:
        """Return the state after the (last) timestep."""
        return State(self.h) if self.h.ndim == 2 else State(self.h[-1])


def forward(params: Params, state: State, x: Array, held: Held | None = None) -> Step:
    """Run one timestep: h = tanh(W_x x + W_h h₋₁ + b). `held` replaces values by clamps as they are computed."""
    pre_h = x @ params.W_x.T + params.b + state.h @ params.W_h.T
    return Step(x, pre_h, hold(np.tanh(pre_h), "h", held))


@dataclass(frozen=True, slots=True, eq=False)
class StepGradient:
    """The total derivative of the loss with respect to the values of one timestep."""

    d_pre: Array  # (..., B, H)
    d_h: Array  # (..., B, H)


def backward(
    params: Params, previous: State, step: Step, d_state: State, held: Held | None = None
) -> tuple[StepGradient, State]:
    """Send the gradient of the state after a step back to its pre-activation and to the state before it.

    A held value is a constant: nothing flows through it.
    """
    d_pre = open_units(d_state.h, "h", held) * tanh_slope(step.h)
    return StepGradient(d_pre, d_state.h), State(d_pre @ params.W_h)
