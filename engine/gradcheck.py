"""Central differences: what a gradient must agree with, computed from the loss alone."""

from collections.abc import Callable

import numpy as np

from engine.arrays import Array
from engine.network import Named


def central_differences(loss: Callable[[Named], float], parameters: Named, step: float = 1e-5) -> Named:
    """Return (L(θ + ε) − L(θ − ε)) / 2ε for every single number of float64 parameters.

    The error is of the order ε² L''' plus 1e-16 L / ε: about 1e-10 at ε = 1e-5 for a loss of about 1.
    """
    return {name: _of_one(loss, parameters, name, step) for name in parameters}


def _of_one(loss: Callable[[Named], float], parameters: Named, name: str, step: float) -> Array:
    """Return the differences for one array, of its shape."""
    slopes = np.zeros_like(parameters[name])
    for place in np.ndindex(slopes.shape):
        above, below = parameters[name].copy(), parameters[name].copy()
        above[place] += step
        below[place] -= step
        slopes[place] = (loss(parameters | {name: above}) - loss(parameters | {name: below})) / (2 * step)
    return slopes
