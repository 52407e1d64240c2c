"""The shipped models: their cards say what their weights are and do, and docs/models.md says what the cards say."""

from hashlib import sha256
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import pytest

from docs import accuracy as documents
from engine.models import Model, load_all, run
from engine.tasks_brackets import CLOSE, OPEN, nested_word
from engine.tasks_colour import colour_language, draw_distinct
from engine.text import tokenise
from engine.weights import from_bytes, to_bytes, to_pytorch
from models.train import cards, colour, counting
from models.train.measures import (
    LOOKED_INTO,
    SEEDS,
    SENTENCES,
    accuracy,
    looked_into,
    memory_source,
    sentences,
    undisturbed,
)
from models.train.recipes import Recipe, untrained

ROOT = Path(__file__).parent.parent / "models"
MODELS = load_all(ROOT)
COLOUR = [f"colour-{code}-{cell}" for code in ("ja", "en") for cell in ("lstm", "gru", "rnn")]
BRACKETS = ["brackets-lstm", "brackets-gru"]
CHECKPOINTS = [f"colour-{code}-lstm-at-{updates}" for code in ("ja", "en") for updates in colour.CHECKPOINTS]
CHARACTER = ["character-ja-lstm", "character-en-lstm"]
TWINS = [*COLOUR, *BRACKETS]
ANSWERS = {"ja": "青い", "en": "blue"}
KEYS = {
    *("id", "cell", "language", "task", "num_layers", "input_size", "hidden_size", "vocabulary_size", "parameters"),
    *("unit_of_text", "training", "held_out", "untrained_twin", "licence", "weights_sha256", "default", "vocabulary"),
    *("unknown", "examples"),
}
TRAINING = {
    *("data", "source", "sha256", "updates", "seed", "optimiser", "learning_rate", "initialisation", "wall_seconds"),
    *("weight_decay", "dropout", "clip_norm", "cpu_seconds"),
}


def ids_of(model: Model, text: str) -> list[int]:
    tokens = tokenise(text, model.vocabulary, model.card["unit_of_text"], model.card["language"])
    return [token.id for token in tokens]


def shipped(measured: dict[str, Any]) -> dict[str, Any]:
    """Return what was measured of the seed that is shipped."""
    return next(one for one in measured["seeds"] if one["seed"] == measured["default_seed"])


def test_every_model_that_the_page_needs_is_shipped() -> None:
    assert set(MODELS) == {*TWINS, *(f"{name}-untrained" for name in TWINS), *CHARACTER, *CHECKPOINTS}
    assert [name for name, model in MODELS.items() if model.card["default"]] == ["colour-en-lstm", "colour-ja-lstm"]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_card_says_what_the_weights_are(name: str) -> None:
    card, network = MODELS[name].card, MODELS[name].network
    stack = network.stack
    assert card.keys() >= KEYS
    assert card["id"] == name
    assert (card["cell"], card["num_layers"]) == (stack.cell, stack.num_layers)
    assert (card["input_size"], card["hidden_size"]) == (stack.input_size, stack.hidden_size)
    assert card["vocabulary_size"] == len(card["vocabulary"]) == len(network.embedding) == len(network.head.b)
    assert card["parameters"] == network.parameters
    assert card["weights_sha256"] == sha256((ROOT / name / "weights.safetensors").read_bytes()).hexdigest()
    assert {tensor.dtype for tensor in from_bytes(MODELS[name].weights).values()} == {np.dtype("float32")}
    assert len(MODELS[name].weights) < 2 * 1024**2


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_card_says_how_the_model_came_about(name: str) -> None:
    training, held_out = MODELS[name].card["training"], MODELS[name].card["held_out"]
    assert training.keys() >= TRAINING
    assert held_out.keys() >= {"metric", "value", "sentences", "chance"}
    assert (training["updates"] == 0) == name.endswith("-untrained")


@pytest.mark.parametrize("name", TWINS)
def test_an_untrained_twin_is_the_network_that_training_started_from(name: str) -> None:
    card, twin = MODELS[name].card, MODELS[MODELS[name].card["untrained_twin"]]
    longest = 2 * counting.TRAINED_TO if card["task"] == "brackets" else card["accuracy_over_distance"]["trained_to"]
    start = Recipe(
        card["cell"], card["input_size"], card["hidden_size"], 0.0, card["training"]["initialisation"], 0, longest
    )
    training = card["training"]
    network = untrained(start, card["vocabulary_size"], training.get("start", training["seed"]))
    assert to_bytes(to_pytorch(network)) == twin.weights
    assert twin.card["vocabulary"] == card["vocabulary"]
    assert twin.weights != MODELS[name].weights


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_a_checkpoint_scores_what_its_card_says_and_is_of_the_same_training(name: str) -> None:
    card = MODELS[name].card
    whole = MODELS[card["checkpoint_of"]].card
    same = ("data", "sha256", "seed", "learning_rate", "initialisation")
    assert [card["training"][key] for key in same] == [whole["training"][key] for key in same]
    assert card["vocabulary"] == whole["vocabulary"]
    language = colour_language(card["language"])
    score = accuracy(MODELS[name].network, language, sentences(language, "held_out"))
    assert round(score.mean, 4) == card["held_out"]["value"]


