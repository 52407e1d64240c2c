"""The two ends of a language model: token embedding and softmax readout, with their gradients."""

from dataclasses import dataclass

import numpy as np

from engine.activations import log_softmax
from engine.arrays import Array, Ints


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
    """
    rows = h.reshape(-1, h.shape[-1])
    log_p = readout.log_probabilities(rows)
    picked = np.arange(len(rows)), targets.ravel()
    share = (weights / weights.sum()).ravel().astype(h.dtype)
    loss = -float(np.sum(share * log_p[picked], dtype=np.float64))
    d_logits = np.exp(log_p)
    d_logits[picked] -= 1
    d_logits *= share[:, None]
    d_h = (d_logits @ readout.W).reshape(h.shape)
    return loss, Readout(d_logits.T @ rows, d_logits.sum(0)), d_h


def embed(embedding: Array, ids: Ints) -> Array:
    """Return the rows (..., D) of embedding (V, D) that ids (...) name."""
    return embedding[ids]


def d_embed(embedding: Array, ids: Ints, d_x: Array) -> Array:
    """Return the gradient (V, D) of the embedding from d_x (..., D)."""
    d_embedding = np.zeros_like(embedding)
    np.add.at(d_embedding, ids.ravel(), d_x.reshape(-1, d_x.shape[-1]))
    return d_embedding
