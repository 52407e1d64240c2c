"""Exact backpropagation through time (Werbos 1990) over a Trace, clamps respected.

The readable cells (`lstm.backward` …) are the specification. Per timestep only the recurrent product is computed; the
gradients of the weights and of x are one product each over all T·B rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine import gru, lstm, rnn, unroll_gru, unroll_lstm, unroll_rnn
from engine.arrays import Array
from engine.cells import Params, State, Step
from engine.clamp import held_during
from engine.errors import ShapeError
from engine.unroll import Stack, Trace, astype, check_state, zero_state

StepGradient = lstm.StepGradient | gru.StepGradient | rnn.StepGradient
RUN_BACK: Final[dict[str, Callable[..., tuple[StepGradient, State]]]] = {
    "lstm": unroll_lstm.run_back,
    "gru": unroll_gru.run_back,
    "rnn": unroll_rnn.run_back,
}


@dataclass(frozen=True, slots=True, eq=False)
class Gradients:
    """The gradient of a loss with respect to all that went into a run."""

    stack: Stack  # a gradient has the type of the thing it is the gradient of
    x: Array  # (T, B, D)
    initial_state: tuple[State, ...]
    steps: tuple[StepGradient, ...]  # per layer, arrays (T, B, …)


def bptt(stack: Stack, trace: Trace, d_h: Array, d_state: tuple[State, ...] | None = None) -> Gradients:
    """Return the gradients of a loss from d_h (T, B, H) on the top layer and d_state on the final states (or 0).

    ShapeError for a d_h or a d_state that does not fit the trace.
    """
    if d_h.shape != trace.h.shape:
        raise ShapeError(f"d_h: expected {trace.h.shape}, got {d_h.shape}")
    steps, batch, size = d_h.shape
    d_state = zero_state(stack, batch) if d_state is None else d_state
    check_state(stack, d_state, batch)
    layers: list[Params] = []
    befores: list[State] = []
    gradients: list[StepGradient] = []
    d_x = d_h.astype(stack.dtype, copy=False)
    for index in reversed(range(stack.num_layers)):
        params, initial, step = stack.layers[index], trace.initial_state[index], trace.layers[index]
        held = held_during(trace.clamps, index, trace.start, steps, size)
        d_final = astype(d_state[index], stack.dtype)
        gradient, before = RUN_BACK[stack.cell](params, initial, step, d_x, d_final, held)
        layers.append(_d_params(params, step, initial, gradient))
        befores.append(before)
        gradients.append(gradient)
        d_x = (_rows(gradient.d_pre) @ params.W_x).reshape(steps, batch, -1)
    return Gradients(Stack(stack.cell, tuple(layers[::-1])), d_x, tuple(befores[::-1]), tuple(gradients[::-1]))


def _d_params(params: Params, step: Step, initial: State, gradient: StepGradient) -> Params:
    """Return the gradient of a layer's weights from all timesteps at once."""
    h_before = _rows(np.concatenate([initial.h[None], step.h[:-1]]))
    d_pre, x = _rows(gradient.d_pre), _rows(step.x)
    if isinstance(gradient, gru.StepGradient):
        d_recurrent = _rows(gradient.d_recurrent)
        return gru.Params(d_pre.T @ x, d_recurrent.T @ h_before, d_pre.sum(0), d_recurrent.sum(0))
    kind = lstm.Params if isinstance(params, lstm.Params) else rnn.Params
    return kind(d_pre.T @ x, d_pre.T @ h_before, d_pre.sum(0))


def _rows(values: Array) -> Array:
    """Return (T, B, N) as (T·B, N)."""
    return values.reshape(-1, values.shape[-1])
