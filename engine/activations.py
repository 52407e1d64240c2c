"""The squashing functions and the softmax, each with the derivative that the backward pass needs."""

import numpy as np

from engine.arrays import Array


def sigmoid(pre: Array) -> Array:
    """Return 1 / (1 + exp(−pre)), in (0, 1), same shape and dtype.

    Written as exp(−log(1 + exp(−pre))): the tail stays positive where the tanh form returns exactly 0 (from −40 on).
    """
    return np.exp(-np.logaddexp(np.zeros((), pre.dtype), -pre))


def sigmoid_slope(value: Array) -> Array:
    """Return dσ/dpre = σ (1 − σ) from the value σ; at most 1/4."""
    return value * (1 - value)


def tanh_slope(value: Array) -> Array:
    """Return dtanh/dpre = 1 − tanh² from the value tanh; at most 1."""
    return 1 - value * value


def log_softmax(logits: Array) -> Array:
    """Return the log-probabilities over the last axis (..., V), finite wherever the logits are."""
    log_p: Array = logits - logits.max(axis=-1, keepdims=True)
    log_p -= np.log(np.exp(log_p).sum(axis=-1, keepdims=True))
    return log_p
