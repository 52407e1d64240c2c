"""The safetensors files: both ways, and what a corrupt or hostile one does."""

import json
from collections.abc import Callable

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import FormatError
from engine.initialise import uniform
from engine.network import Network, astype, named
from engine.readout import Readout
from engine.unroll import Stack
from engine.weights import from_bytes, from_pytorch, to_bytes, to_pytorch


def small_network(cell: str) -> Network:
    generator = np.random.default_rng(5)
    layers = (uniform(cell, 2, 3, generator), uniform(cell, 3, 3, generator))
    head = Readout(generator.standard_normal((4, 3)), generator.standard_normal(4))
    return astype(Network(generator.standard_normal((4, 2)), Stack(cell, layers), head), np.float32)


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_a_network_comes_back_bit_for_bit(cell: str) -> None:
    network = small_network(cell)
    again = from_pytorch(cell, from_bytes(to_bytes(to_pytorch(network))))
    for name, value in named(network).items():
        np.testing.assert_array_equal(named(again)[name], value, strict=True)


def with_header(header: object, data: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


ENTRY = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\xff" * 8,
        (2**40).to_bytes(8, "little") + b"{}",
        (4).to_bytes(8, "little") + b"{{{{",
        with_header([]),
        with_header({"a": ENTRY}),
        with_header({"a": ENTRY}, b"12345"),
        with_header({"a": ENTRY | {"shape": [-1]}}, b"1234"),
        with_header({"a": ENTRY | {"shape": [True]}}, b"1234"),
        with_header({"a": ENTRY | {"shape": [2**31, 2**31, 2**31]}}, b"1234"),
        with_header({"a": ENTRY | {"dtype": "F16"}}, b"1234"),
        with_header({"a": ENTRY, "b": ENTRY}, b"1234"),
        with_header({"a": ENTRY | {"data_offsets": [-4, 0]}}, b"1234"),
        with_header({"a": None}, b"1234"),
    ],
)
def test_a_file_that_does_not_add_up_is_refused(file: bytes) -> None:
    with pytest.raises(FormatError):
        from_bytes(file)


def test_weights_that_do_not_belong_together_are_refused() -> None:
    tensors = to_pytorch(small_network("lstm"))
    for broken in (
        {name: value for name, value in tensors.items() if name != "head.bias"},
        tensors | {"rnn.weight_hh_l1": tensors["rnn.weight_hh_l1"][:, :2]},
        tensors | {"head.weight": tensors["head.weight"][:3]},
        {name: value for name, value in tensors.items() if not name.startswith("rnn.")},
    ):
        with pytest.raises(FormatError):
            from_pytorch("lstm", broken)
    with pytest.raises(FormatError):
        from_pytorch("gru", tensors)


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
@pytest.mark.parametrize("change", [np.sum, np.ravel, np.atleast_3d, lambda value: value[:0]])
def test_a_tensor_of_another_rank_or_without_numbers_is_named(cell: str, change: Callable[[Array], Array]) -> None:
    tensors = to_pytorch(small_network(cell))
    for name, value in tensors.items():
        changed = np.asarray(change(value))
        if changed.shape != value.shape:
            with pytest.raises(FormatError, match=name):
                from_pytorch(cell, tensors | {name: changed})


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
@pytest.mark.parametrize("length", [1, 2])  # NumPy would add one number to every other
def test_biases_of_different_lengths_are_refused(cell: str, length: int) -> None:
    tensors = to_pytorch(small_network(cell))
    for name in ("rnn.bias_ih_l0", "rnn.bias_hh_l1"):
        with pytest.raises(FormatError):
            from_pytorch(cell, tensors | {name: tensors[name][:length]})


def test_weights_of_two_precisions_are_refused() -> None:
    tensors = to_pytorch(small_network("gru"))
    mixed = tensors | {"rnn.bias_hh_l1": tensors["rnn.bias_hh_l1"].astype(np.float64)}
    with pytest.raises(FormatError, match=r"rnn\.bias_hh_l1: expected float32, as embedding\.weight, got float64"):
        from_pytorch("gru", mixed)
