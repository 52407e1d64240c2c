"""The events at the end of a trace against those of the whole run at once."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.encode import events_of
from app.runs import whole
from app.settings import ROOT, Settings
from app.traces import FRAMES, JSON, LINES, Job, pieces, sizes
from engine.clamp import Clamp
from engine.events import HOLDS, LEADS, MOVES, ON_THE_TABLE, OPEN, OPEN_STEPS, SHUT, SIGNED, events
from engine.models import Model, load, load_all
from engine.readout import Readout
from engine.tasks_classes import answers
from engine.text import Token
from tests.app.racers import write_racer

LENGTH = 120


def job(model: Model, *clamps: Clamp) -> Job:
    ids = np.random.default_rng(1).integers(1, len(model.vocabulary), LENGTH).tolist()
    assert sum(size for size, _ in zip(sizes(model), range(4), strict=False)) < LENGTH  # so it has five parts
    return Job(model, tuple(Token("", id_, True, 0, 0) for id_ in ids), None, clamps, 1, "full")


def told(asked: Job) -> list[dict[str, Any]]:
    """Return the events at the end of the trace."""
    found: list[dict[str, Any]] = json.loads(b"".join(pieces(asked, LINES)).splitlines()[-1])["end"]["events"]
    return found


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_a_trace_in_parts_has_the_events_of_the_whole_run(settings: Settings, cell: str) -> None:
    model = load_all(settings.models)[f"small-{cell}"]
    gate, written = {"lstm": ("f", "g"), "gru": ("z", "n"), "rnn": ("h", "h")}[cell]
    shut = [Clamp(0, gate, 0, LENGTH, None, 1.0), *(Clamp(0, gate, t, t + 1, (1,), 0.0) for t in (4, 5, 20, 21, 84))]
    turned = [Clamp(0, written, t, t + 1, None, (-1.0) ** t) for t in range(0, LENGTH, 7)]
    asked = job(model, *shut, *turned)
    expected = events(model, whole(asked))
    kinds = {event.kind for event in expected}
    assert kinds == ({"telling"} if cell == "rnn" else {"shuts", "flips", "telling"})
    assert told(asked) == json.loads(json.dumps(events_of(model, expected, "full"), default=float))


def test_the_answers_of_a_decision_are_words(tmp_path: Path) -> None:
    write_racer(tmp_path, "colour", "lstm")
    model = load(tmp_path / "colour")
    first, second, *_ = answers("colour", "ja")
    head = Readout(np.zeros_like(model.network.head.W), np.zeros_like(model.network.head.b))
    head.W[model.vocabulary.ids[first], 0], head.W[model.vocabulary.ids[second], 0] = 8, -8
    speaking = replace(model, network=replace(model.network, head=head))
    found = told(job(speaking, Clamp(0, "h", 0, 60, None, 1.0), Clamp(0, "h", 60, LENGTH, None, -1.0)))
    assert [(event["t"], event["kind"], event["unit"]) for event in found[:-1]] == [
        (0, "decides", None),
        (60, "changes_mind", None),
    ]
    assert found[0]["values"]["answer"] == found[1]["values"]["before"] == first
    assert found[1]["values"]["answer"] == second
    # of e⁸, e⁻⁸ and the others' e⁰
    assert found[1]["values"]["share"] == pytest.approx(1 / (1 + np.exp(-16) + 4 * np.exp(-8)), rel=1e-6)


def test_the_telling_unit_is_the_first_of_the_telling_units(settings: Settings) -> None:
    for model in load_all(settings.models).values():
        end = json.loads(b"".join(pieces(job(model), JSON)))["end"]
        assert end["events"][-1]["kind"] == "telling"
        assert end["events"][-1]["unit"] == end["telling_units"][0]


def test_every_representation_has_the_events(settings: Settings) -> None:
    asked = job(load_all(settings.models)["small-lstm"])
    assert all(b'"kind":"telling"' in b"".join(pieces(asked, kind)) for kind in FRAMES)


def test_the_thresholds_are_those_that_the_documentation_states() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    rows = {
        line.split("`")[1]: line for line in text.splitlines() if line.startswith(("| `shuts`", "| `flips`", "| `dec"))
    }
    assert (OPEN_STEPS, LEADS) == (2, 0.5)  # "two", "half"
    assert all(
        f"{value}" in rows["shuts"] for value in (SHUT, OPEN, f"held more than {HOLDS}", f"by more than {MOVES}")
    )
    assert f"{SIGNED}" in rows["flips"]
    assert f"{ON_THE_TABLE:.0%}".replace("%", " %") in rows["decides"]
