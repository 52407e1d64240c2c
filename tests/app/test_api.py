"""The JSON API: the three representations, the numbers, the errors."""

import json
from itertools import pairwise

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.encode import PLACES
from app.main import create
from app.problems import STATUS
from app.security import HEADERS
from app.settings import Settings
from app.words import words
from engine.weights import from_bytes, from_pytorch

TEXT = "The colour of the sky, is blue"
CELLS = ("lstm", "gru", "rnn")


def post(client: TestClient, accept: str = "application/json", **body: object) -> dict:
    answer = client.post("/api/v1/trace", json={"model": "small-lstm", "text": TEXT} | body, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_trace_holds_every_value_of_every_cell(client: TestClient) -> None:
    for cell in CELLS:
        trace = post(client, model=f"small-{cell}")
        assert [token["text"] for token in trace["start"]["tokens"]] == [step["token"] for step in trace["steps"]]
        for step in trace["steps"]:
            for layer in step["layers"]:
                assert list(layer) == list(dict.fromkeys(place[0] for place in PLACES[cell]))
                assert all(len(layer[name]) == 3 for name in layer if name not in ("x", "pre"))
            assert sum(guess["probability"] for guess in step["prediction"]) <= 1.00001
            assert all(a["probability"] >= b["probability"] for a, b in pairwise(step["prediction"]))
        assert max(trace["end"]["checks"].values()) <= 1e-6  # float32 rounds at 6e-8, and c is below 10
        assert sorted(trace["end"]["telling_units"]) == [0, 1, 2]


def test_the_three_representations_say_the_same(client: TestClient) -> None:
    whole = post(client)
    body = {"model": "small-lstm", "text": TEXT}
    lines = client.post("/api/v1/trace", json=body, headers={"Accept": "application/x-ndjson"}).text.splitlines()
    parts = [json.loads(line) for line in lines]
    assert parts[0]["start"] == whole["start"]
    assert [part["step"] for part in parts[1:-1]] == whole["steps"]
    assert parts[-1]["end"] == whole["end"]
    events = client.get("/api/v1/trace", params=body, headers={"Accept": "text/event-stream"}).text
    data = [json.loads(line[6:]) for line in events.splitlines() if line.startswith("data: ")]
    assert data == [whole["start"], *whole["steps"], whole["end"]]


def test_a_client_that_comes_back_gets_the_step_after_its_last(client: TestClient) -> None:
    headers = {"Accept": "text/event-stream", "Last-Event-ID": "3"}
    events = client.get("/api/v1/trace", params={"model": "small-lstm", "text": TEXT}, headers=headers).text
    assert next(line for line in events.splitlines() if line.startswith("id: ")) == "id: 4"


@pytest.mark.parametrize("cell", CELLS)
def test_steps_one_by_one_are_the_trace(client: TestClient, cell: str) -> None:
    trace = post(client, model=f"small-{cell}", tokens=["the", "sky", "is"], text=None, precision="full")
    state = None
    for expected in trace["steps"]:
        body = {"model": f"small-{cell}", "token": expected["token"], "state": state, "precision": "full"}
        answer = client.post("/api/v1/step", json=body).json()
        for ours, theirs in zip(answer["step"]["layers"], expected["layers"], strict=True):
            # a product over three rows may add in another order than one over a single row: one float32 rounding
            np.testing.assert_allclose(ours["h"], theirs["h"], atol=1e-6)
        state = answer["state"]


def test_the_served_weights_give_the_served_trace(client: TestClient) -> None:
    for cell in CELLS:
        network = from_pytorch(cell, from_bytes(client.get(f"/api/v1/models/small-{cell}/weights").content))
        trace = post(client, model=f"small-{cell}", precision="full")
        first = np.asarray(trace["start"]["tokens"][0]["id"])
        np.testing.assert_array_equal(np.float32(trace["steps"][0]["layers"][0]["x"]), network.embedding[first])


def test_a_closed_forget_gate_keeps_nothing_from_then_on(client: TestClient) -> None:
    clamp = {"layer": 1, "quantity": "f", "from": 2, "until": 4, "units": [1], "value": 0}
    steps = post(client, clamps=[clamp])["steps"]
    assert [step["layers"][1]["kept"][1] == 0 for step in steps[:5]] == [True, False, True, True, False]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"model": "../secret"}, "unknown_model"),
        ({"text": ""}, "empty_text"),
        ({"text": "  \n "}, "empty_text"),
        ({"text": "sky " * 41}, "too_many_tokens"),
        ({"text": "a" * 201}, "text_too_long"),
        ({"text": 7}, "invalid"),
        ({"text": None}, "invalid"),
        ({"tokens": ["sky"]}, "invalid"),
        ({"text": None, "tokens": ["nonsense"]}, "unknown_token"),
        ({"top": 0}, "invalid"),
        ({"extra": 1}, "invalid"),
        ({"clamps": [{"quantity": "z", "from": 0, "until": 2, "value": 1}]}, "not_available"),
        ({"clamps": [{"quantity": "f", "from": 99, "until": 100, "value": 1}]}, "out_of_range"),
        ({"clamps": [{"quantity": "f", "from": 0, "until": 2, "units": [3], "value": 1}]}, "out_of_range"),
        ({"clamps": [{"quantity": "f", "from": 0, "until": 1, "value": 1}] * 65}, "too_many_clamps"),
        ({"initial_state": {"h": [[0, 0, 0]], "c": [[0, 0, 0]]}}, "out_of_range"),
        ({"initial_state": {"h": [[0, 0, 0]] * 2}}, "out_of_range"),
    ],
)
def test_every_wrong_request_has_its_problem(client: TestClient, body: dict, code: str) -> None:
    answer = client.post("/api/v1/trace", json={"model": "small-lstm", "text": TEXT} | body)
    assert (answer.json()["code"], answer.status_code) == (code, STATUS[code])
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"\xff"',
        b'{"model": "small-lstm", "text": "\\ud800"}',
        b'{"model": "small-lstm", "text": "sky", "clamps": [{"quantity": "f", "from": 0, "until": 1, "value": NaN}]}',
        b'{"model": "small-lstm", "text": "sky", "clamps": [{"quantity": "f", "from": 0, "until": 1, "value": 1e999}]}',
        b"[" * 9_000,
    ],
)
def test_a_body_that_is_not_a_request_is_invalid_in_both_languages(client: TestClient, body: bytes) -> None:
    for language in ("ja", "en"):
        headers = {"Content-Type": "application/json", "Accept-Language": language}
        answer = client.post("/api/v1/trace", content=body, headers=headers)
        assert answer.json()["code"] == "invalid"
        assert answer.json()["title"] == words(language)["problems"]["invalid"]["title"]


