"""A request run as a whole, with the numbers of its trace to the last bit."""

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from app.traces import Job, sizes
from engine.cells import Step
from engine.models import Run, run


def whole(job: Job) -> Run:
    """Run a request in the parts in which it is streamed: a product over other rows may round otherwise."""
    ids, state, done = [token.id for token in job.tokens], job.state, 0
    parts: list[Run] = []
    for count in sizes(job.model):
        parts.append(run(job.model, ids[done : done + count], state, job.clamps, done))
        state, done = parts[-1].trace.state, done + count
        if done >= len(ids):
            break
    return joined(parts)


def joined(parts: Sequence[Run]) -> Run:
    """Return parts that go on from each other as one run."""
    layers = zip(*(part.trace.layers for part in parts), strict=True)
    trace = replace(parts[0].trace, layers=tuple(_joined(steps) for steps in layers))
    return Run(trace, np.concatenate([part.log_probabilities for part in parts]))


def _joined(steps: Sequence[Step]) -> Step:
    names = [field.name for field in fields(steps[0])]
    return type(steps[0])(*(np.concatenate([getattr(step, name) for step in steps]) for name in names))
