"""Gradients against central differences, optimisers by hand, and training that repeats itself bit for bit."""

from collections.abc import Iterator

import numpy as np
import pytest

from engine.gradcheck import central_differences
from engine.initialise import chrono, forget_bias, orthogonal, uniform
from engine.lstm import Params
from engine.network import Network, from_named, loss_and_gradients, named
from engine.optimisers import SGD, Adam, clip, global_norm
from engine.readout import Readout
from engine.training import Batch, train
from engine.unroll import Stack


def small_network(cell: str, seed: int = 0) -> Network:
    generator = np.random.default_rng(seed)
    layers = (uniform(cell, 2, 3, generator), uniform(cell, 3, 3, generator))
    head = Readout(generator.standard_normal((4, 3)), generator.standard_normal(4))
    return Network(generator.standard_normal((4, 2)), Stack(cell, layers), head)


def batches(count: int) -> Iterator[Batch]:
    generator = np.random.default_rng(1)
    for _ in range(count):
        ids = generator.integers(0, 4, (5, 2))
        weights = np.array([[1, 1], [1, 1], [5, 1], [1, 0], [1, 0]], np.float64)
        yield Batch(ids, (ids + 1) % 4, weights)


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_the_gradient_of_the_loss_is_its_central_difference(cell: str) -> None:
    (batch,) = batches(1)
    network = small_network(cell)

    def loss(values: dict[str, np.ndarray]) -> float:
        return loss_and_gradients(from_named(cell, values), batch.ids, batch.targets, batch.weights)[0]

    _, gradient = loss_and_gradients(network, batch.ids, batch.targets, batch.weights)
    differences = central_differences(loss, named(network))
    for name, slope in named(gradient).items():
        np.testing.assert_allclose(slope, differences[name], atol=1e-9, err_msg=name)  # see central_differences


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_training_learns_and_repeats_bit_for_bit(cell: str) -> None:
    first, again = (list(train(small_network(cell), batches(150), Adam(0.05))) for _ in range(2))
    assert first[-1].loss < first[0].loss / 4
    for name, value in named(first[-1].network).items():
        np.testing.assert_array_equal(value, named(again[-1].network)[name])


def test_sgd_and_the_first_update_of_adam_by_hand() -> None:
    parameters, gradients = {"w": np.array([1.0, 2.0])}, {"w": np.array([0.5, -4.0])}
    np.testing.assert_allclose(SGD(0.1).update(parameters, gradients)["w"], [0.95, 2.4], rtol=1e-15)
    # the first update is the learning rate against the sign of the gradient, but for epsilon / |gradient| = 2e-8
    np.testing.assert_allclose(Adam(0.1).update(parameters, gradients)["w"], [0.9, 2.1], rtol=1e-8)


def test_clipping_shortens_only_what_is_too_long_and_keeps_the_direction() -> None:
    gradients = {"a": np.array([3.0]), "b": np.array([[4.0]])}
    clipped, norm = clip(gradients, 1)
    assert norm == 5
    assert global_norm(clipped) == pytest.approx(1, rel=1e-15)
    assert clip(gradients, 5)[0] is gradients


def test_orthogonal_blocks_keep_the_length_of_every_vector() -> None:
    generator = np.random.default_rng(0)
    for cell, blocks in (("lstm", 4), ("gru", 3), ("rnn", 1)):
        W_h = orthogonal(uniform(cell, 2, 5, generator), generator).W_h
        for block in np.split(W_h, blocks):
            np.testing.assert_allclose(block @ block.T, np.eye(5), atol=1e-14)  # rounding of a product of five terms


def test_uniform_stays_within_one_over_the_root_of_the_hidden_size() -> None:
    params = uniform("gru", 7, 25, np.random.default_rng(0))
    largest = max(float(np.abs(value).max()) for value in (params.W_x, params.W_h, params.b_x, params.b_h))
    assert 0.19 < largest <= 0.2


def test_chrono_keeps_for_up_to_the_longest_distance() -> None:
    params = chrono(uniform("lstm", 2, 400, np.random.default_rng(0)), 50, np.random.default_rng(0))
    assert isinstance(params, Params)
    i, f, g, o = np.split(params.b, 4)
    np.testing.assert_array_equal(i, -f)
    assert (np.exp(f) >= 1).all()
    assert 45 < np.exp(f).max() <= 49
    assert not g.any()
    assert not o.any()


def test_the_forget_bias_touches_nothing_else() -> None:
    params = uniform("lstm", 2, 3, np.random.default_rng(0))
    assert isinstance(params, Params)
    changed = forget_bias(params, 1.0).b - params.b
    assert (np.flatnonzero(changed) == [3, 4, 5]).all()
