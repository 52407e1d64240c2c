from collections import Counter

import numpy as np
import pytest

from engine.errors import RangeError
from engine.tasks_brackets import END, depths, draw_word, nested_word


@pytest.mark.parametrize("pairs", [1, 2, 3, 17, 200])
def test_every_bracket_of_a_word_closes_and_none_before_it_opens(pairs):
    generator = np.random.default_rng(pairs)
    for _ in range(50):
        word = draw_word(pairs, generator)
        assert len(word) == 2 * pairs + 1
        assert word[-1] == END
        assert min(depths(word)) >= 0
        assert depths(word)[-1] == 0


def test_all_words_of_three_pairs_are_drawn_alike():
    generator = np.random.default_rng(1)
    count = 5000
    words = Counter("".join(draw_word(3, generator)) for _ in range(count))
    assert set(words) == {"((())).", "(()()).", "(())().", "()(()).", "()()()."}
    spread = 4 * np.sqrt(count * 0.2 * 0.8)  # four standard deviations of a fair count
    assert all(abs(seen - count / 5) < spread for seen in words.values())


def test_a_nested_word_goes_down_and_comes_back():
    assert "".join(nested_word(3)) == "((()))."
    assert depths(nested_word(3)) == [1, 2, 3, 2, 1, 0, 0]


def test_a_word_without_brackets_is_refused():
    with pytest.raises(RangeError, match="pairs: expected 1 or more, got 0"):
        draw_word(0, np.random.default_rng(0))
    with pytest.raises(RangeError, match="depth: expected 1 or more, got 0"):
        nested_word(0)
