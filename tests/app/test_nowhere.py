"""What an address gets that leads nowhere, or that has a slash too many."""

import re

import pytest
from fastapi.testclient import TestClient

from app.article import CHAPTERS
from app.pages import EMBEDS
from app.security import HEADERS
from app.words import LANGUAGES, words

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Language": "ja"}


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/nowhere", "ja"),
        ("/en/nowhere", "en"),
        ("/ja/lab/nowhere", "ja"),
        ("/english", "ja"),
        ("/static/1/a.js", "ja"),
    ],
)
def test_a_browser_gets_a_page_in_the_language_of_the_address(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["content-language"]) == (404, language)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert f'<html lang="{language}">' in answer.text
    assert words(language)["problems"]["not_found"]["title"] in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert 'rel="canonical"' not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_that_page_leads_somewhere(client: TestClient, language: str) -> None:
    text = client.get(f"/{language}/nowhere", headers=BROWSER).text
    main = text.partition("<main")[2]
    assert re.findall(r'href="([^"]+)"', main) == [f"/{language}/", f"/{language}/lab"]
    for address in re.findall(r'(?:href|src)="([^"]+)"', text):
        assert client.get(address, follow_redirects=False).status_code == 200, address


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "image/avif,image/*;q=0.8,*/*;q=0.5"])
def test_other_clients_get_a_problem(client: TestClient, accept: str | None) -> None:
    answer = client.get("/ja/nowhere", headers={} if accept is None else {"Accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/v1/models/nobody"])
def test_the_api_gives_a_problem_to_browsers_too(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slash_too_many_leads_to_the_page(client: TestClient, language: str) -> None:
    pages = ("lab", "questions", *CHAPTERS, *(f"embed/{figure}" for figure in EMBEDS))
    for path in (*(f"/{language}/{page}" for page in pages), "/embed/cell", "/api/v1/docs"):
        answer = client.get(f"{path}/?a=1&b=%E7%A9%BA", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (308, f"{path}?a=1&b=%E7%A9%BA")


def test_a_slash_too_few_keeps_the_query(client: TestClient) -> None:
    assert client.get("/ja?a=1", follow_redirects=False).headers["location"] == "/ja/?a=1"
