"""What explains a run, from the engine to the wire. Rounding happens here, on the way out: see `precision`."""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import Any, Final

import numpy as np

from app import wire
from app.encode import Json, spelled, token_of
from app.precision import ROUNDING
from app.traces import Job
from app.wire_analysis import GradientsRequest
from engine.arrays import Array
from engine.contributions import Contributions, Term, both_ways, by_size
from engine.gradients import LayerGradient, PredictionGradient, clipped_norm, norms
from engine.influence import Influence
from engine.ledger import Amounts, Ledger
from engine.models import Run

Out = Callable[[Array], Any]  # an array as it is sent

ACTIVATIONS: Final = {"g": "tanh", "n": "tanh", "h": "tanh"}  # of all others: sigmoid
NUMBERS: Final = ("value", "weight", "gate", "product")  # of a term


def out(precision: wire.Precision) -> Out:
    """Return how the numbers of an answer are sent."""
    rounded = ROUNDING[precision]
    return lambda values: spelled(rounded(np.ascontiguousarray(values)))


def numbers_of(values: Iterable[float], sent: Out, dtype: np.dtype[Any] | None = None) -> list[Any]:
    """Return single numbers as they are sent; in the dtype of a run they have the digits that its trace has."""
    return list(sent(np.array([*values], dtype)))


def head_of(job: Job) -> Json:
    """Return what every answer begins with."""
    model = job.model
    return {
        "model": model.id,
        "cell": model.network.stack.cell,
        "tokens": [token_of(token) for token in job.tokens],
    }


def ledger_of(job: Job, layer: int, parts: Ledger, left: Sequence[Array], amounts: Amounts, shares: Array) -> Json:
    """Return a memory in parts; `left` has (t + 1, U) for every step, `shares` (T + 2, U) are those after the last."""
    sent = out(job.precision)
    return head_of(job) | {
        "layer": layer,
        "quantity": parts.quantity,
        "units": parts.units,
        "written_by": _rows(parts.written_by[np.tri(len(left), dtype=bool)], sent),
        "left": _rows(np.concatenate(left), sent),
        "from_initial_state": sent(parts.from_initial_state),
        "from_clamp": sent(parts.from_clamp),
        "state": sent(parts.state.astype(job.model.network.stack.dtype)),
        "magnitude": {
            "written_by": _rows(amounts.written_by[np.tri(len(left), dtype=bool)], sent),
            "from_initial_state": sent(amounts.from_initial_state),
            "from_clamp": sent(amounts.from_clamp),
        },
        "summary": _summary(job, amounts, sent) | {"by_unit": _by_unit(job, parts.units, shares, sent)},
    }


def _rows(values: Array, sent: Out) -> list[Any]:
    """Return the rows of a triangle, of which row t has t + 1 entries, from all entries in one array."""
    entries, start = sent(values), 0
    rows: list[Any] = []
    while start < len(entries):
        rows.append(entries[start : start + len(rows) + 1])
        start += len(rows)
    return rows


def _summary(job: Job, amounts: Amounts, sent: Out) -> Json:
    """Return who wrote most of the memory after the last step."""
    last = len(job.tokens) - 1
    k = int(amounts.written_by[last].argmax())
    sizes = np.array([amounts.written_by[last, k], amounts.from_initial_state[last], amounts.from_clamp[last]])
    total = amounts.written_by[last].sum() + sizes[1] + sizes[2]
    magnitude, whole = numbers_of([sizes[0], total], sent)
    names = ("share", "from_initial_state", "from_clamp")
    shares = dict.fromkeys(names) if total == 0 else dict(zip(names, sent(sizes / total), strict=True))
    named = {"k": k, "token": job.tokens[k].text} if sizes[0] != 0 else {"k": None, "token": None}
    return {"t": last, **named, **shares, "magnitude": magnitude, "total": whole}


def _by_unit(job: Job, units: Sequence[int], shares: Array, sent: Out) -> list[Json]:
    """Return who wrote most of each unit's memory after the last step."""
    by_token, others = shares[:-2], shares[-2:]
    most = by_token.argmax(0).tolist()
    rows = sent(np.stack([by_token.max(0), *others], axis=1))
    return [
        {"unit": unit, "k": k if share else None, "token": job.tokens[k].text if share else None}
        | {"share": share, "from_initial_state": start, "from_clamp": held}
        for unit, k, (share, start, held) in zip(units, most, rows, strict=True)
    ]


def contributions_of(job: Job, place: Json, found: Contributions) -> Json:
    """Return a pre-activation in products; `place` has t, layer, quantity and unit."""
    sent, stack, ways = out(job.precision), job.model.network.stack, both_ways(found.terms)
    hears_by_r = stack.cell == "gru" and place["quantity"] == "n"
    pre, value = numbers_of([found.pre, found.value], sent, stack.dtype)
    squashed, whole, rest, r = numbers_of([found.squashed, found.sum, ways.rest, found.terms[-1].gate], sent)
    return head_of(job) | {
        **place,
        "token": job.tokens[place["t"]].text,
        "activation": ACTIVATIONS.get(place["quantity"], "sigmoid"),
        "pre": pre,
        "squashed": squashed,
        "value": value,
        "sum": whole,
        "r": r if hears_by_r else None,
        "by_source": _by_source(found.terms, sent),
        "terms": _terms(by_size(found.terms), sent),
        "both_ways": {
            "up": _terms(ways.up, sent),
            "down": _terms(ways.down, sent),
            "rest": rest,
            "rest_count": ways.rest_count,
        },
    }


