"""A trace under way: its parts."""

from itertools import islice, pairwise
from pathlib import Path

from app.traces import GROWTH, LINES, PART_NUMBERS, Job, pieces, sizes
from engine.models import load
from engine.text import tokenise


def test_parts_grow_from_one_step_to_what_a_part_may_hold(small_models: Path) -> None:
    first = list(islice(sizes(load(small_models / "small-lstm")), 9))
    assert first[0] == 1
    assert all(later == min(GROWTH * earlier, first[-1]) for earlier, later in pairwise(first))
    assert first[-1] == PART_NUMBERS // (2 * 14 * 3)  # layers, vectors of a layer, units


def test_the_same_job_gives_the_same_bytes(small_models: Path) -> None:
    model = load(small_models / "small-gru")
    tokens = tokenise("the sky is blue " * 50, model.vocabulary, "word", "en")
    once, again = ([*pieces(Job(model, tokens, None, (), 5, "full"), LINES)] for _ in range(2))
    assert once == again
    assert b"".join(once).count(b"\n") == len(tokens) + 2
