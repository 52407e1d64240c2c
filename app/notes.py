"""What is kept of a trace that is sent in parts, so that its events can be told at the end.

Of the arrays only those from which events are found, and of the predictions only the answers among which the task
decides: of 1,000 tokens and 64 units about 1.3 MB, where the whole run takes 4.
"""

from dataclasses import replace
from typing import Any, Final

import numpy as np

from engine.arrays import Array
from engine.cells import State, Step
from engine.events import Event, events
from engine.models import Model, Run
from engine.tasks_classes import answers

# The last two of a state are what `telling` begins from, so h is kept of an LSTM as well.
NEEDED: Final = {"lstm": ("f", "kept", "written", "c", "h"), "gru": ("z", "kept", "written", "h"), "rnn": ("h",)}


class Notes:
    """The parts of one trace so far."""

    def __init__(self, model: Model) -> None:
        card, ids = model.card, model.vocabulary.ids
        self.model, self.names = model, NEEDED[model.network.stack.cell]
        self.answers = [ids[word] for word in answers(card.get("task", ""), card["language"]) if word in ids]
        self.layers: list[list[tuple[Array, ...]]] = [[] for _ in model.network.stack.layers]
        self.predictions: list[Array] = []
        self.first: tuple[State, ...] = ()

    def add(self, part: Run) -> None:
        """Keep what is needed of the next part; views would keep all of it."""
        self.first = self.first or part.trace.initial_state
        for kept, step in zip(self.layers, part.trace.layers, strict=True):
            kept.append(tuple(getattr(step, name).copy() for name in self.names))
        self.predictions.append(part.log_probabilities[:, self.answers])

    def events(self, last: Run) -> tuple[Event, ...]:
        """Return the events of all parts together, of which `last` is the last."""
        layers = zip(self.layers, last.trace.layers, strict=True)
        steps = tuple(self._joined(kept, step) for kept, step in layers)
        trace = replace(last.trace, initial_state=self.first, layers=steps, start=0)
        given = np.concatenate(self.predictions)
        log_p = np.full((len(given), last.log_probabilities.shape[1]), -np.inf, given.dtype)
        log_p[:, self.answers] = given
        log_p[-1] = last.log_probabilities[-1]
        return events(self.model, Run(trace, log_p), self.answers)

    def _joined(self, kept: list[tuple[Array, ...]], last: Step) -> Step:
        """Return a step with all times of what is needed; the rest, at which no event looks, is the last part's."""
        joined: dict[str, Any] = dict(zip(self.names, map(np.concatenate, zip(*kept, strict=True)), strict=True))
        return replace(last, **joined)
