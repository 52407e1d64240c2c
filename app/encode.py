"""Engine objects to the wire and back: the only place, with `api`, that knows both.

Rounding happens here, on the way out: `display` is the nearest number of 6 significant digits, `full` is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Final

import numpy as np
import orjson

from app import wire
from engine.arrays import Array
from engine.cells import State, Step, cell_module
from engine.clamp import Clamp
from engine.errors import RangeError, ShapeError
from engine.models import Model, Run
from engine.text import Token

PRE: Final = {"lstm": ("i", "f", "g", "o"), "gru": ("z", "r", "n"), "rnn": ("h",)}
VALUES: Final = {
    "lstm": ("i", "f", "g", "o", "kept", "written", "c", "tanh_c", "h"),
    "gru": ("z", "r", "n", "kept", "written", "h"),
    "rnn": ("h",),
}
DIGITS: Final = 6
# By the 8 exponent bits of a float32: the power of ten that makes a whole number of 6 or 7 digits of it.
SCALES: Final = 10.0 ** (DIGITS - 1 - np.floor(np.log10(2.0) * (np.arange(256) - 127.0)))
SCALES[0] = 1e50  # zero and the subnormal numbers


def dumps(value: object) -> bytes:
    """Return JSON; arrays are written with the shortest digits that read back as the same number."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


def rounded(values: Array) -> Array:
    """Return the values to 6 significant digits, as float64; 0 and non-finite values stay."""
    wide = values.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        places = DIGITS - 1 - np.floor(np.log10(np.abs(wide)))
    usable = np.isfinite(places) & (np.abs(places) < 300)
    places = np.where(usable, places, 0)
    up, down = 10.0 ** np.maximum(places, 0), 10.0 ** np.maximum(-places, 0)
    return np.where(usable, np.rint(wide * up / down) / up * down, wide)


def rounded_single(values: Array) -> Array:
    """Return finite float32 values to 6 significant digits, faster than `rounded`; a subnormal has fewer digits.

    A float32 keeps any 6 digits (FLT_DIG), so its shortest form has them and no more. The power of ten comes from the
    bits of the exponent.
    """
    scale = SCALES[np.ascontiguousarray(values).view(np.uint32) >> 23 & 255]
    scaled = values * scale  # float64, from 1e5 to below 2e6
    tenth = np.where(np.abs(scaled) >= 1e6, 0.1, 1.0)
    return np.asarray(np.rint(scaled * tenth) / (scale * tenth), np.float32)


def numbers(values: Array, precision: str) -> Any:
    """Return an array ready for `dumps`; NaN and infinities become the strings "NaN", "Infinity", "-Infinity"."""
    if not np.isfinite(values).all():
        return _spelled((rounded(values) if precision == "display" else values).tolist())
    if precision == "display":
        return rounded_single(values) if values.dtype == np.float32 else rounded(values)
    return np.ascontiguousarray(values)


def _spelled(value: Any) -> Any:
    if isinstance(value, list):
        return [_spelled(item) for item in value]
    if value != value:
        return "NaN"
    return value if abs(value) != float("inf") else "Infinity" if value > 0 else "-Infinity"


def state_of(states: Sequence[State], precision: str) -> dict[str, Any]:
    """Return {"h": [per layer], "c": [per layer]}."""
    names = [field.name for field in fields(states[0])]
    return {name: [numbers(getattr(state, name)[0], precision) for state in states] for name in names}


def state_from(model: Model, state: wire.State | None) -> tuple[State, ...] | None:
    """Return the engine's state; ShapeError where a list does not fit the model."""
    if state is None:
        return None
    stack = model.network.stack
    kind = cell_module(stack.cell).State
    lists = {field.name: getattr(state, field.name) for field in fields(kind)}
    for name, layers in lists.items():
        sizes = [len(layer) for layer in layers or []]
        if sizes != [stack.hidden_size] * stack.num_layers:
            raise ShapeError(f"{name}: expected {stack.num_layers} lists of {stack.hidden_size} numbers, got {sizes}")
    arrays = {name: np.asarray(layers, stack.dtype)[:, None, :] for name, layers in lists.items()}
    return tuple(kind(**{name: array[n] for name, array in arrays.items()}) for n in range(stack.num_layers))


