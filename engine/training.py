"""Training as an iterator: one snapshot per update, so that the caller decides what to keep and when to stop."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.arrays import Array, Ints
from engine.network import Network, from_named, loss_and_gradients, named
from engine.optimisers import Optimiser, clip


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Sequences side by side, time first; padding comes last and weighs 0."""

    ids: Ints  # (T, B)
    targets: Ints  # (T, B)
    weights: Array  # (T, B)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The network after an update, and what the update saw."""

    update: int  # from 1
    loss: float  # of the batch, before the update, nats per token
    gradient_norm: float  # before clipping
    network: Network


def train(
    network: Network, batches: Iterable[Batch], optimiser: Optimiser, clip_norm: float = 1.0
) -> Iterator[Snapshot]:
    """Yield a snapshot per batch. Nothing is drawn here: the same batches give the same bits on the same NumPy."""
    cell = network.stack.cell
    for update, batch in enumerate(batches, 1):
        loss, gradient = loss_and_gradients(network, batch.ids, batch.targets, batch.weights)
        clipped, norm = clip(named(gradient), clip_norm)
        network = from_named(cell, optimiser.update(named(network), clipped))
        yield Snapshot(update, loss, norm, network)
