"""How far a network counts: the depth of brackets up to which it knows when none is open, and where it goes wrong."""

from dataclasses import dataclass

import numpy as np

from engine.network import Network
from engine.readout import embed
from engine.tasks_brackets import CLOSE, END, VOCABULARY, depths, draw_word, nested_word
from engine.unroll import unroll

TRAINED_TO = 20  # pairs of brackets in a word, and so also the greatest depth
PAIRS = (5, 10, 20, 30, 40, 50, 75, 100, 200)
WORDS = 200  # drawn at each number of pairs
SEED = 1002
DEEPEST = 400  # depth up to which counting is tried
IDS = {token: id_ for id_, token in enumerate(VOCABULARY)}


@dataclass(frozen=True, slots=True)
class Counting:
    """How far a network counts."""

    depth: int  # all words ((…)) up to this depth are right
    right: tuple[float, ...]  # share of random words of each number of PAIRS

    @property
    def rank(self) -> tuple[int, float]:
        """Return what runs are ordered by."""
        return self.depth, float(np.mean(self.right))


@dataclass(frozen=True, slots=True)
class Mistake:
    """The first place of a word at which a network is wrong about whether anything is open."""

    at: int  # brackets read before it
    opened: int  # of them still open, in truth
    ends: bool  # whether the network says that none is


def count(network: Network) -> Counting:
    """Measure how deep a network counts, and how many random words it reads without a mistake."""
    depth = next((depth for depth in range(DEEPEST) if first_mistake(network, nested_word(depth + 1))), DEEPEST)
    right = []
    for pairs in PAIRS:
        generator = np.random.default_rng([SEED, pairs])
        words = (draw_word(pairs, generator) for _ in range(WORDS))
        right.append(sum(first_mistake(network, word) is None for word in words) / WORDS)
    return Counting(depth, tuple(right))


def first_mistake(network: Network, word: tuple[str, ...]) -> Mistake | None:
    """Return where a full stop is first likelier than a closing bracket though something is open, or the reverse."""
    ids = np.array([IDS[token] for token in word[:-1]])[:, None]
    log_p = network.head.log_probabilities(unroll(network.stack, embed(network.embedding, ids)).h[:, 0])
    ends = log_p[:, IDS[END]] > log_p[:, IDS[CLOSE]]
    opened = np.array(depths(word[:-1]))
    wrong = np.flatnonzero(ends != (opened == 0))
    if not len(wrong):
        return None
    first = int(wrong[0])
    return Mistake(first + 1, int(opened[first]), bool(ends[first]))
