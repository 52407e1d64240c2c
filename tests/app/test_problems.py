"""Requests that are wrong in ways that clients are, and the problem that each gets."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import api
from app.main import create
from app.problems import LONGEST_ECHO, MOST_PLACES
from app.settings import Settings
from app.words import words


def places(answer: Any, code: str) -> list[list[str | int]]:
    assert answer.json()["code"] == code
    return [place["at"] for place in answer.json()["problems"]]


def test_an_unknown_token_of_a_step_is_named_where_it_was_sent(client: TestClient) -> None:
    answer = client.post("/api/v1/step", json={"model": "small-lstm", "token": "nonsense"})
    assert places(answer, "unknown_token") == [["body", "token"]]


@pytest.mark.parametrize("text", ["%ff", "%ED%A0%80", "sky%C3"])
def test_a_query_that_is_not_utf8_is_refused_and_not_mended(client: TestClient, text: str) -> None:
    answer = client.get(f"/api/v1/trace?model=small-lstm&text={text}")
    assert places(answer, "invalid") == [["query"]]


@pytest.mark.parametrize(
    "address", ["models?vocabulary=no", "models/small-gru?a=1", "trace?model=small-gru&text=sky&clamps=1"]
)
def test_a_parameter_that_does_not_exist_is_refused(client: TestClient, address: str) -> None:
    assert places(client.get(f"/api/v1/{address}"), "invalid")[0][0] == "query"


def test_a_parameter_that_belongs_into_the_body_is_refused(client: TestClient) -> None:
    body = {"model": "small-lstm", "text": "sky"}
    answer = client.post("/api/v1/trace?precision=full&top=1", json=body)
    assert places(answer, "invalid") == [["query", "precision"], ["query", "top"]]


def test_a_parameter_that_is_sent_twice_is_refused(client: TestClient) -> None:
    answer = client.get("/api/v1/trace?model=small-lstm&text=sky&text=is")
    assert places(answer, "invalid") == [["query", "text"]]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_a_method_that_is_not_taken_gets_those_that_are(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/v1/trace")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("last", ["-1", "+1", "1e3", "0x1", "1,2", " 1", "9" * 30, "1\u00b2", "End"])
def test_a_hostile_last_event_id_is_invalid(client: TestClient, last: str) -> None:
    headers = {"Accept": "text/event-stream", "Last-Event-ID": last.encode("latin-1")}
    answer = client.get("/api/v1/trace?model=small-lstm&text=sky", headers=headers)
    assert places(answer, "invalid") == [["header", "last-event-id"]]


def test_a_step_that_the_text_does_not_have_is_out_of_range(client: TestClient) -> None:
    headers = {"Accept": "text/event-stream", "Last-Event-ID": "1"}
    answer = client.get("/api/v1/trace?model=small-lstm&text=sky", headers=headers)
    assert places(answer, "out_of_range") == [["header", "last-event-id"]]


def test_a_client_that_has_everything_is_told_to_stop(client: TestClient) -> None:
    headers = {"Accept": "text/event-stream", "Last-Event-ID": "end"}
    assert client.get("/api/v1/trace?model=small-lstm&text=sky", headers=headers).status_code == 204


def test_a_body_with_thousands_of_errors_gets_a_short_answer(client: TestClient) -> None:
    body = {"model": "small-lstm", "text": "sky"} | {f"key-{n}": 1 for n in range(1_000)}
    assert len(places(client.post("/api/v1/trace", json=body), "invalid")) == MOST_PLACES


def test_no_unit_is_named_twice_so_that_no_list_of_them_is_longer_than_a_layer(client: TestClient) -> None:
    clamp = {"quantity": "f", "from": 0, "until": 1, "units": [2, 0, 2], "value": 0}
    for call, body, at in (
        ("trace", {"clamps": [clamp]}, ["body", "clamps", 0, "units"]),
        ("ledger", {"units": [1, 1]}, ["body", "units"]),
    ):
        answer = client.post(f"/api/v1/{call}", json={"model": "small-lstm", "text": "sky"} | body)
        assert places(answer, "invalid") == [at]
        assert answer.json()["problems"][0]["message"] == words("en")["problems"]["messages"]["repeated"]


@pytest.mark.parametrize(
    ("call", "body", "at"),
    [
        ("trace", {"clamps": [{"quantity": "f", "from": 0, "value": 0}] * 200}, ["body", "clamps", 0, "until"]),
        ("trace", {"tokens": [1] * 9_000}, ["body", "tokens", 0]),
        ("trace", {"initial_state": {"h": [[0, "0", *[None] * 3_000]]}}, ["body", "initial_state", "h", 0, 1]),
        ("ledger", {"units": [0, *[-1] * 6_000]}, ["body", "units", 1]),
        ("race/run", {"models": [1] * 9_000}, ["body", "models", 0]),
    ],
)
def test_a_list_is_read_up_to_its_first_wrong_item(
    client: TestClient, call: str, body: dict[str, Any], at: list[str | int]
) -> None:
    answer = client.post(f"/api/v1/{call}", json=body)
    assert [place for place in places(answer, "invalid") if place[: len(at) - 1] == at[:-1]] == [at]


def test_tokens_are_counted_before_they_are_looked_up(client: TestClient) -> None:
    answer = client.post("/api/v1/trace", json={"model": "small-lstm", "tokens": ["nonsense"] * 41})
    assert answer.json()["code"] == "too_many_tokens"


def test_what_a_caller_sent_is_echoed_cut(client: TestClient) -> None:
    answer = client.get(f"/api/v1/models/{'x' * 5_000}")
    assert answer.json()["code"] == "unknown_model"
    assert len(answer.text) < 400


def test_a_field_of_a_long_name_is_echoed_cut(client: TestClient) -> None:
    name, cut = "名" * 5_000, "名" * (LONGEST_ECHO - 1) + "…"
    answer = client.post("/api/v1/trace", json={"model": "small-lstm", "text": "sky", name: 1})
    assert places(answer, "invalid") == [["body", cut]]
    answer = client.get(f"/api/v1/models?{name}=1")
    assert places(answer, "invalid") == [["query", cut]]


def test_what_nobody_foresaw_is_answered_with_an_id_that_the_log_has(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(api, "stepped", lambda *_: 1 / 0)
    answer = client.post("/api/v1/step", json={"model": "small-lstm", "token": "sky"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    (record,) = [record for record in caplog.records if record.name == "app.problems"]
    assert record.args and str(record.args[0]) in answer.json()["detail"]
    assert "division" not in answer.text


def test_every_stream_that_is_taken_is_given_back_when_the_request_is_refused(settings: Settings) -> None:
    client = TestClient(create(settings.model_copy(update={"open_streams": 1})))
    for body in ({"model": "nobody", "text": "sky"}, {"model": "small-lstm", "text": ""}, {}):
        assert client.post("/api/v1/trace", json=body).status_code in (404, 422)
    assert client.post("/api/v1/trace", json={"model": "small-lstm", "text": "sky"}).status_code == 200
