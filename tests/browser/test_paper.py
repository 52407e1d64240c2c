"""The article on paper: every chapter with its figure, and nothing that only a screen can do."""

from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from app.article import CHAPTERS
from app.settings import ROOT
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest

SVG = "{http://www.w3.org/2000/svg}"
OPENING = "async (modules) => ({ ...(await import(modules + 'scenes.js')).OPENING })"


def on_paper(open_page: OpenPage, path: str, **wishes: object) -> Page:
    page = open_page(path, **wishes)
    at_rest(page)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_a_screen_can_do_is_not_printed(open_page: OpenPage, language: str) -> None:
    page = on_paper(open_page, f"/{language}/thought")
    for part in (".figure-column", ".site-nav", ".settings", ".turn", ".contents", ".predict", ".playback"):
        expect(page.locator(part).filter(visible=True)).to_have_count(0)
    assert page.locator("button:visible, select:visible, textarea:visible").count() == 0
    expect(page.locator(".chapter h2")).to_have_count(len(CHAPTERS))
    expect(page.locator(".sources li").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapters_figure_is_fetched_for_paper_and_only_then(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/thought")
    at_rest(page)
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    entries = "() => performance.getEntriesByType('resource').filter((one) => one.name.includes('/og/')).length"
    assert page.evaluate(entries) == 0
    page.pdf()
    assert {f"{language}-{slug}.svg" for slug in CHAPTERS} <= set(asked)


def test_claims_that_only_a_screen_measures_leave_no_hole(open_page: OpenPage) -> None:
    page = on_paper(open_page, "/ja/lanes")
    assert page.locator('[data-mount="claims"]').bounding_box() is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_and_ink_is_black(open_page: OpenPage, theme: str) -> None:
    page = on_paper(open_page, "/en/lanes", theme=theme)
    colours = page.evaluate(
        "() => [document.body, document.querySelector('.prose p')].map((one) => getComputedStyle(one))"
        ".map(({ backgroundColor, color }) => [backgroundColor, color])"
    )
    assert colours[0] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_reader_without_scripts_sees_the_figure_of_every_chapter(open_page: OpenPage) -> None:
    page = open_page("/ja/thought", javascript=False)
    pictures = page.locator("img.on-paper")
    expect(pictures).to_have_count(len(CHAPTERS))
    for picture in pictures.all():
        expect(picture).to_be_visible()
    expect(page.locator(".question-on-paper").first).to_be_hidden()


@pytest.mark.parametrize("slug", ["lanes", "forget"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stored_drawing_says_what_the_figure_says(open_page: OpenPage, language: str, slug: str) -> None:
    page = open_page(f"/{language}/embed/river", width=800)
    modules = str(page.locator("script[src$='/main.js']").get_attribute("src")).removesuffix("main.js")
    scene = page.evaluate(OPENING, modules)[slug]
    page.goto("about:blank")
    page.goto(f"/{language}/embed/river#v=1&scene={scene}")
    svg = ElementTree.parse(ROOT / "static" / "og" / f"{language}-{slug}.svg")
    stored = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
    expect(page.locator(".picture svg text")).to_have_text(stored)  # else: make og
