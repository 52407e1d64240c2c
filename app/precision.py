"""Display precision: six significant digits, rounded to the nearest, ties to the even digit.

For every finite value the result is `float(format(value, ".6g"))`. Rounding happens on the way out only.
"""

from collections.abc import Callable
from math import floor, log10
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Round = Callable[[Array], Array]

# By sign and exponent of a double, its first 12 bits: where the next decimal digit begins, and 10^(5 − d) for the
# decimal digit d at which the number begins. The scale is nan where the arithmetic below is not exact enough: for
# doubles, where the power of ten is not exact itself; for singles, from 2^19 on and below the normal numbers, which
# alone hold six digits (in between, every six-digit decimal was tried). Those few are spelled out and read back.
DIGIT: Final = np.array([floor(log10(2.0 ** (e - 1023))) if 0 < e < 2047 else 5 for e in range(2048)])
NEXT_DIGIT: Final = np.tile(10.0 ** np.minimum(DIGIT + 1, 308), 2)


def _scale(smallest: int, largest: int, zero: float) -> Array:
    """Return the scales of numbers from 2^smallest to 2^largest, and that of zero (and of subnormal doubles)."""
    exponent = np.arange(-1023, 1025)
    usable = (smallest <= exponent) & (exponent < largest)
    scale = np.where(usable, 10.0 ** np.where(usable, 5 - DIGIT, 0), np.nan)
    scale[0] = zero
    return np.tile(scale, 2)


SCALE: Final = {"f": _scale(-126, 19, zero=1), "d": _scale(-53, 19, zero=np.nan)}
NEAR_TIE: Final = 0.5 - 1e-8  # a product of two doubles near 10^6 is off by less than 1e-9


def six_digits(values: Array) -> Array:
    """Return every finite value as the number nearest to its first six significant digits; others as they are.

    Single precision stays single where it holds six digits (every normal number): its shortest spelling is theirs.
    """
    wide = values.astype(np.float64)
    bits = (wide.view(np.uint64) >> np.uint64(52)).view(np.int64)
    scale = SCALE[values.dtype.char].take(bits)
    np.divide(scale, 10, out=scale, where=np.abs(wide) >= NEXT_DIGIT.take(bits))
    wide *= scale
    rounded = np.rint(wide)
    wide -= rounded
    np.abs(wide, out=wide)
    rounded /= scale
    if not wide.max(initial=0.0) <= NEAR_TIE:  # or a nan
        return _spelled_out(values, rounded, ~(wide <= NEAR_TIE))
    return rounded.astype(values.dtype)


def _spelled_out(values: Array, rounded: Array, doubtful: NDArray[np.bool_]) -> Array:
    """Return the rounded values, those in doubt read back from their six digits."""
    if values.dtype == np.float32 and ((values != 0) & (np.abs(values) < np.finfo(np.float32).tiny)).any():
        return six_digits(values.astype(np.float64))
    rounded[doubtful] = [float(format(value, ".6g")) for value in values[doubtful].tolist()]
    return rounded.astype(values.dtype)


def unchanged(values: Array) -> Array:
    """Return the values as they are: full precision."""
    return values


ROUNDING: Final[dict[str, Round]] = {"display": six_digits, "full": unchanged}
