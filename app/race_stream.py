"""A race under way as the bytes of one of its three representations."""

from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from typing import Final

import anyio

from app import encode_race
from app.encode import dumps
from app.race import Race, run
from app.traces import EVENTS, JSON, LINES
from engine.race import Score


@dataclass(frozen=True, slots=True)
class Frame:
    """How a representation puts the parts of a race together."""

    start: Callable[[bytes], bytes]
    progress: Callable[[bytes], bytes]
    end: Callable[[bytes], bytes]


def _line(name: bytes) -> Callable[[bytes], bytes]:
    return lambda part: b'{"%b":%b}\n' % (name, part)


def _event(name: bytes) -> Callable[[bytes], bytes]:
    return lambda part: b"event: %b\ndata: %b\n\n" % (name, part)


# In one document progress is a space, so that a client that waits some seconds knows that the race goes on.
FRAMES: Final = {
    JSON: Frame(lambda start: b'{"start":' + start, lambda _: b" ", lambda end: b',"end":' + end + b"}"),
    LINES: Frame(_line(b"start"), _line(b"progress"), _line(b"end")),
    EVENTS: Frame(_event(b"start"), _event(b"progress"), _event(b"end")),
}


async def streamed(race: Race, kind: str, limiter: anyio.CapacityLimiter) -> AsyncGenerator[bytes, None]:
    """Yield a race part by part; when the caller stops, so does the race, after the batch that it is in."""
    parts = pieces(race, kind)
    while (piece := await anyio.to_thread.run_sync(next, parts, None, limiter=limiter)) is not None:
        yield piece


def pieces(race: Race, kind: str) -> Iterator[bytes]:
    """Yield the parts of a race; joined, they are the whole."""
    frame, last = FRAMES[kind], dict[str, Score]()
    yield frame.start(dumps(encode_race.start_of(race)))
    for model, score in run(race):
        last[model.id] = score
        yield frame.progress(dumps(encode_race.progress_of(race, model, score)))
    yield frame.end(dumps(encode_race.end_of(race, last)))
