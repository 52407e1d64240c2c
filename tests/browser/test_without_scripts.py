"""Without scripts a page explains itself and shows a real run; nothing on it waits for a click that does nothing."""

from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, card_of, data_of, predicted, run, say, visible
from tests.browser.rounding import percent


def plain(open_page: OpenPage, language: str, **wishes: object) -> Page:
    return open_page(f"/{language}/lab", javascript=False, **wishes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_frame_shows_the_figure_and_the_apis_prediction(
    open_page: OpenPage, server: Live, language: str
) -> None:
    page = plain(open_page, language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(say(language, "page.no_script"))
    expect(page.locator(".cell-diagram:visible")).to_have_count(1)
    model = f"colour-{language}-lstm"
    guesses = run(server, model, card_of(page, model)["examples"][0])["steps"][-1]["prediction"]
    assert predicted(page) == [(visible(one["token"], language), percent(one["probability"], 1)) for one in guesses]


@pytest.mark.parametrize("path", ["lab", ""])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_sentence_is_as_wide_as_there_is_room(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(f"/en/{path}", javascript=False, width=width)
    strip = page.locator(".strip").bounding_box()
    assert strip and strip["width"] > width / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_control_is_there_that_would_do_nothing(open_page: OpenPage, language: str) -> None:
    page = plain(open_page, language)
    dead = page.locator("button, select, input, textarea, summary").filter(visible=True)
    assert dead.evaluate_all("(ones) => ones.map((one) => one.outerHTML.slice(0, 80))") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_frame_of_a_phone_is_the_narrow_one(open_page: OpenPage, language: str) -> None:
    page = plain(open_page, language, width=390)
    expect(page.locator(".cell-diagram:visible")).to_have_class([r"cell-diagram cell-lstm narrow lens-story phase-7"])
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("locale", "language"), [("ja-JP", "ja"), ("en-GB", "en"), ("fr-FR", "en")])
def test_the_root_leads_to_the_readers_language(open_page: OpenPage, locale: str, language: str) -> None:
    page = open_page("/", locale=locale)
    assert page.url.split("#")[0].endswith(f"/{language}/")


def test_the_page_data_is_part_of_what_the_api_lists(open_page: OpenPage, server: Live) -> None:
    listed = httpx2.get(f"{server.address}/api/v1/models").json()["models"]
    given = data_of(plain(open_page, "en"))["models"]
    assert [card["id"] for card in given] == [card["id"] for card in listed]
    assert all(is_part(card, whole) for card, whole in zip(given, listed, strict=True))


def is_part(part: Any, whole: Any) -> bool:
    """Tell whether a JSON value is another with some keys left out."""
    if isinstance(part, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return len(part) == len(whole) and all(map(is_part, part, whole))
    return bool(part == whole)
