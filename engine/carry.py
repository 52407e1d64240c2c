"""The state that a cell keeps and adds to: s_t = keep_t ⊙ s_{t−1} + written_t, seen as a sum of what each step wrote.

For an LSTM s is c and f keeps (Hochreiter & Schmidhuber 1997; Gers et al. 2000); for a GRU s is h and z keeps (Cho et
al. 2014). Unrolled, s_t = (Π_{j≤t} keep_j) ⊙ s_0 + Σ_k (Π_{k<j≤t} keep_j) ⊙ written_k. A plain RNN keeps nothing apart:
every step rewrites its whole state, so it has no such sum.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Array
from engine.clamp import held_during
from engine.errors import EngineError, RangeError
from engine.unroll import Trace

CARRIED: Final = {"lstm": ("c", "f"), "gru": ("h", "z")}  # what is carried, and the gate that keeps it


class NotAvailable(EngineError):
    """Something that the cell does not have."""


@dataclass(frozen=True, slots=True, eq=False)
class Carry:
    """What a layer kept, wrote and was held at, in float64: state_t = keep_t ⊙ state_{t−1} + written_t + held_t.

    A clamp on the state itself is a writer of its own: at such a step keep and written are 0 and held is its value.
    """

    quantity: str  # "c" | "h"
    initial: Array  # (B, H)
    keep: Array  # (T, B, H) in [0, 1], but for clamps
    written: Array  # (T, B, H)
    held: Array  # (T, B, H)
    state: Array  # (T, B, H), as the run had it


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The state after one timestep t as a sum of parts, and how much of each is left."""

    by_token: Array  # (t + 1, B, H): of what token k wrote, 0 at a held step
    from_initial_state: Array  # (B, H)
    from_clamp: Array  # (B, H): of the value that a clamp held last
    left: Array  # (t + 1, B, H): Π keep since step k, 1 at k = t
    initial_left: Array  # (B, H): Π keep of all steps


def carry(trace: Trace, layer: int) -> Carry:
    """Return what a layer carries; NotAvailable for a plain RNN, RangeError for a layer that is not there."""
    quantity, gate = _carried(trace, layer)
    step = trace.layers[layer]
    keep, written, state = (getattr(step, name).astype(np.float64) for name in (gate, "written", quantity))
    initial = getattr(trace.initial_state[layer], quantity).astype(np.float64)
    is_held = _held(trace, layer, quantity)
    keep, written = np.where(is_held, 0, keep), np.where(is_held, 0, written)
    return Carry(quantity, initial, keep, written, np.where(is_held, state, 0), state)


def keep_gate(trace: Trace, layer: int) -> Array:
    """Return the gate that keeps (T, B, H), f of an LSTM and z of a GRU, as the run had it; the errors of `carry`."""
    return np.asarray(getattr(trace.layers[layer], _carried(trace, layer)[1]))


def half_lives(keep: Array) -> Array:
    """Return after how many timesteps half of a memory is left, ln ½ / mean ln |keep|, from gates (T, ...).

    The mean is that of the logarithms, since what is left after T steps is Π keep = exp(T · mean ln keep). 0 where a
    gate shut completely; inf where the memory is never halved: all gates were exactly 1 (which float32 makes of
    1 − 3e-8 and above), or clamps above 1 made it grow.
    """
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(2) / np.maximum(-np.log(np.abs(keep.astype(np.float64))).mean(0), 0))


def _carried(trace: Trace, layer: int) -> tuple[str, str]:
    """Return the names of what a layer carries and of the gate that keeps it."""
    if not 0 <= layer < len(trace.layers):
        raise RangeError(f"layer: expected 0 to {len(trace.layers) - 1}, got {layer}")
    if trace.cell not in CARRIED:
        raise NotAvailable(f"cell: expected lstm or gru, which keep part of their state by a gate, got {trace.cell}")
    return CARRIED[trace.cell]


def _held(trace: Trace, layer: int, quantity: str) -> NDArray[np.bool]:
    """Return where a clamp held a quantity, (T, 1, H)."""
    steps, _, size = trace.h.shape
    is_held = np.zeros((steps, 1, size), bool)
    for t, clamped in enumerate(held_during(trace.clamps, layer, trace.start, steps, size)):
        if clamped and quantity in clamped:
            is_held[t] = ~np.isnan(clamped[quantity])
    return is_held


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


def shares_by_unit(parts: Parts) -> Array:
    """Return each writer's share of each unit's memory (t + 3, B, H): |part|, of Σ|part| over all of them.

    The tokens come first, then the initial state, then the clamps; all 0 where nothing was ever written.
    """
    sizes = np.abs(np.concatenate([parts.by_token, parts.from_initial_state[None], parts.from_clamp[None]]))
    total = sizes.sum(0)
    return np.asarray(np.divide(sizes, total, out=np.zeros_like(sizes), where=total != 0))
