"""Sentences of the colour language as batches for training, and as arrays for measuring."""

from collections.abc import Iterator, Sequence

import numpy as np

from engine.arrays import Array, Ints
from engine.tasks_colour import SHORTEST, UNKNOWN, ColourLanguage, Sentence, draw_from
from engine.training import Batch

TRAINED_TO = 40  # words: the largest distance that training sees
BATCH_SIZE = 32
UNKNOWN_RATE = 0.03  # of the words read, so that the unknown token is trained
ANSWER_WEIGHT = 30.0  # of the answer's loss, against 1 for every other word
PAIRED = 0.25  # of the batches hold two sentences one after the other, so that a full stop is worth forgetting at


def batches(language: ColourLanguage, updates: int, seed: int) -> Iterator[Batch]:
    """Draw one batch per update: sentences of one distance, which is log-uniform from the shortest to TRAINED_TO."""
    generator = np.random.default_rng([seed, 1])
    ids = {token: id_ for id_, token in enumerate(language.vocabulary)}
    for _ in range(updates):
        count = 2 if generator.random() < PAIRED else 1
        texts: list[list[Sentence]] = [[] for _ in range(BATCH_SIZE)]
        for _ in range(count):
            distance = int(SHORTEST * ((TRAINED_TO + 1) / SHORTEST) ** generator.random())
            for text in texts:
                text.append(draw_from("training", language, distance, generator))
        yield _batch(texts, ids, generator)


def _batch(texts: Sequence[Sequence[Sentence]], ids: dict[str, int], generator: np.random.Generator) -> Batch:
    length = max(sum(len(sentence.tokens) for sentence in text) for text in texts) - 1
    read, targets = np.zeros((2, length, len(texts)), np.int32)
    weights = np.zeros((length, len(texts)), np.float32)
    for column, text in enumerate(texts):
        words = [ids[token] for sentence in text for token in sentence.tokens]
        read[: len(words) - 1, column] = words[:-1]
        targets[: len(words) - 1, column] = words[1:]
        weights[: len(words) - 1, column] = 1
        start = 0
        for sentence in text:
            weights[start + sentence.answer_at - 1, column] = ANSWER_WEIGHT
            start += len(sentence.tokens)
    read[generator.random(read.shape) < UNKNOWN_RATE] = ids[UNKNOWN]
    return Batch(read, targets, weights)


def questions(language: ColourLanguage, sentences: Sequence[Sentence]) -> tuple[Ints, Ints, Ints]:
    """Return the sentences up to their answers: ids (T, B), the step at which each asks (B,), and the answers (B,)."""
    ids = {token: id_ for id_, token in enumerate(language.vocabulary)}
    asked = np.array([sentence.answer_at - 1 for sentence in sentences])
    read = np.zeros((int(asked.max()) + 1, len(sentences)), np.int64)
    for column, sentence in enumerate(sentences):
        read[: sentence.answer_at, column] = [ids[token] for token in sentence.tokens[: sentence.answer_at]]
    return read, asked, np.array([ids[sentence.answer] for sentence in sentences])


def at_steps(values: Array, steps: Ints) -> Array:
    """Return the row of each column's own step: (T, B, N) and (B,) to (B, N)."""
    return values[steps, np.arange(len(steps))]
