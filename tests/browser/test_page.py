"""A reader on the page: types, steps, scrubs, changes model and language, follows a link, loses the server."""

import json
from urllib.parse import urlencode

import httpx2
import pytest
from playwright.sync_api import Page, expect

from app.words import words
from tests.app.live import Live
from tests.browser.conftest import OpenPage

SENTENCES = {"ja": "雪の色は、犬が走っても、いつも", "en": "The colour of snow, though the dog ran, is always"}


def at_rest(page: Page) -> None:
    """Wait until the run has arrived: only then does the page write its scene into the address."""
    page.wait_for_function("() => location.hash.startsWith('#v=1')")


def hash_of(**scene: object) -> str:
    return "#" + urlencode({"v": 1} | scene)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_prediction_on_the_page_is_the_apis(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/")
    at_rest(page)
    with page.expect_response("**/api/v1/trace"):
        page.get_by_role("textbox").fill(SENTENCES[language])
    body = {"model": f"colour-{language}-lstm", "text": SENTENCES[language]}
    steps = httpx2.post(f"{server.address}/api/v1/trace", json=body).json()["steps"]
    first = steps[-1]["prediction"][0]
    bar = page.locator(".prediction-bar").first
    expect(bar).to_contain_text(first["token"])
    share = 100 * first["probability"]
    expect(bar).to_contain_text(">99.9" if share > 99.95 else f"{share:.1f}")
    expect(page.locator(".token")).to_have_count(len(steps))


def test_keys_move_by_words_and_by_micro_steps(open_page: OpenPage) -> None:
    page = open_page("/en/")
    at_rest(page)
    page.locator(".picture").focus()
    page.keyboard.press("Home")
    expect(page.locator(".token.now")).to_have_text("The")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(",")
    page.wait_for_function("() => location.hash.includes('t=1') && location.hash.includes('p=6')")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('lens=unit')")


def test_the_scrubber_goes_to_a_word(open_page: OpenPage) -> None:
    page = open_page("/en/")
    at_rest(page)
    page.get_by_role("slider").fill("2")
    expect(page.locator(".token.now")).to_have_text("of")


def test_a_link_opens_its_scene_and_a_reload_keeps_it(open_page: OpenPage) -> None:
    page = open_page("/en/" + hash_of(m="colour-en-gru", x="The colour of snow is always", t=3, p=4, lens="unit"))
    for _ in range(2):
        expect(page.locator(".token.now")).to_have_text("snow")
        expect(page.get_by_role("textbox")).to_have_value("The colour of snow is always")
        expect(page.locator("select").first).to_have_value("colour-en-gru")
        page.reload()


@pytest.mark.parametrize("hash_", ["#v=9", "#v=1&m=../etc&t=NaN&p=9", "#" + "x" * 5_000, hash_of(x="a" * 9_999)])
def test_a_hostile_link_gives_a_message_and_the_default(open_page: OpenPage, hash_: str) -> None:
    page = open_page("/en/" + hash_)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".prediction-bar").first).to_contain_text("blue")


def test_another_model_and_the_other_language_run(open_page: OpenPage) -> None:
    page = open_page("/en/")
    at_rest(page)
    page.locator("select").first.select_option("colour-en-rnn")
    page.wait_for_function("() => location.hash.includes('m=colour-en-rnn')")
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.wait_for_function("() => location.hash.includes('m=colour-en-rnn')")


def test_a_lost_server_leaves_the_run_on_the_page_and_offers_a_retry(open_page: OpenPage) -> None:
    page = open_page("/en/")
    at_rest(page)
    page.route("**/api/v1/trace", lambda route: route.abort())
    page.get_by_role("textbox").fill("The colour of snow is always")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".prediction-bar").first).to_contain_text("blue")
    page.unroute("**/api/v1/trace")
    page.get_by_role("alert").get_by_role("button").click()
    expect(page.locator(".prediction-bar").first).to_contain_text("white")


def test_a_refused_text_is_explained_in_the_readers_language(open_page: OpenPage) -> None:
    page = open_page("/ja/")
    at_rest(page)
    page.get_by_role("textbox").fill("  ")
    expect(page.get_by_role("alert")).to_contain_text("1つ以上")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_phone_needs_no_sideways_scroll_and_the_page_stays_small(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/", width=390, height=844)
    at_rest(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert page.evaluate("() => document.querySelectorAll('*').length") <= 1_500


def test_without_javascript_the_page_explains_itself(open_page: OpenPage) -> None:
    page = open_page("/en/", javascript=False)
    expect(page.get_by_role("main")).to_contain_text("JavaScript")


def test_the_page_data_is_what_the_api_lists(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/", javascript=False)
    data = json.loads(page.locator("#page-data").text_content() or "")
    listed = httpx2.get(f"{server.address}/api/v1/models").json()
    assert [card["id"] for card in data["models"]] == [card["id"] for card in listed["models"]]
