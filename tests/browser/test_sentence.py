"""A reader's own sentence: examples, what the model does not know, and how much room is left."""

import pytest
from playwright.sync_api import expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, SHORT, at_rest, data_of, expect_no_alert, hash_of, run, say, write


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_one_click_away(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    examples = page.get_by_role("group", name=say(language, "controls.examples")).get_by_role("button")
    expect(examples.first).to_have_attribute("aria-pressed", "true")
    text = examples.last.inner_text()
    examples.last.click()
    at_rest(page, x=text)
    expect(page.get_by_role("textbox")).to_have_value(text)


@pytest.mark.parametrize(
    ("language", "text", "unknown"), [("en", "The zebra is blue", "zebra"), ("ja", "鯨の色は、いつも", "鯨")]
)
def test_unknown_words_are_marked_and_named(open_page: OpenPage, language: str, text: str, unknown: str) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    expect(page.locator(".unknown")).to_have_count(0)
    write(page, text)
    expect(page.locator(".token.unknown")).to_have_text([unknown])
    expect(page.locator("#sentence-state")).to_contain_text(say(language, "controls.unknown", tokens=unknown))
    page.locator(".token.unknown").click()
    expect(page.locator(".chip.unknown")).to_have_text(unknown)


def test_many_unknown_words_are_counted(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    made_up = [f"{letter}zq" for letter in "abcdefghijk"]
    write(page, " ".join(made_up))
    named = say("en", "controls.unknown", tokens=" ".join(made_up[:8]))
    expect(page.locator("#sentence-state")).to_contain_text(f"{named} {say('en', 'controls.more_unknown', count=3)}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_limits_are_shown_before_they_are_hit(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m="colour-en-lstm", x=SHORT))
    at_rest(page)
    limits = data_of(page)["limits"]
    state = page.locator("#sentence-state")
    expect(state).to_contain_text(say(language, "controls.count", count=4, limit=limits["tokens"]))
    longest = limits["text_length"]
    write(page, "is " * 10 + "a" * (longest - 40))
    expect(state).to_contain_text(say(language, "controls.near_limit", left=10, limit=longest))
    page.get_by_role("textbox").fill("a" * (longest + 10))
    expect(state).to_contain_text(say(language, "controls.near_limit", left=0, limit=longest))


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_text_that_was_refused_no_length_is_told(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    limit = data_of(page)["limits"]["tokens"]
    page.get_by_role("textbox").fill("a " * (limit + 1))
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#sentence-state")).to_have_text(say(language, "controls.limit", limit=f"{limit:,}"))


def test_a_word_that_is_being_composed_is_not_run(open_page: OpenPage) -> None:
    page = open_page("/ja/lab")
    at_rest(page)
    page.get_by_role("textbox").fill("")
    page.get_by_role("textbox").focus()
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.post_data or "") if request.url.endswith("/trace") else None
    )
    keyboard = page.context.new_cdp_session(page)
    for text in ("そ", "そr", "そら", "空"):
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        page.wait_for_timeout(500)  # longer than the pause after which a text runs
    assert asked == []
    keyboard.send("Input.insertText", {"text": "空"})
    at_rest(page, x="空")
    assert len(asked) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_sentence_is_no_request_and_no_error(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/trace") else None)
    page.get_by_role("textbox").fill("  ")
    state = page.locator("#sentence-state")
    expect(state).to_contain_text(say(language, "controls.count", count=0, limit=data_of(page)["limits"]["tokens"]))
    expect(state).to_contain_text(say(language, "controls.empty"))
    page.get_by_role("button", name=say(language, "lab.experiment.names.deaf"), exact=True).click()
    page.get_by_role("button", name=say(language, "lab.experiment.reset"), exact=True).click()
    assert not asked
    expect_no_alert(page)
    write(page, SHORT)
    expect(state).not_to_contain_text(say(language, "controls.empty"))


def test_tokens_are_the_apis_in_its_order(open_page: OpenPage, server: Live) -> None:
    text = "The colour of snow, though the dog ran, is always"
    page = open_page("/en/lab" + hash_of(x=text))
    at_rest(page)
    tokens = run(server, "colour-en-lstm", text)["start"]["tokens"]
    expect(page.locator(".token")).to_have_text([token["text"] for token in tokens])
