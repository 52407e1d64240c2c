"""How often a model of the colour language answers right at a distance, measured on sentences drawn for the purpose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.arrays import Array, Ints
from engine.errors import RangeError
from engine.network import Network
from engine.readout import embed
from engine.tasks_colour import ColourLanguage, Sentence, draw_from
from engine.unroll import unroll

BATCH = 50  # sentences that are run side by side, after which progress is told


@dataclass(frozen=True, slots=True)
class Score:
    """What was measured so far."""

    distance: int
    sentences: int
    right: int  # the most probable word of the whole vocabulary was the answer
    log_probability: float  # of the answer, nats, the mean over the sentences

    @property
    def accuracy(self) -> float:
        """Return the share of right answers."""
        return self.right / self.sentences


def measure(
    network: Network, ids: Mapping[str, int], language: ColourLanguage, distance: int, sentences: int, seed: int
) -> Iterator[Score]:
    """Measure a network on held-out sentences, drawn independently; yield the score so far after every batch.

    `ids` are those of the network's vocabulary. Seed and distance settle the sentences, so that every network of a
    race is asked the same ones. Stops between batches when the caller does. RangeError, before anything is yielded,
    for a distance that the language does not have, or for a number of sentences or a seed that is none.
    """
    fresh = held_out(language, distance, sentences, seed)
    return _scores(network, ids, distance, fresh)


def held_out(language: ColourLanguage, distance: int, sentences: int, seed: int) -> Iterator[Sentence]:
    """Draw held-out sentences one by one; the errors of `measure`, at once."""
    if sentences < 1:
        raise RangeError(f"sentences: expected 1 or more, got {sentences}")
    if seed < 0:
        raise RangeError(f"seed: expected 0 or more, got {seed}")
    language.skeletons_at(distance)
    generator = np.random.default_rng([seed, distance])
    return (draw_from("held_out", language, distance, generator) for _ in range(sentences))


def questions(ids: Mapping[str, int], sentences: Sequence[Sentence]) -> tuple[Ints, Ints, Ints]:
    """Return the sentences up to their answers: ids (T, B), the step at which each asks (B,), and the answers (B,).

    A sentence that is shorter than the longest is followed by token 0, which its question does not see.
    """
    asked = np.array([sentence.answer_at - 1 for sentence in sentences])
    read = np.zeros((int(asked.max()) + 1, len(sentences)), np.intp)
    for column, sentence in enumerate(sentences):
        read[: sentence.answer_at, column] = [ids[token] for token in sentence.tokens[: sentence.answer_at]]
    return read, asked, np.array([ids[sentence.answer] for sentence in sentences])


def _scores(network: Network, ids: Mapping[str, int], distance: int, fresh: Iterator[Sentence]) -> Iterator[Score]:
    """Yield the score so far after every batch."""
    count, right, total = 0, 0, 0.0
    while batch := list(islice(fresh, BATCH)):
        log_p, answers = _asked(network, ids, batch)
        count += len(batch)
        right += int(np.sum(log_p.argmax(-1) == answers))
        total += float(np.sum(log_p[np.arange(len(batch)), answers], dtype=np.float64))
        yield Score(distance, count, right, total / count)


def guess(network: Network, ids: Mapping[str, int], sentence: Sentence) -> tuple[int, float]:
    """Return the token (0 to V - 1) that a network takes for the answer, and its probability.

    It is the most probable of the whole vocabulary.
    """
    log_p, _ = _asked(network, ids, [sentence])
    token = int(log_p.argmax())
    return token, float(np.exp(log_p[0, token], dtype=np.float64))


def _asked(network: Network, ids: Mapping[str, int], sentences: Sequence[Sentence]) -> tuple[Array, Ints]:
    """Return what a network expects at each question (B, V), and the answers (B,)."""
    read, asked, answers = questions(ids, sentences)
    h = unroll(network.stack, embed(network.embedding, read)).h[asked, np.arange(len(sentences))]
    return network.head.log_probabilities(h), answers
