"""The race: what the cards say of it, and measured again; clients that leave in the middle of it."""

import json
import socket
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from app.encode_race import wilson
from app.main import create
from app.settings import Settings
from engine.race import measure
from engine.tasks_colour import colour_language
from tests.app.live import Live, serve, wait_for
from tests.app.racers import SEEDS, SWEEP, write_racer

IDS = ["one-lstm", "two-rnn"]


@pytest.fixture(scope="module")
def racers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two models of Japanese, one of English and one that has nothing to do with either."""
    root = tmp_path_factory.mktemp("racers")
    longer = {"updates": 40, "seeds": SEEDS[:1]}
    measured = {"distances": [6, 20], "sentences": 4, "trained_to": 20, "chance": 0.1667, "default_rule": "the second"}
    measured |= {"majority": [0.25, 0.25], "nearest_colour": [0.0, 0.25], "seeds": SEEDS, "default_seed": 1}
    write_racer(root, "one-lstm", "lstm")
    write_racer(root, "two-rnn", "rnn", accuracy_over_distance=measured | {"larger_budget": longer}, sweep=SWEEP[:1])
    write_racer(root, "three-gru", "gru", "en")
    write_racer(root, "four-gru", "gru", task="brackets", accuracy_over_distance=None)
    return root


@pytest.fixture
def client(racers: Path) -> TestClient:
    return TestClient(create(Settings(models=racers, requests_a_minute=100_000)))


def ask(client: TestClient, accept: str = "application/json", **body: object) -> httpx2.Response:
    request = {"models": IDS, "distance": 12, "sentences": 60, "seed": 3} | body
    return client.post("/api/v1/race/run", json=request, headers={"Accept": accept})


def test_the_cards_tell_who_was_asked_what_and_scored_what(client: TestClient) -> None:
    (race,) = client.get("/api/v1/race", params={"language": "ja"}).json()["races"]
    assert (race["language"], race["distances"], race["sentences"], race["trained_to"]) == ("ja", [6, 20], 4, 20)
    lstm, rnn = race["models"]
    assert (lstm["id"], lstm["seeds"], lstm["mean"]) == ("one-lstm", SEEDS, [0.75, 0.375])
    assert (lstm["default_seed"], lstm["larger_budget"]) == (2, None)
    assert rnn["larger_budget"] == {"updates": 40, "seeds": SEEDS[:1]}


def test_the_sweep_tells_what_was_chosen(client: TestClient) -> None:
    lstm, rnn = client.get("/api/v1/race?language=ja").json()["races"][0]["models"]
    assert [row["chosen"] for row in lstm["sweep"]] == [False, True]  # of equal accuracy, the likelier answers
    assert (lstm["learning_rate"], rnn["learning_rate"]) == (0.2, 0.1)


def test_what_was_equal_and_what_differed_is_all_of_it(client: TestClient) -> None:
    (race,) = client.get("/api/v1/race?language=ja").json()["races"]
    assert race["differed"]["learning_rate"] == {"one-lstm": 0.2, "two-rnn": 0.1}
    assert race["differed"].keys() == {"parameters", "learning_rate"}
    assert race["equal"] == {
        **{"data": "d", "updates": 10, "seeds": [1, 2], "num_layers": 1},
        **{"input_size": 2, "hidden_size": 3, "initialisation": "b"},
    }


def test_every_language_has_its_race(client: TestClient) -> None:
    def languages(query: str) -> list[str]:
        return [race["language"] for race in client.get(f"/api/v1/race{query}").json()["races"]]

    assert sorted(languages("")) == sorted(languages("?language=all")) == ["en", "ja"]
    assert languages("?language=en") == ["en"]
    assert client.get("/api/v1/race?language=de").json()["code"] == "invalid"


def test_a_race_measures_what_the_engine_measures(client: TestClient) -> None:
    answer = ask(client, precision="full").json()
    for result, name in zip(answer["end"]["results"], IDS, strict=True):
        model = client.app.state.models[name]  # type: ignore[attr-defined]
        *_, score = measure(model.network, model.vocabulary.ids, colour_language("ja"), 12, 60, 3)
        assert (result["model"], result["right"], result["sentences"]) == (name, score.right, 60)
        assert (result["accuracy"], result["log_probability"]) == (score.accuracy, score.log_probability)
        assert result["interval"] == list(wilson(score.right, 60))


def test_the_three_representations_tell_of_the_same_race(client: TestClient) -> None:
    whole = ask(client).json()
    lines = [json.loads(line) for line in ask(client, "application/x-ndjson").text.splitlines()]
    assert (lines[0]["start"], lines[-1]["end"]) == (whole["start"], whole["end"])
    progress = [line["progress"] for line in lines[1:-1]]
    assert [(one["model"], one["done"], one["of"]) for one in progress] == [
        (name, done, 60) for done in (50, 60) for name in IDS
    ]
    assert [one["right"] for one in progress[-2:]] == [one["right"] for one in whole["end"]["results"]]
    events = ask(client, "text/event-stream").text.split("\n\n")[:-1]
    told = [dict(line.split(": ", 1) for line in event.splitlines()) for event in events]
    assert [{event["event"]: json.loads(event["data"])} for event in told] == lines


def test_the_example_is_asked_at_the_distance(client: TestClient) -> None:
    start = ask(client, distance=30).json()["start"]
    example = start["example"]
    assert len(example["tokens"]) - example["topic_at"] == 30
    assert example["tokens"][example["topic_at"]] == example["topic"]
    assert example["topic"] in colour_language("ja").colours[example["answer"]]
    assert example["text"] == "".join(example["tokens"])
    assert start["chance"] == pytest.approx(1 / len(colour_language("ja").colours), abs=1e-6)  # six digits


def test_the_example_has_the_guess_of_every_model_as_a_trace_predicts_it(client: TestClient) -> None:
    example = ask(client).json()["start"]["example"]
    assert [one["model"] for one in example["guesses"]] == IDS
    for one in example["guesses"]:
        trace = client.post("/api/v1/trace", json={"model": one["model"], "tokens": example["tokens"], "top": 1}).json()
        (best,) = trace["steps"][-1]["prediction"]
        assert (one["token"], one["probability"]) == (best["token"], pytest.approx(best["probability"], rel=1e-4))


def test_the_seed_settles_the_sentences_and_another_draws_others(client: TestClient) -> None:
    assert ask(client).json() == ask(client).json()
    assert ask(client).json()["start"]["example"] != ask(client, seed=4).json()["start"]["example"]


@pytest.mark.parametrize(
    ("body", "code", "at"),
    [
        ({"models": []}, "invalid", ["body", "models"]),
        ({"models": IDS[:1] * 2}, "invalid", ["body", "models"]),
        ({"models": ["nobody"]}, "unknown_model", None),
        ({"models": ["one-lstm", "three-gru"]}, "not_in_race", ["body", "models", 1]),
        ({"models": ["one-lstm", "four-gru"]}, "not_in_race", ["body", "models", 1]),
        ({"distance": 5}, "out_of_range", ["body", "distance"]),
        ({"distance": 201}, "out_of_range", ["body", "distance"]),
        ({"sentences": 0}, "out_of_range", ["body", "sentences"]),
        ({"sentences": 501}, "out_of_range", ["body", "sentences"]),
        ({"seed": -1}, "invalid", ["body", "seed"]),
        ({"text": "a"}, "invalid", ["body", "text"]),
    ],
)
def test_every_wrong_race_has_its_problem(client: TestClient, body: dict[str, Any], code: str, at: Any) -> None:
    answer = ask(client, "application/x-ndjson", **body).json()
    assert answer["code"] == code
    assert [place["at"] for place in answer["problems"]] == ([at] if at else [])


def test_more_models_than_a_race_may_have(racers: Path) -> None:
    answer = ask(TestClient(create(Settings(models=racers, race_models=len(IDS) - 1)))).json()
    assert (answer["code"], answer["problems"][0]["at"]) == ("out_of_range", ["body", "models"])


def test_no_representation_and_no_free_track(racers: Path) -> None:
    app = create(Settings(models=racers, open_races=1))
    client = TestClient(app)
    assert ask(client, "image/png").json()["code"] == "not_acceptable"
    assert ask(client).status_code == 200
    assert not app.state.races.slots.open and not app.state.slots.open
    app.state.races.slots.most = 0
    answer = ask(client)
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "busy", "1")


@pytest.mark.parametrize("distance", [6, 7, 200])
@pytest.mark.parametrize("name", ["one-lstm", "three-gru"])
def test_every_distance_of_the_limits_can_be_run(client: TestClient, name: str, distance: int) -> None:
    assert ask(client, models=[name], distance=distance, sentences=1).status_code == 200


def test_intervals_by_hand() -> None:
    # (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z = 1.96: 8 of 10 and 0 of 10, as in the literature
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(10, 10) == pytest.approx((0.7225, 1), abs=1e-4)


def open_race(live: Live) -> socket.socket:
    """Ask for a long race and read no further than its first bytes."""
    body = json.dumps({"models": IDS, "distance": 60, "sentences": 100_000}).encode()
    head = (
        f"POST /api/v1/race/run HTTP/1.1\r\nHost: x\r\nAccept: application/x-ndjson\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    client = socket.socket()
    client.connect(("127.0.0.1", live.port))
    client.sendall(head.encode() + body)
    assert client.recv(15)[9:12] == b"200"
    return client


def test_a_client_that_leaves_ends_its_race_within_half_a_second(racers: Path, tmp_path: Path) -> None:
    def status() -> int:
        body = {"models": IDS[:1], "distance": 6, "sentences": 1}
        return httpx2.post(f"{live.address}/api/v1/race/run", json=body).status_code

    def seconds_until_free() -> float:
        with open_race(live):
            assert status() == 503
        return wait_for(lambda: status() == 200)

    with serve(racers, tmp_path / "log", open_races=1, race_sentences=100_000) as live:
        assert any(seconds_until_free() < 0.5 for _ in range(3))  # a busy machine may be late once
