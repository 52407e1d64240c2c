"""What people use today for what the engine does: the contenders of `bench.engine`, functions without arguments.

PyTorch and ONNX Runtime are measured where they are installed (see `bench.engine`) and left out where they are not.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.lstm import Params
from engine.network import Network
from engine.training import Batch

torch: Any = None
onnx: Any = None
onnxruntime: Any = None
with suppress(ImportError):
    import torch
with suppress(ImportError):
    import onnx
    import onnxruntime

Call = Callable[[], Any]
TORCH_ORDER = {"weight_ih": "W_x", "weight_hh": "W_h", "bias_ih": "b"}
RATE = 0.01


@contextmanager
def own_kernels() -> Iterator[None]:
    """Let PyTorch compute by its own kernels, as it does wherever it has no oneDNN to hand a whole layer to."""
    torch._C._set_mkldnn_enabled(False)  # the public context manager costs as much as some steps
    try:
        yield
    finally:
        torch._C._set_mkldnn_enabled(True)


def unfused(call: Call | None) -> Call | None:
    """Return a contender that runs without oneDNN."""

    def alone() -> Any:
        assert call
        with own_kernels():
            return call()

    return call and alone


def start() -> None:
    """Give PyTorch the one thread that everybody has."""
    if torch:
        torch.set_num_threads(1)


def library(params: Params, x: Array) -> Call | None:
    """Run `torch.nn.LSTM` without gradients, which oneDNN computes in one kernel: h of every step and the last c."""
    if not torch:
        return None
    net, values = _loaded(torch.nn.LSTM, params, "_l0"), torch.tensor(x)

    @torch.inference_mode()
    def call() -> Any:
        return net(values)[0]

    return call


def cell_loop(params: Params, x: Array) -> Call | None:
    """Run `torch.nn.LSTMCell` step by step: h and c of every step."""
    if not torch:
        return None
    cell, values = _loaded(torch.nn.LSTMCell, params, ""), torch.tensor(x)

    @torch.inference_mode()
    def call() -> Any:
        h = c = torch.zeros(1, params.hidden_size)
        rows = []
        for x_t in values:
            h, c = cell(x_t, (h, c))
            rows.append((h, c))
        return tuple(torch.stack(column) for column in zip(*rows, strict=True))

    return call


def gates_loop(params: Params, x: Array) -> Call | None:
    """Run the loop that people write around LSTMCell's weights to get its gates: i, f, g, o, c and h of every step."""
    if not torch:
        return None
    cell, values = _loaded(torch.nn.LSTMCell, params, ""), torch.tensor(x)
    linear, sigmoid, tanh = torch.nn.functional.linear, torch.sigmoid, torch.tanh

    @torch.inference_mode()
    def call() -> Any:
        h = c = torch.zeros(1, params.hidden_size)
        rows = []
        for x_t in values:
            pre = linear(x_t, cell.weight_ih, cell.bias_ih) + linear(h, cell.weight_hh, cell.bias_hh)
            a_i, a_f, a_g, a_o = pre.chunk(4, 1)
            i, f, g, o = sigmoid(a_i), sigmoid(a_f), tanh(a_g), sigmoid(a_o)
            c = f * c + i * g
            h = o * tanh(c)
            rows.append((h, i, f, g, o, c))
        return tuple(torch.stack(column) for column in zip(*rows, strict=True))

    return call


def onnx_runtime(params: Params, x: Array) -> Call | None:
    """Run ONNX Runtime's LSTM on one thread: h of every step and the last c."""
    if not onnxruntime:
        return None

    def in_its_order(rows: Array) -> Array:
        i, f, g, o = np.split(rows, 4)
        return np.concatenate([i, o, f, g])[None]

    size = params.hidden_size
    biases = np.concatenate([in_its_order(params.b), np.zeros((1, 4 * size), np.float32)], axis=1)
    arrays = {"W": in_its_order(params.W_x), "R": in_its_order(params.W_h), "B": biases}
    helper, floats = onnx.helper, onnx.TensorProto.FLOAT
    node = helper.make_node("LSTM", ["X", "W", "R", "B"], ["Y", "Y_h", "Y_c"], hidden_size=size)
    given = [helper.make_tensor_value_info("X", floats, x.shape)]
    wanted = [helper.make_tensor_value_info(name, floats, None) for name in ("Y", "Y_h", "Y_c")]
    stored = [onnx.numpy_helper.from_array(value, name) for name, value in arrays.items()]
    graph = helper.make_graph([node], "lstm", given, wanted, stored)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    return lambda: session.run(None, {"X": x})[0][:, 0]


def autograd(params: Params, x: Array, d_h: Array, alone: bool, fused: bool = True) -> Call | None:
    """Run autograd back from d_h to weights, x and initial state of `torch.nn.LSTM`, alone or behind the run itself."""
    if not torch:
        return None
    net, weights = _loaded(torch.nn.LSTM, params, "_l0"), torch.tensor(d_h)
    zeros = torch.zeros(1, 1, params.hidden_size)
    leaves = [torch.tensor(x, requires_grad=True), zeros.clone().requires_grad_(), zeros.clone().requires_grad_()]

    def forward() -> Any:
        return net(leaves[0], (leaves[1], leaves[2]))[0]

    kernels = nullcontext if fused else own_kernels
    with kernels():
        once = forward()

    def call() -> Any:
        net.zero_grad()
        for leaf in leaves:
            leaf.grad = None
        with kernels():
            (once if alone else forward()).backward(weights, retain_graph=alone)
        return leaves[0].grad

    return call


def training(network: Network, batch: Batch) -> Call | None:
    """Train embedding, LSTM and readout by PyTorch: one update a call, clipped at norm 1, Adam."""
    if not torch:
        return None
    (params,) = network.stack.layers
    embedding, head = torch.nn.Embedding(*network.embedding.shape), torch.nn.Linear(*network.head.W.shape[::-1])
    net = _loaded(torch.nn.LSTM, params, "_l0")
    for parameter, values in ((embedding.weight, network.embedding), (head.weight, network.head.W)):
        parameter.data = torch.tensor(values)
    parameters = [*embedding.parameters(), *net.parameters(), *head.parameters()]
    optimiser = torch.optim.Adam(parameters, RATE)
    ids, targets = torch.tensor(batch.ids), torch.tensor(batch.targets).flatten()

    def call() -> float:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(head(net(embedding(ids))[0]).flatten(0, 1), targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        return float(loss.detach())

    return call


def _loaded(kind: Any, params: Any, suffix: str) -> Any:
    """Return a module of PyTorch with the engine's weights; the second of its biases is 0."""
    module = kind(params.input_size, params.hidden_size)
    with torch.no_grad():
        for name, ours in TORCH_ORDER.items():
            getattr(module, name + suffix).copy_(torch.tensor(getattr(params, ours)))
        getattr(module, f"bias_hh{suffix}").zero_()
    return module