@pytest.mark.parametrize("name", [*COLOUR, *BRACKETS])
def test_the_shipped_seed_is_the_median_of_five(name: str) -> None:
    card = MODELS[name].card
    measured = card["counting"] if card["task"] == "brackets" else card["accuracy_over_distance"]
    assert [one["seed"] for one in measured["seeds"]] == [1, 2, 3, 4, 5]
    assert card["training"]["seed"] == measured["default_seed"]
    assert "median" in measured["default_rule"]
    if card["task"] == "brackets":
        ranks = sorted((one["depth"], mean(one["words_right"])) for one in measured["seeds"])
        one = shipped(measured)
        assert (one["depth"], mean(one["words_right"])) == ranks[2]


@pytest.mark.parametrize("name", COLOUR)
@pytest.mark.parametrize("distance", [6, 40])
def test_a_colour_model_scores_what_its_card_says(name: str, distance: int) -> None:
    card = MODELS[name].card
    language, measured = colour_language(card["language"]), card["accuracy_over_distance"]
    group = draw_distinct("held_out", language, distance, SENTENCES, SEEDS["held_out"])
    score = accuracy(MODELS[name].network, language, {distance: group})
    said = shipped(measured)["accuracy"][measured["distances"].index(distance)]
    # Another BLAS may round a tie of two colours the other way; the weights and the sentences are the same.
    assert score.at[0] == pytest.approx(said, abs=2 / SENTENCES)


@pytest.mark.parametrize("name", COLOUR)
def test_the_badge_of_a_colour_model_is_the_mean_over_the_distances(name: str) -> None:
    card = MODELS[name].card
    measured = card["accuracy_over_distance"]
    assert measured["chance"] == card["held_out"]["chance"] == pytest.approx(1 / 6, abs=1e-4)  # four decimals
    assert card["held_out"]["value"] == pytest.approx(np.mean(shipped(measured)["accuracy"]), abs=1e-4)


@pytest.mark.parametrize("code", ["ja", "en"])
def test_the_three_cells_read_the_same_sentences_in_the_same_order(code: str) -> None:
    of_language = [MODELS[f"colour-{code}-{cell}"].card for cell in ("lstm", "gru", "rnn")]
    first = of_language[0]
    for card in of_language:
        assert card["training"]["updates"] == first["training"]["updates"]
        assert (card["input_size"], card["hidden_size"]) == (16, 16)
        read = {one["seed"]: one["sha256"] for one in card["accuracy_over_distance"]["seeds"]}
        assert read == {one["seed"]: one["sha256"] for one in first["accuracy_over_distance"]["seeds"]}
        assert card["training"]["sha256"] == read[card["training"]["seed"]]
        assert len(set(read.values())) == 5


@pytest.mark.parametrize("code", ["ja", "en"])
def test_the_lstm_remembers_the_sky_in_the_text_the_page_opens_with(code: str) -> None:
    model = MODELS[f"colour-{code}-lstm"]
    log_p = run(model, ids_of(model, model.card["examples"][0])).log_probabilities
    assert model.vocabulary.tokens[int(log_p[-1].argmax())] == ANSWERS[code]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "空の色は、昨日父が空は赤いと言っても、いつも"),
        ("en", "The colour of the sky, though mother said that the sky was red, is always"),
    ],
)
def test_the_lstm_keeps_to_what_it_learnt_whatever_the_sentence_claims(code: str, text: str) -> None:
    model = MODELS[f"colour-{code}-lstm"]
    log_p = run(model, ids_of(model, text)).log_probabilities
    assert model.vocabulary.tokens[int(log_p[-1].argmax())] == ANSWERS[code]


@pytest.mark.parametrize("code", ["ja", "en"])
def test_what_a_card_says_of_the_memory_is_measured_again(code: str) -> None:
    model = MODELS[f"colour-{code}-lstm"]
    language = colour_language(code)
    seed = SEEDS["held_out"]
    asked = looked_into({at: draw_distinct("held_out", language, at, SENTENCES, seed) for at in LOOKED_INTO})
    kept, source = undisturbed(model.network, language, asked), memory_source(model.network, language, asked)
    assert len(asked) == 500
    # Another BLAS may move a gate over a limit of the rule, or a near tie of two words or units to the other.
    assert kept["share"] == pytest.approx(model.card["undisturbed"]["share"], abs=0.001)
    for key, said in model.card["memory_source"].items():
        assert source[key] == (said if isinstance(said, str) else pytest.approx(said, abs=0.01)), key


@pytest.mark.parametrize("name", sorted(MODELS))
def test_examples_are_texts_that_the_model_can_read(name: str) -> None:
    model = MODELS[name]
    assert 4 <= len(model.card["examples"]) <= 6
    for text in model.card["examples"]:
        ids = ids_of(model, text)
        assert ids.count(model.vocabulary.unknown_id) <= len(ids) / 3


