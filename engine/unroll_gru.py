"""A GRU layer over a whole sequence and back: the equations of `engine.gru`, arranged for speed.

The rows of r and z change sign, so that σ is exp, +1, reciprocal in place, tail included.
"""

from collections.abc import Sequence

import numpy as np
from numpy import add, dot, exp, multiply, reciprocal, subtract, tanh

from engine import gru
from engine.activations import sigmoid_slope, tanh_slope
from engine.arrays import Array, blocks
from engine.clamp import Held, hold_in_place, shut


def run(params: gru.Params, state: gru.State, x: Array, held: Sequence[Held | None]) -> gru.Step:
    """Run the layer over x (T, B, D) from `state`; `held` has what is clamped at each of the T timesteps."""
    (steps, batch, width), size = x.shape, params.hidden_size
    pre = x.reshape(-1, width) @ _signed(params.W_x).T
    pre += _signed(params.b_x)
    pre = pre.reshape(steps, batch, 3 * size)  # −pre_r, −pre_z, pre_n
    recurrent, gates = np.empty_like(pre), np.empty((steps, batch, 2 * size), x.dtype)
    values = np.empty((4, steps, batch, size), x.dtype)  # n, kept, written, h
    _loop(
        np.ascontiguousarray(_signed(params.W_h).T), _signed(params.b_h), state.h, pre, recurrent, gates, values, held
    )
    np.negative(pre[..., : 2 * size], out=pre[..., : 2 * size])
    pre_r, pre_z, pre_n = blocks(pre, 3)
    r, z = blocks(gates, 2)
    n, kept, written, h = values
    return gru.Step(x, pre_z, pre_r, pre_n, z, r, n, recurrent[..., 2 * size :], kept, written, h)


def _signed(rows: Array) -> Array:
    """Return the blocks r, z, n as −r, −z, n; a change of sign is exact."""
    signed, gates = rows.copy(), slice(0, 2 * len(rows) // 3)
    np.negative(signed[gates], out=signed[gates])
    return signed


def _loop(
    W_h: Array,
    b_h: Array,
    h: Array,
    pre: Array,
    recurrent: Array,
    gates: Array,
    values: Array,
    held: Sequence[Held | None],
) -> None:
    """Fill the arrays, one timestep after the other: `pre` has the inputs' part and gets the recurrent one."""
    size, one = h.shape[-1], np.ones((), pre.dtype)
    passing = np.empty_like(h)  # 1 − z
    rows = zip(
        *(pre[..., : 2 * size], pre[..., 2 * size :], recurrent, recurrent[..., : 2 * size]),
        *(recurrent[..., 2 * size :], gates, gates[..., :size], gates[..., size:], *values, held),
        strict=True,
    )
    with np.errstate(over="ignore"):  # exp(−pre) may be inf: σ is then 0, as it should be
        for a_gates, a_n, inner, inner_gates, inner_n, both, r, z, n, kept, written, h_t, clamped in rows:
            dot(h, W_h, inner)
            add(inner, b_h, inner)
            add(a_gates, inner_gates, a_gates)
            exp(a_gates, both)
            add(both, one, both)
            reciprocal(both, both)
            if clamped:
                hold_in_place(clamped, {"r": r, "z": z})
            multiply(r, inner_n, n)
            add(a_n, n, a_n)
            tanh(a_n, n)
            if clamped:
                hold_in_place(clamped, {"n": n})
            multiply(z, h, kept)
            subtract(one, z, passing)
            multiply(passing, n, written)
            add(kept, written, h_t)
            if clamped:
                hold_in_place(clamped, {"h": h_t})
            h = h_t


def run_back(
    params: gru.Params, initial: gru.State, step: gru.Step, d_h: Array, d_final: gru.State, held: Sequence[Held | None]
) -> tuple[gru.StepGradient, gru.State]:
    """Send d_h (T, B, H) and the gradient of the final state back through the run: `gru.backward` from last to first.

    Every slope is computed before the loop, for all timesteps at once; a held value is a constant, so its slope is 0.
    """
    steps, batch, size = d_h.shape
    through_n, h_by_h = (1 - step.z) * tanh_slope(step.n), step.z.copy()
    slopes = np.empty((steps, batch, 4, size), d_h.dtype)  # r, z, the recurrent part of n; n
    slopes[:, :, 0] = through_n * step.recurrent_n * sigmoid_slope(step.r)
    slopes[:, :, 1] = sigmoid_slope(step.z)
    slopes[0, :, 1] *= initial.h - step.n[0]
    slopes[1:, :, 1] *= step.h[:-1] - step.n[1:]
    slopes[:, :, 2] = through_n * step.r
    slopes[:, :, 3] = through_n
    for t, clamped in enumerate(held):
        if clamped:
            of_r, of_z, of_inner, of_n = slopes[t].swapaxes(0, 1)
            shut(clamped, {"r": [of_r], "z": [of_z], "n": [of_r, of_inner, of_n]})
            shut(clamped, {"h": [of_r, of_z, of_inner, of_n, h_by_h[t]]})
    return _loop_back(params.W_h, slopes, h_by_h, d_h, d_final.h)


def _loop_back(
    W_h: Array, slopes: Array, h_by_h: Array, d_outer: Array, d_final: Array
) -> tuple[gru.StepGradient, gru.State]:
    """Run the recurrence of the gradient: one matrix product per timestep."""
    steps, batch, _, size = slopes.shape
    d_all, d_h = np.empty_like(slopes), np.empty_like(d_outer)
    d_recurrent = d_all.reshape(steps, batch, 4 * size)[..., : 3 * size]
    from_h, direct = d_final.copy(), np.empty_like(d_final)  # what comes from the step after
    for t in reversed(range(steps)):
        add(d_outer[t], from_h, out=d_h[t])
        multiply(d_h[t][:, None], slopes[t], out=d_all[t])
        dot(d_recurrent[t], W_h, out=from_h)
        multiply(d_h[t], h_by_h[t], out=direct)
        add(from_h, direct, out=from_h)
    d_pre = d_all[:, :, [0, 1, 3]].reshape(steps, batch, 3 * size)
    return gru.StepGradient(d_pre, d_recurrent, d_h), gru.State(from_h)
