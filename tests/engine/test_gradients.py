"""The backward pass of one prediction against autograd's Jacobians, and against central differences through clamps."""

import numpy as np
import pytest

from engine import gru, lstm, rnn
from engine.bptt import bptt
from engine.carry import NotAvailable, half_lives, keep_gate
from engine.cells import State
from engine.clamp import Clamp
from engine.errors import RangeError
from engine.gradients import (
    PredictionGradient,
    clipped_norm,
    from_last_step,
    layer_gradient,
    norms,
    prediction_gradient,
)
from engine.initialise import uniform
from engine.network import Network, loss_and_gradients, named
from engine.optimisers import clip, global_norm
from engine.readout import Readout, embed
from engine.unroll import Stack, unroll
from tests.engine import golden

IDS = [1, 3, 0, 2, 2, 1, 3]
CELLS = pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
JACOBIANS = {"lstm": "jac_lstm.f64", "gru": "jac_gru.f64", "rnn": "jac_rnn_tanh.f64"}


def network(cell: str, layers: int = 1) -> Network:
    generator = np.random.default_rng(6)
    stack = Stack(cell, tuple(uniform(cell, 2 if n == 0 else 3, 3, generator) for n in range(layers)))
    head = Readout(generator.standard_normal((4, 3)), generator.standard_normal(4))
    return Network(2 * generator.standard_normal((4, 2)), stack, head)


def jacobians(cell: str) -> tuple[Network, dict[str, np.ndarray]]:
    """Return the case of a cell; its readout does not matter."""
    with np.load(golden.FOLDER / "jacobians" / f"{JACOBIANS[cell]}.npz") as file:
        arrays = {key: file[key] for key in file.files}
    W_x, W_h, b_x, b_h = (arrays[f"w.{key}_l0"] for key in golden.KEYS)
    kinds = {"lstm": lstm.Params, "rnn": rnn.Params}
    params = gru.Params(W_x, W_h, b_x, b_h) if cell == "gru" else kinds[cell](W_x, W_h, b_x + b_h)
    return Network(np.zeros((1, 3)), Stack(cell, (params,)), Readout(np.zeros((1, 4)), np.zeros(1))), arrays


def state_of(cell: str, values: np.ndarray) -> tuple[State, ...]:
    """Return a row (h, c) or (h) of the reference as a state."""
    parts = np.split(values[None], 2 if cell == "lstm" else 1, axis=1)
    return ({"lstm": lstm.State, "gru": gru.State, "rnn": rnn.State}[cell](*parts),)


@CELLS
def test_the_gradient_of_one_hidden_state_reaches_every_step_as_autograd_says(cell: str) -> None:
    net, arrays = jacobians(cell)
    for k in (0, 5, len(arrays["in.x"]) - 1):
        trace = unroll(net.stack, arrays["in.x"][: k + 1], state_of(cell, arrays["state"][0]))
        gradients = from_last_step(net, trace, arrays["loss.r_y"][k])
        found = layer_gradient(trace, gradients, 0)
        # float64 rounds at 1e-16; autograd sums in another order over up to 60 steps
        np.testing.assert_allclose(found.d_h, arrays["item.h"][k, : k + 1], rtol=1e-10, atol=1e-13)
        np.testing.assert_allclose(gradients.x[:, 0], arrays["item.x"][k, : k + 1], rtol=1e-10, atol=1e-13)
        if cell == "lstm":
            np.testing.assert_allclose(found.d_c, arrays["item.c"][k, : k + 1], rtol=1e-10, atol=1e-13)


