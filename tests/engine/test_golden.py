"""The engine against the reference numbers: every value of every step, and every gradient."""

from dataclasses import fields

import numpy as np
import pytest

from engine.bptt import bptt
from engine.cells import cell_module
from engine.clamp import held_during
from engine.unroll import unroll
from tests.engine import golden


def assert_close(ours: object, reference: object, tolerance: float, what: str) -> None:
    np.testing.assert_allclose(ours, reference, rtol=tolerance, atol=tolerance, err_msg=what)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", golden.NAMES)
def test_every_value_of_every_step_is_the_references(name: str) -> None:
    case = golden.load(name)
    trace = unroll(case.stack, case.arrays["in.x"], case.initial_state, case.clamps)
    values = case.steps("step")
    assert values
    for (layer, quantity), reference in values.items():
        assert_close(getattr(trace.layers[layer], quantity), reference, case.tolerance, f"{quantity} of layer {layer}")
    assert_close(trace.h, case.arrays["out.y"], case.tolerance, "output")


@pytest.mark.parametrize("name", golden.NAMES)
def test_every_gradient_is_autograds(name: str) -> None:
    case = golden.load(name)
    trace = unroll(case.stack, case.arrays["in.x"], case.initial_state, case.clamps)
    gradients = bptt(case.stack, trace, case.arrays["loss.r_y"], case.final_gradient)
    assert_close(gradients.x, case.arrays["grad.x"], case.tolerance, "x")
    for n, (state, params) in enumerate(zip(gradients.initial_state, gradients.stack.layers, strict=True)):
        for field in fields(state):
            assert_close(getattr(state, field.name), case.arrays[f"grad.{field.name}0"][n], case.tolerance, field.name)
        assert_close(params.W_x, case.arrays[f"grad.w.weight_ih_l{n}"], case.tolerance, "W_x")
        assert_close(params.W_h, case.arrays[f"grad.w.weight_hh_l{n}"], case.tolerance, "W_h")
        b_x, b_h = (params.b_x, params.b_h) if hasattr(params, "b_x") else (params.b, params.b)
        assert_close(b_x, case.arrays[f"grad.w.bias_ih_l{n}"], case.tolerance, "b_x")
        assert_close(b_h, case.arrays[f"grad.w.bias_hh_l{n}"], case.tolerance, "b_h")


@pytest.mark.parametrize("name", [name for name in golden.NAMES if golden.load(name).steps("gradstep")])
def test_the_gradient_reaching_every_step_is_autograds(name: str) -> None:
    case = golden.load(name)
    trace = unroll(case.stack, case.arrays["in.x"], case.initial_state, case.clamps)
    gradients = bptt(case.stack, trace, case.arrays["loss.r_y"], case.final_gradient)
    blocks = cell_module(case.stack.cell).BLOCKS
    for (layer, quantity), reference in case.steps("gradstep").items():
        step = gradients.steps[layer]
        if quantity.startswith("pre_"):
            ours = np.split(step.d_pre, len(blocks), axis=-1)[blocks.index(quantity.removeprefix("pre_"))]
        elif quantity in ("h", "c"):
            ours = getattr(step, f"d_{quantity}")
        else:
            continue
        assert_close(ours, reference, case.tolerance, f"d_{quantity} of layer {layer}")


@pytest.mark.parametrize("name", golden.NAMES)
def test_unroll_is_the_readable_cell_step_by_step(name: str) -> None:
    case = golden.load(name)
    trace = unroll(case.stack, case.arrays["in.x"], case.initial_state, case.clamps)
    cell, x = cell_module(case.stack.cell), case.arrays["in.x"]
    for layer, (params, state) in enumerate(zip(case.stack.layers, case.initial_state, strict=True)):
        held = held_during(case.clamps, layer, 0, len(x), case.stack.hidden_size)
        for t in range(len(x)):
            step = cell.forward(params, state, x[t], held[t])
            for field in fields(step):
                fast = getattr(trace.layers[layer], field.name)[t]
                assert_close(fast, getattr(step, field.name), case.tolerance, f"{field.name} at {t}")
            state = step.state
        x = trace.layers[layer].h


@pytest.mark.parametrize("name", golden.NAMES)
def test_a_run_in_two_parts_is_the_run_in_one(name: str) -> None:
    case = golden.load(name)
    x = case.arrays["in.x"]
    whole = unroll(case.stack, x, case.initial_state, case.clamps)
    first = unroll(case.stack, x[:4], case.initial_state, case.clamps)
    second = unroll(case.stack, x[4:], first.state, case.clamps, start=4)
    assert_close(np.concatenate([first.h, second.h]), whole.h, case.tolerance, "h")
