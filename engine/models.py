"""Shipped models: a directory with weights.safetensors and card.json → a Model that runs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from engine import rnn
from engine.arrays import Array
from engine.cells import State
from engine.clamp import Clamp
from engine.errors import FormatError
from engine.network import Network
from engine.readout import embed
from engine.text import Vocabulary
from engine.unroll import Trace, unroll
from engine.weights import from_bytes, from_pytorch


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A network with what is known of it and the tokens it reads."""

    card: dict[str, Any]
    vocabulary: Vocabulary
    network: Network
    weights: bytes  # the safetensors file, as stored

    @property
    def id(self) -> str:
        """Return the model's name."""
        return str(self.card["id"])


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A trace of one sequence (B = 1) and what the model expects after every step."""

    trace: Trace
    log_probabilities: Array  # (T, V)


def load(directory: Path) -> Model:
    """Read a model; FormatError, naming the file, where its weights are not those that the card describes."""
    card_file, weights_file = directory / "card.json", directory / "weights.safetensors"
    try:
        card, weights = json.loads(card_file.read_text("utf-8")), weights_file.read_bytes()
    except (OSError, ValueError) as error:
        raise FormatError(f"{directory.name}: expected card.json and weights.safetensors: {error}") from error
    if sha256(weights).hexdigest() != card["weights_sha256"]:
        raise FormatError(f"{directory.name}/weights.safetensors: its SHA-256 is not the card's")
    try:
        network = from_pytorch(card["cell"], from_bytes(weights))
    except FormatError as error:
        raise FormatError(f"{directory.name}/weights.safetensors: {error}") from error
    vocabulary = Vocabulary(tuple(card["vocabulary"]), card["unknown"])
    if (len(vocabulary), network.parameters) != (len(network.embedding), card["parameters"]):
        raise FormatError(f"{directory.name}: the card's vocabulary or parameters are not those of the weights")
    return Model(card, vocabulary, network, weights)


def load_all(root: Path) -> dict[str, Model]:
    """Read every model below `root` by id, in the order of the names of their directories."""
    models = [load(path.parent) for path in sorted(root.glob("*/card.json"))]
    return {model.id: model for model in models}


def run(
    model: Model,
    ids: Sequence[int],
    state: tuple[State, ...] | None = None,
    clamps: Sequence[Clamp] = (),
    start: int = 0,
) -> Run:
    """Run a model over token ids (T ≥ 1), from `state` (zeros by default); see `unroll` for `start` and the errors."""
    x = embed(model.network.embedding, np.asarray(ids, np.intp))[:, None, :]
    trace = unroll(model.network.stack, x, state, clamps, start)
    return Run(trace, model.network.head.log_probabilities(trace.h[:, 0]))


def telling(model: Model, run: Run) -> Array:
    """Return per unit of the top layer (H,) how much a predicted word rests on what the unit kept from earlier.

    The maximum over the steps of |h · (W[top] − mean W)| · |kept| / (|kept| + |written|), where `top` is the most
    probable next token; a plain RNN keeps nothing apart and counts as 1. Of chunks of a run, take the maximum.
    """
    step, W = run.trace.layers[-1], model.network.head.W
    effect = np.abs(step.h[:, 0] * (W[run.log_probabilities.argmax(-1)] - W.mean(0)))
    if isinstance(step, rnn.Step):
        return np.asarray(effect.max(0))
    kept, written = np.abs(step.kept[:, 0]), np.abs(step.written[:, 0])
    share = np.divide(kept, kept + written, out=np.zeros_like(kept), where=kept + written > 0)
    return np.asarray((effect * share).max(0))
