"""The two ends of a language model: token embedding and softmax readout, with their gradients."""

from dataclasses import dataclass

import numpy as np

from engine.activations import log_softmax
from engine.arrays import Array, Ints
from engine.errors import RangeError, ShapeError


@dataclass(frozen=True, slots=True, eq=False)
class Readout:
    """A linear layer from the hidden state to one logit per token."""

    W: Array  # (V, H)
    b: Array  # (V,)

    def log_probabilities(self, h: Array) -> Array:
        """Return log p(next token) (..., V) from h (..., H)."""
        return log_softmax(h @ self.W.T + self.b)


def loss_and_gradient(readout: Readout, h: Array, targets: Ints, weights: Array) -> tuple[float, Readout, Array]:
    """Return the weighted mean of −log p(target) in nats, and its gradients d_readout and d_h.

    h (T, B, H); targets (T, B) token ids; weights (T, B) ≥ 0, 0 where there is no target. The mean is over Σ weights.
    ShapeError or RangeError for targets and weights that do not fit. The array of log-probabilities (T·B, V) turns in
    place into the gradient of the logits, (softmax − one-hot) · weight / Σ weights.
    """
    _check(readout, h, targets, weights)
    rows = h.reshape(-1, h.shape[-1])
    picked = np.arange(len(rows)), targets.ravel()
    share = (weights / weights.sum()).ravel().astype(h.dtype)
    values = log_softmax(rows @ readout.W.T + readout.b)
    loss = -float(np.sum(share * values[picked], dtype=np.float64))
    np.exp(values, out=values)
    values[picked] -= 1
    values *= share[:, None]
    return loss, Readout(values.T @ rows, values.sum(0)), (values @ readout.W).reshape(h.shape)


def _check(readout: Readout, h: Array, targets: Ints, weights: Array) -> None:
    """Raise ShapeError or RangeError unless there is a target and a weight for every h, and any target at all."""
    for name, value in (("targets", targets), ("weights", weights)):
        if value.shape != h.shape[:-1]:
            raise ShapeError(f"{name}: expected {h.shape[:-1]}, got {value.shape}")
    if targets.min() < 0 or targets.max() >= len(readout.b):
        raise RangeError(f"targets: expected 0 to {len(readout.b) - 1}, got {targets.min()} to {targets.max()}")
    if not (weights.min() >= 0 and 0 < weights.sum() < np.inf):
        raise RangeError(f"weights: expected finite numbers >= 0 and one above 0, got a sum of {weights.sum()}")


def embed(embedding: Array, ids: Ints) -> Array:
    """Return the rows (..., D) of embedding (V, D) that ids (...) name."""
    return embedding[ids]


def d_embed(embedding: Array, ids: Ints, d_x: Array) -> Array:
    """Return the gradient (V, D) of the embedding from d_x (..., D)."""
    d_embedding = np.zeros_like(embedding)
    np.add.at(d_embedding, ids.ravel(), d_x.reshape(-1, d_x.shape[-1]))
    return d_embedding
