"""Who wrote the memory: parts that sum to the state, by hand, on the reference cases and under clamps."""

from time import perf_counter

import numpy as np
import pytest

from engine import lstm
from engine.carry import NotAvailable, Parts, carry, left_at, parts_at, shares_by_unit
from engine.clamp import Clamp
from engine.errors import RangeError
from engine.initialise import uniform
from engine.ledger import amounts, ledger
from engine.unroll import Stack, Trace, unroll
from tests.engine import golden

GATED = [name for name in golden.NAMES if not name.startswith("rnn")]


def run(cell: str, steps: int, size: int, *clamps: Clamp, dtype: type = np.float64) -> Trace:
    generator = np.random.default_rng(11)
    params = uniform(cell, 2, size, generator)
    params = type(params)(*(getattr(params, name).astype(dtype) for name in params.__slots__))
    state = unroll(Stack(cell, (params,)), generator.standard_normal((3, 1, 2))).state
    return unroll(Stack(cell, (params,)), 3 * generator.standard_normal((steps, 1, 2)), state, clamps)


def test_one_unit_by_hand() -> None:
    one = np.ones((1, 1))
    params = lstm.Params(np.zeros((4, 1)), np.zeros((4, 1)), np.zeros(4))  # i = f = o = ½ unless held, g = 0
    clamps = [Clamp(0, "g", 0, 1, None, 0.8), Clamp(0, "g", 1, 3, None, -0.4), Clamp(0, "f", 2, 3, None, 0.25)]
    trace = unroll(Stack("lstm", (params,)), np.zeros((3, 1, 1)), (lstm.State(0 * one, 2 * one),), clamps)
    found = ledger(trace, 0)
    # written: 0.4, −0.2, −0.2; keep: ½, ½, ¼. Every number is a binary fraction times 0.1, so a rounding or two remain.
    expected = [[0.4, 0, 0], [0.2, -0.2, 0], [0.05, -0.05, -0.2]]
    np.testing.assert_allclose(found.written_by[:, :, 0], expected, rtol=1e-15)
    np.testing.assert_array_equal(found.from_initial_state[:, 0], [1, 0.5, 0.125])
    np.testing.assert_array_equal(found.from_clamp, np.zeros((3, 1)))
    np.testing.assert_allclose(amounts(trace, 0).written_by, np.abs(expected), rtol=1e-15)


@pytest.mark.parametrize("name", GATED)
def test_the_parts_sum_to_the_references_state(name: str) -> None:
    case = golden.load(name)
    trace = unroll(case.stack, case.arrays["in.x"], case.initial_state, case.clamps)
    for (layer, quantity), reference in case.steps("step").items():
        if quantity == ledger(trace, layer).quantity:
            for sequence in range(reference.shape[1]):
                found = ledger(trace, layer, None, sequence)
                total = found.written_by.sum(1) + found.from_initial_state + found.from_clamp
                np.testing.assert_allclose(total, reference[:, sequence], rtol=0, atol=case.tolerance)


@pytest.mark.parametrize(("cell", "held"), [("lstm", "c"), ("lstm", "f"), ("lstm", "i"), ("gru", "h"), ("gru", "z")])
def test_the_parts_sum_to_the_state_under_a_clamp(cell: str, held: str) -> None:
    trace = run(cell, 9, 3, Clamp(0, held, 2, 4, (0,), 0.7), Clamp(0, held, 6, 7, None, 0.25))
    found = ledger(trace, 0)
    total = found.written_by.sum(1) + found.from_initial_state + found.from_clamp
    np.testing.assert_allclose(total, found.state, rtol=0, atol=1e-14)  # a few roundings of sums below 2
    assert found.from_clamp.any() == (held in "ch")


def test_a_held_state_wipes_what_was_there_and_is_a_writer_of_its_own() -> None:
    found = ledger(run("lstm", 6, 3, Clamp(0, "c", 3, 4, (1,), 2.5)), 0)
    np.testing.assert_array_equal(found.written_by[3, :, 1], np.zeros(6))
    assert found.from_initial_state[2, 1] != 0
    assert found.from_initial_state[3, 1] == 0
    assert found.from_clamp[3, 1] == 2.5
    assert 0 < found.from_clamp[5, 1] < found.from_clamp[4, 1] < 2.5
    np.testing.assert_array_equal(found.from_clamp[:, [0, 2]], np.zeros((6, 2)))


