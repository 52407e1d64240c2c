"""What a training run is made of, and the run itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter, process_time

import numpy as np

from engine import gru, initialise, lstm, rnn
from engine.errors import UnknownName
from engine.network import Named, Network, astype
from engine.optimisers import Adam, Optimiser
from engine.readout import Readout
from engine.training import Batch, Snapshot, train
from engine.unroll import Stack
from models.train import dropout

CLIP_NORM = 1.0
MASKS = 2  # seed of what dropout drops


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that is chosen about a run, other than its data and its seed."""

    cell: str
    input_size: int
    hidden_size: int
    learning_rate: float  # of Adam; it falls to 0 in a straight line over the second half of the updates
    initialisation: str  # "uniform" | "forget_bias" | "chrono" | "orthogonal" | "identity"
    updates: int
    longest: int = 0  # timesteps, for chrono
    weight_decay: float = 0.0
    dropout: float = 0.0  # share of x and of h, as the readout sees it, that is dropped

    @property
    def optimiser(self) -> str:
        """Return the optimiser as a card says it."""
        decay = f"weight decay {self.weight_decay:g} of the matrices, " if self.weight_decay else ""
        dropout = f"dropout {self.dropout:g} of x and of h for the readout, " if self.dropout else ""
        return (
            f"Adam, learning rate {self.learning_rate:g} for half of the updates and then falling linearly to 0, "
            f"{decay}{dropout}gradient clipped at norm {CLIP_NORM:g}"
        )


class AdamW(Adam):
    """Adam whose matrices, not its biases, shrink at every update as well (Loshchilov & Hutter 2019, algorithm 2)."""

    def __init__(self, learning_rate: float, weight_decay: float) -> None:
        """Start as Adam does; a decay of 0 leaves it Adam, bit for bit."""
        super().__init__(learning_rate)
        self.weight_decay = weight_decay

    def update(self, parameters: Named, gradients: Named) -> Named:
        """Return the parameters after one update: those of Adam, less η λ θ."""
        after, decay = super().update(parameters, gradients), self.learning_rate * self.weight_decay
        if decay:
            after |= {name: after[name] - decay * value for name, value in parameters.items() if value.ndim == 2}
        return after


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A network after its last update."""

    network: Network
    loss: float  # the mean over the last hundred batches, nats
    wall_seconds: float
    cpu_seconds: float  # of the one thread that trains, whatever else the machine does
    checkpoints: Mapping[int, Network] = field(default_factory=dict)  # by update: the network in between


def untrained(recipe: Recipe, vocabulary_size: int, seed: int) -> Network:
    """Draw the network that a run starts from, in float32: the embedding standard normal, the head as PyTorch's."""
    generator = np.random.default_rng([seed, 0])
    cell, size = recipe.cell, recipe.hidden_size
    params = initialise.uniform(cell, recipe.input_size, size, generator)
    match recipe.initialisation, params:
        case "uniform", _:
            pass
        case "chrono", lstm.Params() as gated:
            params = initialise.chrono(gated, recipe.longest, generator)
        case "chrono", gru.Params() as keeping:
            params = initialise.chrono(keeping, recipe.longest, generator)
        case "forget_bias", lstm.Params():
            params = initialise.forget_bias(params)
        case "orthogonal", _:
            params = initialise.orthogonal(params, generator)
        case "identity", rnn.Params():  # Le, Jaitly & Hinton 2015, here for tanh
            params = rnn.Params(params.W_x, np.eye(size), np.zeros(size))
        case name, _:
            raise UnknownName(f"initialisation: expected one that fits a {cell}, got {name!r}")
    bound = size**-0.5
    embedding = generator.standard_normal((vocabulary_size, recipe.input_size))
    head = Readout(generator.uniform(-bound, bound, (vocabulary_size, size)), np.zeros(vocabulary_size))
    return astype(Network(embedding, Stack(cell, (params,)), head), np.float32)


def learn(recipe: Recipe, network: Network, batches: Iterable[Batch], keep: Collection[int] = ()) -> Trained:
    """Train a network on as many batches as the recipe has updates, and keep it as it was after some of them."""
    optimiser = AdamW(recipe.learning_rate, recipe.weight_decay)
    losses: list[float] = []
    checkpoints: dict[int, Network] = {}
    started = perf_counter(), process_time()
    for snapshot in snapshots(recipe, network, batches, optimiser):
        network = snapshot.network
        losses.append(snapshot.loss)
        if snapshot.update in keep:
            checkpoints[snapshot.update] = network
        optimiser.learning_rate = recipe.learning_rate * min(1.0, 2 * (1 - snapshot.update / recipe.updates))
    seconds = perf_counter() - started[0], process_time() - started[1]
    return Trained(network, float(np.mean(losses[-100:])), *seconds, checkpoints)


def snapshots(recipe: Recipe, network: Network, batches: Iterable[Batch], optimiser: Optimiser) -> Iterator[Snapshot]:
    """Yield the network after every update, trained with dropout or without."""
    if recipe.dropout:
        return dropout.train(network, batches, optimiser, CLIP_NORM, recipe.dropout, np.random.default_rng(MASKS))
    return train(network, batches, optimiser, CLIP_NORM)
