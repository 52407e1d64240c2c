"""The article's own two sentences: one question near its answer and far from it, and what each network answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from engine.cells import CELLS
from engine.models import Model
from engine.race import guess, held_out
from engine.tasks_colour import Sentence, colour_language, text_of

SHORT: Final = 6  # words from topic to answer
LONG: Final = 40
SEED: Final = 7
TRIED: Final = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """Two held-out sentences of the colour language about the same thing, up to their answers."""

    short: str
    long: str
    answer: str  # of the long one
    guesses: Mapping[str, str]  # of each model, by cell, at the end of the long one


def pair(models: Mapping[str, Model], language: str) -> Pair:
    """Return a long sentence that the language's RNN gets wrong, and a short one of the same topic that it gets right.

    Each is the first such of `TRIED`; where there is none, or no RNN, the first of all.
    """
    shipped = {cell: models.get(f"colour-{language}-{cell}") for cell in CELLS}
    return _pair(language, tuple((cell, model) for cell, model in shipped.items() if model is not None))


@lru_cache(maxsize=8)  # every page asks, several times
def _pair(language: str, shipped: tuple[tuple[str, Model], ...]) -> Pair:
    spoken, cells = colour_language(language), dict(shipped)
    drawn, short_ones = held_out(spoken, LONG, TRIED, SEED), list(held_out(spoken, SHORT, TRIED, SEED))
    first, rnn = next(drawn), cells.get("rnn")
    wanted = (
        (long, short)
        for long in chain([first], drawn)
        if rnn and _guess(rnn, long) != long.answer
        for short in _about(long, short_ones)
        if _guess(rnn, short) == short.answer
    )
    long, short = next(wanted, None) or (first, next(_about(first, short_ones)))
    guesses = {cell: _guess(model, long) for cell, model in cells.items()}
    return Pair(text_of(short.question, spoken), text_of(long.question, spoken), long.answer, guesses)


def _about(sentence: Sentence, others: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield the others of the same topic."""
    topic = sentence.tokens[sentence.topic_at]
    return (one for one in others if one.tokens[one.topic_at] == topic)


def _guess(model: Model, sentence: Sentence) -> str:
    token, _ = guess(model.network, model.vocabulary.ids, sentence)
    return model.vocabulary.tokens[token]
