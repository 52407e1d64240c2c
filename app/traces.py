"""A trace under way: the run of a model, part by part, as the bytes of one of its three representations."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import anyio
import numpy as np

from app import encode, wire
from app.checks import largest_errors
from app.notes import Notes
from engine.cells import State
from engine.clamp import Clamp
from engine.models import Model, Run, run, telling
from engine.text import Token
from engine.unroll import zero_state

JSON, LINES, EVENTS = "application/json", "application/x-ndjson", "text/event-stream"
LAST_EVENT: Final = "end"  # the id of a stream's last event: whoever names it has all of them

# A part of a trace is what is computed and sent at a time. The first is one step, so that it leaves at once; then they
# grow to this many numbers: about 3 ms of work, which others wait for, and 0.8 MB, which a slow client holds. The sizes
# depend on nothing else, since a product over more rows may round otherwise: the same request gives the same bytes.
PART_NUMBERS: Final = 90_000
GROWTH: Final = 4


@dataclass(frozen=True, slots=True)
class Job:
    """A request that has passed every check."""

    model: Model
    tokens: tuple[Token, ...]
    state: tuple[State, ...] | None
    clamps: tuple[Clamp, ...]
    top: int
    precision: wire.Precision


class Running:
    """A job and how far it has come."""

    def __init__(self, job: Job) -> None:
        self.job, self.done = job, 0
        self.first_state = zero_state(job.model.network.stack) if job.state is None else job.state
        self.state = self.first_state
        self.checks: dict[str, float] = {}
        self.notes = Notes(job.model)
        self.last: Run | None = None

    @property
    def left(self) -> int:
        """Return the number of steps that are still to come."""
        return len(self.job.tokens) - self.done

    def start(self) -> bytes:
        """Return what is known before the first step."""
        return encode.dumps(encode.start_of(self.job.model, self.job.tokens, self.first_state, self.job.clamps))

    def advance(self, count: int) -> list[bytes]:
        """Run the next steps, as many as there are up to `count`, and return each as JSON."""
        job = self.job
        tokens = job.tokens[self.done : self.done + count]
        # A state may overflow, under a clamp: that is shown as Infinity, and is no warning in the log.
        with np.errstate(over="ignore", invalid="ignore"):
            part = run(job.model, [token.id for token in tokens], self.state, job.clamps, self.done)
            steps = encode.steps_of(job.model, part, tokens, job.top, job.precision)
        self.notes.add(part)
        for name, error in largest_errors(part.trace).items():
            self.checks[name] = float(np.maximum(error, self.checks.get(name, 0.0)))  # a nan stays
        self.last, self.state, self.done = part, part.trace.state, self.done + len(tokens)
        return steps

    def end(self) -> bytes:
        """Return what is known after the last step."""
        assert self.last is not None, "a run has at least one step"
        with np.errstate(over="ignore", invalid="ignore"):
            order = np.argsort(-telling(self.job.model, self.last), kind="stable").tolist()
            found = encode.events_of(self.job.model, self.notes.events(self.last), self.job.precision)
        return encode.dumps(encode.end_of(self.state, self.job.tokens, self.checks, order, found))


@dataclass(frozen=True, slots=True)
class Frame:
    """How a representation puts the parts of a trace together."""

    start: Callable[[bytes], bytes]
    steps: Callable[[Iterable[tuple[int, bytes]]], bytes]  # of t and step
    end: Callable[[bytes], bytes]


def _event(name: str, id_: int | str, data: bytes) -> bytes:
    return b"event: %b\nid: %b\ndata: %b\n\n" % (name.encode(), str(id_).encode(), data)


FRAMES: Final = {
    JSON: Frame(
        lambda start: b'{"start":' + start + b',"steps":[',
        lambda steps: b"".join(b"," + step if t else step for t, step in steps),
        lambda end: b'],"end":' + end + b"}",
    ),
    LINES: Frame(
        lambda start: b'{"start":' + start + b"}\n",
        lambda steps: b"".join(b'{"step":' + step + b"}\n" for _, step in steps),
        lambda end: b'{"end":' + end + b"}\n",
    ),
    EVENTS: Frame(
        lambda start: b"retry: 3000\nevent: start\ndata: " + start + b"\n\n",
        lambda steps: b"".join(_event("step", t, step) for t, step in steps),
        lambda end: _event("end", LAST_EVENT, end),
    ),
}


async def streamed(
    job: Job, kind: str, limiter: anyio.CapacityLimiter, after: int | None = None
) -> AsyncGenerator[bytes, None]:
    """Yield the pieces of a trace, each computed in a bounded thread when the client has taken the one before."""
    found = pieces(job, kind, after)
    while (piece := await anyio.to_thread.run_sync(next, found, None, limiter=limiter)) is not None:
        yield piece


def pieces(job: Job, kind: str, after: int | None = None) -> Iterator[bytes]:
    """Yield a trace piece by piece; joined, they are the whole.

    With `after`, a client has come back that has the start and the steps up to that one: it gets the rest.
    """
    frame, running = FRAMES[kind], Running(job)
    if after is None:
        yield frame.start(running.start())
    for count in sizes(job.model):
        part = _part(frame, running, count, after)
        if not running.left:
            yield part + frame.end(running.end())
            return
        if part:
            yield part


def sizes(model: Model) -> Iterator[int]:
    """Yield the number of steps of every part of a trace, without end."""
    stack = model.network.stack
    vectors = len(encode.PLACES[stack.cell]) * stack.num_layers
    most, count = max(1, PART_NUMBERS // (vectors * stack.hidden_size)), 1
    while True:
        yield min(count, most)
        count *= GROWTH


def _part(frame: Frame, running: Running, count: int, after: int | None) -> bytes:
    """Return the next steps in one."""
    first = running.done
    return frame.steps((t, step) for t, step in enumerate(running.advance(count), first) if after is None or t > after)
