"""A page names its own address and that of its picture, so that whoever is sent a link sees what it leads to."""

import re

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app import addresses
from app.addresses import IDLE, KEPT
from app.article import CHAPTERS
from app.main import create
from app.settings import Settings
from app.words import LANGUAGES, words


def named(client: TestClient, path: str, host: str = "testserver") -> dict[str, str]:
    """Return what a page says of itself, by name."""
    text = client.get(path, headers={"Host": host}).text
    meta = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', text))
    return meta | {"canonical": re.findall(r'<link rel="canonical" href="([^"]*)">', text)[0]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_names_its_own_title_description_address_and_picture(
    client: TestClient, language: str, slug: str
) -> None:
    found = named(client, f"/{language}/{slug}")
    assert words(language)["article"]["chapters"][slug]["title"] in found["og:title"]
    assert found["og:description"] == found["description"] != ""
    assert found["og:url"] == found["canonical"] == f"http://testserver/{language}/{slug}"
    assert re.fullmatch(rf"http://testserver/static/\w+/og/{language}-{slug}\.png", found["og:image"])
    assert found["twitter:card"] == "summary_large_image"


def test_the_picture_is_there_in_the_size_that_is_said_and_small(client: TestClient) -> None:
    for language in LANGUAGES:
        for slug in CHAPTERS:
            found = named(client, f"/{language}/{slug}")
            picture = client.get(found["og:image"].removeprefix("http://testserver"))
            assert picture.headers["content-type"] == "image/png"
            size = [int.from_bytes(picture.content[at : at + 4], "big") for at in (16, 20)]
            assert size == [int(found["og:image:width"]), int(found["og:image:height"])] == [1200, 630]
            assert len(picture.content) <= 60_000


def test_the_setting_is_believed_before_the_request(settings: Settings) -> None:
    app = create(settings.model_copy(update={"public_address": "https://lstm.example/"}))
    found = named(TestClient(app), "/ja/", host="somebody.example")
    assert found["og:url"] == "https://lstm.example/ja/"
    assert found["og:image"].startswith("https://lstm.example/static/")


def test_who_invents_hosts_gets_relative_addresses_and_fills_no_memory(settings: Settings) -> None:
    client = TestClient(create(settings))
    hosts = [f"host-{n}.example" for n in range(2 * KEPT)]
    found = [named(client, "/ja/", host)["og:url"] for host in hosts]
    assert found == [f"http://{host}/ja/" for host in hosts[:KEPT]] + ["/ja/"] * KEPT
    assert len(client.app.state.pages) == KEPT + 1  # type: ignore[attr-defined]
    assert named(client, "/ja/", hosts[0])["og:url"] == f"http://{hosts[0]}/ja/"


def test_an_address_that_nobody_names_any_more_makes_room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(create(settings))
    now = 0.0
    monkeypatch.setattr(addresses, "monotonic", lambda: now)
    kept = [f"host-{n}.example" for n in range(KEPT)]
    for host in kept:
        named(client, "/ja/", host)
    now = IDLE / 2
    for host in kept[1:]:
        named(client, "/ja/", host)
    assert named(client, "/ja/", "lstm.example")["og:url"] == "/ja/"
    now = IDLE
    found = [named(client, "/ja/", host)["og:url"] for host in ("lstm.example", *kept)]
    assert found == ["http://lstm.example/ja/", "/ja/", *(f"http://{host}/ja/" for host in kept[1:])]
    assert len(client.app.state.pages) == KEPT + 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["lstm.example", "ftp://lstm.example", "https://lstm.example/page", "https://a b"])
def test_an_address_is_one_of_a_server(address: str) -> None:
    with pytest.raises(ValidationError):
        Settings(public_address=address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_has_a_drawing_for_paper_that_needs_nothing_else(client: TestClient, language: str) -> None:
    text = client.get(f"/{language}/thought").text
    drawings = re.findall(r'<img class="on-paper" src="([^"]+)" alt="([^"]+)" loading="lazy">', text)
    assert [address.rsplit("/", 1)[1] for address, _ in drawings] == [f"{language}-{slug}.svg" for slug in CHAPTERS]
    for address, _ in drawings:
        svg = client.get(address).text
        assert svg.startswith("<svg ")
        assert not re.search(r"<style|\sstyle=|\sclass=|<script|oklab|var\(", svg), address
