"""What a teacher would point at: each kind of event on a run made for it, by hand."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from engine import events as module
from engine import gru, lstm
from engine.clamp import Clamp
from engine.events import Event, events
from engine.initialise import uniform
from engine.models import Model, Run, run
from engine.network import Network, astype
from engine.readout import Readout
from engine.text import Vocabulary
from engine.unroll import Stack, unroll

WORDS = ("<unk>", "a", "b", "c")


def model(cell: str, layers: int = 1) -> Model:
    """Return a model of one unit whose gates are held by the tests and whose head expects what h says."""
    generator = np.random.default_rng(0)
    stack = Stack(cell, tuple(uniform(cell, 1, 1, generator) for _ in range(layers)))
    head = Readout(np.array([[0.0], [8.0], [-8.0], [0.0]]), np.zeros(4))
    return Model({"id": "m"}, Vocabulary(WORDS, "<unk>"), Network(np.zeros((4, 1)), stack, head), b"")


def held(quantity: str, values: Sequence[float], layer: int = 0) -> list[Clamp]:
    return [Clamp(layer, quantity, t, t + 1, None, value) for t, value in enumerate(values)]


def lstm_run(f: Sequence[float], written: Sequence[float], *more: Clamp) -> tuple[Event, ...]:
    """Run one LSTM unit with its gates held; i = o = 1, so that g is written as it is."""
    gates = [*held("f", f), *held("g", written), *held("i", [1] * len(f)), *held("o", [1] * len(f))]
    one = model("lstm")
    return events(one, run(one, [1] * len(f), None, [*gates, *more]), [1, 2])


def of(kind: str, found: Sequence[Event]) -> list[tuple[int, int | None]]:
    return [(event.t, event.unit) for event in found if event.kind == kind]


def test_a_forget_gate_that_shuts_on_a_unit_that_held_something() -> None:
    found = lstm_run([1, 1, 1, 0.25], [0.75, 0, 0, 0])
    (event,) = [event for event in found if event.kind == "shuts"]
    assert event == Event(3, "shuts", 0, 0, {"gate": 0.25, "before": 0.75, "after": 0.1875}, 1)


@pytest.mark.parametrize(
    ("f", "written"),
    [
        ([1, 1, 1, 0.3], [0.75, 0, 0, 0]),  # not shut far enough
        ([1, 1, 1, 0.25], [0.5, 0, 0, 0]),  # holds too little
        ([1, 1, 0.89, 0.25], [0.75, 0, 0, 0]),  # was shutting already
        ([1, 0.25], [0.75, 0]),  # too soon to have held anything
    ],
)
def test_at_a_threshold_nothing_shuts(f: list[float], written: list[float]) -> None:
    assert not of("shuts", lstm_run(f, written))


def test_a_write_that_turns_a_sign() -> None:
    found = lstm_run([1, 1, 1, 1], [0.5, 0, 0, -1])
    (event,) = [event for event in found if event.kind == "flips"]
    assert event == Event(3, "flips", 0, 0, {"written": -1.0, "before": 0.5, "after": -0.5}, 1)


@pytest.mark.parametrize("written", [[0.5, 0, 0, -0.75], [0.25, 0, 0, -1], [0.5, 0, 0, -0.5], [-0.5, 0, 0, -1]])
def test_a_write_that_leaves_less_than_a_sign_turns_none(written: list[float]) -> None:
    assert not of("flips", lstm_run([1, 1, 1, 1], written))


def test_what_a_clamp_on_the_state_does_is_no_write() -> None:
    assert not of("flips", lstm_run([1, 1, 1, 1], [0.5, 0, 0, 0], Clamp(0, "c", 3, 4, None, -2.0)))


def test_a_state_as_large_as_float32_holds_is_no_warning() -> None:
    one = model("lstm")
    small = replace(one, network=astype(one.network, np.float32))
    clamps = [*held("f", [1, 1, 1, 1]), Clamp(0, "c", 0, 2, None, 3e38)]
    assert not of("flips", events(small, run(small, [1] * 4, None, clamps)))


def test_a_gru_shuts_and_flips_by_its_update_gate() -> None:
    one = model("gru")
    gates = [*held("z", [0, 1, 1, 0.25]), *held("n", [0.75, 0, 0, -1])]
    found = events(one, run(one, [1] * 4, None, gates))
    # h: 0.75 kept twice; then ¼ · 0.75 − ¾ = −0.5625
    assert [(event.t, event.kind) for event in found] == [(3, "shuts"), (3, "flips"), (3, "telling")]
    assert found[1].values == {"written": -0.75, "before": 0.75, "after": -0.5625}


@pytest.mark.parametrize(("n", "told"), [(0.75, []), (0.25, []), (0.0, [(3, 0)]), (-0.75, [(3, 0)])])
def test_a_gate_that_shuts_while_the_memory_hardly_moves_is_no_event(n: float, told: list[tuple[int, int]]) -> None:
    one = model("gru")
    gates = [*held("z", [0, 1, 1, 0.125]), *held("n", [0.75, 0, 0, n])]
    # h: 0.75 kept twice; then ⅛ · 0.75 + ⅞ · n moves it by ⅞ · (n − 0.75): 0, −0.4375, −0.65625, −1.3125
    assert of("shuts", events(one, run(one, [1] * 4, None, gates))) == told


def test_of_several_units_the_one_that_moved_most_stands_for_all() -> None:
    generator = np.random.default_rng(0)
    stack = Stack("lstm", (uniform("lstm", 1, 3, generator),))
    network = Network(np.zeros((4, 1)), stack, Readout(np.zeros((4, 3)), np.zeros(4)))
    three = Model({"id": "m"}, Vocabulary(WORDS, "<unk>"), network, b"")
    state = (lstm.State(np.zeros((1, 3)), np.array([[0.6, -3.0, 0.4]])),)
    clamps = [*held("f", [1, 1, 0.0]), *held("i", [0, 0, 0])]
    (event,) = [event for event in events(three, run(three, [1] * 3, state, clamps)) if event.kind == "shuts"]
    assert (event.unit, event.units, event.values["before"]) == (1, 2, -3)


def test_an_upper_layer_has_events_of_its_own() -> None:
    two = model("lstm", layers=2)
    clamps = [*held("f", [1, 1, 1, 0], 1), *held("g", [1, 0, 0, 0], 1), *held("i", [1, 1, 1, 1], 1)]
    found = events(two, run(two, [1] * 4, None, clamps))
    assert [(event.t, event.layer) for event in found if event.kind == "shuts"] == [(3, 1)]


def decisions(*rows: Sequence[float]) -> list[tuple[int, str, dict[str, float]]]:
    """Return the decisions among tokens 1 and 2 for given probabilities of all four."""
    with np.errstate(divide="ignore"):
        log_p = np.log(np.array(rows))
    return [(event.t, event.kind, dict(event.values)) for event in module._decisions(log_p, [1, 2], 0)]


def test_the_prediction_decides_once_and_then_changes_its_mind() -> None:
    found = decisions([0.1, 0.6, 0.2, 0.1], [0.1, 0.5, 0.3, 0.1], [0.2, 0.2, 0.6, 0.0])
    assert [(t, kind, values["answer"]) for t, kind, values in found] == [(0, "decides", 1), (2, "changes_mind", 2)]
    assert found[0][2]["share"] == pytest.approx(0.75, rel=1e-15)
    assert found[1][2]["before"] == 1


def test_an_answer_nobody_asks_for_is_no_decision() -> None:
    assert decisions([0.995, 0.004, 0.0005, 0.0005]) == []
    # what lies between two steps at which the answers are on the table is passed over
    assert len(decisions([0, 0.8, 0.2, 0], [0.995, 0.0, 0.005, 0], [0, 0.8, 0.2, 0])) == 1


def test_half_of_it_is_no_lead() -> None:
    assert decisions([0.5, 0.25, 0.25, 0]) == []


def test_a_run_says_what_its_memory_decides() -> None:
    found = lstm_run([1, 1, 1, 1], [1, 0, 0, -1])
    # the head expects "a" where h > 0, "b" where h < 0
    decided = [(event.t, event.kind, event.values["answer"]) for event in found if event.values.get("answer")]
    assert decided == [(0, "decides", 1)]  # c ends at 0, where both have half and neither leads


def test_the_most_telling_unit_is_named_after_the_last_step() -> None:
    found = lstm_run([1, 1, 1], [1, 0, 0])
    last = found[-1]
    assert (last.t, last.kind, last.layer, last.unit) == (2, "telling", 0, 0)
    # h = tanh 1 = 0.76 against 0 once erased: log p falls from log(e^6.1 / (e^6.1 + …)) = −0.005 to log ¼
    assert last.values["nats"] == pytest.approx(np.log(4) - 0.0045, abs=1e-3)


def test_an_rnn_has_no_gate_to_shut() -> None:
    one = model("rnn")
    found = events(one, run(one, [1] * 5, None, held("h", [0.9, 0.9, 0.9, -0.9, 0.9])), [1, 2])
    assert {event.kind for event in found} == {"decides", "changes_mind", "telling"}


def test_time_is_counted_from_the_start_of_the_sentence() -> None:
    one = model("gru")
    clamps = [Clamp(0, "z", 10, 14, None, 1.0), Clamp(0, "z", 12, 13, None, 0.0), Clamp(0, "n", 0, 99, None, 0.25)]
    state = (gru.State(np.ones((1, 1))),)
    trace = unroll(one.network.stack, np.zeros((4, 1, 1)), state, clamps, start=10)
    found = events(one, Run(trace, one.network.head.log_probabilities(trace.h[:, 0])), [1, 2])
    assert [(event.t, event.kind) for event in found] == [(10, "decides"), (12, "shuts"), (13, "telling")]
