"""The state that a cell keeps and adds to: s_t = keep_t ⊙ s_{t−1} + written_t, seen as a sum of what each step wrote.

For an LSTM s is c and f keeps (Hochreiter & Schmidhuber 1997; Gers et al. 2000); for a GRU s is h and z keeps (Cho et
al. 2014). Unrolled, s_t = (Π_{j≤t} keep_j) ⊙ s_0 + Σ_k (Π_{k<j≤t} keep_j) ⊙ written_k. A plain RNN keeps nothing apart:
every step rewrites its whole state, so it has no such sum.
"""

from dataclasses import dataclass

import numpy as np

from engine import gru, lstm
from engine.arrays import Array
from engine.clamp import held_during
from engine.errors import EngineError, RangeError
from engine.unroll import Trace


class NotAvailable(EngineError):
    """Something that the cell does not have."""


@dataclass(frozen=True, slots=True, eq=False)
class Carry:
    """What a layer kept, wrote and was held at, in float64: state_t = keep_t ⊙ state_{t−1} + written_t + held_t.

    A clamp on the state itself is a writer of its own: at such a step keep and written are 0 and held is its value.
    """

    quantity: str  # "c" | "h"
    initial: Array  # (B, H)
    keep: Array  # (T, B, H) in [0, 1]
    written: Array  # (T, B, H)
    held: Array  # (T, B, H)
    state: Array  # (T, B, H), as the run had it


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The state after one timestep t as a sum of parts, and how much of each is left."""

    by_token: Array  # (t + 1, B, H): of what token k wrote, 0 at a held step
    from_initial_state: Array  # (B, H)
    from_clamp: Array  # (B, H): of the value that a clamp held last
    left: Array  # (t + 1, B, H) in [0, 1]: Π keep since step k, 1 at k = t
    initial_left: Array  # (B, H): Π keep of all steps


def carry(trace: Trace, layer: int) -> Carry:
    """Return what a layer carries; NotAvailable for a plain RNN, RangeError for a layer that is not there."""
    if not 0 <= layer < len(trace.layers):
        raise RangeError(f"layer: expected 0 to {len(trace.layers) - 1}, got {layer}")
    step, initial = trace.layers[layer], trace.initial_state[layer]
    if isinstance(step, lstm.Step) and isinstance(initial, lstm.State):
        return _carry(trace, layer, "c", initial.c, step.f, step.written, step.c)
    if isinstance(step, gru.Step):
        return _carry(trace, layer, "h", initial.h, step.z, step.written, step.h)
    raise NotAvailable(f"cell: expected lstm or gru, which keep part of their state by a gate, got {trace.cell}")


def _carry(trace: Trace, layer: int, quantity: str, initial: Array, keep: Array, written: Array, state: Array) -> Carry:
    """Return the arrays in float64 with the held steps set apart."""
    shape = state.shape
    is_held = np.zeros((shape[0], 1, shape[2]), bool)
    for t, clamped in enumerate(held_during(trace.clamps, layer, trace.start, shape[0], shape[2])):
        if clamped and quantity in clamped:
            is_held[t] = ~np.isnan(clamped[quantity])
    state = state.astype(np.float64)
    keep, written = (np.where(is_held, 0, value.astype(np.float64)) for value in (keep, written))
    return Carry(quantity, initial.astype(np.float64), keep, written, np.where(is_held, state, 0), state)


def left_at(keep: Array) -> Array:
    """Return Π of the keep gates (T, ...) from each step to the last: (T + 1, ...), of which the last is the empty 1.

    Row 0 is what is left of the initial state after all T steps, row k + 1 of what step k wrote.
    """
    left = np.ones((len(keep) + 1, *keep.shape[1:]))
    np.cumprod(keep[::-1], axis=0, out=left[-2::-1])
    return left


def parts_at(carried: Carry, t: int) -> Parts:
    """Return the state after step t in parts, which sum to it but for roundings of the run; O(t · B · H)."""
    if not 0 <= t < len(carried.keep):
        raise RangeError(f"t: expected 0 to {len(carried.keep) - 1}, got {t}")
    left = left_at(carried.keep[: t + 1])
    from_clamp = (left[1:] * carried.held[: t + 1]).sum(0)
    return Parts(left[1:] * carried.written[: t + 1], left[0] * carried.initial, from_clamp, left[1:], left[0])


def shares(parts: Parts) -> Array:
    """Return each token's share of the memory (t + 1, B), all units together: Σ|part|, of Σ|part| over every writer.

    The initial state and a clamp take what is missing to 1; nan where nothing was ever written.
    """
    by_token = np.abs(parts.by_token).sum(-1)
    rest = np.abs(parts.from_initial_state).sum(-1) + np.abs(parts.from_clamp).sum(-1)
    with np.errstate(invalid="ignore"):
        return np.asarray(by_token / (by_token.sum(0) + rest))
