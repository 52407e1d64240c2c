"""A stack of cells over a sequence: every value of every timestep, as fast as NumPy lets it.

The readable cells (`lstm.forward` …) are the specification. Without clamps this module runs the same equations with one
matrix product for all inputs and preallocated arrays; σ is computed there as (1 + tanh(a/2))/2, which differs from
`activations.sigmoid` only where σ < 1e-7 (float32) or 1e-16 (float64).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from engine import gru, lstm, rnn
from engine.arrays import Array
from engine.cells import Params, State, Step, cell_module
from engine.clamp import Clamp, check, held_at
from engine.errors import ShapeError


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
    state = zero_state(stack, x.shape[1]) if state is None else state
    check_state(stack, state, x.shape[1])
    check(clamps, cell_module(stack.cell).QUANTITIES, stack.num_layers, stack.hidden_size)
    layers: list[Step] = []
    values = x.astype(stack.dtype, copy=False)
    for index, (params, before) in enumerate(zip(stack.layers, state, strict=True)):
        mine = [clamp for clamp in clamps if clamp.layer == index]
        if mine:
            step = _by_cell(stack.cell, params, before, values, index, mine, start)
        else:
            step = FAST[stack.cell](params, before, values)
        layers.append(step)
        values = step.h
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


def _by_cell(
    cell: str, params: Params, state: State, x: Array, layer: int, clamps: Sequence[Clamp], start: int
) -> Step:
    """Run one layer step by step with the readable cell, clamps included."""
    module = cell_module(cell)
    steps = []
    for t, x_t in enumerate(x, start):
        step = module.forward(params, state, x_t, held_at(clamps, layer, t, params.hidden_size))
        steps.append(step)
        state = step.state
    names = [field.name for field in fields(module.Step)]
    stacked: Step = module.Step(**{name: np.stack([getattr(step, name) for step in steps]) for name in names})
    return stacked


def _lstm(params: lstm.Params, state: lstm.State, x: Array) -> lstm.Step:
    """Run one LSTM layer over x (T, B, D)."""
    (steps, batch, _), size = x.shape, params.hidden_size
    pre = x @ params.W_x.T + params.b
    gates = np.empty_like(pre)
    kept, written, c, tanh_c, h = (np.empty((steps, batch, size), x.dtype) for _ in range(5))
    i, f, g, o = np.split(gates, 4, axis=-1)
    is_gate = np.repeat(np.array([1, 1, 0, 1], x.dtype), size)
    scale, shift = 1 - is_gate / 2, is_gate / 2
    W_h, buffer = np.ascontiguousarray(params.W_h.T), np.empty((batch, 4 * size), x.dtype)
    h_before, c_before = state.h, state.c
    for t in range(steps):
        a, s = pre[t], gates[t]
        np.matmul(h_before, W_h, out=buffer)
        np.add(a, buffer, out=a)
        np.multiply(a, scale, out=s)
        np.tanh(s, out=s)
        np.multiply(s, scale, out=s)
        np.add(s, shift, out=s)
        np.multiply(f[t], c_before, out=kept[t])
        np.multiply(i[t], g[t], out=written[t])
        np.add(kept[t], written[t], out=c[t])
        np.tanh(c[t], out=tanh_c[t])
        np.multiply(o[t], tanh_c[t], out=h[t])
        h_before, c_before = h[t], c[t]
    pre_i, pre_f, pre_g, pre_o = np.split(pre, 4, axis=-1)
    return lstm.Step(x, pre_i, pre_f, pre_g, pre_o, i, f, g, o, kept, written, c, tanh_c, h)


def _gru(params: gru.Params, state: gru.State, x: Array) -> gru.Step:
    """Run one GRU layer over x (T, B, D)."""
    (steps, batch, _), size = x.shape, params.hidden_size
    pre = x @ params.W_x.T + params.b_x
    gates, recurrent = np.empty_like(pre), np.empty_like(pre)
    kept, written, h = (np.empty((steps, batch, size), x.dtype) for _ in range(3))
    W_h, half = np.ascontiguousarray(params.W_h.T), np.array(0.5, x.dtype)
    before = state.h
    for t in range(steps):
        rz, n, a = gates[t, :, : 2 * size], gates[t, :, 2 * size :], pre[t]
        np.matmul(before, W_h, out=recurrent[t])
        np.add(recurrent[t], params.b_h, out=recurrent[t])
        a[:, : 2 * size] += recurrent[t, :, : 2 * size]
        np.multiply(a[:, : 2 * size], half, out=rz)
        np.tanh(rz, out=rz)
        np.multiply(rz, half, out=rz)
        np.add(rz, half, out=rz)
        np.multiply(rz[:, :size], recurrent[t, :, 2 * size :], out=n)
        a[:, 2 * size :] += n
        np.tanh(a[:, 2 * size :], out=n)
        z = rz[:, size:]
        np.multiply(z, before, out=kept[t])
        np.multiply(1 - z, n, out=written[t])
        np.add(kept[t], written[t], out=h[t])
        before = h[t]
    pre_r, pre_z, pre_n = np.split(pre, 3, axis=-1)
    r, z, n = np.split(gates, 3, axis=-1)
    return gru.Step(x, pre_z, pre_r, pre_n, z, r, n, recurrent[..., 2 * size :], kept, written, h)


def _rnn(params: rnn.Params, state: rnn.State, x: Array) -> rnn.Step:
    """Run one tanh layer over x (T, B, D)."""
    pre = x @ params.W_x.T + params.b
    h, W_h, before = np.empty_like(pre), np.ascontiguousarray(params.W_h.T), state.h
    for t in range(len(x)):
        pre[t] += before @ W_h
        before = np.tanh(pre[t], out=h[t])
    return rnn.Step(x, pre, h)


FAST: Final[dict[str, Callable[..., Step]]] = {"lstm": _lstm, "gru": _gru, "rnn": _rnn}
