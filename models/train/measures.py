"""What is measured on sentences of the colour language that were not trained on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.network import Network
from engine.readout import embed
from engine.tasks_colour import ColourLanguage, Sentence, draw_distinct, nearest_colour
from engine.unroll import unroll
from models.train.sentences import at_steps, questions

DISTANCES = (6, 11, 15, 20, 30, 40, 50, 75, 100, 150, 200)
SENTENCES = 250  # different ones, at each distance
SEEDS = {"validation": 1001, "held_out": 1002}


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


def sentences(language: ColourLanguage, split: str) -> Mapping[int, tuple[Sentence, ...]]:
    """Return the sentences of a split that everything is measured on, by distance."""
    return {distance: draw_distinct(split, language, distance, SENTENCES, SEEDS[split]) for distance in DISTANCES}


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
