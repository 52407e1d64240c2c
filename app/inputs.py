"""What a request asks for, checked against the model that is to run it: a Problem, or values for the engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from app.problems import Place, Problem
from app.settings import Settings
from engine.arrays import Array
from engine.cells import State, cell_module
from engine.clamp import Clamp
from engine.models import Model
from engine.text import Token, tokenise

Vectors = Sequence[Sequence[float]]  # one per layer


def read_text(model: Model, text: str, settings: Settings) -> tuple[Token, ...]:
    """Return the tokens of a text; `text_too_long`, `too_many_tokens` or `empty_text`."""
    if len(text) > settings.text_length:
        raise Problem("text_too_long", {"limit": settings.text_length, "length": len(text)})
    tokens = tokenise(text, model.vocabulary, model.card["unit_of_text"], model.card["language"])
    _count(len(tokens), settings)
    return tokens


def read_tokens(model: Model, texts: Sequence[str], settings: Settings) -> tuple[Token, ...]:
    """Return the tokens of a list, placed as if written one after the other; `unknown_token`, or as of a text."""
    _count(len(texts), settings)
    tokens: list[Token] = []
    for index, text in enumerate(texts):
        start = tokens[-1].until if tokens else 0
        tokens.append(read_token(model, text, ("tokens", index), start))
    return tuple(tokens)


def read_token(model: Model, text: str, at: Iterable[str | int], start: int = 0) -> Token:
    """Return a token of the vocabulary; `unknown_token`, at a place of the body, for a text that is none."""
    id_ = model.vocabulary.ids.get(text)
    if id_ is None:
        raise Problem("unknown_token", {"token": text}, [Place(("body", *at), "unknown_token", {"token": text})])
    return Token(text, id_, id_ != model.vocabulary.unknown_id, start, start + len(text))


def _count(tokens: int, settings: Settings) -> None:
    """Raise `too_many_tokens` or `empty_text`."""
    if not tokens:
        raise Problem("empty_text")
    if tokens > settings.tokens:
        raise Problem("too_many_tokens", {"limit": settings.tokens, "length": tokens})


def read_clamps(model: Model, clamps: Sequence[Mapping[str, Any]], steps: int, most: int) -> tuple[Clamp, ...]:
    """Return the clamps of a run of so many steps; `too_many_clamps`, or what is wrong with one that does not fit.

    A clamp may last longer than the run. One that begins after it would do nothing, and is refused.
    """
    if len(clamps) > most:
        raise Problem("too_many_clamps", {"limit": most, "length": len(clamps)})
    return tuple(_clamp(model, clamp, index, steps) for index, clamp in enumerate(clamps))


def _clamp(model: Model, clamp: Mapping[str, Any], index: int, steps: int) -> Clamp:
    stack, at = model.network.stack, ("clamps", index)
    if clamp["quantity"] not in cell_module(stack.cell).QUANTITIES:
        values = {"quantity": clamp["quantity"], "cell": stack.cell.upper()}
        raise Problem("not_available", values, [Place(("body", *at, "quantity"), "not_of_cell", values)])
    below(clamp["layer"], stack.num_layers, (*at, "layer"))
    below(clamp["from"], steps, (*at, "from"))
    if clamp["until"] <= clamp["from"]:
        raise _out_of_range((*at, "until"), "after_from", {"from_": clamp["from"], "got": clamp["until"]})
    for place, unit in enumerate(clamp["units"] or ()):
        below(unit, stack.hidden_size, (*at, "units", place))
    _representable(np.asarray([clamp["value"]]), stack.dtype, (*at, "value"))
    units = None if clamp["units"] is None else tuple(clamp["units"])
    return Clamp(clamp["layer"], clamp["quantity"], clamp["from"], clamp["until"], units, clamp["value"])


def read_state(model: Model, vectors: Mapping[str, Vectors | None] | None, name: str) -> tuple[State, ...] | None:
    """Return the state of every layer, None where none was sent; `out_of_range` where it does not fit the model.

    `name` is the field of the request that holds it.
    """
    if vectors is None:
        return None
    stack = model.network.stack
    kind = cell_module(stack.cell).State
    names = [field.name for field in fields(kind)]
    for key in vectors:
        if vectors[key] is not None and key not in names:
            values = {"quantity": key, "cell": stack.cell.upper()}
            raise Problem("not_available", values, [Place(("body", name, key), "not_of_cell", values)])
    arrays = {key: _array(model, vectors.get(key) or (), (name, key)) for key in names}
    return tuple(kind(**{key: array[n] for key, array in arrays.items()}) for n in range(stack.num_layers))


def _array(model: Model, layers: Vectors, at: tuple[str, ...]) -> Array:
    """Return one quantity of a state, (layers, 1, H)."""
    stack = model.network.stack
    sizes = [len(layer) for layer in layers]
    if sizes != [stack.hidden_size] * stack.num_layers:
        values = {"layers": stack.num_layers, "units": stack.hidden_size}
        raise _out_of_range(at, "shape", values)
    values64 = np.asarray(layers, np.float64)
    _representable(values64, stack.dtype, at)
    return values64.astype(stack.dtype)[:, None, :]


def _representable(values: Array, dtype: np.dtype[Any], at: Iterable[str | int]) -> None:
    """Refuse a number that would be an infinity in the model's precision."""
    largest = float(np.finfo(dtype).max)
    if (np.abs(values) > largest).any():
        raise _out_of_range(at, "size", {"most": f"{largest:.6g}"})


def below(value: int, end: int, at: Iterable[str | int]) -> None:
    """Refuse an index of `end` or more with `out_of_range`, at its place in the body."""
    between(value, 0, end - 1, at)


def between(value: int, low: int, high: int, at: Iterable[str | int]) -> None:
    """Refuse any other number with `out_of_range`, at its place in the body."""
    if not low <= value <= high:
        raise _out_of_range(at, "between", {"low": low, "high": high, "got": value})


def _out_of_range(at: Iterable[str | int], message: str, values: dict[str, Any]) -> Problem:
    return Problem("out_of_range", {}, [Place(("body", *at), message, values)])
