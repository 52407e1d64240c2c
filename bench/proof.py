"""Compare the API with PyTorch: `python -m bench.proof`, after `pip install torch safetensors`.

Takes the weights and the traces of every model from a server, loads the weights into torch.nn.LSTM, GRU or RNN, and
prints how far apart the two runs are. `python -m bench.proof record` also stores the numbers of PyTorch, for the test
that does without it.
"""

import sys
from urllib.request import Request, urlopen

import orjson
import torch
from safetensors.torch import load
from torch import Tensor, nn

from bench.agreement import TOLERANCE, Json, Numbers, difference, record, request
from bench.streaming import ROOT, served

KINDS = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}


class Network(nn.Module):
    """Embedding, recurrent layers, readout, under the names that the weights files use."""

    def __init__(self, cell: str, tensors: dict[str, Tensor]) -> None:
        super().__init__()
        tokens, width = tensors["embedding.weight"].shape
        size, layers = tensors["rnn.weight_hh_l0"].shape[1], sum("weight_ih" in name for name in tensors)
        self.embedding = nn.Embedding(tokens, width)
        self.rnn = KINDS[cell](width, size, layers)
        self.head = nn.Linear(size, tokens)
        self.load_state_dict(tensors)


@torch.no_grad()
def reference(cell: str, weights: bytes, ids: list[int]) -> Numbers:
    """Return what PyTorch computes."""
    network = Network(cell, load(weights))
    x, state, found = network.embedding(torch.tensor(ids)), None, []
    for vector in x:
        _, state = network.rnn(vector[None], state)
        found.append({"h": state[0], "c": state[1]} if cell == "lstm" else {"h": state})
    numbers = {name: torch.stack([one[name] for one in found]) for name in found[0]}
    h = numbers["h"]
    inputs = [x, *h.unbind(1)]
    layers = [GATES[cell](*products(network.rnn, n, inputs[n], inputs[n + 1])) for n in range(h.shape[1])]
    numbers |= {name: torch.stack([layer[name] for layer in layers], 1) for name in layers[0]}
    numbers["probability"] = network.head(h[-1, -1]).softmax(0)
    return {name: value.numpy() for name, value in numbers.items()}


def products(rnn: nn.RNNBase, n: int, x: Tensor, h: Tensor) -> tuple[Tensor, Tensor]:
    """Return what reaches the pre-activations of a layer from x, and from the h of the step before."""
    before = torch.cat([torch.zeros_like(h[:1]), h[:-1]])
    W_x, W_h, b_x, b_h = (getattr(rnn, f"{name}_l{n}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
    return x @ W_x.T + b_x, before @ W_h.T + b_h


def lstm_gates(from_x: Tensor, from_h: Tensor) -> dict[str, Tensor]:
    """Return i, f, g and o as PyTorch's documentation defines them."""
    i, f, g, o = (from_x + from_h).chunk(4, 1)
    return {"i": i.sigmoid(), "f": f.sigmoid(), "g": g.tanh(), "o": o.sigmoid()}


def gru_gates(from_x: Tensor, from_h: Tensor) -> dict[str, Tensor]:
    """Return r, z and n as PyTorch's documentation defines them."""
    (x_r, x_z, x_n), (h_r, h_z, h_n) = from_x.chunk(3, 1), from_h.chunk(3, 1)
    r = (x_r + h_r).sigmoid()
    return {"r": r, "z": (x_z + h_z).sigmoid(), "n": (x_n + r * h_n).tanh()}


GATES = {"lstm": lstm_gates, "gru": gru_gates, "rnn": lambda from_x, from_h: {}}


def ask(port: int, path: str, body: Json | None = None) -> bytes:
    """Return an answer of the API."""
    headers = {"Content-Type": "application/json"}
    data = None if body is None else orjson.dumps(body)
    with urlopen(Request(f"http://127.0.0.1:{port}/api/v1/{path}", data, headers)) as answer:
        return bytes(answer.read())


def main() -> int:
    """Print the differences; 1 where one is larger than it may be."""
    runs, worst = {}, 0.0
    with served(ROOT / "models") as port:
        for listed in orjson.loads(ask(port, "models"))["models"]:
            card = orjson.loads(ask(port, f"models/{listed['id']}"))
            full, display = (orjson.loads(ask(port, "trace", request(card, name))) for name in ("full", "display"))
            ids = [token["id"] for token in full["start"]["tokens"]]
            numbers = reference(card["cell"], ask(port, f"models/{card['id']}/weights"), ids)
            runs[card["weights_sha256"]] = numbers
            apart = [difference(trace, card["vocabulary"], numbers) for trace in (full, display)]
            worst = max(worst, *apart)
            print(f"{card['id']:26} {len(ids):4} tokens  full {apart[0]:.1e}  display {apart[1]:.1e}")
    if "record" in sys.argv[1:]:
        record(runs)
    print(f"largest difference {worst:.1e} (at most {TOLERANCE:.0e})")
    return int(worst > TOLERANCE)


if __name__ == "__main__":
    sys.exit(main())
