"""What a reader takes away: a picture that stands on its own, and a run with every digit."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest, hash_of, say

SVG = "{http://www.w3.org/2000/svg}"
MODEL = {language: f"colour-{language}-lstm" for language in LANGUAGES}
TEXT = {"ja": "空の色は、いつも", "en": "The colour of the sky, is always"}
COMMENTS = 3


def opened(open_page: OpenPage, path: str, language: str, **wishes: Any) -> Page:
    page = open_page(f"/{language}/{path}{hash_of(m=MODEL[language], x=TEXT[language], t=2)}", **wishes)
    at_rest(page, t=2)
    return page


def exported(page: Page, kind: str, menu: str = ".figure-menu .export") -> tuple[str, bytes]:
    """Return the name and the bytes of what the menu under a figure gives."""
    language = page.locator("html").get_attribute("lang") or ""
    page.locator(menu).locator("summary").click()
    with page.expect_download() as download:
        page.locator(menu).get_by_role("button", name=say(language, f"teach.export.{kind}"), exact=True).click()
    expect(page.locator(menu)).not_to_have_attribute("open", "")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def full_trace(server: Live, language: str, **more: Any) -> Any:
    body = {"model": MODEL[language], "text": TEXT[language], "precision": "full", "top": 20} | more
    return httpx2.post(f"{server.address}/api/v1/trace", json=body).json()


def texts_of(svg: bytes) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_stands_on_its_own(open_page: OpenPage, language: str, theme: str) -> None:
    page = opened(open_page, "lab", language, theme=theme)
    name, svg = exported(page, "svg")
    assert name == f"{MODEL[language]}_cell_step-3.svg"
    source = svg.decode()
    assert not re.search(r"<style|\sstyle=|\sclass=|<script|oklab|var\(|currentcolor|<foreignObject", source)
    assert set(re.findall(r'(?:fill|stroke)="([^"#r][^"]*)"', source)) == {"none"}
    assert set(re.findall(r'font-family="([^"]*)"', source)) == {"system-ui, sans-serif"}
    ground = {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 21, 33)"}[theme]
    assert f'fill="{ground}"' in source


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_says_what_it_is_where_it_is_and_whose(open_page: OpenPage, language: str) -> None:
    page = opened(open_page, "lab", language)
    _, svg = exported(page, "svg")
    said = "".join(texts_of(svg))
    root = ElementTree.fromstring(svg)
    for word in (
        MODEL[language],
        TEXT[language].replace(" ", ""),
        say(language, "controls.badge.toy").replace(" ", ""),
    ):
        assert word in said.replace(" ", "")
    links = {link.get("href") for link in root.iter(f"{SVG}a")}
    assert links == {page.url}
    assert page.url in said
    described = {element.tag.rsplit("}")[-1]: element.text for element in root.iter() if "purl.org/dc" in element.tag}
    assert described["source"] == page.url
    assert described["title"] == root.findtext(f"{SVG}title")
    assert "MIT" in str(described["rights"])


def test_a_picture_prints_what_the_page_prints(open_page: OpenPage) -> None:
    page = opened(open_page, "lab", "en")
    shown = page.locator(".picture svg text").evaluate_all("(ones) => ones.map((one) => one.textContent)")
    assert texts_of(exported(page, "svg")[1])[: len(shown)] == shown


def test_what_is_hidden_is_not_in_the_picture(open_page: OpenPage) -> None:
    page = open_page(f"/en/lab{hash_of(m=MODEL['en'], x=TEXT['en'], hide='prediction,numbers')}")
    at_rest(page)
    said = "".join(texts_of(exported(page, "svg")[1]))
    assert "next:" not in said
    assert "keep" not in said


def test_pixels_are_twice_as_many(open_page: OpenPage) -> None:
    page = opened(open_page, "lab", "en")
    root = ElementTree.fromstring(exported(page, "svg")[1])
    name, png = exported(page, "png")
    assert name == f"{MODEL['en']}_cell_step-3.png"
    assert png.startswith(b"\x89PNG")
    size = [int.from_bytes(png[at : at + 4], "big") for at in (16, 20)]
    assert size == [2 * int(str(root.get(side))) for side in ("width", "height")]


def test_the_menu_shuts_by_escape_and_when_the_reader_goes_on(open_page: OpenPage) -> None:
    page = opened(open_page, "lab", "en")
    menu = page.locator(".figure-menu .export")
    menu.locator("summary").press("Enter")
    menu.get_by_role("button").last.focus()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.locator("#figure").focus()
    expect(menu).not_to_have_attribute("open", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_the_run_holds_the_servers_digits(open_page: OpenPage, server: Live, language: str) -> None:
    page = opened(open_page, "lab", language)
    name, content = exported(page, "csv")
    trace = full_trace(server, language)
    assert name == f"{MODEL[language]}_trace_{len(trace['steps'])}-steps.csv"
    lines = content.decode("utf-8-sig").split("\r\n")
    assert [line[:2] for line in lines[:COMMENTS]] == ["# "] * COMMENTS
    assert lines[1] == f"# {page.url}"
    rows = list(csv.DictReader(io.StringIO("\r\n".join(lines[COMMENTS:]), newline="")))
    assert len(rows) == len(trace["steps"]) * trace["start"]["hidden_size"]
    for row in rows:
        step = trace["steps"][int(row["t"])]
        layer = step["layers"][int(row["layer"])]
        assert row["token"] == step["token"]
        for quantity in ("i", "f", "g", "o", "kept", "written", "c", "tanh_c", "h"):
            assert float(row[quantity]) == layer[quantity][int(row["unit"])]
        assert float(row["pre_f"]) == layer["pre"]["f"][int(row["unit"])]


def test_a_document_of_the_run_is_the_servers_own(open_page: OpenPage, server: Live) -> None:
    page = open_page(f"/en/lab{hash_of(m=MODEL['en'], x=TEXT['en'], c='f:0-2:0_3:0.5')}")
    at_rest(page)
    name, content = exported(page, "json")
    assert name.endswith("-steps.json")
    found = json.loads(content)
    assert found.pop("about")["link"] == page.url
    clamp = {"layer": 0, "quantity": "f", "from": 0, "until": 2, "units": [0, 3], "value": 0.5}
    assert found == full_trace(server, "en", clamps=[clamp])


@pytest.mark.parametrize(
    ("path", "menu", "figure"),
    [
        ("lab", ".timeline + .export", "values"),
        ("loop", ".figure-menu .export", "unrolled"),
        ("belt", ".figure-menu .export", "river"),
    ],
)
def test_every_figure_can_be_taken_along(open_page: OpenPage, path: str, menu: str, figure: str) -> None:
    page = open_page(f"/en/{path}")
    if figure in ("unrolled", "river"):
        page.locator(".contents").get_by_role("link").nth({"unrolled": 1, "river": 4}[figure]).click()
    expect(
        page.locator({"values": ".heatmap canvas", "unrolled": ".loop", "river": ".ribbon"}[figure]).first
    ).to_be_visible()
    at_rest(page)
    name, svg = exported(page, "svg", menu)
    assert f"_{figure}_" in name
    parts = {"values": "image", "unrolled": "circle", "river": "path"}
    assert len(list(ElementTree.fromstring(svg).iter(f"{SVG}{parts[figure]}"))) > 5
