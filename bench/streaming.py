"""Measure how fast a trace streams: `python bench/streaming.py` prints the medians over a real connection.

Steps a second: an LSTM of 64 units, 1,000 tokens as JSON lines from one server process. First event: from sending the
request to the first byte of its body, on a new connection.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from engine.weights import to_bytes  # noqa: E402

HIDDEN, WORDS, TOKENS, RUNS, WARM = 64, 200, 1_000, 15, 3


def write_model(root: Path) -> None:
    """Write an untrained LSTM: how long a step takes does not depend on what was learnt."""
    random = np.random.default_rng(1)
    shapes = {
        "embedding.weight": (WORDS, HIDDEN),
        "rnn.weight_ih_l0": (4 * HIDDEN, HIDDEN),
        "rnn.weight_hh_l0": (4 * HIDDEN, HIDDEN),
        "rnn.bias_ih_l0": (4 * HIDDEN,),
        "rnn.bias_hh_l0": (4 * HIDDEN,),
        "head.weight": (WORDS, HIDDEN),
        "head.bias": (WORDS,),
    }
    arrays = {name: (random.standard_normal(shape) / 8).astype(np.float32) for name, shape in shapes.items()}
    arrays["rnn.bias_hh_l0"][:] = 0
    weights = to_bytes(arrays)
    # The two biases of an LSTM are one here.
    parameters = sum(array.size for array in arrays.values()) - 4 * HIDDEN
    card = {
        "id": "bench",
        "cell": "lstm",
        "language": "en",
        "unit_of_text": "word",
        "vocabulary": ["<unk>", *(f"w{n}" for n in range(WORDS - 1))],
        "unknown": "<unk>",
        "parameters": parameters,
        "weights_sha256": sha256(weights).hexdigest(),
    }
    (root / "bench").mkdir()
    (root / "bench" / "weights.safetensors").write_bytes(weights)
    (root / "bench" / "card.json").write_text(json.dumps(card))


@contextmanager
def served(root: Path) -> Iterator[int]:
    """Serve the models below `root` in a process of their own; yield its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    settings = {"TWO_LANE_MODELS": str(root), "TWO_LANE_REQUESTS_A_MINUTE": "1000000", "PORT": str(port)}
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"} | settings
    process = subprocess.Popen([sys.executable, "-m", "app"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not answers(port):
            if process.poll() is not None:
                raise SystemExit("the server did not start")
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def answers(port: int) -> bool:
    """Tell whether the server answers."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


def trace(port: int, tokens: int) -> tuple[float, float]:
    """Return seconds to the first byte of the body and to its end."""
    words = [f"w{n % (WORDS - 1)}" for n in range(tokens)]
    body = json.dumps({"model": "bench", "tokens": words})
    headers = {"Accept": "application/x-ndjson", "Content-Type": "application/json"}
    connection = HTTPConnection("127.0.0.1", port)
    begin = time.perf_counter()
    connection.request("POST", "/api/v1/trace", body, headers)
    answer = connection.getresponse()
    answer.read(1)
    first = time.perf_counter() - begin
    lines = answer.read().count(b"\n")
    whole = time.perf_counter() - begin
    connection.close()
    if answer.status != 200 or lines != tokens + 2:
        raise SystemExit(f"expected 200 and {tokens + 2} lines, got {answer.status} and {lines}")
    return first, whole


def main() -> None:
    """Print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder))
        with served(Path(folder)) as port:
            times = [trace(port, TOKENS) for _ in range(WARM + RUNS)][WARM:]
    first = statistics.median(first for first, _ in times) * 1_000
    rate = TOKENS / statistics.median(whole for _, whole in times)
    print(f"LSTM, H = {HIDDEN}, {TOKENS} tokens as JSON lines, median of {RUNS}")
    print(f"first event   {first:8.1f} ms  (at most 20)")
    print(f"steps/second  {rate:8,.0f}     (at least 20,000)")


if __name__ == "__main__":
    main()
