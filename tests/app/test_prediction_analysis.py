"""What a prediction rests on: gradients against values held elsewhere, influence against runs of changed sentences."""

from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.main import create
from app.settings import Settings
from engine.carry import half_lives
from engine.gradients import norms, prediction_gradient
from engine.influence import influence
from engine.tasks_colour import colour_language
from tests.app.asking import model_of, post
from tests.app.racers import write_racer


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_gradients_are_the_engines(client: TestClient, cell: str) -> None:
    model, tokens = model_of(client, cell)
    token = model.vocabulary.ids["blue"]
    answer = post(client, "gradients", cell, target={"t": 5, "token": "blue"}, clip=0.5, vectors=True)
    expected = prediction_gradient(model.network, [one.id for one in tokens], 5, token)
    assert answer["loss"] == expected.loss
    assert answer["clip"]["norm"] == expected.parameter_norm
    assert answer["clip"]["scale"] == pytest.approx(min(1, 0.5 / expected.parameter_norm), rel=1e-14)
    for ours, theirs in zip(answer["layers"], expected.layers, strict=True):
        for name, values in (("d_h", theirs.d_h), ("d_c", theirs.d_c), ("highway", theirs.highway)):
            if values is None:
                assert ours[name] is ours["vectors"][name] is ours["initial_state"][name] is None
            else:
                np.testing.assert_array_equal(ours[name], norms(values))
                np.testing.assert_array_equal(ours["vectors"][name], values)
        assert ours["total"] == ours["d_c" if cell == "lstm" else "d_h"]
        assert ours["vectors"]["initial_state"]["d_h"] == theirs.d_initial.h[0].tolist()
        assert ours["initial_state"]["total"] == ours["initial_state"]["d_c" if cell == "lstm" else "d_h"]


@pytest.mark.parametrize(("cell", "quantity"), [("lstm", "c"), ("lstm", "h"), ("gru", "h"), ("rnn", "h")])
def test_a_gradient_is_what_holding_the_value_a_little_elsewhere_costs(
    client: TestClient, cell: str, quantity: str
) -> None:
    target = {"t": 6, "token": "blue"}
    steps = post(client, "trace", cell)["steps"]
    vectors = post(client, "gradients", cell, target=target, vectors=True)["layers"][0]["vectors"]
    for t, unit in ((1, 0), (4, 2), (6, 1)):
        value = steps[t]["layers"][0][quantity][unit]
        held = {"quantity": quantity, "from": t, "until": t + 1, "units": [unit]}
        losses = [
            post(client, "gradients", cell, target=target, clamps=[held | {"value": value + shift}])["loss"]
            for shift in (1e-4, -1e-4)
        ]
        # the difference errs by 1e-8 L''', and the float32 trace told its place within 1e-7
        assert vectors[f"d_{quantity}"][t][unit] == pytest.approx((losses[0] - losses[1]) / 2e-4, abs=1e-6)


def test_without_a_token_the_target_is_what_the_model_finds_most_probable(client: TestClient) -> None:
    step = post(client, "trace")["steps"][4]["prediction"]
    own = post(client, "gradients", target={"t": 4})
    assert own["target"] == {"t": 4, **step[0], "own": True}
    assert own["loss"] == pytest.approx(-np.log(step[0]["probability"]), abs=1e-6)  # of a float32 run
    other = post(client, "influence", target={"t": 4, "token": step[1]["token"]})["target"]
    assert other == {"t": 4, **step[1], "own": False}


def test_half_lives_are_those_of_the_gate_that_keeps_and_may_be_endless(client: TestClient) -> None:
    for cell, gate in (("lstm", "f"), ("gru", "z")):
        steps = post(client, "trace", cell)["steps"][:4]
        gates = np.array([step["layers"][0][gate] for step in steps], np.float32)
        lives = post(client, "gradients", cell, target={"t": 3})["layers"][0]["half_life"]
        np.testing.assert_array_equal(lives, half_lives(gates))
    assert post(client, "gradients", "rnn", target={"t": 3})["layers"][0]["half_life"] is None
    hoarder = [
        {"quantity": "f", "from": 0, "until": 9, "value": 1},
        {"quantity": "f", "from": 0, "until": 9, "units": [1], "value": 0},
    ]
    lives = post(client, "gradients", target={"t": 3}, clamps=hoarder)["layers"][0]["half_life"]
    assert lives == ["Infinity", 0, "Infinity"]


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_influence_is_the_engines(client: TestClient, cell: str) -> None:
    model, tokens = model_of(client, cell)
    ids = [token.id for token in tokens]
    answer = post(client, "influence", cell, target={"t": 6})
    assert answer["measure"] == "total_variation"
    for word, expected in zip(answer["words"], influence(model.network, ids[:7], [[]] * 7), strict=True):
        assert word["removal"]["effect"] == expected.moved_by_removal
        assert word["removal"]["top"] == model.vocabulary.tokens[expected.top_after_removal]
        assert (word["distance"], word["mean"], word["replacements"]) == (7 - word["k"], None, [])


def test_the_influence_of_a_word_is_how_far_the_prediction_moves_without_it(client: TestClient) -> None:
    def prediction(tokens: list[str]) -> dict[str, float]:
        step = post(client, "trace", tokens=tokens, text=None, top=20)["steps"][-1]
        return {one["token"]: one["probability"] for one in step["prediction"]}

    tokens = ["the", "sky", "is", "blue"]
    words = post(client, "influence", tokens=tokens, text=None, target={"t": 3})["words"]
    whole = prediction(tokens)
    for k, word in enumerate(words):
        without = prediction(tokens[:k] + tokens[k + 1 :])
        moved = sum(abs(whole[token] - without[token]) for token in whole) / 2
        assert word["removal"]["effect"] == pytest.approx(moved, abs=1e-6)  # float32, in other batches
        assert word["removal"]["top"] == max(without, key=lambda token: without[token])


def test_a_word_is_replaced_by_every_other_of_its_class(tmp_path: Path) -> None:
    write_racer(tmp_path, "colour", "gru")
    client = TestClient(create(Settings(models=tmp_path)))
    body = {"model": "colour", "text": "空の色は、いつも", "target": {"t": 5}, "precision": "full"}
    words = client.post("/api/v1/influence", json=body).json()["words"]
    topics = {topic for of_one in colour_language("ja").colours.values() for topic in of_one}
    effects = {one["token"]: one["effect"] for one in words[0]["replacements"]}
    assert effects.keys() == topics - {"空"}
    assert words[0]["mean"] == pytest.approx(np.mean([*effects.values()]), rel=1e-14)
    unknown = client.post("/api/v1/influence", json=body | {"text": "xyz の色は、いつも"}).json()["words"]
    assert (unknown[0]["known"], unknown[0]["replacements"], unknown[0]["mean"]) == (False, [], None)
