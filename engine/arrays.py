"""The array types that all signatures of the engine share, and arrays seen as blocks."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]


def blocks(values: Array, count: int) -> Array:
    """Return (T, B, count · H) as a view (count, T, B, H)."""
    steps, batch, width = values.shape
    return values.reshape(steps, batch, count, width // count).transpose(2, 0, 1, 3)
