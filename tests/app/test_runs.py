"""A request run as a whole against its trace."""

import json

import numpy as np
import pytest

from app.runs import whole
from app.settings import Settings
from app.traces import LINES, Job, pieces, sizes
from engine.models import load_all
from engine.text import Token


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_a_whole_run_has_the_numbers_of_the_trace_to_the_last_bit(settings: Settings, cell: str) -> None:
    model = load_all(settings.models)[f"small-{cell}"]
    ids = np.random.default_rng(2).integers(0, len(model.vocabulary), 90).tolist()
    assert sum(size for size, _ in zip(sizes(model), range(4), strict=False)) < len(ids)  # so it has five parts
    job = Job(model, tuple(Token("", id_, True, 0, 0) for id_ in ids), None, (), 1, "full")
    lines = b"".join(pieces(job, LINES)).splitlines()
    traced = [json.loads(line)["step"]["layers"][-1]["h"] for line in lines[1:-1]]
    run = whole(job)
    np.testing.assert_array_equal(run.trace.h[:, 0], np.float32(traced))
    assert run.log_probabilities.shape == (len(ids), len(model.vocabulary))