@CELLS
def test_what_reaches_the_initial_state_is_the_references_jacobian(cell: str) -> None:
    net, arrays = jacobians(cell)
    steps = len(arrays["in.x"])
    for t in (0, steps // 2, steps - 1):
        trace = unroll(net.stack, arrays["in.x"][t:], state_of(cell, arrays["state"][t]))
        for row, reference in enumerate(arrays["jac.to_end"][t]):
            seed = np.zeros(len(reference))
            seed[row] = 1
            (found,) = bptt(net.stack, trace, np.zeros_like(trace.h), state_of(cell, seed)).initial_state
            ours = np.concatenate([getattr(found, name)[0] for name in found.__slots__])
            np.testing.assert_allclose(ours, reference, rtol=1e-10, atol=1e-13)


@CELLS
@pytest.mark.parametrize("layers", [1, 2])
def test_the_gradient_at_a_step_is_the_central_difference_of_holding_it_there(cell: str, layers: int) -> None:
    net, t = network(cell, layers), 5
    found = prediction_gradient(net, IDS, t, 3)
    values = unroll(net.stack, embed(net.embedding, np.array(IDS))[:, None]).layers
    for layer in range(layers):
        for quantity in ("h", "c") if cell == "lstm" else ("h",):
            for step, unit in ((0, 0), (2, 1), (5, 2)):
                value = getattr(values[layer], quantity)[step, 0, unit]
                above, below = (loss_when(net, t, layer, quantity, step, unit, value + e) for e in (1e-5, -1e-5))
                ours = getattr(found.layers[layer], f"d_{quantity}")[step, unit]
                assert ours == pytest.approx((above - below) / 2e-5, abs=1e-9)  # see central_differences


def loss_when(net: Network, t: int, layer: int, quantity: str, step: int, unit: int, value: float) -> float:
    clamp = Clamp(layer, quantity, step, step + 1, (unit,), value)
    return prediction_gradient(net, IDS, t, 3, None, [clamp]).loss


@CELLS
def test_the_gradient_of_the_initial_state_is_its_central_difference(cell: str) -> None:
    net = network(cell)
    start = unroll(net.stack, embed(net.embedding, np.array([2]))[:, None]).state
    found = prediction_gradient(net, IDS, 6, 1, start).layers[0].d_initial
    for name in start[0].__slots__:
        for unit in range(3):
            losses = []
            for shift in (1e-5, -1e-5):
                moved = {field: getattr(start[0], field).copy() for field in start[0].__slots__}
                moved[name][0, unit] += shift
                losses.append(prediction_gradient(net, IDS, 6, 1, (type(start[0])(**moved),)).loss)
            ours = getattr(found, name)[0, unit]
            assert ours == pytest.approx((losses[0] - losses[1]) / 2e-5, abs=1e-9)  # see central_differences


@CELLS
def test_the_norm_of_the_parameters_gradient_is_that_of_training(cell: str) -> None:
    net, ids = network(cell, 2), np.array(IDS)[:, None]
    weights = (np.arange(7) == 4).astype(float)[:, None]
    loss, gradient = loss_and_gradients(net, ids, np.full((7, 1), 2), weights)
    found = prediction_gradient(net, IDS, 4, 2)
    assert found.loss == pytest.approx(loss, rel=1e-14)
    assert found.parameter_norm == pytest.approx(global_norm(named(gradient)), rel=1e-13)


def highway_alone(cell: str, gate: str, candidate: str) -> PredictionGradient:
    """Return a gradient where nothing but the gate that keeps leads back: every other gate is held."""
    held = [Clamp(0, quantity, 0, 9, None, 0.5) for quantity in candidate]
    return prediction_gradient(network(cell), IDS, 6, 1, None, [*held, Clamp(0, gate, 0, 9, None, 0.75)])


def test_with_every_gate_held_the_highway_is_all_there_is() -> None:
    lane = highway_alone("lstm", "f", "igo").layers[0]
    np.testing.assert_allclose(lane.highway, lane.d_c, rtol=1e-14)
    np.testing.assert_allclose(lane.initial_highway, lane.d_initial.c[0], rtol=1e-14)
    np.testing.assert_allclose(lane.highway, 0.75 ** np.arange(6, -1, -1)[:, None] * lane.d_c[-1], rtol=1e-14)
    lane = highway_alone("gru", "z", "rn").layers[0]
    np.testing.assert_allclose(lane.highway, lane.d_h, rtol=1e-14)
    np.testing.assert_allclose(lane.initial_highway, lane.d_initial.h[0], rtol=1e-14)


def test_the_highway_ends_where_a_clamp_holds_the_state() -> None:
    lane = prediction_gradient(network("lstm"), IDS, 6, 1, None, [Clamp(0, "c", 3, 4, (1,), 0.5)]).layers[0]
    assert lane.highway is not None
    assert (lane.highway[3:] != 0).all()
    np.testing.assert_array_equal(lane.highway[:3, 1], np.zeros(3))
    assert (lane.highway[:3, [0, 2]] != 0).all()


def test_an_rnn_has_no_highway() -> None:
    lane = prediction_gradient(network("rnn"), IDS, 6, 1).layers[0]
    assert lane.d_c is lane.highway is lane.initial_highway is None


def test_a_float32_network_is_followed_below_what_float32_can_hold() -> None:
    small = np.full((1, 1), 0.1, np.float32)
    head = Readout(np.array([[1], [-1]], np.float32), np.zeros(2, np.float32))
    weak = Network(small, Stack("rnn", (rnn.Params(small, small, small[0]),)), head)
    d_h = prediction_gradient(weak, [0] * 200, 199, 0).layers[0].d_h
    assert 0 < norms(d_h)[0] < 1e-190


def test_norms_neither_overflow_nor_vanish_before_their_numbers_do() -> None:
    values = np.array([[3e-200, 4e-200], [3e200, 4e200], [0, 0], [3, 4], [np.inf, 1]])
    np.testing.assert_allclose(norms(values), [5e-200, 5e200, 0, 5, np.inf], rtol=1e-15)


@pytest.mark.parametrize("threshold", [0.5, 5.0, 20.0])
def test_clipping_does_to_a_norm_what_it_does_to_gradients(threshold: float) -> None:
    gradients = {"a": np.array([3.0]), "b": np.array([4.0])}
    norm, factor = clipped_norm(5.0, threshold)
    assert norm == pytest.approx(global_norm(clip(gradients, threshold)[0]), rel=1e-15)
    assert norm == pytest.approx(5 * factor, rel=1e-15)


def test_half_lives_of_gates_by_hand() -> None:
    keep = np.array([[0.9, 0.99, 1.0, 0.0, 0.25], [0.9, 0.99, 1.0, 0.5, 1.0]])
    # ln ½ / ln 0.9 = 6.58, ln ½ / ln 0.99 = 68.97; ¼ and 1 keep as much as ½ and ½
    np.testing.assert_allclose(half_lives(keep), [6.578813478960585, 68.96756393652842, np.inf, 0, 1], rtol=1e-13)


def test_half_lives_of_gates_that_clamps_hold_beyond_their_range() -> None:
    # what grows is never halved; a half that changes its sign is a half in size
    np.testing.assert_array_equal(half_lives(np.array([[1.5, -0.5, -2], [1.5, -0.5, -2]])), [np.inf, 1, np.inf])


def test_the_gate_that_keeps_is_f_or_z_and_an_rnn_has_none() -> None:
    x = embed(network("lstm").embedding, np.array(IDS))[:, None]
    for cell, gate in (("lstm", "f"), ("gru", "z")):
        trace = unroll(network(cell).stack, x)
        np.testing.assert_array_equal(keep_gate(trace, 0), getattr(trace.layers[0], gate))
    with pytest.raises(NotAvailable):
        keep_gate(unroll(network("rnn").stack, x), 0)


def test_a_target_that_is_not_there_is_refused() -> None:
    with pytest.raises(RangeError, match="t: expected 0 to 6, got 7"):
        prediction_gradient(network("lstm"), IDS, 7, 0)
    with pytest.raises(RangeError, match="token: expected 0 to 3, got -1"):
        prediction_gradient(network("lstm"), IDS, 6, -1)
    with pytest.raises(RangeError, match="threshold: expected a number above 0, got 0"):
        clipped_norm(1.0, 0)
