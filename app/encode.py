"""Engine values to the wire. Rounding happens here, on the way out: see `precision`."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
import orjson
from pydantic import BaseModel

from app import wire
from app.precision import ROUNDING, Round
from engine.arrays import Array, Ints
from engine.cells import State, Step
from engine.clamp import Clamp
from engine.events import Event
from engine.models import Model, Run
from engine.text import Token

Json = dict[str, Any]
Place = tuple[str, ...]  # where a vector stands in a layer of the wire: ("h",) or ("pre", "f")
Filler = tuple[Json, str, Any]  # an object of the wire, a key of it, and the vectors of every timestep that go there


def places(layer: type[BaseModel]) -> tuple[Place, ...]:
    """Return where a layer of the wire has its vectors, x first, in the order of its definition."""
    found: list[Place] = []
    for name, field in layer.model_fields.items():
        inner = getattr(field.annotation, "model_fields", None)
        found += [(name, key) for key in inner] if inner else [(name,)]
    return tuple(found)


WORDS: Final = {"decides": ("answer",), "changes_mind": ("answer", "before")}  # values of events that are token ids
PLACES: Final = {cell: places(layer) for cell, layer in wire.LAYERS.items()}


def dumps(value: Any) -> bytes:
    """Return JSON; arrays are written with the shortest digits that read back as the same number."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


def spelled(values: Array) -> Any:
    """Return an array ready for `dumps`: itself, or lists with names for what JSON has no number for."""
    if np.isfinite(values).all():
        return values
    return _filled(orjson.loads(dumps(values)), values)


def _filled(digits: Any, values: Any) -> Any:
    """Return lists of numbers, as short as `dumps` writes them, with names where it had to write null."""
    if isinstance(digits, list):
        return [_filled(*pair) for pair in zip(digits, values, strict=True)]
    return _named(float(values)) if digits is None else digits


def _named(value: float) -> float | str:
    if value != value:
        return "NaN"
    return value if abs(value) != float("inf") else "Infinity" if value > 0 else "-Infinity"


def card_of(model: Model, with_vocabulary: bool) -> Json:
    """Return a card; in a list the vocabulary and the sweep are left out."""
    left_out = () if with_vocabulary else ("vocabulary", "sweep")
    return {key: value for key, value in model.card.items() if key not in left_out}


def token_of(token: Token) -> Json:
    """Return a token; its place counts Unicode code points of the text as sent."""
    return {"text": token.text, "id": token.id, "known": token.known, "from": token.from_, "until": token.until}


def clamp_of(clamp: Clamp) -> Json:
    """Return a clamp as the request spelled it."""
    units = None if clamp.units is None else list(clamp.units)
    place = {"layer": clamp.layer, "quantity": clamp.quantity, "from": clamp.start, "until": clamp.until}
    return place | {"units": units, "value": clamp.value}


def state_of(layers: Iterable[State]) -> Json:
    """Return the state of every layer (B = 1), always exact: it may come back, and must be the same then."""
    vectors: dict[str, list[Any]] = {}
    for layer in layers:
        for name in ("h", "c"):
            if hasattr(layer, name):
                vectors.setdefault(name, []).append(spelled(getattr(layer, name)[0]))
    return vectors


def start_of(model: Model, tokens: Iterable[Token], state: Iterable[State], clamps: Iterable[Clamp]) -> Json:
    """Return what is known before the first step."""
    stack = model.network.stack
    return {
        "model": model.id,
        "cell": stack.cell,
        "language": model.card["language"],
        "hidden_size": stack.hidden_size,
        "num_layers": stack.num_layers,
        "parameters": model.network.parameters,
        "tokens": [token_of(token) for token in tokens],
        "layers": stack.num_layers,
        "initial_state": state_of(state),
        "clamps": [clamp_of(clamp) for clamp in clamps],
    }


