"""The article: nine chapters by address, by Next and by scroll, whose figure and links are alive."""

import json
import re
from itertools import pairwise
from typing import Any

import httpx2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from app.article import CHAPTERS
from app.words import words
from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, SENTENCES, at_rest, hash_of, reload, run, say, scene_of, visible
from tests.browser.rounding import fixed, percent

# What a chapter opens with: the cell that runs, and the micro-step.
OPENS = {
    "thought": ("lstm", 7),
    "loop": ("rnn", 7),
    "lanes": ("lstm", 7),
    "belt": ("lstm", 7),
    "forget": ("lstm", 3),
    "write": ("lstm", 4),
    "reveal": ("lstm", 7),
    "sum": ("lstm", 7),
}
AT_THE_END = {"thought", "lanes", "belt", "sum"}  # chapters that open at the last word
SCENES = re.compile(r"\]\(scene:([\w-]+)\)")


def expect_chapter(page: Page, language: str, slug: str) -> None:
    """Expect the address, the table of contents and the figure to be at a chapter."""
    page.wait_for_function("(path) => location.pathname === path", arg=f"/{language}/{slug}")
    expect(page.locator(f'[data-contents] a[data-to="{slug}"]')).to_have_attribute("aria-current", "true")
    if slug in OPENS:
        cell, phase = OPENS[slug]
        at_rest(page, m=f"colour-{language}-{cell}", p=phase)
    else:
        expect(page.locator(".race-figure").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_next_leads_through_all_chapters(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/{CHAPTERS[0]}")
    at_rest(page)
    for before, after in pairwise(CHAPTERS):
        page.locator(f"#{before} .turn .next").click()
        expect_chapter(page, language, after)
    page.go_back()
    expect_chapter(page, language, CHAPTERS[-2])
    expect(page.locator(f"#{CHAPTERS[-2]} .turn .next")).to_be_in_viewport()  # where the reader left it


@pytest.mark.parametrize("language", LANGUAGES)
def test_scrolling_leads_through_all_chapters(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/{CHAPTERS[0]}")
    at_rest(page)
    for slug in CHAPTERS[1:]:
        page.locator(f"#{slug}").evaluate("(chapter) => chapter.scrollIntoView()")
        expect_chapter(page, language, slug)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapters_address_opens_it_with_its_figure(open_page: OpenPage, language: str, slug: str) -> None:
    page = open_page(f"/{language}/{slug}")
    expect_chapter(page, language, slug)
    expect(page.locator(f"#{slug} h2")).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize(("before", "after"), [("loop", "forgetting"), ("lanes", "belt")])
def test_a_chapter_asked_for_stays_below_its_figure(open_page: OpenPage, before: str, after: str, motion: str) -> None:
    page = open_page(f"/ja/{before}", width=390, height=844, motion=motion)
    at_rest(page)
    place = page.locator(f"#{after} h2")
    resting = """(slug) => new Promise((done) => {
      const { top } = document.getElementById(slug).getBoundingClientRect();
      setTimeout(() => done(document.getElementById(slug).getBoundingClientRect().top === top), 300);
    })"""
    page.locator(f'#{before} a[data-to="{after}"]').evaluate("(link) => link.click()")
    expect_chapter(page, "ja", after)
    page.wait_for_function(resting, arg=after)
    clicked = place.bounding_box()
    page.goto("about:blank")
    page.goto(f"/ja/{after}")
    expect_chapter(page, "ja", after)
    page.wait_for_function(resting, arg=after)
    opened = place.bounding_box()
    for found in (clicked, opened):
        assert found
        assert found["y"] == pytest.approx(0.46 * 844 + 16 + 41, abs=3)  # whole pixels of a scroll


@pytest.mark.parametrize("width", [1280, 390])
def test_coming_back_the_reader_is_where_they_were(open_page: OpenPage, width: int) -> None:
    page = open_page("/ja/", width=width)
    at_rest(page)
    middle = "() => document.querySelector('#belt .predict-place').getBoundingClientRect().top"
    page.locator("#belt .predict-place").evaluate("(place) => place.scrollIntoView({ block: 'end' })")
    expect_chapter(page, "ja", "belt")
    place = page.evaluate(middle)
    page.reload()
    at_rest(page)
    expect(page.locator("[data-later]")).to_have_count(0)
    assert page.evaluate(middle) == pytest.approx(place, abs=2)  # pixels: each scroll is to a whole one
    page.goto("/ja/questions")
    page.go_back()
    at_rest(page)
    assert page.evaluate(middle) == pytest.approx(place, abs=2)


def test_what_is_below_the_chapter_asked_for_is_laid_out_in_its_turn(open_page: OpenPage) -> None:
    held = list[Route]()
    page = open_page("/en/lanes", trace=lambda route: held.append(route))
    expect(page.locator("#lanes h2")).to_be_in_viewport()
    laid_out = """() => [...document.querySelectorAll("[data-chapter]")].filter((chapter) =>
        chapter.querySelector("h2").checkVisibility({ contentVisibilityAuto: true })).map((chapter) => chapter.id)"""
    assert set(CHAPTERS[:4]) <= set(page.evaluate(laid_out)) <= set(CHAPTERS[:5])  # the fifth may be near
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    expect(page.locator(".predict-place .later")).to_have_count(len(CHAPTERS))
    assert page.evaluate(laid_out) == list(CHAPTERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readers_sentence_is_carried_through_and_every_figure_shows_its_numbers(
    open_page: OpenPage, server: Live, language: str
) -> None:
    text = SENTENCES[language]
    page = open_page(f"/{language}/{CHAPTERS[0]}" + hash_of(x=text))
    at_rest(page, x=text)
    for slug, (cell, _) in OPENS.items():
        page.locator(f"#{slug}").evaluate("(chapter) => chapter.scrollIntoView()")
        expect_chapter(page, language, slug)
        trace = run(server, f"colour-{language}-{cell}", text)
        if slug in AT_THE_END:
            at_rest(page, t=len(trace["steps"]) - 1)
        scene = scene_of(page)
        assert scene["x"] == text
        expect_numbers(page, language, slug, trace, int(scene["t"]))


def expect_numbers(page: Page, language: str, slug: str, trace: Any, t: int) -> None:
    """Expect the figure of a chapter to print what the API says at its step."""
    step = trace["steps"][t]
    layer, best = step["layers"][-1], step["prediction"][0]
    picture = page.locator(".picture .cell-diagram:visible")
    if slug in {"forget", "write", "reveal"}:
        unit = int(scene_of(page).get("u") or trace["end"]["telling_units"][0])
        letter = {"forget": "f", "write": "i", "reveal": "o"}[slug]
        expect(picture.locator(f".gate-name.role-{letter} + .gate-number")).to_contain_text(
            percent(layer[letter][unit])
        )
    elif slug in {"thought", "lanes", "sum"}:
        said = say(
            language,
            "figures.foretold",
            token=visible(best["token"], language),
            percent=percent(best["probability"]),
        )
        expect(picture.locator(".foretold")).to_have_text(said)


def test_the_river_of_the_belt_has_the_scale_of_the_api(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/belt")
    at_rest(page, m="colour-en-lstm", p=7)
    body = {"model": "colour-en-lstm", "text": scene_of(page)["x"], "units": [0]}
    amounts = httpx2.post(f"{server.address}/api/v1/ledger", json=body).json()["magnitude"]
    most = max(
        sum(row) + start for row, start in zip(amounts["written_by"], amounts["from_initial_state"], strict=True)
    )
    expect(page.locator(".river-scale").first).to_have_text(say("en", "lab.memory.scale.together", value=fixed(most)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_shows_its_definition_to_pointer_and_keyboard(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/belt")
    at_rest(page)
    term = page.locator("#belt .term").first
    definitions = [entry["definition"] for entry in words(language)["article"]["glossary"].values()]
    assert term.get_attribute("aria-description") in definitions
    shown = "(term) => getComputedStyle(term, '::after').content"
    assert term.evaluate(shown) == "none"
    term.hover()
    assert json.loads(term.evaluate(shown)) in definitions
    page.mouse.move(0, 0)
    assert term.evaluate(shown) == "none"
    term.focus()
    assert json.loads(term.evaluate(shown)) in definitions


def test_a_reload_keeps_the_figure_of_a_chapter(open_page: OpenPage) -> None:
    page = open_page("/en/belt")
    at_rest(page, fig="river", all="1")
    reload(page, fig="river", all="1")
    expect(page.locator(".river").first).to_be_visible()
    page.locator("#sum").evaluate("(chapter) => chapter.scrollIntoView()")
    at_rest(page, fig="", p=7)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rnn_is_seen_to_fail_where_the_others_do_not(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/forgetting")
    expect_chapter(page, language, "forgetting")
    said = {}
    for cell in ("rnn", "lstm", "gru"):
        page.locator(f'#forgetting a[data-scene="{cell}-long"]').click()
        at_rest(page, m=f"colour-{language}-{cell}", p=7)
        end = run(server, f"colour-{language}-{cell}", scene_of(page)["x"])["steps"][-1]["prediction"][0]
        said[cell] = end["token"]
        expect(page.locator(".cell-diagram:visible")).to_contain_text(end["token"])
        expect(page.locator("#forgetting")).to_contain_text(end["token"])
    assert said["rnn"] != said["lstm"] == said["gru"]


def test_the_readers_own_sentence_comes_back_after_one_of_the_articles(open_page: OpenPage) -> None:
    own = "The snow, though the dog ran, is always"
    page = open_page("/en/thought" + hash_of(x=own))
    at_rest(page, x=own)
    page.locator('a[data-scene="rnn-long"]').first.evaluate("(phrase) => phrase.click()")
    page.wait_for_function("(own) => new URLSearchParams(location.hash.slice(1)).get('x') !== own", arg=own)
    page.locator("#lanes").evaluate("(chapter) => chapter.scrollIntoView()")
    at_rest(page, m="colour-en-lstm", x=own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_that_is_a_link_sets_a_scene_that_runs(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/")
    at_rest(page)
    chapters = words(language)["article"]["chapters"]
    names = {name for chapter in chapters.values() for text in chapter["body"] for name in SCENES.findall(text)}
    for name in sorted(names - {"lab", "own-sentence"}):
        link = page.locator(f'a[data-scene="{name}"]').first
        link.evaluate("(phrase) => phrase.click()")
        page.wait_for_function(
            "() => document.querySelector('.picture .cell-diagram, .race-figure, .backward-lane') !== null"
        )
        expect(page.get_by_role("alert")).to_have_count(0)
        assert not re.search(r"NaN|undefined", page.locator(".figure-column").inner_text()), name


def test_the_link_to_the_text_box_opens_it(open_page: OpenPage) -> None:
    page = open_page("/ja/")
    at_rest(page)
    page.locator('a[data-scene="own-sentence"]').first.click()
    expect(page.get_by_role("textbox")).to_be_focused()


def test_the_claim_that_the_lower_lane_works_alone_is_measured(open_page: OpenPage) -> None:
    page = open_page("/en/lanes")
    expect_chapter(page, "en", "lanes")
    page.locator('[data-mount="claims"]').scroll_into_view_if_needed()
    claims = page.locator(".claims")
    expect(claims.locator("dd").first).to_contain_text(fixed(0.0, 0))
    assert not re.search(r"[{}]|NaN", claims.inner_text())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_chapter(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page(f"/{language}/{CHAPTERS[0]}", theme=theme)
    at_rest(page)
    for slug in CHAPTERS:
        page.locator(f"#{slug}").evaluate("(chapter) => chapter.scrollIntoView()")
        expect_chapter(page, language, slug)
        result = Axe().run(page)
        assert result.violations_count == 0, f"{slug}: {result.generate_report()}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_questions(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page(f"/{language}/questions", theme=theme)
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_opens_its_scene_in_the_laboratory(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/questions")
    links = page.locator(".question .look a")
    expect(links).to_have_count(15)
    page.locator("#forget-one .look a").click()
    page.wait_for_function("() => new URLSearchParams(location.hash.slice(1)).get('c')?.startsWith('f:')")
    expect(page.locator(".held")).to_contain_text("f = 1.00")


def test_the_whole_article_reads_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/en/forget", javascript=False)
    for slug in CHAPTERS:
        expect(page.locator(f"#{slug} h2")).to_be_visible()
    expect(page.locator(".figure-column .cell-diagram:visible").first).to_be_visible()
    expect(page.locator(".glossary dt").first).to_be_visible()
