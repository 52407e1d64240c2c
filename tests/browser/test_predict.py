"""The questions of the chapters: a reader commits, and sees it computed on their own sentence."""

import re

import httpx2
import pytest
from playwright.sync_api import expect

from app.article import CHAPTERS
from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest, hash_of, run, say, scene_of, visible
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


@pytest.mark.parametrize(("language", "text"), [("ja", "雪"), ("en", "snow"), ("en", "The crow is 🐦")])
def test_the_write_that_is_asked_about_lowers_the_memory(
    open_page: OpenPage, server: Live, language: str, text: str
) -> None:
    page = open_page(f"/{language}/write" + hash_of(x=text))
    at_rest(page, x=text)
    page.locator("#write .predict-place").scroll_into_view_if_needed()
    asked = page.locator("#write .predict")
    asked.get_by_role("button").nth(1).click()
    steps = run(server, f"colour-{language}-lstm", text)["steps"]
    values = [
        (layer["written"][unit], t, unit, layer)
        for t, layer in enumerate(step["layers"][-1] for step in steps)
        for unit in range(16)
    ]
    written, t, unit, layer = min(values, key=lambda value: value[0])
    assert written < 0
    key = "article.chapters.write.predict.result"
    numbers = {"value": signed(layer["kept"][unit]), "other_value": signed(layer["c"][unit])}
    told = say(language, key, word=visible(steps[t]["token"], language), unit=unit + 1, **numbers)
    expect(asked.locator(".result")).to_have_text(told)


@pytest.mark.parametrize(("language", "text"), [("ja", "雪"), ("en", "snow")])
def test_where_there_are_too_few_words_nothing_is_asked(open_page: OpenPage, language: str, text: str) -> None:
    page = open_page(f"/{language}/thought" + hash_of(x=text))
    expect_chapter(page, language, "thought")
    page.locator("#thought .predict-place").scroll_into_view_if_needed()
    asked = page.locator("#thought .predict")
    expect(asked).to_contain_text(say(language, "article.predict.too_few"))
    expect(asked.get_by_role("button")).to_have_count(0)


def test_a_word_that_stands_twice_is_named_with_its_step(open_page: OpenPage) -> None:
    page = open_page("/en/thought" + hash_of(x="The colour of the sky , the sky , is always"))
    expect_chapter(page, "en", "thought")
    page.locator("#thought .predict-place").scroll_into_view_if_needed()
    choices = page.locator("#thought .predict .options button")
    expect(choices.first).to_be_visible()
    labels = choices.all_inner_texts()
    assert len(set(labels)) == len(labels)
    assert say("en", "article.predict.nth", token="sky", step=5) in labels or "sky" not in "".join(labels)
