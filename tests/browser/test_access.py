"""Everybody can read the page: every language and theme, a narrow window, no script; and nothing foreign is loaded."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tests.app.live import Live
from tests.browser.conftest import OpenPage

LANGUAGES = ("ja", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page(f"/{language}/", theme=theme)
    page.wait_for_load_state("networkidle")
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390])
def test_a_narrow_window_never_scrolls_sideways(open_page: OpenPage, language: str, width: int) -> None:
    page = open_page(f"/{language}/", width=width, height=800, touch=True)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_page_shows_a_figure_and_explains_itself(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/", javascript=False)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").is_visible()
    assert page.locator("svg[viewBox]:visible").count() > 0


def test_the_page_asks_nobody_but_its_own_server(open_page: OpenPage, server: Live) -> None:
    page = open_page("/ja/")
    asked = list[Request]()
    page.on("request", lambda request: asked.append(request))
    page.reload(wait_until="networkidle")
    assert asked
    assert {request.url for request in asked if not request.url.startswith(server.address)} == set()


@pytest.mark.parametrize(("locale", "language"), [("ja-JP", "ja"), ("en-GB", "en"), ("fr-FR", "en")])
def test_the_root_leads_to_the_readers_language(open_page: OpenPage, locale: str, language: str) -> None:
    page: Page = open_page("/", locale=locale)
    assert page.url.split("#")[0].endswith(f"/{language}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_stays_light(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.querySelectorAll('*').length") <= 1500
