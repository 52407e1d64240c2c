"""A trace, from the checked request to the bytes of a representation, in growing batches of steps."""

from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import anyio
import numpy as np

from app import encode, wire
from app.problems import Problem
from app.settings import Settings
from app.streaming import Slots
from engine.arrays import Array
from engine.cells import State, cell_module
from engine.clamp import Clamp, check
from engine.errors import RangeError, ShapeError, UnknownName
from engine.models import Model, run, telling
from engine.text import Token, tokenise
from engine.unroll import zero_state

BATCHES: Final = (1, 8, 32)  # steps of the first batches, so that the first event leaves at once; then
BATCH: Final = 64  # steps each: about 2 ms of work at H = 64


@dataclass(frozen=True, slots=True)
class Job:
    """A request that has passed every check."""

    model: Model
    tokens: tuple[Token, ...]
    state: tuple[State, ...]
    clamps: tuple[Clamp, ...]
    request: wire.TraceRequest


def prepare(model: Model, request: wire.TraceRequest, settings: Settings) -> Job:
    """Check everything that could fail, before the first byte; a Problem for what does not fit."""
    tokens = _tokens(model, request, settings)
    if len(request.clamps) > settings.clamps:
        raise Problem("out_of_range", {"reason": f"clamps: at most {settings.clamps}, got {len(request.clamps)}"})
    stack = model.network.stack
    try:
        clamps = encode.clamps_from(request.clamps, len(tokens))
        check(clamps, cell_module(stack.cell).QUANTITIES, stack.num_layers, stack.hidden_size)
        state = encode.state_from(model, request.initial_state)
    except UnknownName as error:
        raise Problem("not_available", {"reason": str(error)}) from error
    except (RangeError, ShapeError) as error:
        raise Problem("out_of_range", {"reason": str(error)}) from error
    return Job(model, tokens, zero_state(stack) if state is None else state, clamps, request)


def _tokens(model: Model, request: wire.TraceRequest, settings: Settings) -> tuple[Token, ...]:
    """Return the tokens of the text, or of the list."""
    if (request.text is None) == (request.tokens is None):
        raise Problem("invalid", {}, [{"at": ["body"], "message": "expected one of text and tokens"}])
    if request.tokens is not None:
        tokens = listed(model, request.tokens)
    else:
        text = request.text or ""
        if len(text) > settings.text_length:
            raise _too_long(settings.text_length, "characters", len(text))
        tokens = tokenise(text, model.vocabulary, model.card["unit_of_text"], model.card["language"])
    if not tokens:
        raise Problem("empty_text")
    if len(tokens) > settings.tokens:
        raise _too_long(settings.tokens, "tokens", len(tokens))
    return tokens


def _too_long(limit: int, unit: str, length: int) -> Problem:
    return Problem("text_too_long", {"limit": limit, "unit": unit, "length": length})


def listed(model: Model, texts: Sequence[str]) -> tuple[Token, ...]:
    """Return the tokens of a list, as if written one after the other; `unknown_token` for one not in the vocabulary."""
    tokens, at = [], 0
    for text in texts:
        if text not in model.vocabulary.ids:
            raise Problem("unknown_token", {"token": text})
        id_ = model.vocabulary.ids[text]
        tokens.append(Token(text, id_, id_ != model.vocabulary.unknown_id, at, at + len(text)))
        at += len(text)
    return tuple(tokens)


def parts(job: Job) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield ("start", [start]), then ("step", steps) in growing batches, then ("end", [end])."""
    precision = job.request.precision
    yield "start", [_start(job)]
    state, at, batches = job.state, 0, iter(BATCHES)
    tell: Array | None = None
    checks: dict[str, float] = {}
    while at < len(job.tokens):
        chunk = job.tokens[at : at + next(batches, BATCH)]
        done = run(job.model, [token.id for token in chunk], state, job.clamps, at)
        found = telling(job.model, done)
        tell = found if tell is None else np.maximum(tell, found)
        checks = {name: max(error, checks.get(name, 0.0)) for name, error in encode.checks_of(done).items()}
        texts = [token.text for token in chunk]
        yield "step", encode.steps_of(job.model, done, texts, job.request.top, precision)
        state, at = done.trace.state, at + len(chunk)
    order = np.argsort(-tell, kind="stable").tolist() if tell is not None else []
    end = {"state": encode.state_of(state, precision), "steps": at, "checks": checks, "telling_units": order}
    yield "end", [end | {"unknown_share": sum(not token.known for token in job.tokens) / at}]


def _start(job: Job) -> dict[str, Any]:
    stack, card = job.model.network.stack, job.model.card
    return {
        "model": job.model.id,
        "cell": stack.cell,
        "language": card["language"],
        "num_layers": stack.num_layers,
        "hidden_size": stack.hidden_size,
        "parameters": card["parameters"],
        "tokens": [encode.token_of(token) for token in job.tokens],
        "layers": list(range(stack.num_layers)),
        "initial_state": encode.state_of(job.state, job.request.precision),
        "clamps": [clamp.model_dump(by_alias=True) for clamp in job.request.clamps],
    }


def whole(job: Job) -> bytes:
    """Return the trace as one JSON document."""
    found: dict[str, list[dict[str, Any]]] = {"start": [], "step": [], "end": []}
    for kind, items in parts(job):
        found[kind] += items
    return encode.dumps({"start": found["start"][0], "steps": found["step"], "end": found["end"][0]})


def lines(job: Job) -> Iterator[bytes]:
    """Yield the trace as JSON lines, one batch of lines at a time."""
    for kind, items in parts(job):
        yield b"".join(encode.dumps({kind: item}) + b"\n" for item in items)


def events(job: Job, after: int = -1) -> Iterator[bytes]:
    """Yield the trace as server-sent events; a client that comes back gets the steps after the last it has seen."""
    for kind, items in parts(job):
        if kind != "step":
            yield b"event: " + kind.encode() + b"\nretry: 1000\ndata: " + encode.dumps(items[0]) + b"\n\n"
            continue
        texts = [b"id: %d\nevent: step\ndata: %b\n\n" % (i["t"], encode.dumps(i)) for i in items if i["t"] > after]
        if texts:
            yield b"".join(texts)


async def streamed(
    batches: Iterator[bytes], slots: Slots, limiter: anyio.CapacityLimiter
) -> AsyncGenerator[bytes, None]:
    """Compute batch after batch in a bounded thread, each when the client has taken the one before."""
    async with slots.take():
        while batch := await anyio.to_thread.run_sync(next, batches, b"", limiter=limiter):
            yield batch
