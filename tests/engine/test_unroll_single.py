"""One sequence alone takes a way of its own through an LSTM: the same numbers as in a batch, clamps included."""

from dataclasses import fields

import numpy as np
import pytest

from engine import lstm
from engine.bptt import bptt
from engine.clamp import Clamp
from engine.initialise import uniform
from engine.unroll import Stack, unroll
from tests.engine import golden

LSTMS = [name for name in golden.NAMES if golden.load(name).stack.cell == "lstm"]
CLAMPS = [Clamp(0, quantity, at, at + 2, (0, 2), 0.5) for at, quantity in enumerate("ifgoch")]


def one_of(state: tuple[lstm.State, ...], sequence: int) -> tuple[lstm.State, ...]:
    column = slice(sequence, sequence + 1)
    return tuple(lstm.State(layer.h[column], layer.c[column]) for layer in state)


def assert_column(alone: object, batch: object, sequence: int, tolerance: float) -> None:
    for field in fields(batch):  # type: ignore[arg-type]
        ours, reference = getattr(alone, field.name), getattr(batch, field.name)
        reference = reference[..., sequence : sequence + 1, :]
        np.testing.assert_allclose(ours, reference, rtol=tolerance, atol=tolerance, err_msg=field.name)


@pytest.mark.parametrize("name", LSTMS)
@pytest.mark.parametrize("clamped", [False, True])
def test_a_sequence_alone_is_its_column_of_the_batch_forward_and_back(name: str, clamped: bool) -> None:
    case = golden.load(name)
    # case.tolerance: products of a matrix and of a vector sum in different orders
    clamps = [clamp for clamp in CLAMPS if case.stack.hidden_size > 2] if clamped else case.clamps
    whole = unroll(case.stack, case.arrays["in.x"], case.initial_state, clamps)
    d_h, d_state = case.arrays["loss.r_y"], case.final_gradient
    back = bptt(case.stack, whole, d_h, d_state)
    for sequence in range(whole.h.shape[1]):
        column = slice(sequence, sequence + 1)
        x, state = case.arrays["in.x"][:, column], one_of(case.initial_state, sequence)
        alone = unroll(case.stack, x, state, clamps)
        gradients = bptt(case.stack, alone, d_h[:, column], one_of(d_state, sequence))
        for layer in range(case.stack.num_layers):
            assert_column(alone.layers[layer], whole.layers[layer], sequence, case.tolerance)
            assert_column(gradients.steps[layer], back.steps[layer], sequence, case.tolerance)
            assert_column(gradients.initial_state[layer], back.initial_state[layer], sequence, case.tolerance)
        np.testing.assert_allclose(gradients.x, back.x[:, column], rtol=case.tolerance, atol=case.tolerance)


def test_a_gate_that_overflows_is_shut_and_not_a_warning() -> None:
    size = np.zeros((4, 1), np.float32)
    params = lstm.Params(size, size, np.array([-200, -200, 1, -200], np.float32))
    step = unroll(Stack("lstm", (params,)), np.ones((3, 1, 1), np.float32)).layers[0]
    np.testing.assert_array_equal([step.i, step.f, step.o, step.h], np.zeros((4, 3, 1, 1)))


def test_weights_that_have_been_run_cannot_be_changed_in_place() -> None:
    params = uniform("lstm", 2, 3, np.random.default_rng(0))
    stack, x = Stack("lstm", (params,)), np.ones((4, 1, 2))
    before = unroll(stack, x).h
    with pytest.raises(ValueError, match="read-only"):
        params.W_h[0, 0] = 5
    np.testing.assert_array_equal(unroll(stack, x).h, before)
