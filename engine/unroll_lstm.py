"""An LSTM layer over a whole sequence and back: the equations of `engine.lstm`, arranged for speed.

The rows of the parameters are regrouped as o, i, f, g, so that one call serves the three gates, and one the products
i ⊙ g and f ⊙ c₋₁; those of o, i and f change sign, so that σ is exp, +1, reciprocal in place, tail included. At batch 1
a step costs little but the calls: no lookup, keyword or conversion of a number is left in the loop that can be spared.
"""

from collections.abc import Sequence

import numpy as np
from numpy import add, dot, exp, multiply, reciprocal, tanh

from engine import lstm
from engine.activations import sigmoid_slope, tanh_slope
from engine.arrays import Array, blocks
from engine.clamp import Held, hold_in_place, shut


def run(params: lstm.Params, state: lstm.State, x: Array, held: Sequence[Held | None]) -> lstm.Step:
    """Run the layer over x (T, B, D) from `state`; `held` has what is clamped at each of the T timesteps."""
    (steps, batch, width), size = x.shape, params.hidden_size
    pre = x.reshape(-1, width) @ _regrouped(params.W_x).T
    pre += _regrouped(params.b)
    pre = pre.reshape(steps, batch, 4 * size)  # −pre_o, −pre_i, −pre_f, pre_g
    values = np.empty((steps + 1, batch, 5 * size), x.dtype)  # o, i, f, g and c of the step before
    values[0, :, 4 * size :] = state.c
    sums = np.empty((steps, batch, 2 * size), x.dtype)  # written, kept
    ends = np.empty((2, steps, batch, size), x.dtype)  # tanh_c, h
    _loop(np.ascontiguousarray(_regrouped(params.W_h).T), state.h, pre, values, sums, ends, held)
    np.negative(pre[..., : 3 * size], out=pre[..., : 3 * size])
    pre_o, pre_i, pre_f, pre_g = blocks(pre, 4)
    o, i, f, g, _ = blocks(values[:-1], 5)
    written, kept = blocks(sums, 2)
    return lstm.Step(x, pre_i, pre_f, pre_g, pre_o, i, f, g, o, kept, written, values[1:, :, 4 * size :], *ends)


def _regrouped(rows: Array) -> Array:
    """Return the blocks i, f, g, o as −o, −i, −f, g; a change of sign is exact."""
    size = len(rows) // 4
    regrouped = np.concatenate([rows[3 * size :], rows[: 3 * size]])
    np.negative(regrouped[: 3 * size], out=regrouped[: 3 * size])
    return regrouped


def _loop(
    W_h: Array, h: Array, pre: Array, values: Array, sums: Array, ends: Array, held: Sequence[Held | None]
) -> None:
    """Fill the arrays, one timestep after the other: `pre` has the inputs' part and gets the recurrent one."""
    size = h.shape[-1]
    recurrent, one = np.empty_like(pre[0]), np.ones((), pre.dtype)
    now, c = values[:-1], values[1:, :, 4 * size :]
    rows = zip(
        *(pre, pre[..., : 3 * size], pre[..., 3 * size :]),
        *(now[..., : 3 * size], now[..., 3 * size : 4 * size], now[..., size : 3 * size], now[..., 3 * size :]),
        *(sums, sums[..., :size], sums[..., size:], now[..., :size], c, *ends, held),
        strict=True,
    )
    with np.errstate(over="ignore"):  # exp(−pre) may be inf: σ is then 0, as it should be
        for a, a_gates, a_g, gates, g, if_, gc, both, written, kept, o, c_t, tanh_c, h_t, clamped in rows:
            dot(h, W_h, recurrent)
            add(a, recurrent, a)
            exp(a_gates, gates)
            add(gates, one, gates)
            reciprocal(gates, gates)
            tanh(a_g, g)
            if clamped:
                hold_in_place(clamped, {"i": if_[:, :size], "f": if_[:, size:], "g": g, "o": o})
            multiply(if_, gc, both)
            add(kept, written, c_t)
            if clamped:
                hold_in_place(clamped, {"c": c_t})
            tanh(c_t, tanh_c)
            multiply(o, tanh_c, h_t)
            if clamped:
                hold_in_place(clamped, {"h": h_t})
            h = h_t


def run_back(
    params: lstm.Params,
    initial: lstm.State,
    step: lstm.Step,
    d_h: Array,
    d_final: lstm.State,
    held: Sequence[Held | None],
) -> tuple[lstm.StepGradient, lstm.State]:
    """Send d_h (T, B, H) and the gradient of the final state back through the run: `lstm.backward` from last to first.

    Every slope is computed before the loop, for all timesteps at once; a held value is a constant, so its slope is 0.
    """
    steps, batch, size = d_h.shape
    slopes = np.empty((steps, batch, 4, size), d_h.dtype)  # of the gates, in the order of the parameters
    slopes[:, :, 0] = step.g * sigmoid_slope(step.i)
    slopes[:, :, 1] = sigmoid_slope(step.f)
    slopes[0, :, 1] *= initial.c
    slopes[1:, :, 1] *= step.c[:-1]
    slopes[:, :, 2] = step.i * tanh_slope(step.g)
    slopes[:, :, 3] = step.tanh_c * sigmoid_slope(step.o)
    c_by_h, c_by_c = step.o * tanh_slope(step.tanh_c), step.f.copy()
    for t, clamped in enumerate(held):
        if clamped:
            of_i, of_f, of_g, of_o = slopes[t].swapaxes(0, 1)
            shut(clamped, {"i": [of_i], "f": [of_f], "g": [of_g], "o": [of_o]})
            shut(clamped, {"h": [of_o, c_by_h[t]], "c": [of_i, of_f, of_g, c_by_c[t]]})
    return _loop_back(params.W_h, slopes, c_by_h, c_by_c, d_h, d_final)


def _loop_back(
    W_h: Array, slopes: Array, c_by_h: Array, c_by_c: Array, d_outer: Array, d_final: lstm.State
) -> tuple[lstm.StepGradient, lstm.State]:
    """Run the recurrence of the gradient: one matrix product per timestep."""
    steps, batch, _, size = slopes.shape
    d_pre, d_h, d_c = np.empty_like(slopes), np.empty_like(d_outer), np.empty_like(d_outer)
    flat = d_pre.reshape(steps, batch, 4 * size)
    from_h, from_c = d_final.h.copy(), d_final.c.copy()  # what comes from the step after
    for t in reversed(range(steps)):
        add(d_outer[t], from_h, out=d_h[t])
        multiply(d_h[t], c_by_h[t], out=d_c[t])
        add(d_c[t], from_c, out=d_c[t])
        multiply(d_c[t][:, None], slopes[t, :, :3], out=d_pre[t, :, :3])
        multiply(d_h[t], slopes[t, :, 3], out=d_pre[t, :, 3])
        dot(flat[t], W_h, out=from_h)
        multiply(d_c[t], c_by_c[t], out=from_c)
    return lstm.StepGradient(flat, d_h, d_c), lstm.State(from_h, from_c)
