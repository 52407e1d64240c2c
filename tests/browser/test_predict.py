"""The questions of the chapters: a reader commits, and sees it computed on their own sentence."""

import re

import httpx2
import pytest
from playwright.sync_api import expect

from app.article import CHAPTERS
from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, run, say, scene_of
from tests.browser.rounding import percent, signed
from tests.browser.test_article import expect_chapter


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_question_is_answered_on_the_readers_sentence(open_page: OpenPage, language: str, slug: str) -> None:
    page = open_page(f"/{language}/{slug}")
    expect_chapter(page, language, slug)
    page.locator(f"#{slug} .predict-place").scroll_into_view_if_needed()
    asked = page.locator(f"#{slug} .predict")
    asked.get_by_role("button").first.click()
    result = asked.locator(".result")
    expect(result).to_be_visible()
    assert not re.search(r"[{}]|NaN|undefined", asked.inner_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_that_decides_is_among_the_choices(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/thought")
    expect_chapter(page, language, "thought")
    body = {"model": f"colour-{language}-lstm", "text": scene_of(page)["x"], "target": {"t": int(scene_of(page)["t"])}}
    effects = httpx2.post(f"{server.address}/api/v1/influence", json=body).json()["words"]
    most = max(effects[:-1], key=lambda word: word["removal"]["effect"])
    page.locator("#thought .predict-place").scroll_into_view_if_needed()
    asked = page.locator("#thought .predict")
    asked.get_by_role("button", name=most["token"], exact=True).click()
    expect(asked.locator(".feedback")).to_have_text(say(language, "article.chapters.thought.predict.feedback.right"))
    expect(asked.locator(".result")).to_contain_text(percent(most["removal"]["effect"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_whose_choices_do_not_arrive_can_be_asked_again(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/thought")
    expect_chapter(page, language, "thought")
    page.route("**/influence", lambda route: route.fulfill(body="no answer"))
    page.locator("#thought .predict-place").scroll_into_view_if_needed()
    asked = page.locator("#thought .predict")
    expect(asked).to_contain_text(say(language, "controls.failed"))
    page.unroute("**/influence")
    button = asked.get_by_role("button", name=say(language, "controls.retry"))
    button.click()
    expect(button).to_have_count(0)
    asked.locator(".options button").first.click()
    expect(asked.locator(".result")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_question_names_the_choice_that_holds(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/sum")
    expect_chapter(page, language, "sum")
    traces = [run(server, f"colour-{language}-{cell}", scene_of(page)["x"]) for cell in ("rnn", "gru", "lstm")]
    *others, lstm = [trace["steps"][-1]["prediction"][0]["token"] for trace in traces]
    right = say(language, f"article.chapters.sum.predict.options.{'several' if lstm in others else 'lstm'}")
    page.locator("#sum .predict-place").scroll_into_view_if_needed()
    asked = page.locator("#sum .predict")
    asked.get_by_role("button").first.click()
    expect(asked.locator(".result")).to_contain_text(right)


def test_the_answers_of_questions_are_the_engines_numbers(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/reveal")
    expect_chapter(page, "en", "reveal")
    scene = scene_of(page)
    trace = run(server, "colour-en-lstm", scene["x"])
    unit = int(scene.get("u") or trace["end"]["telling_units"][0])
    page.locator("#reveal .predict-place").scroll_into_view_if_needed()
    asked = page.locator("#reveal .predict")
    asked.get_by_role("button").first.click()
    # c is the memory: shutting the output gate at a step leaves it as it is at that step
    value = signed(trace["steps"][int(scene["t"])]["layers"][-1]["c"][unit])
    expect(asked.locator(".result")).to_have_text(
        say("en", "article.chapters.reveal.predict.result", value=value, other_value=value)
    )
