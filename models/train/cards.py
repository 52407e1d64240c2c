"""Cards, and the directories in which models are shipped."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.network import Network
from engine.weights import to_bytes, to_pytorch
from models.train.recipes import CLIP_NORM, Recipe, Trained

LICENCE = "MIT"
Card = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Shipment:
    """A model as it is shipped: what is said of it, and its weights file."""

    card: Card
    weights: bytes

    @property
    def id(self) -> str:
        """Return the model's name."""
        return str(self.card["id"])


def ship(network: Network, vocabulary: Sequence[str], card: Card) -> Shipment:
    """Complete a card by what the network itself tells."""
    stack, weights = network.stack, to_bytes(to_pytorch(network))
    measured = {
        "num_layers": stack.num_layers,
        "input_size": stack.input_size,
        "hidden_size": stack.hidden_size,
        "vocabulary_size": len(vocabulary),
        "parameters": network.parameters,
        "licence": LICENCE,
        "weights_sha256": sha256(weights).hexdigest(),
        "vocabulary": list(vocabulary),
    }
    return Shipment({**card, "cell": stack.cell, **measured}, weights)


def training(recipe: Recipe, data: Card, seed: int, trained: Trained) -> Card:
    """Return what a card says of a training run."""
    return {
        **data,
        "updates": recipe.updates,
        "seed": seed,
        "optimiser": recipe.optimiser,
        "learning_rate": recipe.learning_rate,
        "weight_decay": recipe.weight_decay,
        "dropout": recipe.dropout,
        "clip_norm": CLIP_NORM,
        "initialisation": recipe.initialisation,
        "wall_seconds": round(trained.wall_seconds, 1),
        "cpu_seconds": round(trained.cpu_seconds, 1),
    }


def untrained_twin(trained: Shipment, network: Network, held_out: Card) -> Shipment:
    """Return the shipment of the network from which a shipped one was trained."""
    card = trained.card
    nothing = {"updates": 0, "optimiser": "none", "learning_rate": 0.0, "wall_seconds": 0.0, "cpu_seconds": 0.0}
    twin = {
        **{key: card[key] for key in ("language", "task", "unit_of_text", "unknown", "examples")},
        "id": card["untrained_twin"],
        "default": False,
        "training": {**card["training"], **nothing},
        "held_out": held_out,
        "untrained_twin": None,
    }
    return ship(network, card["vocabulary"], twin)


def checkpoint(trained: Shipment, network: Network, updates: int, held_out: Card) -> Shipment:
    """Return the shipment of a shipped network as it was after some updates of its training."""
    card = trained.card
    between = {key: value for key, value in card["training"].items() if not key.endswith("_seconds")}
    stage = {
        **{key: card[key] for key in ("language", "task", "unit_of_text", "unknown", "examples")},
        "id": f"{card['id']}-at-{updates}",
        "default": False,
        "training": {**between, "updates": updates, "wall_seconds": None, "cpu_seconds": None},
        "held_out": held_out,
        "untrained_twin": None,
        "checkpoint_of": card["id"],
    }
    return ship(network, card["vocabulary"], stage)


def is_shipped(root: Path, shipment: Shipment) -> bool:
    """Tell whether the weights below `root` are these, bit for bit."""
    file = root / shipment.id / "weights.safetensors"
    return file.is_file() and file.read_bytes() == shipment.weights


def write(root: Path, shipment: Shipment) -> None:
    """Write a model's directory below `root`."""
    directory = root / shipment.id
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "weights.safetensors").write_bytes(shipment.weights)
    lines = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in shipment.card.items())
    (directory / "card.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
