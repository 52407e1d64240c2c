"""Clamps: values of a run held at a constant, for a range of timesteps and for some or all units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.errors import RangeError, UnknownName

Held = Mapping[str, Array]  # quantity → (H,), NaN where the unit is free


@dataclass(frozen=True, slots=True)
class Clamp:
    """Hold `quantity` of `units` (None: all) of `layer` at `value` for start ≤ t < until."""

    layer: int
    quantity: str
    start: int
    until: int
    units: tuple[int, ...] | None
    value: float


def check(clamps: Iterable[Clamp], quantities: Sequence[str], num_layers: int, hidden_size: int) -> None:
    """Raise UnknownName or RangeError for a clamp that does not fit the network."""
    for clamp in clamps:
        if clamp.quantity not in quantities:
            raise UnknownName(f"quantity: expected one of {', '.join(quantities)}, got {clamp.quantity!r}")
        if not 0 <= clamp.layer < num_layers:
            raise RangeError(f"layer: expected 0 to {num_layers - 1}, got {clamp.layer}")
        if not 0 <= clamp.start < clamp.until:
            raise RangeError(f"from, until: expected 0 <= from < until, got {clamp.start} and {clamp.until}")
        if not np.isfinite(clamp.value):
            raise RangeError(f"value: expected a finite number, got {clamp.value}")
        for unit in clamp.units or ():
            if not 0 <= unit < hidden_size:
                raise RangeError(f"units: expected 0 to {hidden_size - 1}, got {unit}")


def held_during(clamps: Iterable[Clamp], layer: int, start: int, steps: int, hidden_size: int) -> list[Held | None]:
    """Return what is held in a layer at every timestep from `start` on, or None; a later clamp wins over an earlier."""
    tables: dict[str, Array] = {}  # (T, H), NaN where free
    for clamp in clamps:
        first, end = max(clamp.start - start, 0), min(clamp.until - start, steps)
        if clamp.layer == layer and first < end:
            if clamp.quantity not in tables:
                tables[clamp.quantity] = np.full((steps, hidden_size), np.nan)
            units = slice(None) if clamp.units is None else list(clamp.units)
            tables[clamp.quantity][first:end, units] = clamp.value
    if not tables:
        return [None] * steps
    held: list[dict[str, Array]] = [{} for _ in range(steps)]
    for quantity, table in tables.items():
        for t in np.flatnonzero(~np.isnan(table).all(1)):
            held[t][quantity] = table[t]
    return [at or None for at in held]


def hold(value: Array, quantity: str, held: Held | None) -> Array:
    """Return `value` (B, H) with the held units replaced."""
    if held is None or quantity not in held:
        return value
    fixed = held[quantity].astype(value.dtype)
    return np.where(np.isnan(fixed), value, fixed)


def open_units(gradient: Array, quantity: str, held: Held | None) -> Array:
    """Return `gradient` (B, H) with 0 for the held units, which are constants."""
    if held is None or quantity not in held:
        return gradient
    return np.where(np.isnan(held[quantity]), gradient, np.zeros((), gradient.dtype))


def hold_in_place(held: Held, values: Mapping[str, Array]) -> None:
    """Overwrite the held units of the arrays (B, H) in `values`, quantity by quantity."""
    for quantity, fixed in held.items():
        if quantity in values:
            np.copyto(values[quantity], fixed, where=~np.isnan(fixed), casting="same_kind")


def shut(held: Held, slopes: Mapping[str, Sequence[Array]]) -> None:
    """Set to 0, for the held units, the slopes (B, H) of what leads from each quantity to the values before it."""
    for quantity, fixed in held.items():
        for slope in slopes.get(quantity, ()):
            np.copyto(slope, 0, where=~np.isnan(fixed))
