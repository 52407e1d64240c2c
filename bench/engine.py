"""Measure the engine against what people use today: `python -m bench.engine` prints medians and ratios.

The peers are no dependency of this project and are left out where they are not installed. With them, from the root:

    python3 -m venv peers
    peers/bin/pip install numpy==2.4.6 torch==2.13.0 onnx onnxruntime
    peers/bin/python -m bench.engine

Everybody has one thread, float32 and a batch of 1 (training: 32). Contenders are interleaved: in each round every one
runs for some milliseconds, so that what else the machine does hits all alike; the figures are medians over all of it,
in processor time, which does not count waiting for other programs. A ratio is a peer's time over the engine's: above 1
the engine is faster. The engine's trace has every pre-activation, gate and state of every step, 13 quantities; nn.LSTM
and ONNX Runtime give h of every step and the last c. On most x86 machines PyTorch hands a whole layer to one kernel of
oneDNN; "no oneDNN" is the same module on PyTorch's own kernels, as it runs elsewhere.
"""

import os

os.environ.update({"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"})

from collections.abc import Callable, Iterator, Mapping
from statistics import median
from time import process_time
from typing import Any

import numpy as np

from bench import engine_peers as peers
from engine.arrays import Array
from engine.bptt import bptt
from engine.initialise import uniform
from engine.lstm import Params
from engine.network import Network, astype
from engine.optimisers import Adam
from engine.readout import Readout
from engine.training import Batch, train
from engine.unroll import Stack, unroll

STEPS = (20, 200, 1000)
SIZES = ((32, 32), (64, 128), (128, 256))  # input, hidden
ROUNDS, BLOCK = 21, 0.01  # seconds that a contender has in a round
GROUP = 0.0002  # seconds of calls that are timed as one, so that looking at the clock does not show
WORDS, SENTENCE, BATCH = 220, 30, 32  # of training: vocabulary, words of a sentence, sentences of a batch
AGREE = 1e-4  # float32 over 1,000 steps

Call = Callable[[], Any]


def medians(contenders: Mapping[str, Call | None]) -> dict[str, float]:
    """Return the median seconds of a call of each contender that is there, the contenders interleaved."""
    calls = {name: call for name, call in contenders.items() if call}
    lengths = {name: _length(call) for name, call in calls.items()}
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            group = max(1, round(GROUP / lengths[name]))
            for _ in range(max(1, round(BLOCK / (group * lengths[name])))):
                times[name].append(_seconds(call, group) / group)
    return {name: median(values) for name, values in times.items()}


def _seconds(call: Call, repeats: int) -> float:
    """Return how long some calls take."""
    begin = process_time()
    for _ in range(repeats):
        call()
    return process_time() - begin


def _length(call: Call) -> float:
    """Return roughly how long one call takes, after a few to warm up."""
    _seconds(call, 3)
    return max(_seconds(call, 10) / 10, 1e-7)


def layer(input_size: int, hidden_size: int) -> tuple[Params, Stack]:
    """Draw the weights of an LSTM: how long a step takes does not depend on what was learnt."""
    drawn = uniform("lstm", input_size, hidden_size, np.random.default_rng(1))
    assert isinstance(drawn, Params)
    params = Params(*(values.astype(np.float32) for values in (drawn.W_x, drawn.W_h, drawn.b)))
    return params, Stack("lstm", (params,))


def inputs(*shape: int) -> Array:
    """Draw standard normal numbers in float32."""
    return np.random.default_rng(2).standard_normal(shape).astype(np.float32)


def agree(contenders: Mapping[str, Call | None], ours: Array) -> None:
    """Stop unless every contender computes the same."""
    for name, call in contenders.items():
        theirs = call() if call else ours
        first = theirs[0] if isinstance(theirs, tuple) else theirs
        if not np.allclose(np.asarray(first).reshape(ours.shape), ours, atol=AGREE):
            raise SystemExit(f"{name} computes something else")


