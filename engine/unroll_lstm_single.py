"""An LSTM layer over one sequence and back: `unroll_lstm` at batch 1, where a step costs little but the calls.

All of a step happens in one row of numbers that stays in the cache and is copied out at its end, so that few views of
arrays are made. Every number is the same, bit for bit, as without this arrangement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy import add, dot, exp, multiply, reciprocal, tanh

from engine import lstm
from engine.arrays import Array
from engine.clamp import Held, hold_in_place


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """The parameters of a layer as the loops read them."""

    W_x: Array  # (D, 4H), regrouped
    W_h: Array  # (H, 4H), regrouped
    b: Array  # (4H,), regrouped
    W_back: Array  # (4H, H), W_h as it was
    one: Array  # (), which spares its conversion at every step


@lru_cache(maxsize=32)
def arranged(params: lstm.Params) -> Arranged:
    """Arrange the parameters once for all runs; from then on NumPy refuses to change them in place."""
    for values in (params.W_x, params.W_h, params.b):
        values.flags.writeable = False
    W_h = _aligned(regrouped(params.W_h).T)
    one = np.ones((), W_h.dtype)
    return Arranged(_aligned(regrouped(params.W_x).T), W_h, regrouped(params.b), _aligned(params.W_h), one)


def regrouped(rows: Array) -> Array:
    """Return the blocks i, f, g, o as −o, −i, −f, g; a change of sign is exact."""
    size = len(rows) // 4
    regrouped = np.concatenate([rows[3 * size :], rows[: 3 * size]])
    np.negative(regrouped[: 3 * size], out=regrouped[: 3 * size])
    return regrouped


def _aligned(values: Array) -> Array:
    """Return a copy that begins at a multiple of 64 bytes, whose product with a vector is a tenth faster."""
    memory = np.empty(values.nbytes + 64, np.uint8)
    start = -memory.ctypes.data % 64
    copy: Array = memory[start : start + values.nbytes].view(values.dtype).reshape(values.shape)
    copy[...] = values
    return copy


def run(params: lstm.Params, state: lstm.State, x: Array, held: Sequence[Held | None]) -> lstm.Step:
    """Run the layer over x (T, 1, D) from `state`; `held` has what is clamped at each of the T timesteps."""
    (steps, _, width), ready = x.shape, arranged(params)
    from_x = dot(x.reshape(steps, width), ready.W_x)
    from_x += ready.b
    size = len(ready.W_h)
    rows = np.empty((steps, 13 * size), x.dtype)
    _loop(ready, state, from_x, rows, held)
    np.negative(rows[:, : 3 * size], out=rows[:, : 3 * size])
    columns = rows.reshape(steps, 13, 1, size).swapaxes(0, 1)
    pre_o, pre_i, pre_f, pre_g, o, i, f, g, c, written, kept, tanh_c, h = columns
    return lstm.Step(x, pre_i, pre_f, pre_g, pre_o, i, f, g, o, kept, written, c, tanh_c, h)


def _loop(ready: Arranged, state: lstm.State, from_x: Array, rows: Array, held: Sequence[Held | None]) -> None:
    """Fill the rows, each with −pre_o, −pre_i, −pre_f, pre_g, o, i, f, g, c, written, kept, tanh_c, h."""
    W_h, one, size = ready.W_h, ready.one, len(ready.W_h)
    row, recurrent = np.empty_like(rows[0]), np.empty_like(from_x[0])
    _, _, _, pre_g, o, i, f, g, c, written, kept, tanh_c, h = row.reshape(13, size)
    pre, pre_gates, gates = row[: 4 * size], row[: 3 * size], row[4 * size : 7 * size]
    if_, gc, both = row[5 * size : 7 * size], row[7 * size : 9 * size], row[9 * size : 11 * size]
    h[...], c[...] = state.h[0], state.c[0]
    h_times = h.dot
    with np.errstate(over="ignore"):  # exp(−pre) may be inf: σ is then 0, as it should be
        for a, out, clamped in zip(from_x, rows, held, strict=True):
            h_times(W_h, recurrent)
            add(a, recurrent, pre)
            exp(pre_gates, gates)
            add(gates, one, gates)
            reciprocal(gates, gates)
            tanh(pre_g, g)
            if clamped:
                hold_in_place(clamped, {"i": i, "f": f, "g": g, "o": o})
            multiply(if_, gc, both)
            add(kept, written, c)
            if clamped:
                hold_in_place(clamped, {"c": c})
            tanh(c, tanh_c)
            multiply(o, tanh_c, h)
            if clamped:
                hold_in_place(clamped, {"h": h})
            out[...] = row


def loop_back(
    params: lstm.Params, slopes: Array, d_outer: Array, d_final: lstm.State
) -> tuple[lstm.StepGradient, lstm.State]:
    """Run the recurrence of the gradient: `unroll_lstm._loop_back` for d_outer (T, 1, H).

    slopes (T, 6, 1, H) are those from c to c₋₁, pre_i, pre_f, pre_g, then from h to pre_o and to c.
    """
    steps, _, size = d_outer.shape
    rows = np.empty((steps, 7 * size), d_outer.dtype)
    row, d_c_four_times, from_h = np.empty_like(rows[0]), np.empty((4, size), rows.dtype), d_final.h[0].copy()
    from_c, _, _, _, d_pre_o, d_h, d_c = row.reshape(7, size)
    from_c[...] = d_final.c[0]
    by_c, W_h, d_pre_times = row[: 4 * size], arranged(params).W_back, row[size : 5 * size].dot
    four_times = d_c_four_times.reshape(-1)
    backwards = slopes[::-1].reshape(steps, 6 * size)
    columns = (backwards[:, : 4 * size], backwards[:, 4 * size : 5 * size], backwards[:, 5 * size :])
    for d, c_slopes, o_slope, c_by_h, out in zip(d_outer[::-1, 0], *columns, rows[::-1], strict=True):
        add(d, from_h, d_h)
        multiply(d_h, c_by_h, d_c)
        add(d_c, from_c, d_c)
        d_c_four_times[...] = d_c  # a copy and one product are half the price of a product that broadcasts
        multiply(four_times, c_slopes, by_c)
        multiply(d_h, o_slope, d_pre_o)
        d_pre_times(W_h, from_h)
        out[...] = row
    d_pre, all_d_h, all_d_c = np.split(rows[:, None, size:], [4 * size, 5 * size], axis=2)
    return lstm.StepGradient(d_pre, all_d_h, all_d_c), lstm.State(from_h[None], from_c[None].copy())
