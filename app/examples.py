"""A real request of every operation with what it is answered, and a problem of every code.

A test asks the server the same and compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from app import api, encode, inputs, traces, wire
from app.problems import STATUS, Place, Problem
from app.settings import Settings
from engine.models import Model

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """What is asked, and what is answered: by media type a document, or the text of a stream."""

    parameters: Json = field(default_factory=dict)
    body: Json | None = None
    answers: Json = field(default_factory=dict)


def of_operations(models: Mapping[str, Model], settings: Settings) -> dict[str, Example]:
    """Return the examples by operation; without a model there is little to ask."""
    found = {"healthz": Example(answers={traces.JSON: {"status": "ok"}})}
    if not models:
        return found
    found["readyz"] = Example(answers={traces.JSON: {"status": "ready", "models": len(models)}})
    model = next((one for one in models.values() if one.card.get("default")), next(iter(models.values())))
    return found | _of_cards(model, models, settings) | _of_runs(model, settings)


def _of_cards(model: Model, models: Mapping[str, Model], settings: Settings) -> dict[str, Example]:
    cards = [encode.card_of(one, with_vocabulary=False) for one in models.values()]
    named = {"model": model.id}
    return {
        "list_models": Example(answers={traces.JSON: {"models": cards, "limits": settings.limits()}}),
        "show_model": Example(named, answers={traces.JSON: encode.card_of(model, with_vocabulary=True)}),
        "give_weights": Example(named),
    }


def _of_runs(model: Model, settings: Settings) -> dict[str, Example]:
    sentence = str(next(iter(model.card.get("examples", ())), " ".join(model.vocabulary.tokens[1:3])))
    first, second = inputs.read_text(model, sentence, settings)[:2]
    link: Json = {"model": model.id, "text": sentence[: second.until], "top": 2}
    clamp = {"layer": 0, "quantity": "h", "from": 1, "until": 2, "units": [0], "value": 0.5}
    body = link | {"clamps": [clamp]}
    step: Json = {"model": model.id, "token": model.vocabulary.tokens[first.id], "top": 2}
    stepped = api.stepped(model, wire.StepRequest.model_validate(step))
    return {
        "trace": Example(body=body, answers=_traced(model, body, settings)),
        "trace_by_link": Example(link, answers=_traced(model, link, settings)),
        "step": Example(body=step, answers={traces.JSON: orjson.loads(stepped)}),
    }


def _traced(model: Model, request: Json, settings: Settings) -> Json:
    """Return a trace in its three representations."""
    job = api.job(model, wire.TraceRequest.model_validate(request), settings)
    sent = {kind: b"".join(traces.pieces(job, kind)) for kind in traces.FRAMES}
    return {kind: orjson.loads(text) if kind == traces.JSON else text.decode() for kind, text in sent.items()}


def of_problems(settings: Settings) -> dict[str, Problem]:
    """Return a problem of every code."""
    token = {"token": "xyzzy"}
    gate = {"quantity": "z", "cell": "LSTM"}
    unit = {"low": 0, "high": 15, "got": 16}
    values: dict[str, Json] = {
        "unknown_model": {"model": "nobody"},
        "method_not_allowed": {"method": "DELETE"},
        "too_slow": {"seconds": f"{settings.body_seconds:g}"},
        "head_too_large": {"limit": settings.head_size},
        "too_large": {"limit": settings.body_size},
        "text_too_long": {"limit": settings.text_length, "length": settings.text_length + 1},
        "too_many_tokens": {"limit": settings.tokens, "length": settings.tokens + 1},
        "too_many_numbers": {"limit": settings.ledger_numbers, "length": settings.tokens**2 * 16},
        "too_many_runs": {"limit": settings.influence_steps, "length": settings.tokens**2},
        "not_in_race": {"model": "colour-ja-lstm"},
        "too_many_clamps": {"limit": settings.clamps, "length": settings.clamps + 1},
        "unknown_token": token,
        "not_available": gate,
        "too_many_requests": {"limit": settings.requests_a_minute, "seconds": 60},
        "internal": {"id": "0f8fad5bd9cb469fa16570867728950e"},
    }
    places = {
        "invalid": Place(("body", "top"), "at_least", {"ge": 1}),
        "unknown_token": Place(("body", "tokens", 0), "unknown_token", token),
        "out_of_range": Place(("body", "clamps", 0, "units", 0), "between", unit),
        "not_in_race": Place(("body", "models", 1), "one_language", {}),
        "not_available": Place(("body", "clamps", 0, "quantity"), "not_of_cell", gate),
    }
    return {code: Problem(code, values.get(code, {}), [places[code]] if code in places else ()) for code in STATUS}
