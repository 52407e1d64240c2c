"""Small models with random weights, written as the shipped ones are, for tests that need any model at all."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from engine.initialise import uniform
from engine.network import Network, astype
from engine.readout import Readout
from engine.unroll import Stack
from engine.weights import to_bytes, to_pytorch

WORDS = ("<unk>", "the", "sky", "is", "blue", "colour", "of", ",", ".", "空", "の", "色", "は", "青い")


def write_model(root: Path, cell: str, hidden_size: int, num_layers: int = 1) -> None:
    """Write a model directory `small-<cell>`."""
    generator = np.random.default_rng(3)
    layers = tuple(uniform(cell, 4 if n == 0 else hidden_size, hidden_size, generator) for n in range(num_layers))
    head = Readout(generator.standard_normal((len(WORDS), hidden_size)), generator.standard_normal(len(WORDS)))
    embedding = generator.standard_normal((len(WORDS), 4))
    network = astype(Network(embedding, Stack(cell, layers), head), np.float32)
    weights = to_bytes(to_pytorch(network))
    card = {
        "id": f"small-{cell}",
        "cell": cell,
        "language": "en",
        "unit_of_text": "word",
        "vocabulary": WORDS,
        "unknown": "<unk>",
        "parameters": network.parameters,
        "weights_sha256": sha256(weights).hexdigest(),
    }
    directory = root / f"small-{cell}"
    directory.mkdir(parents=True)
    (directory / "weights.safetensors").write_bytes(weights)
    (directory / "card.json").write_text(json.dumps(card), "utf-8")


@pytest.fixture(scope="session")
def small_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with one small model of every cell, the LSTM with two layers."""
    root = tmp_path_factory.mktemp("models")
    for cell, num_layers in (("lstm", 2), ("gru", 1), ("rnn", 1)):
        write_model(root, cell, 3, num_layers)
    return root
