"""Accuracy at a distance on fresh sentences: progress, repeatability, and networks whose score is known beforehand."""

from collections.abc import Iterator
from itertools import islice, pairwise

import numpy as np
import pytest

from engine import lstm, race
from engine.errors import RangeError
from engine.initialise import uniform
from engine.network import Network
from engine.race import Score, held_out, measure, questions
from engine.readout import Readout
from engine.tasks_colour import colour_language, split_of
from engine.unroll import Stack

JA = colour_language("ja")
IDS = {token: id_ for id_, token in enumerate(JA.vocabulary)}
CODES = pytest.mark.parametrize("code", ["ja", "en"])


def network(cell: str) -> Network:
    generator = np.random.default_rng(4)
    count = len(JA.vocabulary)
    head = Readout(generator.standard_normal((count, 3)), generator.standard_normal(count))
    return Network(generator.standard_normal((count, 2)), Stack(cell, (uniform(cell, 2, 3, generator),)), head)


def oracle() -> Network:
    """Return an LSTM by hand: the first topic writes a 1 into the unit of its colour, which is kept and shown.

    While any unit shows something, every input gate is shut.
    """
    colours, count = list(JA.colours), len(JA.vocabulary)
    embedding = np.zeros((count, len(colours)))
    for k, topics in enumerate(JA.colours.values()):
        embedding[[IDS[topic] for topic in topics], k] = 1
    size = len(colours)
    W_x, W_h, b = np.zeros((4 * size, size)), np.zeros((4 * size, size)), np.zeros(4 * size)
    b[:size], b[size : 2 * size], b[3 * size :] = -20, 40, 40  # i shut, f and o open for good
    W_x[:size] = 40  # a topic opens every i …
    W_h[:size] = -400  # … unless a unit shows something
    W_x[2 * size : 3 * size] = 40 * np.eye(size)  # g is 1 for its own colour, 0 for the others
    head = Readout(np.zeros((count, size)), np.zeros(count))
    head.W[[IDS[colour] for colour in colours]] = 50 * np.eye(size)
    return Network(embedding, Stack("lstm", (lstm.Params(W_x, W_h, b),)), head)


def test_a_network_that_keeps_the_first_topic_is_always_right() -> None:
    *_, last = measure(oracle(), IDS, JA, 60, 120, seed=5)
    assert (last.sentences, last.right, last.accuracy) == (120, 120, 1)
    assert last.log_probability == pytest.approx(0, abs=1e-9)  # logits of 50 · tanh 1 leave e⁻³⁸ to the rest


def test_progress_is_told_after_every_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "BATCH", 20)
    scores = list(measure(network("gru"), IDS, JA, 12, 50, seed=1))
    assert [score.sentences for score in scores] == [20, 40, 50]
    assert all(before.right <= after.right for before, after in pairwise(scores))
    assert {score.distance for score in scores} == {12}


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_the_same_seed_measures_the_same_whatever_the_batch(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def last() -> Score:
        *_, score = measure(network(cell), IDS, JA, 25, 60, seed=3)
        return score

    whole = last()
    monkeypatch.setattr(race, "BATCH", 7)
    assert last().right == whole.right
    # sums of 60 float64 in another order
    assert last().log_probability == pytest.approx(whole.log_probability, rel=1e-12)


@CODES
def test_sentences_are_held_out_and_settled_by_seed_and_distance(code: str) -> None:
    language = colour_language(code)
    drawn = list(held_out(language, 15, 40, seed=7))
    assert {split_of(sentence) for sentence in drawn} == {"held_out"}
    assert {sentence.distance for sentence in drawn} == {15}
    assert drawn == list(held_out(language, 15, 40, seed=7))
    assert drawn[:10] == list(held_out(language, 15, 10, seed=7))
    assert drawn != list(held_out(language, 15, 40, seed=8))


def test_a_caller_that_stops_draws_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def counted(*_: object) -> Iterator[object]:
        for sentence in held_out(JA, 10, 500, 1):
            drawn.append(1)
            yield sentence

    monkeypatch.setattr(race, "held_out", counted)
    list(islice(measure(network("rnn"), IDS, JA, 10, 500, seed=1), 2))
    assert len(drawn) == 2 * race.BATCH


def test_a_question_is_a_sentence_up_to_its_answer() -> None:
    sentences = list(held_out(JA, 9, 30, seed=2))
    read, asked, answers = questions(IDS, sentences)
    for column, sentence in enumerate(sentences):
        words = [JA.vocabulary[id_] for id_ in read[: asked[column] + 1, column]]
        assert (*words, JA.vocabulary[answers[column]]) == sentence.tokens[: sentence.answer_at + 1]


@pytest.mark.parametrize(
    ("distance", "sentences", "seed", "message"),
    [
        (2, 10, 0, "distance: expected 3 to 1000 words, got 2"),
        (10, 0, 0, "sentences: expected 1 or more, got 0"),
        (10, 10, -1, "seed: expected 0 or more, got -1"),
    ],
)
def test_what_cannot_be_measured_is_refused_before_the_first_score(
    distance: int, sentences: int, seed: int, message: str
) -> None:
    with pytest.raises(RangeError, match=message):
        measure(network("lstm"), IDS, JA, distance, sentences, seed)