@pytest.mark.parametrize("name", BRACKETS)
def test_a_counter_of_one_unit_counts_as_deep_as_its_card_says_and_breaks_where_it_says(name: str) -> None:
    model = MODELS[name]
    measured = model.card["counting"]
    said, broken = shipped(measured)["depth"], measured["breaks"]
    assert (model.network.stack.hidden_size, model.network.stack.parameters) == (1, 12)
    assert all(counting.first_mistake(model.network, nested_word(depth)) is None for depth in range(1, said + 1))
    found = counting.first_mistake(model.network, nested_word(said + 1))
    assert found == counting.Mistake(broken["at"], broken["opened"], broken["ends"])
    assert broken["word"] == said + 1


def test_the_counter_moves_its_memory_by_about_one_at_each_bracket() -> None:
    model = MODELS["brackets-lstm"]
    deep = counting.TRAINED_TO
    c = run(model, [model.vocabulary.ids[token] for token in OPEN * deep + CLOSE * deep]).trace.layers[0].c[:, 0, 0]
    moves = np.abs(np.diff(c, prepend=0))
    assert np.all(np.abs(moves[:deep] - 1) < 0.05)
    assert np.all(np.abs(moves[deep:-1] - 1) < 0.05)  # the last bracket brings c near 0 in a step of another size


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("character-ja-lstm", "主人はこの時ようやく眼を開いて、何とも云わずに吾輩の顔を見た。"),
        ("character-en-lstm", "What say you, my lord? I have not seen the king."),
    ],
)
def test_a_character_model_knows_order_from_disorder(name: str, text: str) -> None:
    model = MODELS[name]
    shuffled = "".join(np.random.default_rng(0).permutation(list(text)))

    def bits(of: str) -> float:
        ids = ids_of(model, of)
        log_p = run(model, ids[:-1]).log_probabilities
        return float(-log_p[np.arange(len(ids) - 1), ids[1:]].mean() / np.log(2))

    assert bits(text) < bits(shuffled) - 2
    assert bits(text) < model.card["held_out"]["chance"]


@pytest.mark.parametrize("name", CHARACTER)
def test_a_character_model_is_compared_with_what_counting_gives(name: str) -> None:
    card = MODELS[name].card
    assert (card["hidden_size"], card["num_layers"]) == (128, 1)
    assert card["held_out"]["metric"] == "bits_per_character"
    assert card["baselines"].keys() == {"unigram", "five_gram", "smoothing"}
    assert card["held_out"]["value"] < card["baselines"]["unigram"] < card["held_out"]["chance"]
    assert all(len(file["sha256"]) == 64 for file in card["training"]["files"])


def test_a_card_is_written_one_key_a_line(tmp_path: Path) -> None:
    shipment = cards.ship(untrained(Recipe("rnn", 2, 2, 0.1, "uniform", 0), 2, 1), ("<unk>", "青い"), {"id": "one"})
    cards.write(tmp_path, shipment)
    text = (tmp_path / "one" / "card.json").read_text("utf-8")
    assert '\n  "vocabulary": ["<unk>", "青い"]\n' in text


def test_the_document_of_the_models_holds_exactly_what_the_cards_say() -> None:
    assert documents.held(documents.DOCUMENT) == documents.documented(), "make readme writes it again"


def at(measured: dict[str, Any], distance: int, distances: list[int]) -> list[float]:
    """Return the accuracy of every seed at a distance."""
    return [one["accuracy"][distances.index(distance)] for one in measured["seeds"]]


@pytest.mark.parametrize("code", ["ja", "en"])
def test_the_document_tells_the_race_as_it_was_measured(code: str) -> None:
    lstm, gru, rnn = (MODELS[f"colour-{code}-{cell}"].card["accuracy_over_distance"] for cell in ("lstm", "gru", "rnn"))
    distances, larger = rnn["distances"], rnn["larger_budget"]
    assert all(share >= 0.97 for gated in (lstm, gru) for one in gated["seeds"] for share in one["accuracy"])
    for budget in (rnn, larger):
        assert mean(at(budget, 200, distances)) < mean(at(budget, 6, distances)) < mean(at(lstm, 200, distances))
    assert mean(at(rnn, 6, distances)) < mean(at(larger, 6, distances))
    guessing = [share <= 0.25 for share in at(rnn, 6, distances)]  # the most frequent answer has 20 to 22 %
    assert sum(guessing) == {"ja": 0, "en": 2}[code]
    farthest = MODELS[f"colour-{code}-lstm"].card["farther"]
    assert sum(share < 0.9 for share in at(farthest, 1000, farthest["distances"])) == 1


@pytest.mark.parametrize("code", ["ja", "en"])
def test_no_sweep_ended_at_its_best_learning_rate(code: str) -> None:
    for cell in ("lstm", "gru", "rnn"):
        card = MODELS[f"colour-{code}-{cell}"].card
        sweeps = [(card["training"], card["sweep"])]
        if cell == "rnn":
            sweeps.append((larger := card["accuracy_over_distance"]["larger_budget"], larger["sweep"]))
        for chosen, rows in sweeps:
            rates = sorted({row["learning_rate"] for row in rows})
            assert rates[0] < chosen["learning_rate"] < rates[-1]
