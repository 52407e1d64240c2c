"""A figure in a frame of somebody else's page: only its own address may stand there, and it weighs little."""

import re

import pytest
from fastapi.testclient import TestClient

from app.main import create
from app.pages import EMBEDS
from app.settings import ROOT
from app.words import LANGUAGES

BUDGET = 60_000  # bytes on the way, beyond what other pages load too
LINKED = re.compile(r'"(/static/[^"]+\.(?:js|css))"')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", EMBEDS)
def test_a_figure_may_stand_in_any_frame(client: TestClient, language: str, figure: str) -> None:
    answer = client.get(f"/{language}/embed/{figure}")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert "frame-ancestors * file:" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/ja/",
        "/en/lab",
        "/en/lanes",
        "/en/questions",
        "/api/v1/models",
        "/api/v1/docs",
        "/ja/embed/cell/",
        "/embed",
    ],
)
def test_nothing_else_may(client: TestClient, path: str) -> None:
    headers = client.get(path, follow_redirects=False).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("query", "header", "place"),
    [
        ("", "ja", "/ja/embed/river"),
        ("", "fr", "/en/embed/river"),
        ("?lang=ja", "en", "/ja/embed/river?lang=ja"),
        ("?lang=xx", "ja", "/ja/embed/river?lang=xx"),
        ("?theme=dark", "en", "/en/embed/river?theme=dark"),
    ],
)
def test_an_address_without_a_language_leads_to_one(client: TestClient, query: str, header: str, place: str) -> None:
    answer = client.get(f"/embed/river{query}", headers={"Accept-Language": header}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, place)
    assert answer.headers["vary"] == "Accept-Language"
    assert "x-frame-options" not in answer.headers


@pytest.mark.parametrize("path", ["/embed/nothing", "/ja/embed/nothing", "/fr/embed/cell", "/ja/embed/", "/embed/Cell"])
def test_there_is_no_other_figure(client: TestClient, path: str) -> None:
    assert client.get(path, follow_redirects=False).status_code == 404


def test_a_frame_reads_no_stored_theme_and_is_not_listed(client: TestClient) -> None:
    text = client.get("/en/embed/cell").text
    assert "start.js" not in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.fixture(scope="module")
def shipped() -> TestClient:
    """Return the app over the shipped models, whose cards are in every page."""
    return TestClient(create())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", EMBEDS)
def test_a_figure_weighs_little_beyond_what_other_pages_load(shipped: TestClient, language: str, figure: str) -> None:
    shared = {
        address for path in ("/en/", "/en/lab", "/en/lanes") for address in LINKED.findall(shipped.get(path).text)
    }
    page = shipped.get(f"/{language}/embed/{figure}")
    own = set(LINKED.findall(page.text)) - shared
    weights = {address: int(shipped.get(address).headers["content-length"]) for address in own}
    assert int(page.headers["content-length"]) + sum(weights.values()) <= BUDGET, weights


def test_the_document_names_every_figure_and_all_that_can_be_hidden() -> None:
    document = (ROOT / "docs" / "teaching.md").read_text("utf-8")
    hideable = re.findall(r"HIDEABLE = .*?\(\[(.*?)\]\)", (ROOT / "static" / "address.js").read_text("utf-8"))[0]
    assert re.findall(r"^\| `(\w+)` \| ", document, re.MULTILINE)[-6:] == re.findall(r'"(\w+)"', hideable)
    assert [name for name in EMBEDS if f"`{name}`" not in document] == []