def test_emoji_and_unknown_words_run_and_are_marked(client: TestClient) -> None:
    tokens = post(client, text="the 👩‍👩‍👧 sky")["start"]["tokens"]
    assert [(token["text"], token["known"]) for token in tokens] == [
        ("the", True),
        ("👩‍👩‍👧", False),
        ("sky", True),
    ]
    assert (tokens[2]["from"], tokens[2]["until"]) == (10, 13)


def test_a_large_body_is_too_large(client: TestClient) -> None:
    answer = client.post("/api/v1/trace", content=b" " * 20_001, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_busy_address_is_asked_to_wait(settings: Settings) -> None:
    client = TestClient(create(settings.model_copy(update={"requests_a_minute": 2})))
    answers = [client.get("/api/v1/models") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60


def test_no_representation_no_route_no_method(client: TestClient) -> None:
    body = {"model": "small-lstm", "text": TEXT}
    codes = [
        client.post("/api/v1/trace", json=body, headers={"Accept": "image/png"}).json()["code"],
        client.get("/nowhere").json()["code"],
        client.delete("/api/v1/models").json()["code"],
    ]
    assert codes == ["not_acceptable", "not_found", "method_not_allowed"]


def test_every_response_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/api/v1/models", "/nowhere", "/healthz"):
        headers = client.get(path).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS


def test_every_problem_has_words_in_both_languages() -> None:
    assert words("ja")["problems"].keys() == words("en")["problems"].keys() == {*STATUS, "messages"}


def test_the_lists_of_models_leave_out_what_is_long(client: TestClient) -> None:
    listed = client.get("/api/v1/models").json()
    assert [card["id"] for card in listed["models"]] == ["small-gru", "small-lstm", "small-rnn"]
    assert listed["limits"]["tokens"] == 40
    assert "vocabulary" not in listed["models"][0]
    assert len(client.get("/api/v1/models/small-gru").json()["vocabulary"]) == 14
