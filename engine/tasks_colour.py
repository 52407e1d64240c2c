"""The colour language: a topic at the start, ordinary clauses in between, and a question only the start can answer.

「空の色は、昨日父が古い本を読んでも、犬が公園で走っても、いつも青い。」 The clauses name other colours and other
topics, drawn independently of the answer, so the nearest colour word is worth no more than a guess. The *distance*
of a sentence is the number of words from its topic to its answer: 6 in
「空の色は、いつも青い」 (空 の 色 は 、 いつも 青い).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from itertools import product
from types import ModuleType

import numpy as np

from engine import tasks_colour_en, tasks_colour_ja
from engine.errors import RangeError, UnknownName
from engine.tasks_grammar import Grammar, Part, Shape, expand, realise

SHORTEST, LONGEST = 3, 1000  # words from topic to answer
UNKNOWN = "<unk>"
# The first of the 256 values of a hash's first byte that is in the next split: 10.2 %, 10.2 % and 79.7 % of sentences.
SPLITS = {"held_out": 0, "validation": 26, "training": 52}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in words, with the places of the topic asked about and of the colour that answers."""

    tokens: tuple[str, ...]
    topic_at: int
    answer_at: int

    @property
    def answer(self) -> str:
        """Return the colour word that answers."""
        return self.tokens[self.answer_at]

    @property
    def question(self) -> "Sentence":
        """Return the sentence up to its answer, which is left out."""
        return replace(self, tokens=self.tokens[: self.answer_at])

    @property
    def distance(self) -> int:
        """Return the number of words from the topic to the answer."""
        return self.answer_at - self.topic_at


@dataclass(frozen=True)
class ColourLanguage:
    """Hold what sentences of one language are made of; `colours` maps each answer to the topics that have it."""

    code: str
    colours: Mapping[str, tuple[str, ...]]
    vocabulary: tuple[str, ...]  # the unknown token, the full stop, the colours, the topics, the rest
    grammar: Grammar
    skeletons: tuple["Skeleton", ...]
    full_stop: str
    _skeletons_at: dict[int, list["Skeleton"]] = field(default_factory=dict, repr=False, compare=False)

    def skeletons_at(self, distance: int) -> list["Skeleton"]:
        """Return the skeletons that a sentence of this distance can have; none is a RangeError."""
        if not SHORTEST <= distance <= LONGEST:
            raise RangeError(f"distance: expected {SHORTEST} to {LONGEST} words, got {distance}")
        if distance not in self._skeletons_at:
            fitting = [skeleton for skeleton in self.skeletons if skeleton.fits(distance, self.grammar)]
            self._skeletons_at[distance] = fitting
        return self._skeletons_at[distance]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What stands around the clauses: the opening's words before and after its topic, and the end."""

    before: tuple[Part, ...]
    after: tuple[Part, ...]
    end: tuple[Part, ...]
    alone: bool  # whether no clause stands in between

    def room(self, distance: int) -> int:
        """Return the number of words that clauses must fill at this distance."""
        return distance - 1 - len(self.after) - len(self.end)

    def fits(self, distance: int, grammar: Grammar) -> bool:
        """Tell whether clauses can fill the room that the distance leaves."""
        room = self.room(distance)
        return room == 0 if self.alone else room > 0 and grammar.can_fill(room)


@cache
def colour_language(code: str) -> ColourLanguage:
    """Return the colour language of "ja" or "en"; any other code is an UnknownName."""
    sources: dict[str, ModuleType] = {"ja": tasks_colour_ja, "en": tasks_colour_en}
    if code not in sources:
        raise UnknownName(f'language: expected "ja" or "en", got {code!r}')
    source = sources[code]
    kinds = {"aside": source.ASIDES, "clause": source.CLAUSES, "joined": source.JOINED}
    grammar = Grammar(tuple(shape for kind, frames in kinds.items() for shape in _shapes(source, kind, frames)))
    skeletons = (
        *_skeletons(source, source.OPENINGS_ALONE, source.ENDS_ALONE, alone=True),
        *_skeletons(source, source.OPENINGS, source.ENDS, alone=False),
    )
    return ColourLanguage(
        code, source.COLOURS, _vocabulary(source, grammar, skeletons), grammar, skeletons, source.FULL_STOP
    )


