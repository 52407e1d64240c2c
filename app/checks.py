"""The cells' own equations, checked on a run that was computed: how far the two sides are apart."""

from collections.abc import Callable
from typing import Final

import numpy as np

from engine.arrays import Array
from engine.unroll import Trace

# Per cell: the name of an equation, the quantity on its left side, and what stands on its right, from a step's values.
Side = Callable[[Callable[[str], Array]], Array]
EQUATIONS: Final[dict[str, dict[str, tuple[str, Side]]]] = {
    "lstm": {
        "c_equals_kept_plus_written": ("c", lambda value: value("kept") + value("written")),
        "h_equals_o_tanh_c": ("h", lambda value: value("o") * np.tanh(value("c"))),
    },
    "gru": {"h_equals_kept_plus_written": ("h", lambda value: value("kept") + value("written"))},
    "rnn": {"h_equals_tanh_pre": ("h", lambda value: np.tanh(value("pre_h")))},
}


def largest_errors(trace: Trace) -> dict[str, float]:
    """Return per equation its largest absolute error over all layers, steps and units, in double precision.

    Where a clamp holds the left side, the equation does not apply and the place is left out. Of parts of a run, take
    the maximum. Values that are not finite give nan.
    """
    with np.errstate(invalid="ignore"):
        return {
            name: max(_largest_error(trace, layer, left, right) for layer in range(len(trace.layers)))
            for name, (left, right) in EQUATIONS[trace.cell].items()
        }


def _largest_error(trace: Trace, layer: int, left: str, right: Side) -> float:
    step = trace.layers[layer]

    def value(name: str) -> Array:
        found: Array = getattr(step, name)
        return found.astype(np.float64)

    error = np.abs(value(left) - right(value))
    for clamp in trace.clamps:
        if (clamp.layer, clamp.quantity) == (layer, left):
            times = slice(max(clamp.start - trace.start, 0), max(clamp.until - trace.start, 0))
            error[times, :, slice(None) if clamp.units is None else list(clamp.units)] = 0
    return float(error.max())