def traces() -> None:
    """Print (a): a trace of one sequence."""
    print("(a) a trace with every intermediate, µs, and the peers' times over it")
    for steps in STEPS:
        for input_size, hidden_size in SIZES:
            (params, stack), x = layer(input_size, hidden_size), inputs(steps, 1, input_size)
            rivals = {
                "nn.LSTM": peers.library(params, x),
                "nn.LSTM, no oneDNN": peers.unfused(peers.library(params, x)),
                "LSTMCell loop": peers.cell_loop(params, x),
                "loop with gates": peers.gates_loop(params, x),
                "ONNX Runtime": peers.onnx_runtime(params, x),
            }
            agree(rivals, unroll(stack, x).h)
            report(f"T = {steps:4}  D, H = {input_size:3}, {hidden_size:3}", lambda s=stack, v=x: unroll(s, v), rivals)


def gradients(alone: bool) -> None:
    """Print (b): the backward pass behind a trace, or alone."""
    print(f"(b) {'backward' if alone else 'forward and backward'} to weights, inputs and initial state, µs")
    for steps in STEPS:
        for input_size, hidden_size in SIZES:
            (params, stack), x = layer(input_size, hidden_size), inputs(steps, 1, input_size)
            d_h, trace = inputs(steps, 1, hidden_size), unroll(stack, x)
            rivals = {
                "autograd": peers.autograd(params, x, d_h, alone),
                "autograd, no oneDNN": peers.autograd(params, x, d_h, alone, fused=False),
            }
            agree(rivals, bptt(stack, trace, d_h).x)
            ours = {
                True: lambda s=stack, t=trace, d=d_h: bptt(s, t, d),
                False: lambda s=stack, v=x, d=d_h: bptt(s, unroll(s, v), d),
            }
            report(f"T = {steps:4}  D, H = {input_size:3}, {hidden_size:3}", ours[alone], rivals)


def learning() -> None:
    """Print (c): training of embedding, LSTM and readout."""
    print(f"(c) training, tokens/s: {BATCH} sentences of {SENTENCE} words, {WORDS} words in the vocabulary, Adam")
    for size in (16, 32, 64):
        generator = np.random.default_rng(3)
        head = Readout(generator.standard_normal((WORDS, size)) / 4, np.zeros(WORDS))
        wide = Network(generator.standard_normal((WORDS, size)), Stack("lstm", layer(size, size)[1].layers), head)
        network = astype(wide, np.float32)
        ids, targets = generator.integers(0, WORDS, (2, SENTENCE, BATCH))
        batch = Batch(ids, targets, np.ones(ids.shape, np.float32))
        updates = train(network, _forever(batch), Adam(peers.RATE))
        found = medians({"engine": lambda u=updates: next(u), "torch": peers.training(network, batch)})
        rates = {name: ids.size / seconds for name, seconds in found.items()}
        line = "  ".join(f"{name} {rate:9,.0f}" for name, rate in rates.items())
        print(f"    H = {size:3}  {line}{ratio(found, 'torch')}")


def _forever(batch: Batch) -> Iterator[Batch]:
    while True:
        yield batch


def first_steps() -> None:
    """Print (d): when the first values are there, of a sequence of 200 steps."""
    print("(d) the first step's values, µs, against the whole of nn.LSTM at T = 200, which gives none before")
    for input_size, hidden_size in SIZES:
        (params, stack), x = layer(input_size, hidden_size), inputs(200, 1, input_size)
        library = peers.library(params, x)
        rivals = {"nn.LSTM": library, "nn.LSTM, no oneDNN": peers.unfused(library)}
        report(f"D, H = {input_size:3}, {hidden_size:3}", lambda s=stack, v=x[:1]: unroll(s, v), rivals)


def report(label: str, ours: Call, rivals: Mapping[str, Call | None]) -> None:
    """Print one line: the engine's median, and each rival's with its ratio."""
    found = medians({"engine": ours} | dict(rivals))
    theirs = "  ".join(f"{name} {found[name] * 1e6:9,.0f}{ratio(found, name)}" for name in rivals if name in found)
    print(f"    {label}  engine {found['engine'] * 1e6:9,.0f}  {theirs}", flush=True)


def ratio(found: Mapping[str, float], name: str) -> str:
    """Return a peer's time over the engine's."""
    return f" ({found[name] / found['engine']:5.2f} ×)" if name in found else ""


def main() -> None:
    """Print everything."""
    peers.start()
    missing = [name for name in ("torch", "onnx", "onnxruntime") if getattr(peers, name) is None]
    if missing:
        print(f"not installed, so not compared: {', '.join(missing)}")
    traces()
    gradients(alone=False)
    gradients(alone=True)
    learning()
    first_steps()


if __name__ == "__main__":
    main()
