"""What a character model is compared with: a unigram, and an n-gram smoothed by interpolated Kneser–Ney.

Kneser & Ney 1995 in the interpolated form of Chen & Goodman 1998 (section 2.7): orders below the highest count in how
many contexts an n-gram occurs, each order has the one discount n₁ / (n₁ + 2 n₂), and the lowest falls back on the
uniform distribution.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Ints

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Order:
    """The n-grams of one length, as sorted codes, with their counts and those of their contexts."""

    codes: Codes
    counts: Codes
    contexts: Codes
    context_counts: Codes
    context_kinds: Codes  # how many different tokens follow the context
    discount: float


@dataclass(frozen=True, slots=True)
class KneserNey:
    """A fitted model; `orders[k]` holds the n-grams of k + 1 tokens."""

    orders: tuple[Order, ...]
    vocabulary_size: int

    def probabilities(self, ids: Ints) -> Floats:
        """Return the probability of every token from the n-th on, given the n − 1 before it."""
        size, n = self.vocabulary_size, len(self.orders)
        result = np.full(len(ids) - n + 1, 1 / size)
        for length, order in enumerate(self.orders, 1):
            codes = grams(ids, length, size)[n - length :]
            count, total, kinds = (
                _look_up(order.codes, order.counts, codes),
                _look_up(order.contexts, order.context_counts, codes // size),
                _look_up(order.contexts, order.context_kinds, codes // size),
            )
            seen = total > 0  # an unseen context says nothing: the shorter one decides alone
            kept = np.maximum(count - order.discount, 0)
            mixed = (kept + order.discount * kinds * result) / np.where(seen, total, 1)
            result = np.where(seen, mixed, result)
        return result


def fit_kneser_ney(runs: Sequence[Ints], n: int, vocabulary_size: int) -> KneserNey:
    """Count the n-grams of runs of ids; none reaches across the gap between two runs."""
    orders: list[Order] = []
    for length in range(n, 0, -1):
        if length == n:
            found = np.concatenate([grams(run, length, vocabulary_size) for run in runs])
        else:  # one for every different token seen before it
            found = orders[-1].codes % vocabulary_size**length
        orders.append(_order(found, vocabulary_size))
    return KneserNey(tuple(orders[::-1]), vocabulary_size)


def unigram_probabilities(runs: Sequence[Ints], ids: Ints, vocabulary_size: int) -> Floats:
    """Return the probability of every token by its frequency in the runs, plus one for each token."""
    counts = np.bincount(np.concatenate(runs), minlength=vocabulary_size) + 1
    return np.asarray(counts[ids] / counts.sum())


def grams(ids: Ints, length: int, vocabulary_size: int) -> Codes:
    """Return a code for each n-gram of a run: its ids as the digits of a number in base V."""
    codes = np.zeros(len(ids) - length + 1, np.int64)
    for place in range(length):
        codes = codes * vocabulary_size + ids[place : len(ids) - length + 1 + place]
    return codes


def _order(found: Codes, size: int) -> Order:
    codes, counts = np.unique(found, return_counts=True)
    contexts, starts, kinds = np.unique(codes // size, return_index=True, return_counts=True)
    once, twice = int(np.sum(counts == 1)), int(np.sum(counts == 2))
    discount = once / (once + 2 * twice) if once else 0.0
    return Order(codes, counts, contexts, np.add.reduceat(counts, starts), kinds, discount)


def _look_up(keys: Codes, values: Codes, wanted: Codes) -> Codes:
    """Return the value of each wanted key, 0 where there is none; the keys are sorted."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0)
