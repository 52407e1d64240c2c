"""The training program: its data, its baselines, and that it gives the same bits twice."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from engine.errors import FormatError, UnknownName
from engine.tasks_colour import UNKNOWN, colour_language, draw_distinct, split_of
from engine.weights import to_bytes, to_pytorch
from models.train import brackets, cards, characters, corpora, measures, report, sentences
from models.train.ngrams import fit_kneser_ney, unigram_probabilities
from models.train.recipes import Recipe, learn, untrained

TINY = Recipe("lstm", 16, 16, 0.01, "chrono", 3, longest=40)


@pytest.mark.parametrize(("cell", "initialisation"), [("lstm", "chrono"), ("gru", "chrono"), ("rnn", "identity")])
def test_a_training_run_gives_the_same_bits_twice(cell: str, initialisation: str) -> None:
    language = colour_language("ja")
    recipe = replace(TINY, cell=cell, initialisation=initialisation)

    def run() -> bytes:
        network = untrained(recipe, len(language.vocabulary), 1)
        return to_bytes(to_pytorch(learn(recipe, network, sentences.batches(language, 3, 1)).network))

    assert run() == run()


def test_another_seed_starts_from_other_weights_and_reads_other_sentences() -> None:
    language = colour_language("en")
    first, second = (next(sentences.batches(language, 1, seed)) for seed in (1, 2))
    assert first.ids.shape != second.ids.shape or (first.ids != second.ids).any()
    assert (untrained(TINY, 9, 1).embedding != untrained(TINY, 9, 2).embedding).any()


def test_a_larger_budget_begins_with_the_same_batches() -> None:
    language = colour_language("ja")
    for short, long in zip(sentences.batches(language, 4, 3), sentences.batches(language, 8, 3), strict=False):
        assert (short.ids == long.ids).all()


@pytest.mark.parametrize("code", ["ja", "en"])
def test_training_reads_no_sentence_of_another_split(code: str) -> None:
    language = colour_language(code)
    kept_away = {
        sentence.tokens
        for split in ("held_out", "validation")
        for sentence in draw_distinct(split, language, 6, 200, 1)
    }
    told = 0
    for batch in sentences.batches(language, 60, 1):
        for first, column in zip(batch.ids[0], batch.targets.T, strict=True):
            words = [language.vocabulary[id_] for id_ in (first, *column)]
            sentence = tuple(words[: words.index(language.full_stop) + 1])
            if first:  # where the first word was read as the unknown token, the sentence cannot be told
                assert sentence not in kept_away
                told += 1
    assert told > 1000


def test_the_answer_weighs_most_and_padding_nothing() -> None:
    language = colour_language("ja")
    colours = {language.vocabulary.index(colour) for colour in language.colours}
    for batch in sentences.batches(language, 20, 5):
        answers = batch.weights == sentences.ANSWER_WEIGHT
        assert set(batch.targets[answers]) <= colours
        assert set(answers.sum(0)) <= {1, 2}
        assert ((batch.weights == 0) == (batch.targets == 0)).all()


def test_the_unknown_token_is_read_at_the_stated_rate_and_never_asked_for() -> None:
    language = colour_language("en")
    read = weight = 0
    for batch in sentences.batches(language, 150, 6):
        real = batch.weights > 0
        read += int((batch.ids[real] == language.vocabulary.index(UNKNOWN)).sum())
        weight += int(real.sum())
        assert (batch.targets[real] != 0).all()
    spread = 4 * np.sqrt(weight * sentences.UNKNOWN_RATE)  # four standard deviations
    assert abs(read - weight * sentences.UNKNOWN_RATE) < spread


def test_questions_end_where_the_answer_is_due() -> None:
    language = colour_language("ja")
    group = draw_distinct("held_out", language, 6, 5, seed=3)
    ids, steps, answers = sentences.questions(language, group)
    for column, sentence in enumerate(group):
        read = [language.vocabulary[id_] for id_ in ids[: steps[column] + 1, column]]
        assert tuple(read) == sentence.tokens[: sentence.answer_at]
        assert language.vocabulary[answers[column]] == sentence.answer


def test_an_initialisation_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UnknownName, match="initialisation: expected one that fits a rnn, got 'chrono'"):
        untrained(replace(TINY, cell="rnn"), 9, 1)


def test_all_bracket_words_of_a_batch_close() -> None:
    batch = next(brackets.batches(4))
    assert (batch.targets[-1] == brackets.IDS["."]).all()
    assert batch.ids.shape == batch.targets.shape == batch.weights.shape


def test_a_network_that_always_ends_counts_to_no_depth() -> None:
    network = untrained(brackets.recipe(0.01, "uniform"), len(brackets.VOCABULARY), 1)
    network.head.W[:] = 0
    network.head.b[:] = [0, 1, 0, 0]
    assert brackets.count(network).depth == 0


def test_kneser_ney_by_hand() -> None:
    # Run 0 0 0 1 0. Bigrams 00 twice, 01 and 10 once: D = 2 / (2 + 2·1) = 1/2. In kinds of context, 0 follows two and
    # 1 one: D = 1 / (1 + 2·1) = 1/3, so P(0) = (2 − 1/3 + 2/3 · 1/2) / 3 = 2/3.
    # P(0|0) = (2 − 1/2 + 1/2 · 2 · 2/3) / 3 = 13/18, P(1|1) = 1/2 · 1 · 1/3 = 1/6 (1 was followed by 0 alone).
    model = fit_kneser_ney([np.array([0, 0, 0, 1, 0])], 2, 2)
    assert [order.discount for order in model.orders] == [1 / 3, 1 / 2]
    expected = [13 / 18, 5 / 18, 1 / 6]
    np.testing.assert_allclose(model.probabilities(np.array([0, 0, 1, 1])), expected, rtol=1e-12)  # a few roundings


def test_kneser_ney_is_a_distribution_and_knows_what_it_saw() -> None:
    generator = np.random.default_rng(2)
    ids = generator.integers(0, 5, 400).astype(np.int32)
    ids[1::2] = (ids[::2] + 1) % 5
    model = fit_kneser_ney([ids[:150], ids[150:]], 3, 5)
    for context in ([0, 0], [4, 2], [3, 4]):
        next_ = [model.probabilities(np.array([*context, last]))[0] for last in range(5)]
        assert sum(next_) == pytest.approx(1, abs=1e-12)  # sums of five float64
    assert unigram_probabilities([ids], np.arange(5), 5).sum() == pytest.approx(1, abs=1e-12)


def test_no_ngram_reaches_across_a_gap() -> None:
    model = fit_kneser_ney([np.array([0, 1]), np.array([2, 3])], 2, 4)
    assert model.orders[1].codes.tolist() == [0 * 4 + 1, 2 * 4 + 3]


def test_windows_lie_within_their_text_and_targets_follow() -> None:
    runs = [np.arange(1, 80, dtype=np.int32), np.arange(100, 190, dtype=np.int32)]
    plan = characters.Plan(4, 64, 5, 0.01)
    for batch in characters.windows(runs, plan, unknown_id=0):
        known = batch.ids != 0
        assert (batch.targets[known] == batch.ids[known] + 1).all()
        assert (np.diff(batch.targets, axis=0) == 1).all()


def test_bits_of_a_text_in_chunks_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    network = untrained(replace(TINY, initialisation="uniform"), 9, 1)
    ids = np.random.default_rng(0).integers(0, 9, 50).astype(np.int32)
    whole = characters.log_probabilities(network, ids)
    monkeypatch.setattr(characters, "CHUNK", 7)
    # float32 products of other shapes may round differently in the last place
    np.testing.assert_allclose(characters.log_probabilities(network, ids), whole, atol=1e-5)


def test_held_out_chapters_are_cut_from_the_training_text(tmp_path: Path) -> None:
    text = "一\nあ\n二\nい\n三\nう\n"
    (tmp_path / "book.txt").write_text(text, "utf-8")
    digest = sha256(text.encode()).hexdigest()
    source = corpora.Source("book.txt", "a book", digest, "二", "\n二\n", "\n三\n")
    corpus = corpora.Corpus((source,), least=1)
    assert corpora.is_there(corpus, tmp_path)
    assert corpora.read(corpus, tmp_path) == corpora.Texts(("一\nあ\n", "三\nう\n"), ("二\nい\n",))


def test_a_corpus_that_was_changed_is_refused(tmp_path: Path) -> None:
    corpus = corpora.CORPORA["en"]
    assert not corpora.is_there(corpus, tmp_path)
    (tmp_path / "shakespeare.txt").write_text("First Citizen:\n")
    with pytest.raises(FormatError, match=r"shakespeare\.txt: its SHA-256 is not"):
        corpora.read(corpus, tmp_path)


def test_rare_characters_are_the_unknown_token() -> None:
    vocabulary = corpora.vocabulary_of(["aaabbc"], least=2)
    assert vocabulary.tokens == ("<unk>", "a", "b")
    assert corpora.encode("abc", vocabulary).tolist() == [1, 2, 0]


def test_a_shipment_is_read_back_bit_for_bit(tmp_path: Path) -> None:
    shipment = cards.ship(untrained(TINY, 2, 1), ("<unk>", "a"), {"id": "one"})
    assert not cards.is_shipped(tmp_path, shipment)
    cards.write(tmp_path, shipment)
    assert cards.is_shipped(tmp_path, shipment)


def test_baselines_need_no_model() -> None:
    language = colour_language("ja")
    group = draw_distinct("held_out", language, 40, 60, seed=9)
    found = measures.baselines(language, {40: group})
    assert 1 / 6 <= found["majority"][0] < 0.4
    assert found["nearest_colour"][0] < 0.4
    assert {split_of(sentence) for sentence in group} == {"held_out"}


def test_a_share_is_never_rounded_to_all_or_none() -> None:
    assert [report.percent(share) for share in (0, 0.001, 0.166, 0.996, 1)] == ["0", "0.1", "17", "99.6", "100"]
