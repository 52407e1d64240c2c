"""The counters: an LSTM and a GRU of one unit, which are to know when every bracket is closed."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice, product
from statistics import median

import numpy as np

from engine.tasks_brackets import UNKNOWN, VOCABULARY, draw_word, nested_word
from engine.training import Batch
from models.train import counting, examples
from models.train.cards import Card, Shipment, ship, training, untrained_twin
from models.train.counting import IDS, PAIRS, TRAINED_TO, WORDS, Counting, count, first_mistake
from models.train.recipes import Recipe, Trained, learn, untrained
from models.train.report import percent, say

UPDATES = 3000
BATCH_SIZE = 32
UNKNOWN_RATE = 0.02  # of the brackets read, so that the unknown token is trained
STARTS, TRIAL = 5, 500  # a run tries so many initial weights for so many updates each, and goes on from the best
SEEDS = (1, 2, 3, 4, 5)
SWEEP_SEEDS = (11, 12, 13, 14, 15)
GRID = {
    "lstm": tuple(product((0.01, 0.03, 0.1), ("uniform", "forget_bias"))),
    "gru": tuple(product((0.01, 0.03, 0.1), ("uniform", "chrono"))),
}
RULE = "the median: third of the five seeds by the depth to which it counts, ties by the mean share of right words"


@dataclass(frozen=True, slots=True, eq=False)
class Seeded:
    """One trained seed and how far it counts."""

    seed: int
    start: int  # the seed of the initial weights
    trained: Trained
    counting: Counting


def shipments() -> Iterator[Shipment]:
    """Yield of each cell the median seed and its untrained twin.

    A sweep takes the choice with which the most seeds count as deep as training went, then the deepest median.
    """
    for cell in GRID:
        sweep = [sweep_row(cell, *choice) for choice in GRID[cell]]
        best = max(sweep, key=lambda row: (sum(depth >= TRAINED_TO for depth in row["depth"]), median(row["depth"])))
        chosen = recipe(cell, best["learning_rate"], best["initialisation"])
        yield from ship_cell(chosen, [train_seed(chosen, seed) for seed in SEEDS], sweep)


def ship_cell(one: Recipe, seeded: list[Seeded], sweep: list[Card]) -> Iterator[Shipment]:
    """Yield the median seed of a cell and the network that it was before training."""
    chosen = sorted(seeded, key=lambda each: each.counting.rank)[len(seeded) // 2]
    data = {
        "data": f"brackets (Dyck-1), words of 1 to {TRAINED_TO} pairs",
        "source": "engine/tasks_brackets.py",
        "sha256": data_sha256(chosen.seed),
    }
    card: Card = {
        "id": f"brackets-{one.cell}",
        "language": None,
        "task": "brackets",
        "unit_of_text": "character",
        "default": False,
        "training": training(one, data, chosen.seed, chosen.trained) | {"start": chosen.start, "starts": STARTS},
        "held_out": held_out_card(chosen.counting),
        "untrained_twin": f"brackets-{one.cell}-untrained",
        "unknown": UNKNOWN,
        "examples": list(examples.BRACKETS),
        "counting": counting_card(seeded, chosen),
        "sweep": sweep,
    }
    trained = ship(chosen.trained.network, VOCABULARY, card)
    yield trained
    before = untrained(one, len(VOCABULARY), chosen.start)
    yield untrained_twin(trained, before, held_out_card(count(before)))


def recipe(cell: str, learning_rate: float, initialisation: str) -> Recipe:
    """Return a recipe for one unit that reads one number."""
    return Recipe(cell, 1, 1, learning_rate, initialisation, UPDATES, longest=2 * TRAINED_TO)


def sweep_row(cell: str, learning_rate: float, initialisation: str) -> Card:
    """Return how deep five seeds count, which are none of those measured later."""
    seeded = [train_seed(recipe(cell, learning_rate, initialisation), seed) for seed in SWEEP_SEEDS]
    depth = sorted(one.counting.depth for one in seeded)
    return {"learning_rate": learning_rate, "initialisation": initialisation, "depth": depth}


def train_seed(one: Recipe, seed: int) -> Seeded:
    """Train one seed and let it count."""
    start = best_start(one, seed)
    trained = learn(one, untrained(one, len(VOCABULARY), start), batches(seed))
    found = count(trained.network)
    shown = " ".join(percent(share) for share in found.right)
    say(
        f"brackets {one.cell} {one.initialisation} {one.learning_rate:g} seed {seed}, {trained.cpu_seconds:.0f} s: "
        f"counts to depth {found.depth}; words right at {PAIRS} pairs: {shown}"
    )
    return Seeded(seed, start, trained, found)


def best_start(one: Recipe, seed: int) -> int:
    """Return the seed of the initial weights from which the loss is lowest after a trial.

    From some starts a network so small gets stuck: it learns which bracket was the last, its forget gate shuts, and no
    gradient opens it again. The trial sees the first batches of the training and nothing else.
    """
    tried = range(STARTS * seed, STARTS * (seed + 1))
    return min(tried, key=lambda start: trial_loss(one, start, seed))


def trial_loss(one: Recipe, start: int, seed: int) -> float:
    """Return the loss at the end of a trial."""
    return learn(one, untrained(one, len(VOCABULARY), start), islice(batches(seed), TRIAL)).loss


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
    """Return the SHA-256 of all that a seed was trained on, whichever its cell."""
    digest = sha256()
    for batch in batches(seed):
        digest.update(batch.ids.tobytes())
        digest.update(batch.targets.tobytes())
    return digest.hexdigest()


def held_out_card(found: Counting) -> Card:
    """Return the one number of a badge: right words among those longer than any of the training."""
    longer = [share for pairs, share in zip(PAIRS, found.right, strict=True) if pairs > TRAINED_TO]
    return {
        "metric": "words_right",
        "value": round(float(np.mean(longer)), 4),
        "sentences": WORDS * len(longer),
        "chance": 0.0,
    }


def counting_card(seeded: list[Seeded], chosen: Seeded) -> Card:
    """Return how far every seed counts, and where the one that is shipped goes wrong first."""
    found = chosen.counting
    mistake = first_mistake(chosen.trained.network, nested_word(found.depth + 1))
    return {
        "trained_to": TRAINED_TO,
        "tried_to": counting.DEEPEST,
        "pairs": list(PAIRS),
        "words": WORDS,
        "default_rule": RULE,
        "default_seed": chosen.seed,
        "breaks": mistake and {"word": found.depth + 1, **asdict(mistake)},
        "seeds": [
            {"seed": one.seed, "depth": one.counting.depth, "words_right": list(one.counting.right)} for one in seeded
        ],
    }
