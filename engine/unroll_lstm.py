"""An LSTM layer over a whole sequence and back: the equations of `engine.lstm`, arranged for speed.

The rows of the parameters are regrouped as o, i, f, g, so that one call serves the three gates, and one the products
i ⊙ g and f ⊙ c₋₁; those of o, i and f change sign, so that σ is exp, +1, reciprocal in place, tail included. One
sequence alone is run by `unroll_lstm_single`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy import add, dot, exp, multiply, reciprocal, tanh

from engine import lstm, unroll_lstm_single
from engine.activations import sigmoid_slope, tanh_slope
from engine.arrays import Array, blocks
from engine.clamp import Held, hold_in_place, shut
from engine.unroll_lstm_single import regrouped


def run(params: lstm.Params, state: lstm.State, x: Array, held: Sequence[Held | None]) -> lstm.Step:
    """Run the layer over x (T, B, D) from `state`; `held` has what is clamped at each of the T timesteps."""
    (steps, batch, width), size = x.shape, params.hidden_size
    if batch == 1:
        return unroll_lstm_single.run(params, state, x, held)
    pre = x.reshape(-1, width) @ regrouped(params.W_x).T
    pre += regrouped(params.b)
    pre = pre.reshape(steps, batch, 4 * size)  # −pre_o, −pre_i, −pre_f, pre_g
    values = np.empty((steps + 1, batch, 5 * size), x.dtype)  # o, i, f, g and c of the step before
    values[0, :, 4 * size :] = state.c
    sums = np.empty((steps, batch, 2 * size), x.dtype)  # written, kept
    ends = np.empty((2, steps, batch, size), x.dtype)  # tanh_c, h
    _loop(np.ascontiguousarray(regrouped(params.W_h).T), state.h, pre, values, sums, ends, held)
    np.negative(pre[..., : 3 * size], out=pre[..., : 3 * size])
    pre_o, pre_i, pre_f, pre_g = blocks(pre, 4)
    o, i, f, g, _ = blocks(values[:-1], 5)
    written, kept = blocks(sums, 2)
    return lstm.Step(x, pre_i, pre_f, pre_g, pre_o, i, f, g, o, kept, written, values[1:, :, 4 * size :], *ends)


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
    if batch == 1:
        slopes = np.empty((steps, 6, 1, size), d_h.dtype)
        c_by_c, of_i, of_f, of_g, of_o, c_by_h = slopes.swapaxes(0, 1)
        _fill(Slopes(of_i, of_f, of_g, of_o, c_by_h, c_by_c), initial, step, held)
        return unroll_lstm_single.loop_back(params, slopes, d_h, d_final)
    slopes = np.empty((steps, batch, 4, size), d_h.dtype)  # of the gates, in the order of the parameters
    c_by_h, c_by_c = np.empty((2, *d_h.shape), d_h.dtype)
    of_i, of_f, of_g, of_o = slopes.transpose(2, 0, 1, 3)
    _fill(Slopes(of_i, of_f, of_g, of_o, c_by_h, c_by_c), initial, step, held)
    return _loop_back(params.W_h, slopes, c_by_h, c_by_c, d_h, d_final)


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """What one value changes by another at every timestep (T, B, H)."""

    of_i: Array  # ∂c/∂pre_i
    of_f: Array
    of_g: Array
    of_o: Array  # ∂h/∂pre_o
    c_by_h: Array  # ∂h/∂c
    c_by_c: Array  # ∂c/∂c₋₁


def _fill(slopes: Slopes, initial: lstm.State, step: lstm.Step, held: Sequence[Held | None]) -> None:
    """Compute the slopes of a run; those of what is held are 0."""
    multiply(step.g, sigmoid_slope(step.i), out=slopes.of_i)
    slopes.of_f[...] = sigmoid_slope(step.f)
    slopes.of_f[0] *= initial.c
    slopes.of_f[1:] *= step.c[:-1]
    multiply(step.i, tanh_slope(step.g), out=slopes.of_g)
    multiply(step.tanh_c, sigmoid_slope(step.o), out=slopes.of_o)
    multiply(step.o, tanh_slope(step.tanh_c), out=slopes.c_by_h)
    slopes.c_by_c[...] = step.f
    for t, clamped in enumerate(held):
        if clamped:
            of_i, of_f, of_g, of_o = slopes.of_i[t], slopes.of_f[t], slopes.of_g[t], slopes.of_o[t]
            shut(clamped, {"i": [of_i], "f": [of_f], "g": [of_g], "o": [of_o]})
            shut(clamped, {"h": [of_o, slopes.c_by_h[t]], "c": [of_i, of_f, of_g, slopes.c_by_c[t]]})


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