def _by_source(terms: Iterable[Term], sent: Out) -> Json:
    sums = {"x": 0.0, "h": 0.0, "bias": 0.0}
    for term in terms:
        sums[term.source] += term.product
    return dict(zip(sums, numbers_of(sums.values(), sent), strict=True))


def _terms(terms: Sequence[Term], sent: Out) -> list[Json]:
    rows = [[getattr(term, name) for name in NUMBERS] for term in terms]
    return [
        {"source": term.source, "index": term.index, **dict(zip(NUMBERS, row, strict=True))}
        for term, row in zip(terms, sent(np.reshape(rows, (-1, len(NUMBERS)))), strict=True)
    ]


def target_of(job: Job, run: Run, t: int, token: int) -> Json:
    """Return the prediction that was asked about."""
    log_p = run.log_probabilities[t].astype(np.float64)
    return {
        "t": t,
        "token": job.model.vocabulary.tokens[token],
        "probability": numbers_of([np.exp(log_p[token])], out(job.precision))[0],
        "own": token == int(log_p.argmax()),
    }


def gradients_of(
    job: Job, target: Json, found: PredictionGradient, half_lives: Sequence[Array], body: GradientsRequest
) -> Json:
    """Return the gradient of a prediction; `half_lives` has one array (H,) a layer, none for an RNN."""
    sent, clip = out(job.precision), body.clip
    clipped, scale = clipped_norm(found.parameter_norm, clip)
    loss, norm, clipped, scale = numbers_of([found.loss, found.parameter_norm, clipped, scale], sent)
    return head_of(job) | {
        "target": target,
        "loss": loss,
        "layers": [
            _layer(layer, half_life, sent) | {"vectors": _vectors(layer, sent) if body.vectors else None}
            for layer, half_life in zip_longest(found.layers, half_lives)
        ],
        "clip": {"norm": norm, "threshold": clip, "clipped_norm": clipped, "scale": scale},
    }


def _layer(found: LayerGradient, half_life: Array | None, sent: Out) -> Json:
    """Return the norms of what reaches a layer."""
    d_h, d_c, highway = (_norms(values, sent) for values in (found.d_h, found.d_c, found.highway))
    initial = {name: _norms(values, sent) for name, values in _initial(found).items()}
    firsts = {name: None if values is None else values[0] for name, values in initial.items()}
    return {
        "d_h": d_h,
        "d_c": d_c,
        "highway": highway,
        "total": d_h if d_c is None else d_c,
        "initial_state": firsts | {"total": firsts["d_h"] if d_c is None else firsts["d_c"]},
        "half_life": None if half_life is None else sent(half_life),
    }


def _norms(values: Array | None, sent: Out) -> Any:
    return None if values is None else sent(norms(values))


def _vectors(found: LayerGradient, sent: Out) -> Json:
    """Return what reaches a layer, unit by unit."""
    arrays = {"d_h": found.d_h, "d_c": found.d_c, "highway": found.highway}
    initial = {name: None if values is None else sent(values[0]) for name, values in _initial(found).items()}
    return {name: None if values is None else sent(values) for name, values in arrays.items()} | {
        "initial_state": initial
    }


def _initial(found: LayerGradient) -> dict[str, Array | None]:
    """Return what reaches the initial state, (1, H) each."""
    d_c = getattr(found.d_initial, "c", None)
    highway = None if found.initial_highway is None else found.initial_highway[None]
    return {"d_h": found.d_initial.h, "d_c": d_c, "highway": highway}


def influence_of(job: Job, target: Json, found: Sequence[Influence]) -> Json:
    """Return what changing each word does to a prediction."""
    sent = out(job.precision)
    words = [_word(job, one, target["t"] + 1 - one.k, sent) for one in found]
    return head_of(job) | {"target": target, "measure": "total_variation", "words": words}


def _word(job: Job, found: Influence, distance: int, sent: Out) -> Json:
    tokens, token = job.model.vocabulary.tokens, job.tokens[found.k]
    removal, mean = numbers_of([found.moved_by_removal, found.mean], sent)
    rows = zip(found.replacements.tolist(), sent(found.moved), found.top.tolist(), strict=True)
    return {
        "k": found.k,
        "token": token.text,
        "known": token.known,
        "distance": distance,
        "removal": {"effect": removal, "top": tokens[found.top_after_removal]},
        "mean": mean if len(found.replacements) else None,
        "replacements": [{"token": tokens[by], "effect": effect, "top": tokens[top]} for by, effect, top in rows],
    }
