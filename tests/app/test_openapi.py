"""The description of the API: valid, complete, and its examples what the server answers."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV32SpecValidator, validate

from app.main import create
from app.problems import STATUS
from app.settings import ROOT, Settings

SHIPPED = create(Settings(requests_a_minute=100_000))
DOCUMENT = SHIPPED.openapi()
OPERATIONS = {
    described["operationId"]: (method, path, described)
    for path, operations in DOCUMENT["paths"].items()
    for method, described in operations.items()
}
ANYWHERE = {
    "not_found",
    "method_not_allowed",
    "not_http",
    "head_too_large",
}  # what no operation answers: there is none at that address


@pytest.fixture(scope="module")
def shipped() -> Iterator[TestClient]:
    with TestClient(SHIPPED, raise_server_exceptions=False) as client:
        yield client


def example(operation: str) -> dict[str, Any]:
    """Return the example request of an operation as arguments of a client."""
    method, path, described = OPERATIONS[operation]
    given = {one["name"]: one["example"] for one in described.get("parameters", ()) if "example" in one}
    content = described.get("requestBody", {}).get("content", {}).get("application/json", {})
    query = {name: value for name, value in given.items() if f"{{{name}}}" not in path}
    return {"method": method, "url": path.format_map(given), "params": query, "json": content.get("example")}


def fits(value: object, schema: dict[str, Any]) -> bool:
    """Tell whether a value is as a schema of the description has it."""
    return Draft202012Validator(schema | {"components": DOCUMENT["components"]}).is_valid(value)


def test_it_is_valid_as_the_version_that_it_declares() -> None:
    assert DOCUMENT["openapi"] == "3.2.0"
    validate(DOCUMENT, cls=OpenAPIV32SpecValidator)


def test_it_is_served_and_the_same_for_everybody(shipped: TestClient) -> None:
    answers = [shipped.get("/api/v1/openapi.json", headers={"Accept-Language": code}) for code in ("ja", "en")]
    assert all(answer.json() == json.loads(json.dumps(DOCUMENT)) for answer in answers)
    again = shipped.get("/api/v1/openapi.json", headers={"If-None-Match": answers[0].headers["etag"]})
    assert again.status_code == 304


def test_it_describes_what_the_documentation_lists() -> None:
    listed = re.findall(r"`(GET|POST) (/[\w/{}]+)", (ROOT / "docs" / "api.md").read_text("utf-8"))
    described = {(method.upper(), path) for method, path, _ in OPERATIONS.values()}
    assert {(method, f"/api/v1{path}".replace("{id}", "{model}")) for method, path in listed} == described


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_example_is_what_the_server_answers_in_every_representation(shipped: TestClient, operation: str) -> None:
    content = OPERATIONS[operation][2]["responses"]["200"]["content"]
    for kind, media in content.items():
        answer = shipped.request(**example(operation), headers={"Accept": kind})
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind)
        (shown,) = media["examples"].values()
        if "externalValue" in shown:
            assert answer.content == shipped.get(shown["externalValue"]).content
        elif "serializedValue" in shown:
            assert answer.text == shown["serializedValue"]
        else:
            assert answer.json() == shown["value"]
            assert fits(answer.json(), media["schema"])


@pytest.mark.parametrize("operation", [name for name, (*_, one) in OPERATIONS.items() if "requestBody" in one])
def test_an_example_of_a_body_fits_its_schema(operation: str) -> None:
    media = OPERATIONS[operation][2]["requestBody"]["content"]["application/json"]
    assert fits(media["example"], media["schema"])


@pytest.mark.parametrize("operation", ["trace", "trace_by_link", "run_race"])
def test_every_item_of_a_stream_fits_its_schema(shipped: TestClient, operation: str) -> None:
    content = OPERATIONS[operation][2]["responses"]["200"]["content"]
    lines = shipped.request(**example(operation), headers={"Accept": "application/x-ndjson"}).text.splitlines()
    assert all(fits(json.loads(line), content["application/x-ndjson"]["itemSchema"]) for line in lines)
    text = shipped.request(**example(operation), headers={"Accept": "text/event-stream"}).text
    for block in text.split("\n\n")[:-1]:
        event: dict[str, Any] = dict(line.split(": ", 1) for line in block.splitlines())
        if "retry" in event:
            event["retry"] = int(event["retry"])
        schema = content["text/event-stream"]["itemSchema"]
        assert fits(event, schema)
        assert fits(json.loads(event["data"]), schema["properties"]["data"]["contentSchema"])


def test_text_and_tokens_exclude_each_other_in_the_schema() -> None:
    schema = {"$ref": "#/components/schemas/TraceRequest"}
    for given in ({"text": "a"}, {"tokens": ["a"]}, {"text": "a", "tokens": None}, {"text": None, "tokens": ["a"]}):
        assert fits({"model": "m"} | given, schema)
    for given in ({}, {"text": "a", "tokens": ["a"]}, {"text": None, "tokens": None}):
        assert not fits({"model": "m"} | given, schema)


def codes_of(answer: dict[str, Any]) -> list[str]:
    return list(answer["content"]["application/problem+json"]["examples"])


def test_every_problem_is_described_where_it_can_happen() -> None:
    described = set()
    for _, _, operation in OPERATIONS.values():
        for status, answer in operation["responses"].items():
            if status >= "4":
                described |= {*codes_of(answer)}
                assert {STATUS[code] for code in codes_of(answer)} == {int(status)}
    assert described == STATUS.keys() - ANYWHERE


WRONG: dict[str, Callable[[TestClient, Settings], Any]] = {
    "not_found": lambda client, _: client.get("/api/v1/nothing"),
    "unknown_model": lambda client, _: client.get("/api/v1/models/nobody"),
    "method_not_allowed": lambda client, _: client.delete("/api/v1/models"),
    "not_acceptable": lambda client, _: client.get("/api/v1/trace?model=m&text=a", headers={"Accept": "image/png"}),
    "too_large": lambda client, limits: client.post("/api/v1/step", content=b" " * (limits.body_size + 1)),
    "not_json": lambda client, _: client.post("/api/v1/step", content=b"{}", headers={"Content-Type": "text/plain"}),
    "invalid": lambda client, _: run(client, text="sky", top=0),
    "text_too_long": lambda client, limits: run(client, text="a" * (limits.text_length + 1)),
    "too_many_tokens": lambda client, limits: run(client, text="," * (limits.tokens + 1)),
    "too_many_clamps": lambda client, limits: run(client, text="sky", clamps=[clamp()] * (limits.clamps + 1)),
    "too_many_numbers": lambda client, limits: post(client, "ledger", text="," * limits.tokens),
    "too_many_runs": lambda client, limits: post(
        client, "influence", text="," * limits.tokens, target={"t": limits.tokens - 1}
    ),
    "empty_text": lambda client, _: run(client, text=" "),
    "unknown_token": lambda client, _: run(client, tokens=["xyzzy"]),
    "out_of_range": lambda client, _: run(client, text="sky", clamps=[clamp(units=[16])]),
    "not_available": lambda client, _: run(client, text="sky", clamps=[clamp(quantity="z")]),
    "not_in_race": lambda client, _: client.post(
        "/api/v1/race/run", json={"models": ["colour-en-lstm", "colour-ja-lstm"], "distance": 6}
    ),
}


def run(client: TestClient, **body: object) -> Any:
    return post(client, "trace", **body)


def post(client: TestClient, call: str, **body: object) -> Any:
    return client.post(f"/api/v1/{call}", json={"model": "colour-en-lstm"} | body)


def clamp(**fields: object) -> dict[str, object]:
    return {"quantity": "f", "from": 0, "until": 1, "value": 1} | fields


@pytest.mark.parametrize("code", WRONG)
def test_an_example_of_a_problem_is_what_the_server_answers(shipped: TestClient, code: str) -> None:
    answer = WRONG[code](shipped, SHIPPED.state.settings)
    assert answer.json() == DOCUMENT["components"]["examples"][code]["value"]
    assert answer.status_code == STATUS[code]


def test_an_example_of_every_problem_fits_the_schema_of_problems() -> None:
    shown = DOCUMENT["components"]["examples"]
    assert shown.keys() == STATUS.keys()
    for code, one in shown.items():
        assert fits(one["value"], {"$ref": "#/components/schemas/ProblemDocument"})
        assert one["value"]["type"] == f"/api/v1/docs#{code}"


@pytest.mark.parametrize("name", SHIPPED.state.models)
def test_every_card_fits_the_schema_of_cards(shipped: TestClient, name: str) -> None:
    card = shipped.get(f"/api/v1/models/{name}").json()
    assert fits(card, {"$ref": "#/components/schemas/CardWithVocabulary"})


def test_a_server_without_models_describes_itself_and_is_not_ready(tmp_path: Path) -> None:
    client = TestClient(create(Settings(models=tmp_path)))
    answer = client.get("/api/v1/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    validate(client.get("/api/v1/openapi.json").json(), cls=OpenAPIV32SpecValidator)
    assert client.get("/api/v1/docs").status_code == 200
