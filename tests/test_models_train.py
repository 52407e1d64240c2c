"""The training program: its data, its baselines, and that it gives the same bits twice."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from engine import lstm
from engine.errors import FormatError, UnknownName
from engine.gradcheck import central_differences
from engine.network import Named, Network, astype, from_named, named
from engine.optimisers import Adam
from engine.readout import Readout
from engine.tasks_brackets import nested_word
from engine.tasks_colour import UNKNOWN, colour_language, draw_distinct, split_of
from engine.training import Batch
from engine.unroll import Stack
from engine.weights import to_bytes, to_pytorch
from models.train import brackets, cards, characters, colour, corpora, counting, dropout, measures, report, sentences
from models.train.ngrams import fit_kneser_ney, unigram_probabilities
from models.train.recipes import AdamW, Recipe, learn, untrained

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


def test_weight_decay_shrinks_matrices_and_spares_biases() -> None:
    parameters = {"W": np.array([[2.0]]), "b": np.array([2.0])}
    gradients = {"W": np.array([[0.5]]), "b": np.array([0.5])}
    plain, decayed = Adam(0.1).update(parameters, gradients), AdamW(0.1, 0.3).update(parameters, gradients)
    assert decayed["W"] == plain["W"] - 0.1 * 0.3 * 2.0
    assert decayed["b"] == plain["b"]


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_the_gradient_under_dropout_is_its_central_difference(cell: str) -> None:
    start = untrained(replace(TINY, cell=cell, input_size=2, hidden_size=3, initialisation="uniform"), 4, 1)
    network = astype(start, np.float64)
    ids = np.random.default_rng(1).integers(0, 4, (5, 2))
    batch = Batch(ids, (ids + 1) % 4, np.ones(ids.shape))

    def run(values: Named) -> tuple[float, Network]:
        return dropout.loss_and_gradients(from_named(cell, values), batch, 0.4, np.random.default_rng(7))

    differences = central_differences(lambda values: run(values)[0], named(network))
    for name, slope in named(run(named(network))[1]).items():
        np.testing.assert_allclose(slope, differences[name], atol=1e-9, err_msg=name)  # see central_differences


def test_dropout_leaves_the_mean_as_it_was() -> None:
    kept = dropout.mask((1000, 100), 0.25, np.random.default_rng(3))
    assert set(np.unique(kept)) == {0, np.float32(1 / 0.75)}
    assert kept.mean() == pytest.approx(1, abs=4 * np.sqrt(0.25 / 0.75 / 1e5))  # four standard errors


@pytest.mark.parametrize("weight", ["dropout", "weight_decay"])
def test_a_card_states_what_keeps_a_model_from_learning_by_heart(weight: str) -> None:
    assert weight.replace("_", " ") not in TINY.optimiser
    assert f"{weight.replace('_', ' ')} 0.25" in replace(TINY, **{weight: 0.25}).optimiser


def test_all_bracket_words_of_a_batch_close() -> None:
    batch = next(brackets.batches(4))
    assert (batch.targets[-1] == brackets.IDS["."]).all()
    assert batch.ids.shape == batch.targets.shape == batch.weights.shape


def test_a_network_that_always_ends_counts_to_no_depth() -> None:
    network = untrained(brackets.recipe("lstm", 0.01, "uniform"), len(brackets.VOCABULARY), 1)
    network.head.W[:] = 0
    network.head.b[:] = [0, 1, 0, 0]
    assert counting.count(network).depth == 0
    assert counting.first_mistake(network, nested_word(3)) == counting.Mistake(1, 1, True)


def test_a_unit_set_by_hand_counts_to_any_depth() -> None:
    # i = f = o = 1 and g = ± tanh 1, so c is depth · tanh 1 and h = tanh c; the full stop, at b − h, is likelier than
    # the closing bracket, at h, where h < b / 2: half of what h is at depth 1.
    zero, b = np.zeros((4, 1), np.float32), np.tanh(np.tanh(1))
    params = lstm.Params(np.array([[0], [0], [1], [0]], np.float32), zero, np.array([40, 40, 0, 40], np.float32))
    head = Readout(np.array([[0], [-1], [0], [1]], np.float32), np.array([-9, b, -9, 0], np.float32))
    network = Network(np.array([[0], [0], [1], [-1]], np.float32), Stack("lstm", (params,)), head)
    assert counting.first_mistake(network, nested_word(300)) is None


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
    plan = characters.Plan(replace(TINY, updates=5), window=64)
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


def hand_set(f: float, written: float) -> Network:
    """Return an LSTM of one unit whose forget gate is f and whose i ⊙ g is `written` at every step."""
    b = np.array([40, np.log(f / (1 - f)), np.arctanh(written), 40])
    zero = np.zeros((4, 1))
    language = colour_language("ja")
    head = Readout(np.zeros((len(language.vocabulary), 1)), np.zeros(len(language.vocabulary)))
    return Network(np.zeros((len(language.vocabulary), 1)), Stack("lstm", (lstm.Params(zero, zero, b),)), head)


@pytest.mark.parametrize(("f", "written", "share"), [(0.96, 0.04, 1), (0.94, 0.04, 0), (0.96, 0.06, 0)])
def test_a_memory_is_undisturbed_where_f_keeps_it_and_little_is_written(f: float, written: float, share: int) -> None:
    language = colour_language("ja")
    group = draw_distinct("held_out", language, 11, 3, seed=4)
    assert measures.undisturbed(hand_set(f, written), language, group)["share"] == share


def test_the_source_of_a_memory_is_the_word_that_wrote_most_of_what_is_left() -> None:
    language = colour_language("ja")
    group = draw_distinct("held_out", language, 6, 40, seed=4)
    network = hand_set(0.5, 0.5)
    found = measures.memory_source(network, language, group)
    # every step halves what was there and writes as much anew; 5 steps follow the topic's own, of T in all
    shares = [0.5**5 / (2 - 0.5 ** (sentence.answer_at - 1)) for sentence in group]
    assert found["share"] == found["unit_share"] == 0
    assert found["topic_part"] == pytest.approx(np.mean(shares), abs=5e-5)  # rounded to four decimals


def test_a_share_is_never_rounded_to_all_or_none() -> None:
    assert [report.percent(share) for share in (0, 0.001, 0.166, 0.996, 1)] == ["0", "0.1", "17", "99.6", "100"]


def test_the_choice_of_a_sweep_is_the_most_accurate_and_among_equals_the_likeliest() -> None:
    rows = [
        {"learning_rate": rate, "initialisation": "uniform", "accuracy": accuracy, "log_probability": log_probability}
        for rate, accuracy, log_probability in ((0.1, 0.9, -0.1), (0.2, 1.0, -0.3), (0.3, 1.0, -0.2))
    ]
    assert colour.best_recipe("lstm", rows, 7).learning_rate == 0.3
