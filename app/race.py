"""A race: models of one language that are asked the same fresh sentences, batch by batch."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from app import wire
from engine.models import Model
from engine.race import BATCH, Score, measure
from engine.tasks_colour import ColourLanguage


@dataclass(frozen=True, slots=True)
class Race:
    """A request that has passed every check."""

    models: tuple[Model, ...]
    language: ColourLanguage
    distance: int
    sentences: int
    seed: int
    precision: wire.Precision


def run(race: Race) -> Iterator[tuple[Model, Score]]:
    """Yield the score so far after every batch of sentences, the models in turn."""
    settled = (race.language, race.distance, race.sentences, race.seed)
    running = [(model, measure(model.network, model.vocabulary.ids, *settled)) for model in race.models]
    for _ in range(ceil(race.sentences / BATCH)):
        for model, scores in running:
            yield model, next(scores)
