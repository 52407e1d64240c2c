"""The counter: an LSTM of one unit, which learns to know when every bracket is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import product

import numpy as np

from engine.network import Network
from engine.readout import embed
from engine.tasks_brackets import CLOSE, END, UNKNOWN, VOCABULARY, depths, draw_word, nested_word
from engine.training import Batch
from engine.unroll import unroll
from models.train import examples
from models.train.cards import Card, Shipment, ship, training, untrained_twin
from models.train.recipes import Recipe, Trained, learn, untrained
from models.train.report import percent, say

UPDATES = 3000
BATCH_SIZE = 32
TRAINED_TO = 20  # pairs of brackets in a word, and so also the greatest depth
UNKNOWN_RATE = 0.02  # of the brackets read, so that the unknown token is trained
SEEDS = (1, 2, 3, 4, 5)
SWEEP_SEEDS = (11, 12, 13, 14, 15)
GRID = tuple(product((0.01, 0.02, 0.05), ("uniform", "chrono")))
PAIRS = (5, 10, 20, 30, 40, 50, 75, 100, 200)
WORDS = 200  # drawn at each number of pairs
DEEPEST = 400  # depth up to which counting is tried
RULE = "the median: third of the five seeds by the depth to which it counts, ties by the mean share of right words"
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


@dataclass(frozen=True, slots=True, eq=False)
class Seeded:
    """One trained seed and how far it counts."""

    seed: int
    trained: Trained
    counting: Counting


def shipments() -> Iterator[Shipment]:
    """Sweep, train five seeds; yield the median and its untrained twin."""
    sweep = [sweep_row(*choice) for choice in GRID]
    best = max(sweep, key=lambda row: row["depth"])  # sorted: the worst seeds are compared first
    chosen_recipe = recipe(best["learning_rate"], best["initialisation"])
    seeded = [train_seed(chosen_recipe, seed) for seed in SEEDS]
    chosen = sorted(seeded, key=lambda one: one.counting.rank)[len(seeded) // 2]
    data = {
        "data": f"brackets (Dyck-1), words of 1 to {TRAINED_TO} pairs",
        "source": "engine/tasks_brackets.py",
        "sha256": data_sha256(chosen.seed),
    }
    card: Card = {
        "id": "brackets-lstm",
        "language": None,
        "task": "brackets",
        "unit_of_text": "character",
        "default": False,
        "training": training(chosen_recipe, data, UPDATES, chosen.seed, chosen.trained.seconds),
        "held_out": held_out_card(chosen.counting),
        "untrained_twin": "brackets-lstm-untrained",
        "unknown": UNKNOWN,
        "examples": list(examples.BRACKETS),
        "counting": counting_card(seeded, chosen.seed),
        "sweep": sweep,
    }
    trained = ship(chosen.trained.network, VOCABULARY, card)
    yield trained
    before = untrained(chosen_recipe, len(VOCABULARY), chosen.seed)
    yield untrained_twin(trained, before, held_out_card(count(before)))


def recipe(learning_rate: float, initialisation: str) -> Recipe:
    """Return a recipe for one unit that reads one number."""
    return Recipe("lstm", 1, 1, learning_rate, initialisation, UPDATES, longest=2 * TRAINED_TO)


def sweep_row(learning_rate: float, initialisation: str) -> Card:
    """Return how deep five seeds count, which are none of those measured later."""
    seeded = [train_seed(recipe(learning_rate, initialisation), seed) for seed in SWEEP_SEEDS]
    depth = sorted(one.counting.depth for one in seeded)
    return {"learning_rate": learning_rate, "initialisation": initialisation, "depth": depth}


def train_seed(one: Recipe, seed: int) -> Seeded:
    """Train one seed and let it count."""
    trained = learn(one, untrained(one, len(VOCABULARY), seed), batches(seed))
    counting = count(trained.network)
    shown = " ".join(percent(share) for share in counting.right)
    say(
        f"brackets {one.initialisation} {one.learning_rate:g} seed {seed}, {trained.seconds:.0f} s: "
        f"counts to depth {counting.depth}; words right at {PAIRS} pairs: {shown}"
    )
    return Seeded(seed, trained, counting)


def batches(seed: int) -> Iterator[Batch]:
    """Draw one batch per update: words of one number of pairs, which is log-uniform from 1 to TRAINED_TO."""
    generator = np.random.default_rng([seed, 1])
    for _ in range(UPDATES):
        pairs = int((TRAINED_TO + 1) ** generator.random())
        words = [[IDS[token] for token in draw_word(pairs, generator)] for _ in range(BATCH_SIZE)]
        both = np.array(words, np.int32).T
        ids = both[:-1].copy()
        ids[generator.random(ids.shape) < UNKNOWN_RATE] = IDS[UNKNOWN]
        yield Batch(ids, both[1:], np.ones(ids.shape, np.float32))


def data_sha256(seed: int) -> str:
    """Return the SHA-256 of all that a seed was trained on."""
    digest = sha256()
    for batch in batches(seed):
        digest.update(batch.ids.tobytes())
        digest.update(batch.targets.tobytes())
    return digest.hexdigest()


def count(network: Network) -> Counting:
    """Measure how deep a network counts, and how many random words it reads without a mistake."""
    depth = next((depth for depth in range(DEEPEST) if not is_right(network, nested_word(depth + 1))), DEEPEST)
    right = []
    for pairs in PAIRS:
        generator = np.random.default_rng([1002, pairs])
        right.append(float(np.mean([is_right(network, draw_word(pairs, generator)) for _ in range(WORDS)])))
    return Counting(depth, tuple(right))


def is_right(network: Network, word: tuple[str, ...]) -> bool:
    """Tell whether a full stop is likelier than a closing bracket where nothing is open, and there alone."""
    ids = np.array([IDS[token] for token in word[:-1]])[:, None]
    log_p = network.head.log_probabilities(unroll(network.stack, embed(network.embedding, ids)).h[:, 0])
    ends = log_p[:, IDS[END]] > log_p[:, IDS[CLOSE]]
    return bool(np.all(ends == (np.array(depths(word[:-1])) == 0)))


def held_out_card(counting: Counting) -> Card:
    """Return the one number of a badge: right words among those longer than any of the training."""
    longer = [share for pairs, share in zip(PAIRS, counting.right, strict=True) if pairs > TRAINED_TO]
    return {
        "metric": "words_right",
        "value": round(float(np.mean(longer)), 4),
        "sentences": WORDS * len(longer),
        "chance": 0.0,
    }


def counting_card(seeded: list[Seeded], chosen: int) -> Card:
    """Return how far every seed counts."""
    return {
        "trained_to": TRAINED_TO,
        "pairs": list(PAIRS),
        "words": WORDS,
        "default_rule": RULE,
        "default_seed": chosen,
        "seeds": [
            {"seed": one.seed, "depth": one.counting.depth, "words_right": list(one.counting.right)} for one in seeded
        ],
    }
