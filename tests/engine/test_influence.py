"""How much each word matters: distances by hand, and batched runs equal to one run for each changed sentence."""

from collections.abc import Sequence

import numpy as np
import pytest

from engine import influence as module
from engine import rnn
from engine.errors import RangeError, ShapeError
from engine.influence import influence
from engine.initialise import uniform
from engine.network import Network
from engine.readout import Readout, embed
from engine.tasks_classes import answers, classmates
from engine.tasks_colour import colour_language
from engine.unroll import Stack, unroll

IDS = [1, 3, 0, 2, 2]
OTHERS = [[0, 2], [], [1, 2, 3], [0], [1, 3]]
CELLS = pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])


def network(cell: str) -> Network:
    generator = np.random.default_rng(8)
    stack = Stack(cell, (uniform(cell, 2, 3, generator), uniform(cell, 3, 3, generator)))
    head = Readout(2 * generator.standard_normal((4, 3)), generator.standard_normal(4))
    return Network(3 * generator.standard_normal((4, 2)), stack, head)


def probabilities(net: Network, ids: Sequence[int], state: object = None) -> np.ndarray:
    trace = unroll(net.stack, embed(net.embedding, np.array(ids))[:, None], state)  # type: ignore[arg-type]
    return np.exp(net.head.log_probabilities(trace.h[-1, 0]))


def assert_is_one_run_each(net: Network, state: object = None) -> None:
    base = probabilities(net, IDS, state)
    for found, others in zip(influence(net, IDS, OTHERS, state), OTHERS, strict=True):  # type: ignore[arg-type]
        changed = [probabilities(net, [*IDS[: found.k], by, *IDS[found.k + 1 :]], state) for by in others]
        moved = [np.abs(row - base).sum() / 2 for row in changed]
        # a product of a batch may sum in another order than one of a row, over a few steps
        np.testing.assert_allclose(found.moved, moved, rtol=0, atol=1e-14)
        np.testing.assert_array_equal(found.top, [row.argmax() for row in changed])
        without = probabilities(net, [*IDS[: found.k], *IDS[found.k + 1 :]], state)
        assert found.moved_by_removal == pytest.approx(np.abs(without - base).sum() / 2, abs=1e-14)
        assert found.top_after_removal == without.argmax()
        np.testing.assert_array_equal(found.replacements, others)


@CELLS
def test_a_changed_sentence_is_run_as_it_stands(cell: str) -> None:
    assert_is_one_run_each(network(cell))


@CELLS
def test_batches_change_nothing(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "VALUES", 5 * 3 * 2 * 3)  # three sentences at a time
    assert_is_one_run_each(network(cell))


def test_a_sentence_can_go_on_from_a_state() -> None:
    net = network("lstm")
    assert_is_one_run_each(net, unroll(net.stack, np.ones((2, 1, 2))).state)


def test_a_sentence_of_one_word_without_it_is_the_state_before() -> None:
    net = network("gru")
    (found,) = influence(net, [2], [[]])
    before = np.exp(net.head.log_probabilities(np.zeros(3)))
    expected = np.abs(probabilities(net, [2]) - before).sum() / 2
    assert found.moved_by_removal == pytest.approx(expected, abs=1e-15)
    assert np.isnan(found.mean)


def test_a_network_that_hears_only_the_last_word_is_moved_by_that_alone() -> None:
    params = rnn.Params(20 * np.eye(2), np.zeros((2, 2)), np.zeros(2))
    net = Network(np.array([[1.0, -1], [-1, 1]]), Stack("rnn", (params,)), Readout(20 * np.eye(2), np.zeros(2)))
    found = influence(net, [0, 0, 0], [[1], [1], [1]])
    # both words leave a certainty of 1 − e⁻⁴⁰, so a change of the last takes all of it elsewhere
    assert [one.mean for one in found] == [0, 0, pytest.approx(1, abs=1e-15)]
    assert [one.moved_by_removal for one in found] == [0, 0, 0]
    assert [one.top.tolist() for one in found] == [[0], [0], [1]]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ShapeError, match="replacements: expected one list for each of 5 steps, got 4"):
        influence(network("rnn"), IDS, OTHERS[:4])
    with pytest.raises(RangeError, match="token: expected 0 to 3, got 4"):
        influence(network("rnn"), IDS, [[4], [], [], [], []])


def test_a_topics_classmates_are_the_other_topics() -> None:
    for code, topic in (("ja", "空"), ("en", "apple")):
        topics = {word for words in colour_language(code).colours.values() for word in words}
        assert set(classmates("colour", code, topic)) == topics - {topic}


def test_every_classmate_of_a_known_word_is_a_known_word() -> None:
    for code in ("ja", "en"):
        known = set(colour_language(code).vocabulary)
        classes = {word: classmates("colour", code, word) for word in known}
        assert all(known.issuperset(others) and word not in others for word, others in classes.items())
        assert sum(bool(others) for others in classes.values()) > len(known) / 2


def test_words_without_a_class_have_no_classmates() -> None:
    assert classmates("colour", "ja", "は") == classmates("colour", "en", "xyz") == ()
    assert classmates("character", "ja", "空") == ()


def test_brackets_have_each_other() -> None:
    assert (classmates("brackets", None, "("), classmates("brackets", None, ".")) == ((")",), ())


def test_the_answers_are_the_colours_or_whether_anything_is_open() -> None:
    assert answers("colour", "en") == tuple(colour_language("en").colours)
    assert answers("brackets", None) == (".", ")")
    assert answers("character", "ja") == ()
