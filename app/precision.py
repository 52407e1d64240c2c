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

# By the biased exponent of a double: 10^(5 − d) for the first decimal digit at 10^d, and where the next digit begins.
DIGIT: Final = [floor(log10(2.0 ** (e - 1023))) if 0 < e < 2047 else 5 for e in range(2048)]
SCALE: Final = np.array([10.0 ** min(5 - digit, 300) for digit in DIGIT])
NEXT_DIGIT: Final = np.array([10.0 ** (digit + 1) if digit < 308 else np.inf for digit in DIGIT])

# Sizes for which the arithmetic below gives the nearest double (its powers of ten are exact) or the nearest single (all
# six-digit decimals were tried); the few values outside are spelled out and read back.
SMALLEST_DOUBLE: Final = 1e-16
SMALLEST_SINGLE: Final = 1.2e-38  # below, a single has fewer than six digits
LARGEST: Final = 1e6
NEAR_TIE: Final = 0.5 - 1e-8  # a product of two doubles near 10^6 is off by less than 1e-9


def six_digits(values: Array) -> Array:
    """Return every finite value as the number nearest to its first six significant digits; others as they are.

    Single precision stays single where it holds six digits (every normal number): its shortest spelling is theirs.
    """
    exact = values.astype(np.float64)
    size = np.abs(exact)
    single = values.dtype == np.float32 and not ((size < SMALLEST_SINGLE) & (size > 0)).any()
    exponent = (exact.view(np.int64) >> 52) & 2047
    scale = SCALE.take(exponent)
    np.divide(scale, 10, out=scale, where=size >= NEXT_DIGIT.take(exponent))
    with np.errstate(invalid="ignore", over="ignore"):  # inf − inf, and sizes that are spelled out anyway
        scaled = exact * scale
        rounded = np.rint(scaled)
        near_tie = np.abs(scaled - rounded) > NEAR_TIE
    rounded /= scale
    small = size < (SMALLEST_SINGLE if single else SMALLEST_DOUBLE)
    awkward = near_tie | (small & (size > 0)) | ((size >= LARGEST) & np.isfinite(size))
    if awkward.any():
        rounded[awkward] = [float(format(value, ".6g")) for value in exact[awkward].tolist()]
    result: Array = rounded.astype(np.float32) if single else rounded
    return result


def unchanged(values: Array) -> Array:
    """Return the values as they are: full precision."""
    return values


ROUNDING: Final[dict[str, Round]] = {"display": six_digits, "full": unchanged}
