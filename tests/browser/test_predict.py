"""The questions of the chapters: a reader commits, and sees it computed on their own sentence."""

import re
from typing import Any

import httpx2
import pytest
from playwright.sync_api import expect

from app.article import CHAPTERS
from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest, come_near, hash_of, run, say, scene_of, visible
from tests.browser.rounding import percent, signed
from tests.browser.test_article import expect_chapter


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_question_is_answered_on_the_readers_sentence(open_page: OpenPage, language: str, slug: str) -> None:
    page = open_page(f"/{language}/{slug}")
    expect_chapter(page, language, slug)
    page.mouse.wheel(0, 100)  # a reader who moves is not kept where the chapter begins
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
    expect(asked.locator(".result")).to_have_text(shown_in(trace, "en", int(scene["t"]), unit))


def shown_in(trace: Any, language: str, t: int, unit: int) -> str:
    """Return the answer of the chapter reveal: shutting the output gate at a step leaves c as it is at that step."""
    value = signed(trace["steps"][t]["layers"][-1]["c"][unit])
    spot: dict[str, Any] = {"word": visible(trace["steps"][t]["token"], language), "step": t + 1, "unit": unit + 1}
    return say(language, "article.chapters.reveal.predict.result", **spot, value=value, other_value=value)


@pytest.mark.parametrize("slug", ["forget", "reveal", "write", "lanes"])
@pytest.mark.parametrize(
    ("model", "text", "unit"),
    [
        ("brackets-lstm", "((()))", 0),
        ("character-ja-lstm", "吾輩は猫である", 100),
        ("colour-ja-gru", "雪の色はいつも", 3),
        ("brackets-gru", "((()))", 0),
    ],
)
def test_an_answer_is_of_the_lstm_on_the_page_or_of_the_one_that_learnt_the_same(
    open_page: OpenPage, server: Live, slug: str, model: str, text: str, unit: int
) -> None:
    scene = {"m": model, "x": text, "t": 3, "u": unit, "p": 7}
    page = open_page(f"/ja/{slug}" + hash_of(**scene))
    at_rest(page, m=model, t=3)
    page.mouse.wheel(0, 100)  # a reader who moves is not kept where the chapter begins
    page.locator(f"#{slug} .predict-place").scroll_into_view_if_needed()
    asked = page.locator(f"#{slug} .predict")
    with page.expect_response("**/trace") as answer:
        asked.get_by_role("button").first.click()
    lstm = model.replace("gru", "lstm")
    assert (answer.value.status, (answer.value.request.post_data_json or {})["model"]) == (200, lstm)
    result = asked.locator(".result")
    expect(result).to_be_visible()
    assert not re.search(r"[{}]|NaN|undefined", asked.inner_text())
    if slug == "reveal":
        trace = run(server, lstm, text)
        told = unit if model == lstm else trace["end"]["telling_units"][0]
        expect(result).to_have_text(shown_in(trace, "ja", 3, told))


def test_why_a_question_is_refused_is_said_in_the_servers_words(open_page: OpenPage) -> None:
    page = open_page("/en/reveal")
    expect_chapter(page, "en", "reveal")
    refusal = {"status": 422, "content_type": "application/problem+json", "body": '{"detail": "No such unit."}'}
    page.route("**/trace", lambda route: route.fulfill(**refusal))
    page.locator("#reveal .predict-place").scroll_into_view_if_needed()
    asked = page.locator("#reveal .predict")
    asked.get_by_role("button").first.click()
    expect(asked.get_by_role("status")).to_have_text("No such unit.")


def test_the_claims_are_measured_in_the_lstm_on_the_page(open_page: OpenPage, server: Live) -> None:
    text = "It is a truth"
    page = open_page("/en/lanes" + hash_of(m="character-en-lstm", x=text))
    at_rest(page, x=text)
    page.mouse.wheel(0, 100)  # a reader who moves is not kept where the chapter begins
    come_near(page, "claims", ".claims dd")
    trace = run(server, "character-en-lstm", text)
    unit = trace["end"]["telling_units"][0]
    last = signed(trace["steps"][-1]["layers"][-1]["c"][unit])
    expect(page.locator(".claims dd").nth(2)).to_contain_text(f"unit {unit + 1} ")
    expect(page.locator(".claims dd").nth(2)).to_contain_text(last)


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
    choices.first.click()
    expect(page.locator("#thought .predict .result")).to_contain_text(re.compile("“sky” \\(step [58]\\)"))
