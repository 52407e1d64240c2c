"""A small generative grammar whose sentences can be drawn at an exact length.

A *frame* is written as in `"[{time}] {person} saw <object>"`: words stand for themselves, `[…]` may be left out,
`{class}` is one word of a class, and `<phrase>` one of several ways to go on. Frames are expanded once into *shapes*,
of fixed length, so that any length that can be reached at all is reached without trying twice.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

Part = str | tuple[str, ...]  # a word, or the class that one word is drawn from
# What may come next, by the kind of the shape before: no two asides in a row, no third clause behind a second "and".
FOLLOWS = {
    "start": ("aside", "clause"),
    "aside": ("clause",),
    "clause": ("aside", "clause", "joined"),
    "joined": ("aside", "clause"),
}
OPTION, PHRASE, CLASS = re.compile(r"\[([^]]*)\] ?"), re.compile(r"<(\w+)>"), re.compile(r"\{(\w+)\}$")


@dataclass(frozen=True, slots=True)
class Shape:
    """One expansion of a frame: as many words as parts; the expansions of a frame share a weight of 1."""

    kind: str  # "aside" | "clause" | "joined" (a clause that leans on the one before)
    parts: tuple[Part, ...]
    weight: float


def expand(frame: str, words: Mapping[str, tuple[str, ...]], phrases: Mapping[str, Sequence[str]]) -> list[list[Part]]:
    """Expand a frame into every shape it can take; an unknown class or phrase is a KeyError."""
    if option := OPTION.search(frame):
        left, right = frame[: option.start()], frame[option.end() :]
        return expand(left + right, words, phrases) + expand(f"{left}{option[1]} {right}", words, phrases)
    if phrase := PHRASE.search(frame):
        left, right = frame[: phrase.start()], frame[phrase.end() :]
        return [shape for way in phrases[phrase[1]] for shape in expand(left + way + right, words, phrases)]
    return [[words[slot[1]] if (slot := CLASS.match(part)) else part for part in frame.split()]]


@dataclass(frozen=True)
class Grammar:
    """Fill a length with shapes, each of a kind that may follow the one before it."""

    shapes: tuple[Shape, ...]
    _reach: list[dict[str, bool]] = field(
        default_factory=lambda: [dict.fromkeys(FOLLOWS, True)], init=False, repr=False, compare=False
    )

    def can_fill(self, length: int) -> bool:
        """Tell whether shapes exist that are together exactly so long."""
        return length >= 0 and self._reachable(length, after="start")

    def fill(self, length: int, draws: Iterator[float]) -> list[str]:
        """Draw shapes, and words for their parts, that are together exactly so long; `draws` are in [0, 1)."""
        tokens: list[str] = []
        before = "start"
        while len(tokens) < length:
            shape = self._draw_shape(length - len(tokens), before, draws)
            tokens += realise(shape.parts, draws)
            before = shape.kind
        return tokens

    def _draw_shape(self, room: int, before: str, draws: Iterator[float]) -> Shape:
        groups = self._fitting(room, before)
        totals = list(accumulate(group.weight for group in groups))
        group = groups[bisect(totals, next(draws) * totals[-1])]
        return group.shapes[bisect(group.cumulative, next(draws) * group.weight)]

    def _fitting(self, room: int, before: str) -> list["_Group"]:
        """Return the shapes that may come next and leave a rest that can be filled in its turn."""
        return [
            group
            for group in self._groups
            if group.kind in FOLLOWS[before]
            and group.length <= room
            and self._reachable(room - group.length, after=group.kind)
        ]

    def _reachable(self, length: int, after: str) -> bool:
        while len(self._reach) <= length:
            self._reach.append({kind: bool(self._fitting(len(self._reach), kind)) for kind in FOLLOWS})
        return self._reach[length][after]

    @cached_property
    def _groups(self) -> list["_Group"]:
        members: dict[tuple[str, int], list[Shape]] = {}
        for shape in self.shapes:
            members.setdefault((shape.kind, len(shape.parts)), []).append(shape)
        return [
            _Group(kind, length, tuple(shapes), list(accumulate(shape.weight for shape in shapes)))
            for (kind, length), shapes in sorted(members.items())
        ]


@dataclass(frozen=True, slots=True)
class _Group:
    """The shapes of one kind and length, with their running total of weights."""

    kind: str
    length: int
    shapes: tuple[Shape, ...]
    cumulative: list[float]

    @property
    def weight(self) -> float:
        return self.cumulative[-1]


def realise(parts: Iterable[Part], draws: Iterator[float]) -> list[str]:
    """Draw a word for every class among the parts."""
    return [part if isinstance(part, str) else part[int(next(draws) * len(part))] for part in parts]
