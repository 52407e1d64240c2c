"""The ledger of a memory: for every timestep, unit and token, the signed part of the state that the token wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.carry import Carry, carry
from engine.errors import RangeError
from engine.unroll import Trace


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The carried state of U units in parts, float64: state_t = Σ_k written_by[t, k] + from_initial_state + from_clamp.

    A clamp on the state wipes all that was there, other clamps included, and begins a part of its own.
    """

    quantity: str  # what is carried: "c" of an LSTM, "h" of a GRU
    units: tuple[int, ...]
    written_by: Array  # (T, T, U): at [t, k] what is left at t of what token k wrote, 0 for k > t
    from_initial_state: Array  # (T, U)
    from_clamp: Array  # (T, U)
    state: Array  # (T, U): as the run had it


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """The size of the parts of all units together, Σ|part|."""

    written_by: Array  # (T, T)
    from_initial_state: Array  # (T,)
    from_clamp: Array  # (T,)


def ledger(trace: Trace, layer: int, units: Sequence[int] | None = None, sequence: int = 0) -> Ledger:
    """Return the ledger of some units (None: all) of a layer, for one sequence of the batch.

    The parts sum to the state within 1e-12 for a float64 run; a float32 run rounds c at every step, so there within
    some 1e-7 of the largest |c| so far. O(T² U) time and memory. NotAvailable for a plain RNN, RangeError for a place
    that is not there.
    """
    carried = _one(carry(trace, layer), units, sequence)
    keep, written = carried.keep, carried.written
    parts = np.zeros((len(keep), *written.shape))
    rest = np.empty((len(keep), 2, keep.shape[1]))  # of the initial state, of a clamp
    before = np.stack([carried.initial, np.zeros_like(carried.initial)])
    for t, gate in enumerate(keep):
        np.multiply(parts[t - 1, :t], gate, out=parts[t, :t])
        parts[t, t] = written[t]
        before = np.multiply(before, gate, out=rest[t])
        before[1] += carried.held[t]
    chosen = tuple(range(keep.shape[1])) if units is None else tuple(units)
    return Ledger(carried.quantity, chosen, parts, rest[:, 0], rest[:, 1], carried.state)


def amounts(trace: Trace, layer: int, sequence: int = 0) -> Amounts:
    """Return how much of the memory each token wrote, all units together; O(T² H) time, O(T² + T H) memory."""
    carried = _one(carry(trace, layer), None, sequence)
    steps, size = carried.keep.shape
    left = np.zeros((steps + 2, size))  # |part| of the initial state, of a clamp, of each token
    left[0] = np.abs(carried.initial)
    sums = np.zeros((steps, steps + 2))
    for t, gate in enumerate(carried.keep):
        left[: t + 2] *= gate
        left[1] += np.abs(carried.held[t])
        np.abs(carried.written[t], out=left[t + 2])
        sums[t, : t + 3] = left[: t + 3].sum(1)
    return Amounts(sums[:, 2:], sums[:, 0], sums[:, 1])


def _one(carried: Carry, units: Sequence[int] | None, sequence: int) -> Carry:
    """Return what some units of one sequence carry: arrays (T, U), initial (U,)."""
    _, batch, size = carried.keep.shape
    if not 0 <= sequence < batch:
        raise RangeError(f"sequence: expected 0 to {batch - 1}, got {sequence}")
    for unit in units or ():
        if not 0 <= unit < size:
            raise RangeError(f"units: expected 0 to {size - 1}, got {unit}")
    chosen = slice(None) if units is None else list(units)
    arrays = (carried.keep, carried.written, carried.held, carried.state)
    return Carry(carried.quantity, carried.initial[sequence, chosen], *(value[:, sequence, chosen] for value in arrays))
