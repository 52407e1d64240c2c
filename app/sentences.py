"""The article's own two sentences: one question near its answer and far from it, and what each network answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
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
    long_ones, short_ones = (list(held_out(spoken, distance, TRIED, SEED)) for distance in (LONG, SHORT))
    rnn = cells.get("rnn")
    known = {_topic(one): one for one in reversed(short_ones) if rnn and _guess(rnn, one) == one.answer}
    missed = (one for one in long_ones if rnn and _topic(one) in known and _guess(rnn, one) != one.answer)
    long = next(missed, long_ones[0])
    about = (one for one in short_ones if _topic(one) == _topic(long))
    short = known[_topic(long)] if _topic(long) in known else next(about)
    guesses = {cell: _guess(model, long) for cell, model in cells.items()}
    return Pair(text_of(short.question, spoken), text_of(long.question, spoken), long.answer, guesses)


def _topic(sentence: Sentence) -> str:
    return sentence.tokens[sentence.topic_at]


def _guess(model: Model, sentence: Sentence) -> str:
    token, _ = guess(model.network, model.vocabulary.ids, sentence)
    return model.vocabulary.tokens[token]
