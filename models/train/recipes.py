"""What a training run is made of, and the run itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from engine import gru, initialise, lstm, rnn
from engine.errors import UnknownName
from engine.network import Network, astype
from engine.optimisers import Adam
from engine.readout import Readout
from engine.training import Batch, train
from engine.unroll import Stack

CLIP_NORM = 1.0


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

    @property
    def optimiser(self) -> str:
        """Return the optimiser as a card says it."""
        return (
            f"Adam, learning rate {self.learning_rate:g} for half of the updates and then falling linearly to 0, "
            f"gradient clipped at norm {CLIP_NORM:g}"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A network after its last update."""

    network: Network
    loss: float  # the mean over the last hundred batches, nats
    seconds: float


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


def learn(recipe: Recipe, network: Network, batches: Iterable[Batch]) -> Trained:
    """Train a network on as many batches as the recipe has updates."""
    optimiser = Adam(recipe.learning_rate)
    losses: list[float] = []
    started = perf_counter()
    for snapshot in train(network, batches, optimiser, CLIP_NORM):
        network = snapshot.network
        losses.append(snapshot.loss)
        optimiser.learning_rate = recipe.learning_rate * min(1.0, 2 * (1 - snapshot.update / recipe.updates))
    return Trained(network, float(np.mean(losses[-100:])), perf_counter() - started)
