"""The cells by hand and by their properties: what no array of reference numbers says in words."""

import math

import numpy as np
import pytest

from engine import gru, lstm, rnn
from engine.activations import log_softmax, sigmoid
from engine.clamp import Clamp
from engine.errors import RangeError, ShapeError, UnknownName
from engine.initialise import uniform
from engine.unroll import Stack, unroll

ONE = np.ones((1, 1))


def s(a: float) -> float:
    return 1 / (1 + math.exp(-a))


def test_one_lstm_unit_by_hand() -> None:
    params = lstm.Params(
        np.array([[0.5], [1.0], [-1.0], [2.0]]), np.array([[0.1], [0.2], [0.3], [0.4]]), np.arange(4.0)
    )
    step = lstm.forward(params, lstm.State(0.5 * ONE, 2 * ONE), 3 * ONE)
    i, f = s(1.5 + 0.05), s(3 + 0.1 + 1)
    g, o = math.tanh(-3 + 0.15 + 2), s(6 + 0.2 + 3)
    c = f * 2 + i * g
    values = [step.i, step.f, step.g, step.o, step.c, step.h]
    # two ways to write the same sigmoid differ by a rounding or two
    np.testing.assert_allclose(np.ravel(values), [i, f, g, o, c, o * math.tanh(c)], rtol=1e-15)


def test_one_gru_unit_by_hand() -> None:
    params = gru.Params(np.array([[0.5], [1.0], [-1.0]]), np.array([[0.1], [0.2], [0.3]]), np.arange(3.0), np.ones(3))
    step = gru.forward(params, gru.State(0.5 * ONE), 3 * ONE)
    r, z = s(1.5 + 0 + 0.05 + 1), s(3 + 1 + 0.1 + 1)
    n = math.tanh(-3 + 2 + r * (0.15 + 1))
    np.testing.assert_allclose(np.ravel([step.r, step.z, step.n, step.h]), [r, z, n, z * 0.5 + (1 - z) * n], rtol=1e-15)


def test_one_tanh_unit_by_hand() -> None:
    step = rnn.forward(rnn.Params(2 * ONE, 0.5 * ONE, np.ones(1)), rnn.State(0.5 * ONE), 3 * ONE)
    # NumPy's tanh and the C library's differ by a rounding
    assert step.h.item() == pytest.approx(math.tanh(6 + 1 + 0.25), rel=1e-15)


def lstm_stack(layers: int = 1) -> Stack:
    generator = np.random.default_rng(2)
    return Stack("lstm", tuple(uniform("lstm", 2 if n == 0 else 3, 3, generator) for n in range(layers)))


def x_of(steps: int) -> np.ndarray:
    return np.random.default_rng(4).standard_normal((steps, 1, 2))


def held(quantity: str, value: float) -> Clamp:
    return Clamp(0, quantity, 0, 9, None, value)


def test_an_open_forget_gate_and_a_shut_input_gate_carry_the_cell_state_unchanged() -> None:
    state = (lstm.State(np.zeros((1, 3)), np.array([[0.3, -2.0, 7.0]])),)
    trace = unroll(lstm_stack(), x_of(9), state, [held("f", 1), held("i", 0)])
    np.testing.assert_array_equal(trace.layers[0].c, np.broadcast_to(state[0].c, (9, 1, 3)))


def test_nothing_reaches_the_hidden_state_but_through_the_cell_state() -> None:
    trace = unroll(lstm_stack(), x_of(9), None, [held("i", 0)])
    np.testing.assert_array_equal(trace.h, np.zeros((9, 1, 3)))


def test_a_closed_forget_gate_erases_the_cell_state() -> None:
    step = unroll(lstm_stack(), x_of(9), None, [held("f", 0)]).layers[0]
    np.testing.assert_array_equal(step.c, step.written)


def test_the_later_of_two_clamps_holds() -> None:
    trace = unroll(lstm_stack(), x_of(2), None, [held("o", 0.25), Clamp(0, "o", 1, 2, (2,), 0.5)])
    np.testing.assert_array_equal(trace.layers[0].o[:, 0], [[0.25, 0.25, 0.25], [0.25, 0.25, 0.5]])


@pytest.mark.parametrize(
    ("clamp", "error"),
    [
        (held("z", 1), UnknownName),
        (Clamp(1, "f", 0, 1, None, 1), RangeError),
        (Clamp(0, "f", 2, 2, None, 1), RangeError),
        (Clamp(0, "f", 0, 1, (3,), 1), RangeError),
        (held("f", math.nan), RangeError),
    ],
)
def test_a_clamp_that_does_not_fit_is_refused(clamp: Clamp, error: type[Exception]) -> None:
    with pytest.raises(error):
        unroll(lstm_stack(), x_of(2), None, [clamp])


def test_a_wrong_input_says_what_was_expected_and_what_came() -> None:
    with pytest.raises(ShapeError, match=r"x: expected \(T >= 1, B, 2\), got \(4, 1, 5\)"):
        unroll(lstm_stack(), np.zeros((4, 1, 5)))
    with pytest.raises(ShapeError, match="state: expected 1 layers, got 2"):
        unroll(lstm_stack(), x_of(4), unroll(lstm_stack(2), x_of(1)).state)


def test_the_tail_of_the_sigmoid_is_kept() -> None:
    assert 0 < sigmoid(np.array(-80.0)) < 2e-35
    assert sigmoid(np.array(800.0)) == 1
    assert np.isfinite(log_softmax(np.array([1e4, 0.0, -1e4]))).all()


def test_an_infinite_input_is_not_hidden() -> None:
    x = x_of(2)
    x[1] = np.inf
    with np.errstate(invalid="ignore"):
        assert not np.isfinite(unroll(lstm_stack(), x).layers[0].pre_i[1]).any()
