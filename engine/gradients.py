"""The backward pass of one prediction: how much its loss would change with each state on the way, and by which path."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.bptt import Gradients, bptt
from engine.carry import CARRIED, carry, left_at
from engine.cells import State
from engine.clamp import Clamp
from engine.errors import RangeError
from engine.lstm import StepGradient
from engine.network import Network, astype, named
from engine.optimisers import global_norm
from engine.readout import d_embed, embed, loss_and_gradient
from engine.unroll import Trace, unroll


@dataclass(frozen=True, slots=True, eq=False)
class LayerGradient:
    """The gradient that reaches a layer, T = target step + 1.

    The highway is the part that came back from the carried state of the target step by nothing but the gates that keep
    (Hochreiter & Schmidhuber's constant error carousel, times the forget gates): ∂L/∂c_t ⊙ Π f of an LSTM, of its d_c;
    ∂L/∂h_t ⊙ Π z of a GRU, of its d_h. The rest of the total came through gates, candidates and the layer below.
    """

    d_h: Array  # (T, H), total
    d_c: Array | None  # (T, H), total; None but for an LSTM
    highway: Array | None  # (T, H); None for an RNN, which has none
    d_initial: State  # (1, H), total
    initial_highway: Array | None  # (H,)


@dataclass(frozen=True, slots=True, eq=False)
class PredictionGradient:
    """The loss −log p(token) of one prediction in nats, and its gradient, layer by layer."""

    loss: float
    layers: tuple[LayerGradient, ...]
    parameter_norm: float  # of the gradient of all parameters together


def prediction_gradient(
    network: Network,
    ids: Sequence[int],
    t: int,
    token: int,
    state: tuple[State, ...] | None = None,
    clamps: Sequence[Clamp] = (),
) -> PredictionGradient:
    """Return the gradient of −log p(token) after step t of a run over ids, from `state` (zeros by default).

    Runs in float64 whatever the network's dtype, so that what vanishes can be followed to 1e-308. Clamped values are
    constants. RangeError for a step or token that is not there; see `unroll` for the other errors.
    """
    for name, index, limit in (("t", t, len(ids)), ("token", token, len(network.head.b))):
        if not 0 <= index < limit:
            raise RangeError(f"{name}: expected 0 to {limit - 1}, got {index}")
    network = astype(network, np.float64)
    read = np.asarray(ids[: t + 1], np.intp)[:, None]
    trace = unroll(network.stack, embed(network.embedding, read), state, clamps)
    loss, d_head, d_last = loss_and_gradient(network.head, trace.h[-1:], np.array([[token]]), np.ones((1, 1)))
    gradients = from_last_step(network, trace, d_last[0])
    d_network = Network(d_embed(network.embedding, read, gradients.x), gradients.stack, d_head)
    layers = tuple(layer_gradient(trace, gradients, layer) for layer in range(network.stack.num_layers))
    return PredictionGradient(loss, layers, global_norm(named(d_network)))


def from_last_step(network: Network, trace: Trace, d_h: Array) -> Gradients:
    """Return the gradients of a loss that sees the last hidden state alone, from d_h (B, H)."""
    d_outer = np.zeros_like(trace.h)
    d_outer[-1] = d_h
    return bptt(network.stack, trace, d_outer)


def layer_gradient(trace: Trace, gradients: Gradients, layer: int) -> LayerGradient:
    """Return what reaches one layer of a loss that sees the last hidden state alone (B = 1), with the highway apart."""
    step, initial = gradients.steps[layer], gradients.initial_state[layer]
    d_c = step.d_c[:, 0] if isinstance(step, StepGradient) else None
    if trace.cell not in CARRIED:
        return LayerGradient(step.d_h[:, 0], d_c, None, initial, None)
    left = left_at(carry(trace, layer).keep[:, 0])
    highway = left * (step.d_h[-1, 0] if d_c is None else d_c[-1])
    return LayerGradient(step.d_h[:, 0], d_c, highway[1:], initial, highway[0])


def norms(values: Array) -> Array:
    """Return the Euclidean norm of each row (T, H) → (T,), without squaring what is too small or too large for it."""
    largest = np.abs(values).max(axis=-1, keepdims=True)
    scale = np.where((largest > 0) & np.isfinite(largest), largest, 1)
    return np.asarray(scale[..., 0] * np.sqrt(np.square(values / scale).sum(-1)))


def clipped_norm(norm: float, threshold: float) -> tuple[float, float]:
    """Return what clipping by the global norm makes of a norm, and the factor that shortens every gradient alike.

    Pascanu et al. 2013, as `optimisers.clip` does it. RangeError unless threshold > 0.
    """
    if not threshold > 0:
        raise RangeError(f"threshold: expected a number above 0, got {threshold}")
    return (norm, 1.0) if norm <= threshold else (threshold, threshold / norm)
