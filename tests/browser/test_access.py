"""axe finds nothing in any state of the page, in either language and theme, on a desk and on a phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import TRACE, OpenPage
from tests.browser.reader import LANGUAGES, SHORT, at_rest, hash_of, say, write

AXE = Axe()


def choose(cell: str) -> Callable[[Page, str], None]:
    def chosen(page: Page, language: str) -> None:
        page.get_by_role("button", name=cell.upper(), exact=True).click()
        at_rest(page, m=f"colour-{language}-{cell}")

    return chosen


def open_help(page: Page, language: str) -> None:
    page.get_by_role("button", name=say(language, "controls.help")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def close_help(page: Page, language: str) -> None:
    page.keyboard.press("Escape")


def open_table(page: Page, language: str) -> None:
    page.get_by_text(say(language, "controls.table")).click()
    expect(page.locator(".step-table")).to_be_visible()


def open_badge(page: Page, language: str) -> None:
    page.locator(".badge summary").click()


def meet_the_unknown(page: Page, language: str) -> None:
    write(page, "zq zebra")
    page.locator(".token").first.click()


def lose_the_server(page: Page, language: str) -> None:
    def lost(route: Route) -> None:
        route.abort()

    page.route(TRACE, lost)
    page.get_by_role("textbox").fill(SHORT)
    expect(page.get_by_role("alert")).to_be_visible()


STATES = {
    "a first load": lambda page, language: None,
    "a GRU": choose("gru"),
    "an RNN": choose("rnn"),
    "the help open": open_help,
    "the help closed": close_help,
    "the table open": open_table,
    "the badge open": open_badge,
    "an unknown word": meet_the_unknown,
    "a lost server": lose_the_server,
}


def expect_no_violation(page: Page, state: str) -> None:
    result = AXE.run(page)
    assert result.violations_count == 0, f"{state}: {result.generate_report()}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, language: str, theme: str, width: int) -> None:
    page = open_page(f"/{language}/lab" + hash_of(lens="arithmetic"), theme=theme, width=width)
    at_rest(page)
    for state, reach in STATES.items():
        reach(page, language)
        expect_no_violation(page, state)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_after_a_hostile_link(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page(f"/{language}/lab#v=0", theme=theme)
    expect(page.get_by_role("alert")).to_be_visible()
    expect_no_violation(page, "a hostile link")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_where_an_address_leads_nowhere(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page(f"/{language}/questions", theme=theme)
    # A 404 would be an error in the console, which no test lets pass.
    page.route("**/nowhere", lambda route: route.fulfill(response=route.fetch(), status=200))
    page.goto(f"/{language}/nowhere")
    expect(page.get_by_role("heading")).to_have_text(say(language, "problems.not_found.title"))
    expect_no_violation(page, "a page that is not there")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_is_an_image_whose_label_tells_the_step(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m="colour-en-lstm", x=SHORT, t=1))
    at_rest(page)
    label = say(language, "figures.diagram.lstm", step=2, steps=4, token="snow")
    expect(page.get_by_role("img", name=label, exact=True)).to_be_visible()
    assert page.locator(".cell-diagram").locator("a, button, [tabindex]").count() == 0
