"""Brackets (Dyck-1): words in which every bracket closes, on which a single LSTM unit can learn to count.

A word ends with a full stop, which is right exactly when nothing is open: to place it, a model must know the depth.
"""

import numpy as np

from engine.errors import RangeError

OPEN, CLOSE, END, UNKNOWN = "(", ")", ".", "<unk>"
VOCABULARY = (UNKNOWN, END, OPEN, CLOSE)


def draw_word(pairs: int, generator: np.random.Generator) -> tuple[str, ...]:
    """Draw a word of so many pairs, uniformly over all of them, with its full stop.

    Of the rotations of n + 1 opening and n closing brackets exactly one never closes more than it has opened, not even
    by its first bracket, which is dropped (the cycle lemma: Dvoretzky & Motzkin 1947).
    """
    if pairs < 1:
        raise RangeError(f"pairs: expected 1 or more, got {pairs}")
    steps = generator.permutation([1] * (pairs + 1) + [-1] * pairs)
    heights = np.cumsum(steps)
    lowest = int(len(heights) - 1 - np.argmin(heights[::-1]))
    steps = np.roll(steps, -(lowest + 1))[1:]
    return (*(OPEN if step > 0 else CLOSE for step in steps), END)


def nested_word(depth: int) -> tuple[str, ...]:
    """Return the word that opens to a depth and then closes it all, with its full stop."""
    if depth < 1:
        raise RangeError(f"depth: expected 1 or more, got {depth}")
    return (OPEN,) * depth + (CLOSE,) * depth + (END,)


def depths(word: tuple[str, ...]) -> list[int]:
    """Count the brackets left open after each token; a full stop changes nothing."""
    changes = {OPEN: 1, CLOSE: -1}
    return [int(depth) for depth in np.cumsum([changes.get(token, 0) for token in word])]
