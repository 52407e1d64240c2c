"""Why a gate is what it is: terms by hand, and sums equal to the reference pre-activations."""

import math

import numpy as np
import pytest

from engine import gru, lstm
from engine.cells import cell_module
from engine.clamp import Clamp
from engine.contributions import Term, both_ways, by_size, contributions
from engine.errors import RangeError, UnknownName
from engine.unroll import Stack, unroll
from tests.engine import golden


@pytest.mark.parametrize("name", golden.NAMES)
def test_the_terms_sum_to_the_references_pre_activation(name: str) -> None:
    case = golden.load(name)
    trace = unroll(case.stack, case.arrays["in.x"], case.initial_state, case.clamps)
    steps, batch, size = trace.h.shape
    for (layer, quantity), reference in case.steps("step").items():
        if quantity.startswith("pre_"):
            for t, unit in ((0, 0), (1, size - 1), (steps - 1, size // 2)):
                found = contributions(case.stack, trace, layer, quantity[4:], t, unit, batch - 1)
                assert found.sum == pytest.approx(reference[t, batch - 1, unit], rel=case.tolerance, abs=case.tolerance)
                assert found.pre == trace_value(trace, layer, quantity, t, batch - 1, unit)


def trace_value(trace, layer, quantity, t, sequence, unit):  # type: ignore[no-untyped-def]
    return getattr(trace.layers[layer], quantity)[t, sequence, unit]


def test_one_lstm_gate_by_hand() -> None:
    params = lstm.Params(np.arange(8.0).reshape(4, 2), np.full((4, 1), 10.0), np.array([0.5, -0.5, 0.25, 1]))
    trace = unroll(Stack("lstm", (params,)), np.array([[[3.0, -1.0]]]), (lstm.State(*np.full((2, 1, 1), 0.5)),))
    found = contributions(Stack("lstm", (params,)), trace, 0, "f", 0, 0)
    assert found.terms == (
        Term("x", 0, 3.0, 2.0, 1.0, 6.0),
        Term("x", 1, -1.0, 3.0, 1.0, -3.0),
        Term("h", 0, 0.5, 10.0, 1.0, 5.0),
        Term("bias", 0, 1.0, -0.5, 1.0, -0.5),
    )
    assert found.sum == found.pre == 7.5
    assert found.squashed == pytest.approx(1 / (1 + math.exp(-7.5)), rel=1e-15)
    assert found.value == pytest.approx(found.squashed, rel=1e-15)  # σ is written in two ways, a rounding apart


def test_the_reset_gate_multiplies_what_a_grus_candidate_hears_of_the_past() -> None:
    params = gru.Params(np.full((3, 1), 2.0), np.full((3, 1), 4.0), np.full(3, 0.5), np.full(3, 3.0))
    state = (gru.State(np.full((1, 1), 0.25)),)
    stack = Stack("gru", (params,))
    trace = unroll(stack, np.ones((1, 1, 1)), state, [Clamp(0, "r", 0, 1, None, 0.5)])
    found = contributions(stack, trace, 0, "n", 0, 0)
    assert [(term.source, term.gate, term.product) for term in found.terms] == [
        ("x", 1.0, 2.0),
        ("h", 0.5, 0.5),
        ("bias", 1.0, 0.5),
        ("bias", 0.5, 1.5),
    ]
    assert [term.gate for term in contributions(stack, trace, 0, "z", 0, 0).terms] == [1, 1, 1, 1]
    assert found.sum == found.pre == 4.5


@pytest.mark.parametrize("name", ["lstm_2layer.f64", "gru_2layer.f64", "rnntanh_2layer.f64"])
def test_the_squashed_sum_is_the_value_of_the_run_unless_it_is_held(name: str) -> None:
    case = golden.load(name)
    blocks = cell_module(case.stack.cell).BLOCKS
    clamp = Clamp(1, blocks[0], 0, 9, (0,), 0.125)
    trace = unroll(case.stack, case.arrays["in.x"], case.initial_state, [clamp])
    for quantity in blocks:
        found = contributions(case.stack, trace, 1, quantity, 4, 0)
        if quantity == blocks[0]:
            assert found.value == 0.125 != found.squashed
        else:
            assert found.value == pytest.approx(found.squashed, rel=1e-14)  # σ is written in two ways


def test_the_x_of_an_upper_layer_is_the_h_of_the_one_below() -> None:
    case = golden.load("lstm_2layer.f64")
    trace = unroll(case.stack, case.arrays["in.x"], case.initial_state)
    terms = contributions(case.stack, trace, 1, "o", 3, 2).terms
    below = [term.value for term in terms if term.source == "x"]
    before = [term.value for term in terms if term.source == "h"]
    np.testing.assert_array_equal(below, trace.layers[0].h[3, 0])
    np.testing.assert_array_equal(before, trace.layers[1].h[2, 0])


def terms_of(*products: float) -> tuple[Term, ...]:
    return tuple(Term("h", index, 1.0, product, 1.0, product) for index, product in enumerate(products))


def test_terms_are_sorted_by_the_size_of_their_products() -> None:
    assert [term.index for term in by_size(terms_of(1, -3, 2, 0, -2))] == [1, 2, 4, 0, 3]


def test_the_largest_each_way_and_the_rest_are_all_there_is() -> None:
    found = both_ways(terms_of(1, -3, 2, 0, -2, 4), top=2)
    assert [term.product for term in found.up] == [4, 2]
    assert [term.product for term in found.down] == [-3, -2]
    assert (found.rest, found.rest_count) == (1, 2)


def test_a_place_that_is_not_there_is_refused() -> None:
    case = golden.load("gru_2layer.f64")
    trace = unroll(case.stack, case.arrays["in.x"])
    for place, message in (
        ((2, "z", 0, 0), "layer: expected 0 to 1, got 2"),
        ((0, "z", 9, 0), "t: expected 0 to 8, got 9"),
        ((0, "z", 0, 5), "unit: expected 0 to 4, got 5"),
        ((0, "z", 0, 0, 2), "sequence: expected 0 to 1, got 2"),
    ):
        with pytest.raises(RangeError, match=message):
            contributions(case.stack, trace, *place)
    with pytest.raises(UnknownName, match="quantity: expected one of r, z, n, got 'f'"):
        contributions(case.stack, trace, 0, "f", 0, 0)