def steps_of(model: Model, run: Run, tokens: Iterable[Token], top: int, precision: wire.Precision) -> list[bytes]:
    """Return every step of a run as JSON; `tokens` are those that it read."""
    rounded = ROUNDING[precision]
    layers, fillers = zip(*(_layer(run.trace.cell, step, rounded) for step in run.trace.layers), strict=True)
    slots = [(holder, key) for holder, key, _ in chain.from_iterable(fillers)]
    vectors = zip(*(values for _, _, values in chain.from_iterable(fillers)), strict=True)
    predictions = _predictions(model, run.log_probabilities, rounded, top)
    steps = []
    for t, (token, now, prediction) in enumerate(zip(tokens, vectors, predictions, strict=True), run.trace.start):
        for (holder, key), vector in zip(slots, now, strict=True):
            holder[key] = vector
        steps.append(dumps({"t": t, "token": token.text, "layers": layers, "prediction": prediction}))
    return steps


def _layer(cell: str, step: Step, rounded: Round) -> tuple[Json, list[Filler]]:
    """Return a layer of the wire whose vectors are still missing, and what fills it for any one timestep."""
    where = PLACES[cell]
    x, *arrays = [getattr(step, "_".join(place))[:, 0] for place in where]
    vectors = [spelled(rounded(np.ascontiguousarray(x))), *spelled(rounded(np.stack(arrays)))]
    layer: Json = {}
    fillers: list[Filler] = []
    for place, values in zip(where, vectors, strict=True):
        holder = layer if len(place) == 1 else layer.setdefault(place[0], {})
        holder[place[-1]] = None  # the keys come in the order of the definition
        fillers.append((holder, place[-1], values))
    return layer, fillers


def _predictions(model: Model, log_probabilities: Array, rounded: Round, top: int) -> list[list[Json]]:
    """Return the `top` most probable next tokens of every step, most probable first."""
    best = largest(log_probabilities, min(top, log_probabilities.shape[1]))
    exact = np.take_along_axis(log_probabilities, best, axis=1).astype(np.float64)
    shares = spelled(rounded(np.exp(exact)))
    tokens = model.vocabulary.tokens
    return [
        [{"token": tokens[id_], "probability": share} for id_, share in zip(row, those, strict=True)]
        for row, those in zip(best.tolist(), shares if isinstance(shares, list) else shares.tolist(), strict=True)
    ]


def largest(values: Array, count: int) -> Ints:
    """Return where the largest values of every row stand (T, count), largest first; of equals the first.

    One pass per place: for the few that are asked for, a quarter of the time of a partial sort.
    """
    left, rows = np.maximum(values, np.finfo(values.dtype).min), np.arange(len(values))  # −inf marks what is taken
    found = np.empty((len(values), count), np.intp)
    for place in range(count):
        found[:, place] = left.argmax(axis=1)
        left[rows, found[:, place]] = -np.inf
    return found


def events_of(model: Model, events: Sequence[Event], precision: wire.Precision) -> list[Json]:
    """Return what happened in a run; the token ids among its values become tokens."""
    values = [value for event in events for value in event.values.values()]
    numbers, tokens = iter(spelled(ROUNDING[precision](np.array(values)))), model.vocabulary.tokens
    found = []
    for event in events:
        words = WORDS.get(event.kind, ())
        sent = {name: (value, next(numbers)) for name, value in event.values.items()}
        told = {name: tokens[int(value)] if name in words else number for name, (value, number) in sent.items()}
        place = {"t": event.t, "kind": event.kind, "layer": event.layer, "unit": event.unit, "units": event.units}
        found.append(place | {"values": told})
    return found


def end_of(
    state: Iterable[State],
    tokens: Sequence[Token],
    checks: dict[str, float],
    telling_units: Sequence[int],
    events: Sequence[Json],
) -> Json:
    """Return what is known after the last step."""
    errors = {name: _named(error) for name, error in checks.items()}
    unknown = sum(not token.known for token in tokens) / len(tokens)
    end = {"state": state_of(state), "steps": len(tokens), "checks": errors}
    return end | {"telling_units": telling_units, "unknown_share": unknown, "events": events}