def test_a_clamp_keeps_its_meaning_in_a_run_that_goes_on() -> None:
    clamp = Clamp(0, "c", 3, 4, None, 1.5)
    first = run("lstm", 2, 3, clamp)
    stack = Stack("lstm", (uniform("lstm", 2, 3, np.random.default_rng(11)),))
    second = unroll(stack, np.ones((3, 1, 2)), first.state, [clamp], start=2)
    np.testing.assert_array_equal(ledger(second, 0).from_clamp[:2], [[0, 0, 0], [1.5, 1.5, 1.5]])


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_one_unit_is_that_unit_of_all(cell: str) -> None:
    trace = run(cell, 7, 4, Clamp(0, "f" if cell == "lstm" else "z", 2, 4, None, 0.5))
    whole, one = ledger(trace, 0), ledger(trace, 0, [2])
    np.testing.assert_array_equal(one.written_by[..., 0], whole.written_by[..., 2])
    assert one.written_by.shape == (7, 7, 1)
    assert one.units == (2,)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_amounts_and_parts_at_one_step_are_those_of_the_ledger(cell: str) -> None:
    trace = run(cell, 8, 4, Clamp(0, "c" if cell == "lstm" else "h", 3, 5, (1, 2), -0.5))
    found, sizes = ledger(trace, 0), amounts(trace, 0)
    close = {"rtol": 1e-13, "atol": 1e-16}  # the same products in another order
    np.testing.assert_allclose(sizes.written_by, np.abs(found.written_by).sum(2), **close)
    np.testing.assert_allclose(sizes.from_initial_state, np.abs(found.from_initial_state).sum(1), **close)
    np.testing.assert_allclose(sizes.from_clamp, np.abs(found.from_clamp).sum(1), **close)
    for t in (0, 3, 7):
        parts = parts_at(carry(trace, 0), t)
        np.testing.assert_allclose(parts.by_token[:, 0], found.written_by[t, : t + 1], **close)
        np.testing.assert_allclose(parts.from_initial_state[0], found.from_initial_state[t], **close)
        np.testing.assert_allclose(parts.from_clamp[0], found.from_clamp[t], **close)


def test_the_shares_of_all_writers_of_a_unit_are_the_whole() -> None:
    trace = run("lstm", 5, 3, Clamp(0, "f", 2, 3, None, 0.0))
    parts = parts_at(carry(trace, 0), 4)
    found = shares_by_unit(parts)
    np.testing.assert_array_equal(found[:2], np.zeros((2, 1, 3)))  # erased at step 2
    np.testing.assert_array_equal(found[-2:], np.zeros((2, 1, 3)))  # no initial state, and no c is held
    np.testing.assert_allclose(found.sum(0), 1, rtol=1e-15)
    np.testing.assert_array_equal(parts.left[4], np.ones((1, 3)))


def test_a_held_state_has_the_share_that_its_part_has() -> None:
    parts = parts_at(carry(run("lstm", 5, 3, Clamp(0, "c", 4, 5, (1,), -2.0)), 0), 4)
    np.testing.assert_array_equal(shares_by_unit(parts)[:, 0, 1], [0, 0, 0, 0, 0, 0, 1])


def test_nobody_has_a_share_of_an_empty_memory() -> None:
    parts = parts_at(carry(run("lstm", 3, 2, Clamp(0, "c", 0, 3, None, 0.0)), 0), 2)
    assert not shares_by_unit(parts).any()


def test_the_shares_of_a_memory_that_is_no_number_are_none_either() -> None:
    nobody = np.zeros((1, 1))
    parts = Parts(np.full((2, 1, 1), np.nan), nobody, nobody, np.ones((2, 1, 1)), nobody)
    assert np.isnan(shares_by_unit(parts)).all()


def test_what_is_left_is_the_product_of_the_gates_since() -> None:
    keep = np.array([[0.5], [0.25], [0.75]])
    np.testing.assert_array_equal(left_at(keep)[:, 0], [0.09375, 0.1875, 0.75, 1])


def test_a_plain_rnn_has_no_ledger() -> None:
    with pytest.raises(NotAvailable, match="cell: expected lstm or gru"):
        ledger(run("rnn", 3, 3), 0)


def test_a_place_that_is_not_there_is_refused() -> None:
    trace = run("lstm", 3, 3)
    for call, message in (
        (lambda: ledger(trace, 1), "layer: expected 0 to 0, got 1"),
        (lambda: ledger(trace, 0, [3]), "units: expected 0 to 2, got 3"),
        (lambda: ledger(trace, 0, None, 1), "sequence: expected 0 to 0, got 1"),
        (lambda: parts_at(carry(trace, 0), 3), "t: expected 0 to 2, got 3"),
    ):
        with pytest.raises(RangeError, match=message):
            call()


def test_a_float32_run_is_reconciled_to_its_own_rounding() -> None:
    found = ledger(run("lstm", 200, 8, dtype=np.float32), 0)
    total = found.written_by.sum(1) + found.from_initial_state
    # c is rounded at every step, by 6e-8 of a value below 4, and roundings add up while they are kept
    np.testing.assert_allclose(total, found.state, rtol=0, atol=2e-6)


def test_200_tokens_of_64_units_take_a_blink() -> None:
    trace = run("lstm", 200, 64)
    times = []
    for _ in range(5):
        begin = perf_counter()
        ledger(trace, 0)
        times.append(perf_counter() - begin)
    assert min(times) < 0.05
