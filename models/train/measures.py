"""What is measured on sentences of the colour language that were not trained on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import lstm
from engine.ledger import ledger
from engine.models import Model, run, telling
from engine.network import Network
from engine.readout import embed
from engine.tasks_colour import UNKNOWN, ColourLanguage, Sentence, draw_distinct, nearest_colour
from engine.text import Vocabulary
from engine.unroll import unroll
from models.train.sentences import at_steps, questions

DISTANCES = (6, 11, 15, 20, 30, 40, 50, 75, 100, 150, 200)
FARTHER = (500, 1000)  # the seeds that are kept are measured there too; nothing is chosen by it
SENTENCES = 250  # different ones, at each distance
SEEDS = {"validation": 1001, "held_out": 1002}
LOOKED_INTO = (
    11,
    15,
    20,
    30,
    40,
)  # distances of the sentences whose memory is looked into: a clause, up to the longest
EACH = 100  # of them at each of these distances
OPEN, SMALL = 0.95, 0.05
Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often the most probable word of all was the answer, at each distance."""

    at: tuple[float, ...]
    log_probability: float  # of the answer, nats, the mean over all sentences

    @property
    def mean(self) -> float:
        """Return the mean over the distances."""
        return float(np.mean(self.at))

    @property
    def rank(self) -> tuple[float, float]:
        """Return what runs are ordered by: mean accuracy, and where it is the same, the answer's log-probability."""
        return self.mean, self.log_probability


def sentences(
    language: ColourLanguage, split: str, distances: Sequence[int] = DISTANCES
) -> Mapping[int, tuple[Sentence, ...]]:
    """Return the sentences of a split that everything is measured on, by distance."""
    return {distance: draw_distinct(split, language, distance, SENTENCES, SEEDS[split]) for distance in distances}


def accuracy(network: Network, language: ColourLanguage, asked: Mapping[int, tuple[Sentence, ...]]) -> Accuracy:
    """Measure a network on sentences at each distance."""
    right: list[float] = []
    log_probabilities: list[float] = []
    for group in asked.values():
        ids, steps, answers = questions(language, group)
        h = unroll(network.stack, embed(network.embedding, ids)).h
        log_p = network.head.log_probabilities(at_steps(h, steps))
        right.append(float(np.mean(log_p.argmax(-1) == answers)))
        log_probabilities.append(float(np.mean(log_p[np.arange(len(answers)), answers], dtype=np.float64)))
    return Accuracy(tuple(right), float(np.mean(log_probabilities)))


def baselines(language: ColourLanguage, asked: Mapping[int, tuple[Sentence, ...]]) -> dict[str, list[float]]:
    """Return what needs no model: the most frequent answer of each group, and the colour word nearest to the answer."""
    majority = [max(Counter(one.answer for one in group).values()) / len(group) for group in asked.values()]
    nearest = [
        sum(nearest_colour(one, language.colours) == one.answer for one in group) / len(group)
        for group in asked.values()
    ]
    return {"majority": majority, "nearest_colour": nearest}


def looked_into(asked: Mapping[int, tuple[Sentence, ...]]) -> tuple[Sentence, ...]:
    """Return the sentences on which the memory of an LSTM is looked into."""
    return tuple(sentence for distance in LOOKED_INTO for sentence in asked[distance][:EACH])


def undisturbed(network: Network, language: ColourLanguage, asked: Sequence[Sentence]) -> Card:
    """Measure in what share of unit-steps an LSTM of one layer keeps a cell state as good as unchanged."""
    ids, steps, _ = questions(language, asked)
    (layer,) = unroll(network.stack, embed(network.embedding, ids)).layers
    assert isinstance(layer, lstm.Step), "only an LSTM has f, i and g"
    quiet = (layer.f > OPEN) & (np.abs(layer.written) < SMALL)
    read = np.arange(len(ids))[:, None] <= steps
    return {
        "share": round(float(quiet[read].mean()), 4),
        "sentences": len(asked),
        "open": OPEN,
        "small": SMALL,
        "rule": "share of unit-steps with f > open and |i·g| < small: all units, all steps up to the answer",
    }


def memory_source(network: Network, language: ColourLanguage, asked: Sequence[Sentence]) -> Card:
    """Measure how often the topic wrote more of the memory that answers than any other word did, and how much of it.

    Of all units together, and of the one unit on which the answer rests most (`engine.models.telling`).
    """
    model = Model({}, Vocabulary(language.vocabulary, UNKNOWN), network, b"")
    most, part = [], []
    for sentence in asked:
        ids, _, _ = questions(language, [sentence])
        one = run(model, ids[:, 0].tolist())
        left = np.abs(ledger(one.trace, 0).written_by[-1])  # (T, U): of each word, at the last step before the answer
        each = np.stack([left.sum(1), left[:, telling(model, one).argmax()]])
        most.append(each.argmax(1) == sentence.topic_at)
        part.append(each[:, sentence.topic_at] / each.sum(1))
    share, unit_share = (round(float(value), 4) for value in np.mean(most, axis=0))
    topic_part, unit_topic_part = (round(float(value), 4) for value in np.mean(part, axis=0))
    return {
        "share": share,
        "topic_part": topic_part,
        "unit_share": unit_share,
        "unit_topic_part": unit_topic_part,
        "sentences": len(asked),
        "rule": "share of sentences whose topic wrote most of the memory at the last step before the answer, and the "
        "part it wrote on average, by Σ|what is left of what a word wrote|: of all units, and of the unit that the "
        "answer rests on most",
    }
