"""Weights in the safetensors format under PyTorch's names, both ways, with NumPy alone.

The format: 8 bytes of little-endian header length, a JSON header {name: {dtype, shape, data_offsets}}, then the data.
A file from elsewhere is not trusted: whatever does not add up is a FormatError.
"""

import json
from math import prod
from typing import Any, Final

import numpy as np

from engine import gru, lstm, rnn
from engine.arrays import Array
from engine.cells import Params, cell_module
from engine.errors import FormatError
from engine.network import Network
from engine.readout import Readout
from engine.unroll import Stack

DTYPES: Final[dict[str, np.dtype[Any]]] = {"F32": np.dtype("<f4"), "F64": np.dtype("<f8")}
LARGEST_HEADER: Final = 1_000_000  # bytes; the header of a shipped model takes about 1,000


def to_bytes(tensors: dict[str, Array]) -> bytes:
    """Return a safetensors file; the same tensors give the same bytes."""
    codes = {dtype: code for code, dtype in DTYPES.items()}
    header: dict[str, Any] = {}
    chunks: list[bytes] = []
    end = 0
    for name, value in tensors.items():
        start, end = end, end + value.nbytes
        header[name] = {"dtype": codes[value.dtype], "shape": list(value.shape), "data_offsets": [start, end]}
        chunks.append(np.ascontiguousarray(value).tobytes())
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + b"".join(chunks)


def from_bytes(data: bytes) -> dict[str, Array]:
    """Return the tensors of a safetensors file (F32, F64); FormatError for anything that does not add up."""
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > min(LARGEST_HEADER, len(data) - 8):
        raise FormatError(f"safetensors: expected a header of at most {LARGEST_HEADER} bytes, got {length}")
    try:
        header = json.loads(data[8 : 8 + length])
    except (ValueError, RecursionError) as error:
        raise FormatError("safetensors: the header is not JSON") from error
    if not isinstance(header, dict):
        raise FormatError("safetensors: expected an object as the header")
    body = memoryview(data)[8 + length :]
    entries = sorted(
        ((name, _entry(name, entry)) for name, entry in header.items() if name != "__metadata__"), key=_start
    )
    end = 0
    for name, (_, _, start, until) in entries:
        if start != end:
            raise FormatError(f"safetensors: {name} begins at {start}, expected {end}")
        end = until
    if end != len(body):
        raise FormatError(f"safetensors: expected {end} bytes of data, got {len(body)}")
    return {name: np.frombuffer(body[a:b], dtype).reshape(shape) for name, (dtype, shape, a, b) in entries}


def _start(item: tuple[str, tuple[Any, Any, int, int]]) -> tuple[int, int]:
    return item[1][2:]


def _entry(name: str, entry: object) -> tuple[np.dtype[Any], tuple[int, ...], int, int]:
    """Return dtype, shape and place of one tensor."""
    match entry:
        case {"dtype": str(code), "shape": [*shape], "data_offsets": [int(start), int(until)]} if (
            code in DTYPES and all(type(size) is int and 0 <= size < 2**31 for size in shape)
        ):
            if 0 <= start <= until and until - start == prod(shape) * DTYPES[code].itemsize:
                return DTYPES[code], tuple(shape), start, until
    raise FormatError(f"safetensors: the entry of {name!r} does not add up")


def to_pytorch(network: Network) -> dict[str, Array]:
    """Return the weights under PyTorch's names; what the engine keeps as one bias goes into bias_ih, bias_hh is 0."""
    tensors = {"embedding.weight": network.embedding}
    for n, layer in enumerate(network.stack.layers):
        b_x, b_h = (layer.b_x, layer.b_h) if isinstance(layer, gru.Params) else (layer.b, np.zeros_like(layer.b))
        tensors |= {f"rnn.weight_ih_l{n}": layer.W_x, f"rnn.weight_hh_l{n}": layer.W_h}
        tensors |= {f"rnn.bias_ih_l{n}": b_x, f"rnn.bias_hh_l{n}": b_h}
    return tensors | {"head.weight": network.head.W, "head.bias": network.head.b}


def from_pytorch(cell: str, tensors: dict[str, Array]) -> Network:
    """Return the network of weights under PyTorch's names; FormatError where one is missing or does not fit."""
    count = sum(name.startswith("rnn.weight_ih_l") for name in tensors)
    layers = [[f"rnn.{name}_l{n}" for name in LAYER] for n in range(count)]
    for name in ("embedding.weight", *(name for layer in layers for name in layer), "head.weight", "head.bias"):
        _check_alone(name, tensors)
    stack = Stack(cell, tuple(_layer(cell, *(tensors[name] for name in layer)) for layer in layers))
    network = Network(tensors["embedding.weight"], stack, Readout(tensors["head.weight"], tensors["head.bias"]))
    _check(network)
    return network


LAYER: Final = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def _check_alone(name: str, tensors: dict[str, Array]) -> None:
    """Raise FormatError unless a tensor is there, of the right rank and of the precision of all others."""
    if name not in tensors:
        raise FormatError(f"weights: {name} is missing")
    shape, dtype, expected = tensors[name].shape, tensors[name].dtype, tensors["embedding.weight"].dtype
    rank = 1 if "bias" in name else 2
    if len(shape) != rank or 0 in shape:
        raise FormatError(f"weights: {name}: expected {rank} dimensions, none of them 0, got the shape {shape}")
    if dtype != expected:
        raise FormatError(f"weights: {name}: expected {expected}, as embedding.weight, got {dtype}")


def _layer(cell: str, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Params:
    if b_x.shape != b_h.shape:
        raise FormatError(f"weights: expected two biases of one length, got {len(b_x)} and {len(b_h)}")
    if cell == "gru":
        return gru.Params(W_x, W_h, b_x, b_h)
    return (lstm.Params if cell == "lstm" else rnn.Params)(W_x, W_h, b_x + b_h)


def _check(network: Network) -> None:
    """Raise FormatError unless all shapes belong together."""
    if not network.stack.layers:
        raise FormatError("weights: expected at least one layer")
    size = network.stack.layers[0].W_h.shape[-1]
    rows, width = len(cell_module(network.stack.cell).BLOCKS) * size, network.embedding.shape[1]
    for layer in network.stack.layers:
        biases = (layer.b_x, layer.b_h) if isinstance(layer, gru.Params) else (layer.b,)
        shapes = (layer.W_x.shape, layer.W_h.shape, *(b.shape for b in biases))
        if shapes != ((rows, width), (rows, size), *((rows,) for _ in biases)):
            raise FormatError(f"weights: the shapes {shapes} do not fit one {network.stack.cell} layer")
        width = size
    tokens = len(network.embedding)
    if network.head.W.shape != (tokens, size) or network.head.b.shape != (tokens,):
        raise FormatError(f"weights: the head {network.head.W.shape} does not fit {tokens} tokens and {size} units")
