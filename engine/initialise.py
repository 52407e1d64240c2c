"""Initial weights, drawn from a Generator."""

from math import sqrt
from typing import TypeVar

import numpy as np

from engine import gru, lstm, rnn
from engine.arrays import Array
from engine.cells import Params, cell_module
from engine.errors import RangeError

Generator = np.random.Generator
P = TypeVar("P", lstm.Params, gru.Params)


def uniform(cell: str, input_size: int, hidden_size: int, generator: Generator) -> Params:
    """Draw every weight and bias from U(−1/√H, 1/√H), as PyTorch does (its two biases summed, but for the GRU)."""
    bound, rows = 1 / sqrt(hidden_size), len(cell_module(cell).BLOCKS) * hidden_size

    def draw(*shape: int) -> Array:
        return generator.uniform(-bound, bound, shape)

    W_x, W_h, b_x, b_h = draw(rows, input_size), draw(rows, hidden_size), draw(rows), draw(rows)
    if cell == "gru":
        return gru.Params(W_x, W_h, b_x, b_h)
    return (lstm.Params if cell == "lstm" else rnn.Params)(W_x, W_h, b_x + b_h)


def orthogonal(params: Params, generator: Generator) -> Params:
    """Replace every recurrent block (H, H) by a random orthogonal matrix (Saxe, McClelland & Ganguli 2014)."""
    size = params.hidden_size
    blocks = []
    for _ in range(len(params.W_h) // size):
        q, r = np.linalg.qr(generator.standard_normal((size, size)))
        blocks.append(q * np.sign(np.diag(r)))
    return _with(params, W_h=np.concatenate(blocks))


def forget_bias(params: lstm.Params, value: float = 1.0) -> lstm.Params:
    """Set the bias of the forget gate (Gers et al. 2000; Jozefowicz et al. 2015 advise 1)."""
    b, size = params.b.copy(), params.hidden_size
    b[size : 2 * size] = value
    return lstm.Params(params.W_x, params.W_h, b)


def chrono(params: P, longest: int, generator: Generator) -> P:
    """Set the biases so that units keep for U(1, longest − 1) timesteps (Tallec & Ollivier 2018).

    b_f = log u and b_i = −b_f for an LSTM; b_z = log u for a GRU, whose z keeps. RangeError for longest < 3.
    """
    if longest < 3:
        raise RangeError(f"longest: expected at least 3 timesteps, got {longest}")
    size = params.hidden_size
    keep = np.log(generator.uniform(1, longest - 1, size))
    if isinstance(params, lstm.Params):
        b = np.concatenate([-keep, keep, np.zeros(2 * size)])
        return lstm.Params(params.W_x, params.W_h, b)
    b_x, b_h = np.zeros(3 * size), np.zeros(3 * size)
    b_x[size : 2 * size] = keep
    return gru.Params(params.W_x, params.W_h, b_x, b_h)


def _with(params: Params, W_h: Array) -> Params:
    """Return the parameters with other recurrent weights."""
    if isinstance(params, gru.Params):
        return gru.Params(params.W_x, W_h, params.b_x, params.b_h)
    return type(params)(params.W_x, W_h, params.b)
