"""How far a trace of the API is from the same run elsewhere, and the runs of PyTorch that are recorded."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.settings import ROOT
from engine.arrays import Array

RECORDED = ROOT / "tests" / "golden" / "served.npz"
TOLERANCE = 1e-5  # relative to 1 + the size of the number; single precision and six digits are off by up to 5e-6

LAST = 8  # steps of a run that are recorded: they hold what came of all before

Json = dict[str, Any]
Numbers = Mapping[str, Array]  # per quantity (T, layers, H), and "probability" (V,) after the last step


def request(card: Json, precision: str) -> Json:
    """Return what to ask for: the first sentence that a model is shown with."""
    return {"model": card["id"], "text": card["examples"][0], "precision": precision, "top": 20}


def difference(trace: Json, vocabulary: list[str], numbers: Numbers) -> float:
    """Return the largest difference of any number, relative to 1 + its size, over the last T steps."""
    ids = {token: id_ for id_, token in enumerate(vocabulary)}
    guesses = trace["steps"][-1]["prediction"]
    likely = numbers["probability"][[ids[guess["token"]] for guess in guesses]]
    pairs = [(np.array([guess["probability"] for guess in guesses]), likely)]
    for name, theirs in numbers.items():
        if name != "probability":
            steps = trace["steps"][-len(theirs) :]
            ours = np.array([[layer[name] for layer in step["layers"]] for step in steps])
            assert ours.shape == theirs.shape, f"{name}: expected {theirs.shape}, got {ours.shape}"
            pairs.append((ours, theirs))
    return max(float((np.abs(ours - theirs) / (1 + np.abs(theirs))).max()) for ours, theirs in pairs)


def recorded() -> dict[str, dict[str, Array]]:
    """Return the recorded runs by the SHA-256 of the weights that made them."""
    found: dict[str, dict[str, Array]] = {}
    with np.load(RECORDED) as file:
        for key in file.files:
            digest, name = key.split(".")
            found.setdefault(digest, {})[name] = file[key]
    return found


def record(runs: Mapping[str, Numbers]) -> None:
    """Write the ends of runs in place of those that were recorded before."""
    arrays = {
        f"{digest}.{name}": value if name == "probability" else value[-LAST:]
        for digest, numbers in runs.items()
        for name, value in numbers.items()
    }
    np.savez_compressed(RECORDED, **arrays)
