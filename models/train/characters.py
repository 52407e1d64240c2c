"""The character models: per language one LSTM that has read real text, beside what counting characters gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from engine.arrays import Array, Ints
from engine.network import Network
from engine.readout import embed
from engine.text import Vocabulary
from engine.training import Batch
from engine.unroll import unroll
from models.train import examples
from models.train.cards import Card, Shipment, ship, training
from models.train.corpora import CORPORA, UNKNOWN, Corpus, Texts, encode, read, vocabulary_of
from models.train.ngrams import fit_kneser_ney, unigram_probabilities
from models.train.recipes import Recipe, Trained, learn, untrained
from models.train.report import say

SEED = 1
BATCH_SIZE = 32
N = 5  # of the n-gram that is measured beside it
SMOOTHING = "interpolated Kneser–Ney, one discount for each order, n1/(n1 + 2 n2)"
CHUNK = 2000  # characters that are measured at a time


@dataclass(frozen=True, slots=True)
class Plan:
    """The recipe of one language, and how its text is read."""

    recipe: Recipe
    window: int  # characters that a gradient reaches back
    unknown_rate: float = 0.02  # of the characters read, so that the unknown token is trained


PLANS = {
    "ja": Plan(Recipe("lstm", 64, 128, 0.005, "forget_bias", 3000, weight_decay=0.05, dropout=0.2), 64),
    "en": Plan(Recipe("lstm", 32, 128, 0.005, "forget_bias", 7000, weight_decay=0.1), 128),
}


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What is read: the texts of one language, as runs of ids."""

    corpus: Corpus
    texts: Texts
    vocabulary: Vocabulary
    runs: tuple[Ints, ...]


def ground_of(code: str, directory: Path) -> Ground:
    """Read the texts of one language; the directory holds the corpora."""
    corpus = CORPORA[code]
    texts = read(corpus, directory)
    vocabulary = vocabulary_of(texts.training, corpus.least)
    return Ground(corpus, texts, vocabulary, tuple(encode(text, vocabulary) for text in texts.training))


def train(code: str, ground: Ground) -> Trained:
    """Train the model of one language."""
    plan, vocabulary = PLANS[code], ground.vocabulary
    start = untrained(plan.recipe, len(vocabulary), SEED)
    return learn(plan.recipe, start, windows(ground.runs, plan, vocabulary.unknown_id))


def shipments(code: str, directory: Path) -> Iterator[Shipment]:
    """Train the model of one language, measure it and yield it."""
    ground = ground_of(code, directory)
    trained = train(code, ground)
    bits, baselines = measure(trained.network, ground)
    say(f"{code} characters, {trained.cpu_seconds:.0f} s: {bits:.3f} bits held out")
    card: Card = {
        "id": f"character-{code}-lstm",
        "language": code,
        "task": "character",
        "unit_of_text": "character",
        "default": False,
        "training": training(PLANS[code].recipe, data_card(ground), SEED, trained),
        "held_out": held_out_card(ground, bits),
        "baselines": baselines,
        "untrained_twin": None,
        "unknown": UNKNOWN,
        "examples": list(examples.CHARACTER[code]),
    }
    yield ship(trained.network, ground.vocabulary.tokens, card)


def windows(runs: Sequence[Ints], plan: Plan, unknown_id: int) -> Iterator[Batch]:
    """Draw windows of the runs, from anywhere in them with the same chance; every window starts from zero states."""
    generator = np.random.default_rng([SEED, 1])
    starts = np.cumsum([0, *(len(run) - plan.window for run in runs)])
    weights = np.ones((plan.window, BATCH_SIZE), np.float32)
    for _ in range(plan.recipe.updates):
        drawn = generator.integers(0, starts[-1], BATCH_SIZE)
        which = np.searchsorted(starts, drawn, side="right") - 1
        both = np.stack(
            [runs[run][at : at + plan.window + 1] for run, at in zip(which, drawn - starts[which], strict=True)], axis=1
        )
        ids = np.where(generator.random(weights.shape) < plan.unknown_rate, np.int32(unknown_id), both[:-1])
        yield Batch(ids, both[1:], weights)


def measure(network: Network, ground: Ground) -> tuple[float, Card]:
    """Return the bits per character of the network and of the baselines, on the same characters.

    Each held-out text is read in one go from a zero state; its first characters, for which the n-gram has no context
    of full length, are read but not counted.
    """
    size, runs = len(network.embedding), ground.runs
    held_out = [encode(text, ground.vocabulary) for text in ground.texts.held_out]
    fitted = fit_kneser_ney(runs, N, size)

    def bits(probabilities: Sequence[Array]) -> float:
        return float(-np.log2(np.concatenate(probabilities)).mean())

    network_bits = -np.concatenate([log_probabilities(network, ids)[N - 2 :] for ids in held_out]).mean() / np.log(2)
    baselines = {
        "unigram": round(bits([unigram_probabilities(runs, ids[N - 1 :], size) for ids in held_out]), 3),
        "five_gram": round(bits([fitted.probabilities(ids) for ids in held_out]), 3),
        "smoothing": SMOOTHING,
    }
    return float(network_bits), baselines


def log_probabilities(network: Network, ids: Ints) -> Array:
    """Return log p of every character after the first (nats), given all before it."""
    state, parts = None, []
    for start in range(0, len(ids) - 1, CHUNK):
        until = min(start + CHUNK, len(ids) - 1)
        trace = unroll(network.stack, embed(network.embedding, ids[start:until, None]), state)
        log_p = network.head.log_probabilities(trace.h[:, 0])
        parts.append(log_p[np.arange(until - start), ids[start + 1 : until + 1]].astype(np.float64))
        state = trace.state
    return np.concatenate(parts)


def data_card(ground: Ground) -> Card:
    """Return what a card says of the data; `sha256` is of the texts trained on, each file has its own."""
    sources = ground.corpus.sources
    return {
        "data": ", ".join(source.name for source in sources),
        "source": "; ".join(source.origin for source in sources),
        "sha256": sha256("".join(ground.texts.training).encode()).hexdigest(),
        "files": [{"name": source.name, "source": source.origin, "sha256": source.sha256} for source in sources],
    }


def held_out_card(ground: Ground, bits: float) -> Card:
    """Return the one number of a badge, and the bits of a guess among all characters."""
    return {
        "metric": "bits_per_character",
        "value": round(bits, 3),
        "sentences": None,
        "characters": sum(map(len, ground.texts.held_out)),
        "chapters": [source.held_out for source in ground.corpus.sources],
        "chance": round(float(np.log2(len(ground.vocabulary))), 3),
    }
