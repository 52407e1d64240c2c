"""Measure how fast a trace streams: `python -m bench.streaming` prints the medians over a real connection.

Steps a second: an LSTM of 64 units, 1,000 tokens as JSON lines from one server process, from sending the request to the
last byte. First event: from sending the request to the first byte of its body. The client only receives; what came is
checked afterwards. In turns with the traces, so that all meet the same noise, two libraries write the same steps as
JSON: nothing computed, rounded, framed or sent.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from app.encode import PLACES
from engine.weights import to_bytes

ROOT = Path(__file__).parent.parent
HIDDEN, WORDS, TOKENS, RUNS, WARM = 64, 200, 1_000, 15, 3
received = bytearray(32_000_000)  # no time goes into making room


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


def trace(port: int) -> tuple[float, float]:
    """Return seconds to the first byte of a trace and to its last."""
    body = json.dumps({"model": "bench", "tokens": [f"w{n % (WORDS - 1)}" for n in range(TOKENS)]})
    head = "POST /api/v1/trace HTTP/1.1\r\nHost: bench\r\nAccept: application/x-ndjson\r\nConnection: close\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as connection, memoryview(received) as room:
        begin = time.perf_counter()
        connection.sendall((head + body).encode())
        size = connection.recv_into(room)
        while room[:size].tobytes().find(b"\r\n\r\n") in (-1, size - 4):
            size += connection.recv_into(room[size:])
        first = time.perf_counter() - begin
        while count := connection.recv_into(room[size:]):
            size += count
        whole = time.perf_counter() - begin
    lines = received.count(b"}\n", 0, size)
    if not received.startswith(b"HTTP/1.1 200 ") or lines != TOKENS + 2:
        raise SystemExit(f"expected 200 and {TOKENS + 2} lines, got {received[9:12].decode()} and {lines}")
    return first, whole


def written(steps: list[dict[str, Any]], dumps: Callable[[Any], object]) -> float:
    """Return the seconds in which a library writes the steps, one after the other."""
    begin = time.perf_counter()
    for step in steps:
        dumps(step)
    return time.perf_counter() - begin


def with_orjson(step: Any) -> bytes:
    """Write a step with orjson, arrays as they are."""
    return orjson.dumps(step, option=orjson.OPT_SERIALIZE_NUMPY)


def with_json(step: Any) -> str:
    """Write a step with the standard library, which takes no arrays."""
    return json.dumps(step, default=lambda array: array.tolist())


def made_up() -> list[dict[str, Any]]:
    """Return steps that hold as many numbers as the real ones, with as many digits as a single has."""
    random = np.random.default_rng(2)
    names = ["_".join(place) for place in PLACES["lstm"]]
    values = random.uniform(-1, 1, (TOKENS, len(names), HIDDEN)).astype(np.float32)
    return [{"t": t, "layers": [dict(zip(names, layer, strict=True))]} for t, layer in enumerate(values)]


def main() -> None:
    """Print the medians."""
    steps, times = made_up(), []
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder))
        with served(Path(folder)) as port:
            for _ in range(WARM + RUNS):
                times.append((*trace(port), written(steps, with_orjson), written(steps, with_json)))
    first, whole, orjson_alone, json_alone = map(statistics.median, zip(*times[WARM:], strict=True))
    print(f"LSTM, H = {HIDDEN}, {TOKENS:,} tokens as JSON lines, medians of {RUNS}")
    print(f"first event          {first * 1000:8.1f} ms  (at most 20)")
    print(f"steps a second       {TOKENS / whole:8,.0f}     (at least 20,000)")
    share = statistics.median(alone / whole for _, whole, alone, _ in times[WARM:])
    print(f"orjson alone writes  {TOKENS / orjson_alone:8,.0f}     steps a second; the server has {share:.0%} of that")
    print(f"json alone writes    {TOKENS / json_alone:8,.0f}     steps a second")


if __name__ == "__main__":
    main()
