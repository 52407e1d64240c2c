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
from models.train.recipes import Recipe, learn, untrained
from models.train.report import say

UNITS = 128
SEED = 1
BATCH_SIZE = 32
UNKNOWN_RATE = 0.01  # of the characters read, so that the unknown token is trained
N = 5  # of the n-gram that is measured beside it
SMOOTHING = "interpolated Kneser–Ney, one discount for each order, n1/(n1 + 2 n2)"
CHUNK = 2000  # characters that are measured at a time


@dataclass(frozen=True, slots=True)
class Plan:
    """What differs between the languages: the size of the embedding, the length of what is read, the updates."""

    input_size: int
    window: int  # characters that a gradient reaches back
    updates: int
    learning_rate: float


PLANS = {"ja": Plan(64, 64, 2800, 0.004), "en": Plan(32, 64, 8000, 0.004)}


def shipments(code: str, directory: Path) -> Iterator[Shipment]:
    """Train the model of one language; yield it. The directory holds the corpora."""
    corpus, plan = CORPORA[code], PLANS[code]
    texts = read(corpus, directory)
    vocabulary = vocabulary_of(texts.training, corpus.least)
    runs = [encode(text, vocabulary) for text in texts.training]
    recipe = Recipe("lstm", plan.input_size, UNITS, plan.learning_rate, "forget_bias", plan.updates)
    trained = learn(recipe, untrained(recipe, len(vocabulary), SEED), windows(runs, plan, vocabulary.unknown_id))
    held_out = [encode(text, vocabulary) for text in texts.held_out]
    bits, baselines = measure(trained.network, runs, held_out)
    say(f"{code} characters, {recipe.updates} updates, {trained.seconds:.0f} s: {bits:.3f} bits held out")
    card: Card = {
        "id": f"character-{code}-lstm",
        "language": code,
        "task": "character",
        "unit_of_text": "character",
        "default": False,
        "training": training(recipe, data_card(corpus, texts), recipe.updates, SEED, trained.seconds),
        "held_out": held_out_card(corpus, texts, vocabulary, bits),
        "baselines": baselines,
        "untrained_twin": None,
        "unknown": UNKNOWN,
        "examples": list(examples.CHARACTER[code]),
    }
    yield ship(trained.network, vocabulary.tokens, card)


def windows(runs: Sequence[Ints], plan: Plan, unknown_id: int) -> Iterator[Batch]:
    """Draw windows of the runs, from anywhere in them with the same chance; every window starts from zero states."""
    generator = np.random.default_rng([SEED, 1])
    starts = np.cumsum([0, *(len(run) - plan.window for run in runs)])
    weights = np.ones((plan.window, BATCH_SIZE), np.float32)
    for _ in range(plan.updates):
        drawn = generator.integers(0, starts[-1], BATCH_SIZE)
        which = np.searchsorted(starts, drawn, side="right") - 1
        both = np.stack(
            [runs[run][at : at + plan.window + 1] for run, at in zip(which, drawn - starts[which], strict=True)], axis=1
        )
        ids = np.where(generator.random(weights.shape) < UNKNOWN_RATE, np.int32(unknown_id), both[:-1])
        yield Batch(ids, both[1:], weights)


def measure(network: Network, runs: Sequence[Ints], held_out: Sequence[Ints]) -> tuple[float, Card]:
    """Return the bits per character of the network and of the baselines, on the same characters.

    Each held-out text is read in one go from a zero state; its first characters, for which the n-gram has no context
    of full length, are read but not counted.
    """
    size = len(network.embedding)
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


def data_card(corpus: Corpus, texts: Texts) -> Card:
    """Return what a card says of the data; `sha256` is of the texts trained on, each file has its own."""
    files = [{"name": source.name, "source": source.origin, "sha256": source.sha256} for source in corpus.sources]
    return {
        "data": ", ".join(source.name for source in corpus.sources),
        "source": "; ".join(source.origin for source in corpus.sources),
        "sha256": sha256("".join(texts.training).encode()).hexdigest(),
        "files": files,
    }


def held_out_card(corpus: Corpus, texts: Texts, vocabulary: Vocabulary, bits: float) -> Card:
    """Return the one number of a badge, and the bits of a guess among all characters."""
    return {
        "metric": "bits_per_character",
        "value": round(bits, 3),
        "sentences": None,
        "characters": sum(map(len, texts.held_out)),
        "chapters": [source.held_out for source in corpus.sources],
        "chance": round(float(np.log2(len(vocabulary))), 3),
    }
