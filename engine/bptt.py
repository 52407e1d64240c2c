"""Exact backpropagation through time (Werbos 1990) over a Trace, clamps respected.

Per timestep only the recurrent product is computed; the gradient of the weights is one product over all T·B rows.
"""

from dataclasses import dataclass, fields

import numpy as np

from engine import gru, lstm, rnn
from engine.arrays import Array
from engine.cells import Params, State, Step, cell_module
from engine.clamp import held_at
from engine.unroll import Stack, Trace

StepGradient = lstm.StepGradient | gru.StepGradient | rnn.StepGradient


@dataclass(frozen=True, slots=True, eq=False)
class Gradients:
    """The gradient of a loss with respect to all that went into a run."""

    stack: Stack  # a gradient has the type of the thing it is the gradient of
    x: Array  # (T, B, D)
    initial_state: tuple[State, ...]
    steps: tuple[StepGradient, ...]  # per layer, arrays (T, B, …)


def bptt(stack: Stack, trace: Trace, d_h: Array, d_state: tuple[State, ...] | None = None) -> Gradients:
    """Return the gradients of a loss from d_h (T, B, H) on the top layer and d_state on the final states (or 0)."""
    layers: list[Params] = []
    befores: list[State] = []
    gradients: list[StepGradient] = []
    for index in reversed(range(stack.num_layers)):
        last = None if d_state is None else d_state[index]
        step, before = _layer(stack, trace, index, d_h, last)
        layers.append(_d_params(stack.layers[index], trace.layers[index], trace.initial_state[index], step))
        befores.append(before)
        gradients.append(step)
        d_h = step.d_pre @ stack.layers[index].W_x
    return Gradients(Stack(stack.cell, tuple(layers[::-1])), d_h, tuple(befores[::-1]), tuple(gradients[::-1]))


def _layer(stack: Stack, trace: Trace, index: int, d_h: Array, d_last: State | None) -> tuple[StepGradient, State]:
    """Send the gradient back through one layer, last timestep first."""
    cell, params, step = cell_module(stack.cell), stack.layers[index], trace.layers[index]
    names = [field.name for field in fields(step)]
    steps, batch, size = step.h.shape
    state = d_last if d_last is not None else cell.State.zeros(batch, size, step.h.dtype)
    rows: list[StepGradient] = []
    for t in reversed(range(steps)):
        now = cell.Step(*(getattr(step, name)[t] for name in names))
        before = _state_at(step, trace.initial_state[index], t - 1)
        held = held_at(trace.clamps, index, trace.start + t, size) if trace.clamps else None
        state = _plus_h(state, d_h[t])
        row, state = cell.backward(params, before, now, state, held)
        rows.append(row)
    stacked = {f.name: np.stack([getattr(row, f.name) for row in rows[::-1]]) for f in fields(cell.StepGradient)}
    gradient: StepGradient = cell.StepGradient(**stacked)
    return gradient, state


def _plus_h(state: State, d_h: Array) -> State:
    """Return the gradient of a state with d_h (B, H) added to its h."""
    if isinstance(state, lstm.State):
        return lstm.State(state.h + d_h, state.c)
    return type(state)(state.h + d_h)


def _state_at(step: Step, initial: State, t: int) -> State:
    """Return the state after timestep t of a run; t = −1 is the initial one."""
    if t < 0:
        return initial
    if isinstance(step, lstm.Step):
        return lstm.State(step.h[t], step.c[t])
    return gru.State(step.h[t]) if isinstance(step, gru.Step) else rnn.State(step.h[t])


def _d_params(params: Params, step: Step, initial: State, gradient: StepGradient) -> Params:
    """Return the gradient of a layer's weights from all timesteps at once."""
    h_before = np.concatenate([initial.h[None], step.h[:-1]])
    d_pre, x = _rows(gradient.d_pre), _rows(step.x)
    if isinstance(gradient, gru.StepGradient):
        d_recurrent = _rows(gradient.d_recurrent)
        return gru.Params(d_pre.T @ x, d_recurrent.T @ _rows(h_before), d_pre.sum(0), d_recurrent.sum(0))
    kind = lstm.Params if isinstance(params, lstm.Params) else rnn.Params
    return kind(d_pre.T @ x, d_pre.T @ _rows(h_before), d_pre.sum(0))


def _rows(values: Array) -> Array:
    """Return (T, B, N) as (T·B, N)."""
    return values.reshape(-1, values.shape[-1])