def draw_sentence(language: ColourLanguage, distance: int, generator: np.random.Generator) -> Sentence:
    """Draw a sentence at a distance: the answer uniform over the colours, its topic uniform over that colour's."""
    skeletons = language.skeletons_at(distance)
    draws = iter(generator.random(2 * distance + 16).tolist())
    answers = tuple(language.colours)
    answer = answers[int(next(draws) * len(answers))]
    topics = language.colours[answer]
    topic = topics[int(next(draws) * len(topics))]
    skeleton = skeletons[int(next(draws) * len(skeletons))]
    tokens = [*realise(skeleton.before, draws), topic]
    topic_at = len(tokens) - 1
    tokens += realise(skeleton.after, draws)
    tokens += language.grammar.fill(skeleton.room(distance), draws)
    tokens += [*realise(skeleton.end, draws), answer, language.full_stop]
    return Sentence(tuple(tokens), topic_at, topic_at + distance)


def split_of(sentence: Sentence) -> str:
    """Tell which split a sentence is of, by the first byte of the SHA-256 of its words joined by spaces.

    Training draws from "training" alone, choices between trainings rest on "validation", results on "held_out".
    """
    byte = sha256(" ".join(sentence.tokens).encode()).digest()[0]
    return next(split for split, first in reversed(SPLITS.items()) if byte >= first)


def draw_from(split: str, language: ColourLanguage, distance: int, generator: np.random.Generator) -> Sentence:
    """Draw a sentence of a split at a distance."""
    if split not in SPLITS:
        raise UnknownName(f"split: expected one of {', '.join(SPLITS)}, got {split!r}")
    while split_of(sentence := draw_sentence(language, distance, generator)) != split:
        pass
    return sentence


def draw_distinct(split: str, language: ColourLanguage, distance: int, count: int, seed: int) -> tuple[Sentence, ...]:
    """Draw so many different sentences of a split at a distance; seed and distance settle which.

    At the shortest distances a split holds few sentences (dozens at 3, hundreds from 5 on); too large a count is a
    RangeError.
    """
    generator = np.random.default_rng([seed, distance])
    sentences: dict[Sentence, None] = {}
    for _ in range(100 * count):
        if len(sentences) == count:
            return tuple(sentences)
        sentences.setdefault(draw_from(split, language, distance, generator))
    raise RangeError(f"count: expected at most {len(sentences)} sentences at distance {distance}, got {count}")


def nearest_colour(sentence: Sentence, colours: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the colour word nearest before the answer, which a model without memory might repeat; None without one."""
    return next((word for word in reversed(sentence.tokens[: sentence.answer_at]) if word in colours), None)


def text_of(sentence: Sentence, language: ColourLanguage) -> str:
    """Write a sentence as a reader would."""
    if language.code == "ja":
        return "".join(sentence.tokens)
    text = " ".join(sentence.tokens).replace(" ,", ",").replace(" .", ".").replace(" 's", "'s").replace(" i ", " I ")
    return text[0].upper() + text[1:]


def _shapes(source: ModuleType, kind: str, frames: tuple[str, ...]) -> Iterator[Shape]:
    for frame in frames:
        ways = expand(frame, source.WORDS, source.PHRASES)
        yield from (Shape(kind, tuple(parts), 1 / len(ways)) for parts in ways)


def _skeletons(source: ModuleType, openings: tuple[str, ...], ends: tuple[str, ...], alone: bool) -> Iterator[Skeleton]:
    for opening, end in product(_expanded(source, openings), _expanded(source, ends)):
        at = opening.index(source.WORDS["topic"])
        yield Skeleton(tuple(opening[:at]), tuple(opening[at + 1 :]), tuple(end), alone)


def _expanded(source: ModuleType, frames: tuple[str, ...]) -> list[list[Part]]:
    return [parts for frame in frames for parts in expand(frame, source.WORDS, source.PHRASES)]


def _vocabulary(source: ModuleType, grammar: Grammar, skeletons: tuple[Skeleton, ...]) -> tuple[str, ...]:
    around = [part for skeleton in skeletons for part in (*skeleton.before, *skeleton.after, *skeleton.end)]
    between = [part for shape in grammar.shapes for part in shape.parts]
    rest = (word for part in (*around, *between) for word in ((part,) if isinstance(part, str) else part))
    return tuple(dict.fromkeys((UNKNOWN, source.FULL_STOP, *source.COLOURS, *source.WORDS["topic"], *rest)))
