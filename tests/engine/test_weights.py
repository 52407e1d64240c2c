"""The safetensors files: both ways, and what a corrupt or hostile one does."""

import json

import numpy as np
import pytest

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
    ):
        with pytest.raises(FormatError):
            from_pytorch("lstm", broken)
    with pytest.raises(FormatError):
        from_pytorch("gru", tensors)
