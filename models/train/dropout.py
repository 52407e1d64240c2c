"""Training with dropout where the network is not recurrent: on x and on h, as the readout sees it.

Srivastava et al. 2014, placed as by Zaremba, Sutskever & Vinyals 2014: what a cell hands to its own next step is whole.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from engine.arrays import Array
from engine.bptt import bptt
from engine.network import Network, from_named, named
from engine.optimisers import Optimiser, clip
from engine.readout import d_embed, embed, loss_and_gradient
from engine.training import Batch, Snapshot
from engine.unroll import unroll


def train(
    network: Network,
    batches: Iterable[Batch],
    optimiser: Optimiser,
    clip_norm: float,
    rate: float,
    generator: np.random.Generator,
) -> Iterator[Snapshot]:
    """Yield a snapshot per batch, as `engine.training.train` does; the loss is that under dropout."""
    cell = network.stack.cell
    for update, batch in enumerate(batches, 1):
        loss, gradient = loss_and_gradients(network, batch, rate, generator)
        clipped, norm = clip(named(gradient), clip_norm)
        network = from_named(cell, optimiser.update(named(network), clipped))
        yield Snapshot(update, loss, norm, network)


def loss_and_gradients(
    network: Network, batch: Batch, rate: float, generator: np.random.Generator
) -> tuple[float, Network]:
    """Return the weighted mean loss in nats per token, a share `rate` of x and h dropped, and its gradient."""
    stack, ids = network.stack, batch.ids
    kept_x = mask((*ids.shape, stack.input_size), rate, generator)
    kept_h = mask((*ids.shape, stack.hidden_size), rate, generator)
    trace = unroll(stack, embed(network.embedding, ids) * kept_x)
    loss, d_head, d_h = loss_and_gradient(network.head, trace.h * kept_h, batch.targets, batch.weights)
    gradients = bptt(stack, trace, d_h * kept_h)
    return loss, Network(d_embed(network.embedding, ids, gradients.x * kept_x), gradients.stack, d_head)


def mask(shape: tuple[int, ...], rate: float, generator: np.random.Generator) -> Array:
    """Return 0 for a share of `rate`, and for the rest what leaves the mean as it was, in float32."""
    kept = generator.random(shape, np.float32) >= rate
    return kept * np.float32(1 / (1 - rate))
