"""Models of the colour language with random weights and made-up results, for tests of what only such models can do."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from engine.initialise import uniform
from engine.network import Network, astype
from engine.readout import Readout
from engine.tasks_colour import colour_language
from engine.unroll import Stack
from engine.weights import to_bytes, to_pytorch

SEEDS = [{"seed": 1, "accuracy": [1.0, 0.5]}, {"seed": 2, "accuracy": [0.5, 0.25]}]
SWEEP = [
    {"learning_rate": 0.1, "initialisation": "a", "accuracy": 0.5, "log_probability": -1.0},
    {"learning_rate": 0.2, "initialisation": "b", "accuracy": 0.5, "log_probability": -0.5},
]


def write_racer(root: Path, name: str, cell: str, language: str = "ja", **card: Any) -> None:
    """Write a model directory; what is given replaces or adds to what its card says."""
    words = colour_language(language).vocabulary
    generator = np.random.default_rng(5)
    head = Readout(generator.standard_normal((len(words), 3)), generator.standard_normal(len(words)))
    stack = Stack(cell, (uniform(cell, 2, 3, generator),))
    network = astype(Network(generator.standard_normal((len(words), 2)), stack, head), np.float32)
    weights = to_bytes(to_pytorch(network))
    training = {"data": "d", "source": "s", "sha256": "0", "updates": 10, "seed": 2, "optimiser": "o"}
    told = {
        "id": name,
        "cell": cell,
        "language": language,
        "task": "colour",
        "unit_of_text": "word",
        "vocabulary": words,
        "unknown": words[0],
        "num_layers": 1,
        "input_size": 2,
        "hidden_size": 3,
        "parameters": network.parameters,
        "weights_sha256": sha256(weights).hexdigest(),
        "training": training | {"initialisation": "b", "wall_seconds": 1.0},
        "sweep": SWEEP,
        "accuracy_over_distance": {
            "distances": [6, 20],
            "sentences": 4,
            "trained_to": 20,
            "chance": 0.1667,
            "majority": [0.25, 0.25],
            "nearest_colour": [0.0, 0.25],
            "default_rule": "the second",
            "seeds": SEEDS,
            "default_seed": 2,
        },
    }
    directory = root / name
    directory.mkdir(parents=True)
    (directory / "weights.safetensors").write_bytes(weights)
    (directory / "card.json").write_text(json.dumps(told | card), "utf-8")
