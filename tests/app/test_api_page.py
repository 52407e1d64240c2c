"""The page that documents the API."""

import json
import re
import shlex
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from app.main import create
from app.operations import cut_stream, entries, pretty
from app.problems import STATUS
from app.settings import ROOT, Settings
from app.words import LANGUAGES, words


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create(Settings(requests_a_minute=100_000))) as client:
        yield client


def page(client: TestClient, language: str) -> str:
    answer = client.get("/api/v1/docs", headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["content-language"]) == (200, language)
    return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stands_in_the_readers_language(client: TestClient, language: str) -> None:
    text = page(client, language)
    assert f'<html lang="{language}">' in text
    assert words(language)["api_docs"]["operations"]["trace"]["description"] in unescape(text)
    assert words(language)["problems"]["busy"]["title"] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(client: TestClient, language: str) -> None:
    text = page(client, language)
    places = re.findall(r'\bid="([^"]+)"', text)
    assert len(places) == len(set(places))
    for target in re.findall(r'\bhref="([^"]+)"', text):
        assert target[1:] in places if target.startswith("#") else client.get(target).status_code == 200


def test_every_problem_has_the_place_that_its_type_names(client: TestClient) -> None:
    text = page(client, "en")
    assert all(f'id="{code}"' in text for code in STATUS)


def asked(client: TestClient, command: str) -> int:
    """Ask what a curl command asks; return the status."""
    _, *words = shlex.split(command)
    options = {name: value for name, value in pairwise(words) if name.startswith("-")}
    given = [value.split("=", 1) for name, value in pairwise(words) if name in ("-d", "--data-urlencode")]
    (address,) = (word.removeprefix("localhost:8000") for word in words if word.startswith("localhost:8000"))
    assert address.isascii()
    query = f"?{urlencode(dict(given))}" if given else ""
    if "--json" in options:
        return client.post(address, json=json.loads(options["--json"])).status_code
    return client.get(address + query).status_code


def test_every_command_is_answered(client: TestClient) -> None:
    commands = re.findall(r"<code>(curl .*?)</code>", page(client, "en"))
    assert len(commands) == len(client.get("/api/v1/openapi.json").json()["paths"]) + 1  # /trace takes two methods
    for command in commands:
        assert asked(client, unescape(command)) == 200, command


def test_every_command_of_the_documentation_is_answered(client: TestClient) -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8").replace("\\\n", " ")
    commands = re.findall(r"^curl .*", text, re.MULTILINE)
    assert commands
    for command in commands:
        assert asked(client, command) == 200, command


def test_nothing_foreign_and_nothing_inline_is_in_it(client: TestClient) -> None:
    text = page(client, "ja")
    assert "://" not in re.sub(r"<code>.*?</code>", "", text, flags=re.DOTALL)
    assert not re.search(r"<script(?! src=)|<style|\sstyle=", text)


def test_long_lists_are_cut_and_short_ones_stand_in_one_line() -> None:
    assert pretty({"a": [1.5, 2, 3, 4], "b": [1, 2]}) == '{\n  "a": [1.5, 2, 3, …],\n  "b": [1, 2]\n}'
    assert cut_stream('event: step\ndata: {"h":[[1,2,3,4]]}\n') == 'event: step\ndata: {"h":[[1,2,3,…]]}'


def test_fields_show_what_they_take_and_their_defaults_as_json(client: TestClient) -> None:
    found = {entry.id: {field.name: field for field in entry.fields} for entry in entries(client.app.openapi())}  # type: ignore[attr-defined]
    assert found["trace"]["top"][1:] == ("body", "integer 1–20", False, "5")
    assert found["trace"]["clamps[].from"].required
    assert found["trace"]["initial_state"].kind == "{h, c}"
    assert found["trace_by_link"]["precision"][1:] == ("query", "display | full", False, "display")
    assert found["show_gradients"]["vectors"].default == "false"
