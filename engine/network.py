"""A language model: embedding, stack of cells, readout; forward, loss and gradients."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from engine.arrays import Array, Ints
from engine.bptt import bptt
from engine.cells import cell_module
from engine.errors import RangeError
from engine.readout import Readout, d_embed, embed, loss_and_gradient
from engine.unroll import Stack, unroll

Named = dict[str, Array]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The parameters of a language model, or the gradient of a loss with respect to them."""

    embedding: Array  # (V, D)
    stack: Stack
    head: Readout

    @property
    def parameters(self) -> int:
        """Return how many numbers were trained, or could be."""
        return sum(value.size for value in named(self).values())


def named(network: Network) -> Named:
    """Return the parameters by name, as views: embedding, layers.0.W_x …, head.W, head.b."""
    values = {"embedding": network.embedding}
    for index, layer in enumerate(network.stack.layers):
        values |= {f"layers.{index}.{field.name}": getattr(layer, field.name) for field in fields(layer)}
    return values | {"head.W": network.head.W, "head.b": network.head.b}


def from_named(cell: str, values: Named) -> Network:
    """Return the network that `named` took apart."""
    kind = cell_module(cell).Params
    count = sum(name.endswith(".W_x") for name in values)
    names = [field.name for field in fields(kind)]
    layers = tuple(kind(*(values[f"layers.{index}.{name}"] for name in names)) for index in range(count))
    return Network(values["embedding"], Stack(cell, layers), Readout(values["head.W"], values["head.b"]))


def loss_and_gradients(network: Network, ids: Ints, targets: Ints, weights: Array) -> tuple[float, Network]:
    """Return the weighted mean loss in nats per token, from zero states, and its gradient.

    ids, targets, weights: (T, B); a weight of 0 marks padding, which must come last. RangeError for an unknown id.
    """
    if ids.min() < 0 or ids.max() >= len(network.embedding):
        raise RangeError(f"ids: expected 0 to {len(network.embedding) - 1}, got {ids.min()} to {ids.max()}")
    trace = unroll(network.stack, embed(network.embedding, ids))
    loss, d_head, d_h = loss_and_gradient(network.head, trace.h, targets, weights)
    gradients = bptt(network.stack, trace, d_h)
    return loss, Network(d_embed(network.embedding, ids, gradients.x), gradients.stack, d_head)


def astype(network: Network, dtype: type[np.floating[Any]]) -> Network:
    """Return the network in another precision."""
    return from_named(network.stack.cell, {name: value.astype(dtype) for name, value in named(network).items()})
