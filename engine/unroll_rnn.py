"""A plain recurrent layer over a whole sequence and back: the equations of `engine.rnn`, in place."""

from collections.abc import Sequence

import numpy as np
from numpy import add, dot, multiply, tanh

from engine import rnn
from engine.activations import tanh_slope
from engine.arrays import Array
from engine.clamp import Held, hold_in_place, shut


def run(params: rnn.Params, state: rnn.State, x: Array, held: Sequence[Held | None]) -> rnn.Step:
    """Run the layer over x (T, B, D) from `state`; `held` has what is clamped at each of the T timesteps."""
    (steps, batch, width), size = x.shape, params.hidden_size
    pre = x.reshape(-1, width) @ params.W_x.T
    pre += params.b
    pre = pre.reshape(steps, batch, size)
    W_h, recurrent, h, before = np.ascontiguousarray(params.W_h.T), np.empty_like(pre[0]), np.empty_like(pre), state.h
    for a, h_t, clamped in zip(pre, h, held, strict=True):
        dot(before, W_h, recurrent)
        add(a, recurrent, a)
        tanh(a, h_t)
        if clamped:
            hold_in_place(clamped, {"h": h_t})
        before = h_t
    return rnn.Step(x, pre, h)


def run_back(
    params: rnn.Params, _: rnn.State, step: rnn.Step, d_h: Array, d_final: rnn.State, held: Sequence[Held | None]
) -> tuple[rnn.StepGradient, rnn.State]:
    """Send d_h (T, B, H) and the gradient of the final state back through the run: `rnn.backward` from last to first.

    A held value is a constant, so its slope is 0.
    """
    slopes = tanh_slope(step.h)
    for slope, clamped in zip(slopes, held, strict=True):
        if clamped:
            shut(clamped, {"h": [slope]})
    d_pre, total, from_h = np.empty_like(d_h), np.empty_like(d_h), d_final.h.copy()
    for t in reversed(range(len(d_h))):
        add(d_h[t], from_h, total[t])
        multiply(total[t], slopes[t], d_pre[t])
        dot(d_pre[t], params.W_h, from_h)
    return rnn.StepGradient(d_pre, total), rnn.State(from_h)
