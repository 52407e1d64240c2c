"""Shipped models: a directory with weights.safetensors and card.json → a Model that runs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.cells import State
from engine.clamp import Clamp
from engine.errors import FormatError
from engine.network import Network
from engine.readout import embed
from engine.text import Vocabulary
from engine.unroll import Trace, repeated, unroll
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
    """Return per unit of the top layer (H,) how much the last prediction rests on what the unit remembers.

    The fall of log p (nats) of the most probable next token when the unit's state before the last step is erased (h,
    and c of an LSTM, set to 0) and the step is run again, clamps included. Negative where the memory spoke against it.
    """
    stack, last, size = model.network.stack, len(run.log_probabilities) - 1, model.network.stack.hidden_size
    before = [repeated(state, size) for state in run.trace.state_before(last)]
    for field in fields(before[-1]):
        np.fill_diagonal(getattr(before[-1], field.name), 0)
    x = run.trace.layers[0].x[-1:].repeat(size, axis=1)
    erased = unroll(stack, x, tuple(before), run.trace.clamps, run.trace.start + last)
    top = int(run.log_probabilities[-1].argmax())
    return np.asarray(run.log_probabilities[-1, top] - model.network.head.log_probabilities(erased.h[0])[:, top])
