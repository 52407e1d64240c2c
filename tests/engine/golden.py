"""The reference cases of tests/golden, computed by torch.nn and autograd: arrays in, engine objects out."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine import gru, lstm, rnn
from engine.arrays import Array
from engine.cells import State
from engine.clamp import Clamp
from engine.unroll import Stack

FOLDER = Path(__file__).parent.parent / "golden"
CLAMPS = {
    "clamp_forget_one.f64": (Clamp(0, "f", 3, 9, (0, 2), 1.0),),
    "clamp_cell_value.f64": (Clamp(0, "c", 5, 6, (2,), 2.5),),
    "clamp_h_value_2layer.f64": (Clamp(0, "h", 4, 7, (0,), -0.75), Clamp(1, "f", 0, 10, (1, 3), 0.5)),
}
NAMES = sorted(path.stem for path in FOLDER.glob("*.npz") if not path.stem.startswith("served"))
OURS = {"tc": "tanh_c", "hn_lin": "recurrent_n", "a_a": "pre_h"}


@dataclass(frozen=True)
class Case:
    """One reference case."""

    name: str
    arrays: dict[str, Array]
    stack: Stack
    initial_state: tuple[State, ...]
    final_gradient: tuple[State, ...]
    clamps: tuple[Clamp, ...]

    @property
    def tolerance(self) -> float:
        """Float64 rounds at 1e-16 and 40 steps lose three digits; float32 rounds at 6e-8 and sums up to 160 terms."""
        return 2e-5 if self.name.endswith("f32") else 1e-12

    def steps(self, kind: str) -> dict[tuple[int, str], Array]:
        """Return the reference values of `step` or `gradstep` by (layer, our name)."""
        keys = [key.split(".") for key in self.arrays if key.startswith(f"{kind}.")]
        found = {(int(layer[1:]), name): self.arrays[f"{kind}.{layer}.{name}"] for _, layer, name in keys}
        return {(layer, OURS.get(name, name.replace("a_", "pre_"))): value for (layer, name), value in found.items()}


def load(name: str) -> Case:
    """Read a case."""
    with np.load(FOLDER / f"{name}.npz") as file:
        arrays = {key: file[key] for key in file.files}
    cell = "lstm" if "in.c0" in arrays else "gru" if "step.l0.z" in arrays else "rnn"
    count = sum(key.startswith("w.weight_ih") for key in arrays)
    layers = tuple(_params(cell, [arrays[f"w.{key}_l{n}"] for key in KEYS]) for n in range(count))
    states = tuple(_state(cell, arrays, "in.{}0", n) for n in range(count))
    gradient = tuple(_state(cell, arrays, "loss.r_{}n", n) for n in range(count))
    return Case(name, arrays, Stack(cell, layers), states, gradient, CLAMPS.get(name, ()))


KEYS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def _params(cell: str, values: list[Array]) -> lstm.Params | gru.Params | rnn.Params:
    W_x, W_h, b_x, b_h = values
    if cell == "gru":
        return gru.Params(W_x, W_h, b_x, b_h)
    return (lstm.Params if cell == "lstm" else rnn.Params)(W_x, W_h, b_x + b_h)


def _state(cell: str, arrays: dict[str, Array], pattern: str, layer: int) -> State:
    h = arrays[pattern.format("h")][layer]
    if cell == "lstm":
        return lstm.State(h, arrays[pattern.format("c")][layer])
    return gru.State(h) if cell == "gru" else rnn.State(h)
