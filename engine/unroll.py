"""A stack of cells over a sequence: every value of every timestep, as fast as NumPy lets it.

The readable cells (`lstm.forward` …) are the specification; `unroll_lstm`, `unroll_gru` and `unroll_rnn` run the same
equations with one matrix product for all inputs, preallocated arrays and σ as 1 / (1 + exp(−a)) in place. Both ways to
write σ keep its tail: they differ by a few roundings, relative to σ, down to σ = 1e-38 (float32) or 1e-308 (float64).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from engine import unroll_gru, unroll_lstm, unroll_rnn
from engine.arrays import Array
from engine.cells import Params, State, Step, cell_module
from engine.clamp import Clamp, check, held_during
from engine.errors import ShapeError

RUN: Final[dict[str, Callable[..., Step]]] = {"lstm": unroll_lstm.run, "gru": unroll_gru.run, "rnn": unroll_rnn.run}


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Layers of one kind of cell; layer n + 1 reads the hidden states of layer n."""

    cell: str
    layers: tuple[Params, ...]

    @property
    def num_layers(self) -> int:
        """Return the number of layers."""
        return len(self.layers)

    @property
    def input_size(self) -> int:
        """Return D of the first layer."""
        return self.layers[0].input_size

    @property
    def hidden_size(self) -> int:
        """Return H, the same in every layer."""
        return self.layers[0].hidden_size

    @property
    def dtype(self) -> np.dtype[Any]:
        """Return the dtype of the parameters, which the run follows."""
        return self.layers[0].W_x.dtype

    @property
    def parameters(self) -> int:
        """Return how many numbers the layers hold."""
        return sum(getattr(layer, field.name).size for layer in self.layers for field in fields(layer))


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A run: per layer a Step whose arrays have a leading time axis (T, B, H)."""

    cell: str
    initial_state: tuple[State, ...]
    layers: tuple[Step, ...]
    clamps: tuple[Clamp, ...]
    start: int  # the time index of the first step, to which the clamps refer

    @property
    def state(self) -> tuple[State, ...]:
        """Return the state of every layer after the last timestep."""
        return tuple(layer.state for layer in self.layers)

    @property
    def h(self) -> Array:
        """Return the hidden states of the top layer (T, B, H)."""
        return self.layers[-1].h

    def state_before(self, t: int) -> tuple[State, ...]:
        """Return the state of every layer from which step t, counted from the first of the run, was taken."""
        if t == 0:
            return self.initial_state
        return tuple(
            type(initial)(*(getattr(step, field.name)[t - 1] for field in fields(initial)))
            for initial, step in zip(self.initial_state, self.layers, strict=True)
        )


def zero_state(stack: Stack, batch: int = 1) -> tuple[State, ...]:
    """Return the state of every layer before the first word."""
    cell = cell_module(stack.cell)
    return tuple(cell.State.zeros(batch, stack.hidden_size, stack.dtype) for _ in stack.layers)


def unroll(
    stack: Stack, x: Array, state: tuple[State, ...] | None = None, clamps: Sequence[Clamp] = (), start: int = 0
) -> Trace:
    """Run a stack over x (T, B, D), T ≥ 1, from `state` (zeros by default).

    `start` is the time index of x[0]: a run can go on in chunks, each from the state of the one before, and clamps keep
    their meaning. ShapeError for an x or a state that does not fit, UnknownName or RangeError for a clamp.
    """
    if x.ndim != 3 or len(x) == 0 or x.shape[2] != stack.input_size:
        raise ShapeError(f"x: expected (T >= 1, B, {stack.input_size}), got {x.shape}")
    if state is None:
        state = zero_state(stack, x.shape[1])
    else:
        check_state(stack, state, x.shape[1])
        state = tuple(astype(layer, stack.dtype) for layer in state)
    check(clamps, cell_module(stack.cell).QUANTITIES, stack.num_layers, stack.hidden_size)
    layers: list[Step] = []
    values = x.astype(stack.dtype, copy=False)
    for index, (params, before) in enumerate(zip(stack.layers, state, strict=True)):
        held = held_during(clamps, index, start, len(x), stack.hidden_size)
        layers.append(RUN[stack.cell](params, before, values, held))
        values = layers[-1].h
    return Trace(stack.cell, state, tuple(layers), tuple(clamps), start)


def check_state(stack: Stack, state: tuple[State, ...], batch: int) -> None:
    """Raise ShapeError unless `state` has one (B, H) array per layer and quantity."""
    if len(state) != stack.num_layers:
        raise ShapeError(f"state: expected {stack.num_layers} layers, got {len(state)}")
    for layer in state:
        for field in fields(layer):
            shape = getattr(layer, field.name).shape
            if shape != (batch, stack.hidden_size):
                raise ShapeError(f"state.{field.name}: expected {(batch, stack.hidden_size)}, got {shape}")


def repeated(state: State, batch: int) -> State:
    """Return copies of a state (1, H) side by side (B, H)."""
    return type(state)(*(getattr(state, field.name).repeat(batch, axis=0) for field in fields(state)))


def astype(state: State, dtype: np.dtype[Any]) -> State:
    """Return a state in another precision."""
    return type(state)(*(getattr(state, field.name).astype(dtype) for field in fields(state)))