def clamps_from(clamps: Iterable[wire.Clamp], steps: int) -> tuple[Clamp, ...]:
    """Return the engine's clamps; RangeError for one that begins after the last step."""
    found = []
    for clamp in clamps:
        if clamp.from_ >= steps:
            raise RangeError(f"from: expected 0 to {steps - 1}, got {clamp.from_}")
        units = None if clamp.units is None else tuple(clamp.units)
        found.append(Clamp(clamp.layer, clamp.quantity, clamp.from_, clamp.until, units, clamp.value))
    return tuple(found)


def token_of(token: Token) -> dict[str, Any]:
    """Return a token; its place counts Unicode code points of the text as sent."""
    return {"text": token.text, "id": token.id, "known": token.known, "from": token.from_, "until": token.until}


def steps_of(model: Model, run: Run, texts: Sequence[str], top: int, precision: str) -> list[dict[str, Any]]:
    """Return the steps of a run."""
    first = run.trace.start
    layers = [_layers(run.trace.cell, layer, precision) for layer in run.trace.layers]
    predictions = _predictions(model, run.log_probabilities, top, precision)
    return [
        {"t": first + t, "token": text, "layers": [layer[t] for layer in layers], "prediction": predictions[t]}
        for t, text in enumerate(texts)
    ]


def _layers(cell: str, step: Step, precision: str) -> list[dict[str, Any]]:
    """Return one dictionary of values per timestep; all are rounded in one go."""
    names, pre = VALUES[cell], PRE[cell]
    values = [getattr(step, name)[:, 0] for name in names] + [getattr(step, f"pre_{name}")[:, 0] for name in pre]
    rows, x = numbers(np.stack(values, axis=1), precision), numbers(step.x[:, 0], precision)
    count = len(names)
    return [
        {"x": x[t], "pre": dict(zip(pre, row[count:], strict=True)), **dict(zip(names, row[:count], strict=True))}
        for t, row in enumerate(rows)
    ]


def _predictions(model: Model, log_probabilities: Array, top: int, precision: str) -> list[list[dict[str, Any]]]:
    """Return the `top` most probable next tokens of every step, most probable first."""
    count = min(top, log_probabilities.shape[1])
    best = np.argpartition(-log_probabilities, count - 1, axis=1)[:, :count]
    order = np.argsort(-np.take_along_axis(log_probabilities, best, 1), axis=1, kind="stable")
    best = np.take_along_axis(best, order, 1)
    shares = np.exp(np.take_along_axis(log_probabilities, best, 1).astype(np.float64))
    listed = numbers(shares, precision)
    tokens = model.vocabulary.tokens
    return [
        [{"token": tokens[id_], "probability": share} for id_, share in zip(ids, row, strict=True)]
        for ids, row in zip(best.tolist(), listed if isinstance(listed, list) else listed.tolist(), strict=True)
    ]


def checks_of(run: Run) -> dict[str, float]:
    """Return the largest absolute error of the equations that the page shows, on the unrounded values."""
    step = run.trace.layers[-1]
    if run.trace.cell == "lstm":
        return {
            "c_equals_kept_plus_written": _largest(step.c - (step.kept + step.written)),  # type: ignore[union-attr]
            "h_equals_o_tanh_c": _largest(step.h - step.o * step.tanh_c),  # type: ignore[union-attr]
        }
    if run.trace.cell == "gru":
        return {"h_equals_kept_plus_written": _largest(step.h - (step.kept + step.written))}  # type: ignore[union-attr]
    return {"h_equals_tanh_pre": _largest(step.h - np.tanh(step.pre_h))}  # type: ignore[union-attr]


def _largest(error: Array) -> float:
    return float(np.abs(error).max())


def card_of(model: Model, with_vocabulary: bool) -> dict[str, Any]:
    """Return a card; in a list the vocabulary and the sweep are left out."""
    left_out = () if with_vocabulary else ("vocabulary", "sweep")
    return {key: value for key, value in model.card.items() if key not in left_out}
