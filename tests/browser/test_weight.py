"""The page is light: few nodes, few bytes, and nobody is asked but its own server."""

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from app.article import CHAPTERS
from bench.weight import MOST, weighed
from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest, data_of, hash_of

MOST_NODES = 1_500


def nodes(page: Page) -> int:
    return int(page.evaluate("() => document.querySelectorAll('*').length"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_a_page_with_its_table_open_has_few_nodes(open_page: OpenPage, language: str, width: int, cell: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m=f"colour-{language}-{cell}", tab=1, lens="arithmetic"), width=width)
    at_rest(page)
    assert nodes(page) <= MOST_NODES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_has_few_nodes_with_its_text_box_open(
    open_page: OpenPage, language: str, width: int, slug: str
) -> None:
    page = open_page(f"/{language}/{slug}", width=width)
    at_rest(page)
    page.locator(".own-sentence > summary").click()
    expect(page.get_by_role("textbox")).to_be_visible()
    assert nodes(page) <= MOST_NODES


def test_the_longest_text_has_few_nodes_too(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(tab=1))
    at_rest(page)
    count = data_of(page)["limits"]["tokens"]
    page.get_by_role("textbox").fill("sky " * count)
    at_rest(page, t=count - 1)
    assert nodes(page) <= MOST_NODES
    page.locator(".scrubber").fill("0")
    at_rest(page, t=0)
    expect(page.locator(".token.now")).to_be_visible()
    assert nodes(page) <= MOST_NODES


CLAUSE = "the colour of the sky , though the dog ran in the park , is always "
LONG = " ".join((CLAUSE * 14).split()[:200])


def settled_nodes(page: Page) -> int:
    """Count the nodes once what comes near has been fetched and what is left behind is gone: three times the same."""
    counts = list[int]()
    while len(counts) < 3 or len(set(counts[-3:])) > 1:
        page.wait_for_timeout(60)
        counts.append(nodes(page))
    return counts[-1]


@pytest.mark.parametrize(
    ("path", "scene"),
    [
        ("lab", {"m": "colour-en-lstm", "x": LONG, "lens": "arithmetic", "tab": 1}),
        ("lab", {"m": "character-en-lstm", "x": LONG[:300], "tab": 1}),
        ("", {"m": "colour-en-lstm", "x": LONG}),
        ("", {"m": "character-en-lstm", "x": LONG[:300]}),
    ],
)
def test_wherever_the_reader_scrolls_there_are_few_nodes(
    open_page: OpenPage, path: str, scene: dict[str, object]
) -> None:
    page = open_page(f"/en/{path}" + hash_of(**scene), height=900)
    at_rest(page)
    found = []
    for way in (1, -1):
        for _ in range(40 if path == "" else 20):
            page.evaluate("(way) => scrollBy(0, way * innerHeight * 0.7)", way)
            found.append(settled_nodes(page))
    assert max(found) <= MOST_NODES
    assert max(found) > found[0]  # parts did come


def test_a_first_frame_without_scripts_has_few_nodes(open_page: OpenPage) -> None:
    assert open_page("/ja/lab", javascript=False).locator("*").count() <= MOST_NODES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "lab"])
def test_a_first_visit_weighs_little(browser: Browser, server: Live, language: str, path: str) -> None:
    assert weighed(browser, server.address, f"/{language}/{path}").whole <= MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_nobody_but_its_own_server(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/lab")
    asked = list[Request]()
    page.on("request", lambda request: asked.append(request))
    page.reload(wait_until="networkidle")
    assert asked
    assert {request.url for request in asked if not request.url.startswith(server.address)} == set()


def test_a_second_visit_transfers_no_file_again(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    page.goto("/ja/lab")
    at_rest(page)
    sizes = page.evaluate(
        """() => performance.getEntriesByType("resource")
          .filter((one) => /[.](js|css)$/.test(one.name))
          .map((one) => one.transferSize)"""
    )
    assert sizes and set(sizes) == {0}
