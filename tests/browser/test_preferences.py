"""A reader's theme, motion and shortcuts: followed from the system, chosen by hand, and kept for the next visit."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, SHORT, at_rest, hash_of, reload, say
from tests.browser.test_keyboard import tab_to

LIGHT, DARK = "rgb(255, 255, 255)", "rgb(15, 21, 33)"
HEATMAP = ".heatmap.role-c canvas"


def ground(page: Page) -> str:
    return str(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))


def heatmap(page: Page) -> str:
    """Return the picture of c over the text, which is drawn in the colours of the theme."""
    return str(page.locator(HEATMAP).evaluate("(canvas) => canvas.toDataURL()"))


def expect_heatmap(page: Page, drawn: str) -> None:
    """Wait for a picture: after a reload the address is there before the run is whole."""
    page.wait_for_function(f"(drawn) => document.querySelector('{HEATMAP}')?.toDataURL() === drawn", arg=drawn)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_theme_is_chosen_three_ways_and_outlives_a_reload(open_page: OpenPage, language: str, system: str) -> None:
    page = open_page(f"/{language}/lab", theme=system)
    at_rest(page)
    grounds = {"light": LIGHT, "dark": DARK, "auto": LIGHT if system == "light" else DARK}
    theme = page.get_by_role("combobox", name=say(language, "controls.theme"))
    expect(theme).to_have_value("auto")
    for name in ("dark", "light", "auto"):
        theme.select_option(name)
        assert ground(page) == grounds[name]
        drawn = heatmap(page)
        reload(page)
        assert ground(page) == grounds[name]
        expect_heatmap(page, drawn)
        expect(theme).to_have_value(name)


def test_the_heatmaps_follow_the_system_while_nothing_is_chosen(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    light = heatmap(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"(light) => document.querySelector('{HEATMAP}').toDataURL() !== light", arg=light)
    dark = heatmap(page)
    assert ground(page) == DARK
    reload(page)
    expect_heatmap(page, dark)


@pytest.mark.parametrize(("system", "calm"), [("reduce", True), ("no-preference", False)])
def test_motion_follows_the_system_until_the_reader_chooses(open_page: OpenPage, system: str, calm: bool) -> None:
    page = open_page("/en/lab", motion=system)
    at_rest(page)
    switch = page.get_by_role("checkbox", name=say("en", "controls.motion"))
    expect(switch).to_be_checked(checked=calm)
    switch.set_checked(not calm)
    reload(page)
    expect(switch).to_be_checked(checked=not calm)


@pytest.mark.parametrize("kept", ["{", '"text"', "null", '{"theme": "pink", "motion": "fast"}'])
def test_what_another_page_left_in_the_store_does_no_harm(open_page: OpenPage, kept: str) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    page.evaluate("(kept) => localStorage.setItem('two-lane-lstm', kept)", kept)
    reload(page)
    expect(page.get_by_role("combobox", name=say("en", "controls.theme"))).to_have_value("auto")
    assert ground(page) == LIGHT


def switch_shortcuts(page: Page, language: str) -> None:
    """Open the help, switch the single-key shortcuts and go back, by keyboard alone."""
    page.get_by_role("button", name=say(language, "controls.help")).focus()
    page.keyboard.press("Enter")
    switch = page.get_by_role("checkbox", name=say(language, "controls.shortcuts"))
    expect(switch).to_be_visible()
    tab_to(page, ".help input")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(switch).to_be_hidden()


@pytest.mark.parametrize("path", ["lab", "lanes"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_single_key_shortcuts_are_switched_off_and_on_again(open_page: OpenPage, language: str, path: str) -> None:
    page = open_page(f"/{language}/{path}{hash_of(t=2)}")
    at_rest(page, t=2)
    key = page.locator(".figure-menu kbd")
    expect(key).to_have_text("f")
    switch_shortcuts(page, language)
    for _ in range(2):
        expect(key).to_have_count(0)
        page.keyboard.press("f")
        page.locator("#figure").focus()
        page.keyboard.press("f")
        page.keyboard.press("1")
        at_rest(page, t=2, p=0, present="")
        page.keyboard.press("8")
        at_rest(page, t=2, p=7, present="")
        reload(page)
        at_rest(page, t=2)
    switch_shortcuts(page, language)
    page.keyboard.press("f")
    at_rest(page, present=1)


def test_without_single_key_shortcuts_only_the_focused_figure_of_a_presentation_takes_characters(
    open_page: OpenPage,
) -> None:
    page = open_page(f"/en/lab{hash_of(x=SHORT, t=2)}")
    at_rest(page, t=2)
    switch_shortcuts(page, "en")
    page.get_by_role("button", name=say("en", "teach.present.button"), exact=True).click()
    expect(page.locator(".presented-buttons .hint")).to_have_text(say("en", "teach.present.few_keys"))
    for key in "fbr1,?":
        page.keyboard.press(key)
    expect(page.locator(".guess-reveal")).to_be_visible()
    page.keyboard.press("ArrowRight")
    at_rest(page, t=3, p=7, present=1)
    page.locator(".presented-buttons").get_by_role("button", name=say("en", "controls.help")).click()
    shortcuts = page.get_by_role("checkbox", name=say("en", "controls.shortcuts"))
    expect(shortcuts).to_be_visible()
    page.keyboard.press("Escape")
    expect(shortcuts).to_be_hidden()
    tab_to(page, "#figure")
    page.keyboard.press("1")
    at_rest(page, t=3, p=0, present=1)
