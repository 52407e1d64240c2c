"""Everything works without a mouse: Tab leads to the figure, whose keys are those of the help; and it is spoken."""

import pytest
from playwright.sync_api import Page, expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, SHORT, at_rest, button, expect_no_alert, hash_of, run, say, scene_of
from tests.browser.rounding import percent, signed

KEYS = ("step", "phase", "unit", "play", "ends", "numbers", "enter", "escape", "present", "help")


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A run over four words, with the focus on the figure."""
    page = open_page("/en/lab" + hash_of(x=SHORT))
    at_rest(page)
    page.locator("#figure").focus()
    return page


def press(page: Page, key: str, **scene: object) -> None:
    page.keyboard.press(key)
    at_rest(page, **scene)


def tab_to(page: Page, selector: str, most: int = 200) -> int:
    """Press Tab until the focus is there; return how often."""
    for count in range(1, most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return count
    raise AssertionError(f"{selector} was not reached")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_tab_stop_skips_to_the_figure_and_changes_nothing(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m="colour-en-gru", x=SHORT, t=1))
    at_rest(page)
    before = scene_of(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=say(language, "page.skip"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#figure")).to_be_focused()
    assert scene_of(page) == before
    press(page, "ArrowRight", **before | {"t": 2})
    expect_no_alert(page)


def test_arrows_step_by_words(page: Page) -> None:
    press(page, "Home", t=0, p=7)
    press(page, "ArrowRight", t=1, p=7)
    press(page, "ArrowRight", t=2, p=7)
    press(page, "ArrowLeft", t=1, p=7)
    press(page, "End", t=3, p=7)


def test_comma_and_full_stop_step_by_micro_steps(page: Page) -> None:
    press(page, ",", t=3, p=6)
    press(page, ",", t=3, p=5)
    press(page, ".", t=3, p=6)


def test_digits_go_to_a_micro_step_of_this_word(page: Page) -> None:
    press(page, "Home", t=0)
    for digit in range(1, 9):
        press(page, str(digit), t=0, p=digit - 1)


def test_arrows_up_and_down_choose_the_unit_and_stop_at_the_ends(page: Page) -> None:
    press(page, "ArrowUp")
    first = int(scene_of(page)["u"])
    press(page, "ArrowDown", u=first + 1)
    for _ in range(16):
        page.keyboard.press("ArrowDown")
    at_rest(page, u=15)
    for _ in range(16):
        page.keyboard.press("ArrowUp")
    at_rest(page, u=0)
    expect(page.locator(".equation-unit")).to_have_text(say("en", "figures.unit_number", unit=1))


def test_enter_looks_closer_and_escape_goes_back_out(page: Page) -> None:
    for key, lens in (("Enter", "unit"), ("Enter", "arithmetic"), ("Enter", "arithmetic"), ("Escape", "unit")):
        press(page, key, lens=lens)
        expect(page.locator(f".cell-diagram.lens-{lens}")).to_be_visible()
    press(page, "Escape", lens="story")
    press(page, "Escape", lens="story")


def test_space_plays_and_pauses(page: Page) -> None:
    page.keyboard.press("Space")
    expect(button(page, "pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(button(page, "play")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_mark_opens_the_help_which_lists_every_key_and_escape_closes_it(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    page.locator("#figure").focus()
    before = scene_of(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name=say(language, "controls.help_title"))
    expect(dialog).to_be_visible()
    expect(dialog.locator("kbd")).to_have_text([say(language, f"controls.key_names.{key}") for key in KEYS])
    expect(dialog.get_by_role("button", name=say(language, "controls.dismiss"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#figure")).to_be_focused()
    assert scene_of(page) == before


def test_the_help_closes_by_its_button_and_opens_again(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    for _ in range(2):
        page.get_by_role("button", name=say("en", "controls.help")).click()
        expect(dialog).to_be_visible()
        dialog.get_by_role("button", name=say("en", "controls.dismiss")).click()
        expect(dialog).to_be_hidden()


def test_keys_of_the_figure_do_nothing_elsewhere(page: Page) -> None:
    before = scene_of(page)
    page.get_by_role("textbox").focus()
    for key in ("ArrowLeft", "Home", "ArrowDown", ",", "3", "?"):
        page.keyboard.press(key)
    at_rest(page, x=SHORT + ",3?")
    assert scene_of(page)["lens"] == before["lens"]
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_keys_of_the_browser_stay_the_browsers(page: Page) -> None:
    before = scene_of(page)
    for key in ("Control+ArrowLeft", "Control+1", "Meta+ArrowRight"):
        page.keyboard.press(key)
    press(page, "ArrowLeft", t=2, p=7)
    assert scene_of(page) == before | {"t": "2"}


def test_tab_leads_through_the_page_and_every_stop_shows_itself(page: Page) -> None:
    page.evaluate("() => document.activeElement.blur()")
    tab_to(page, "textarea")
    tab_to(page, ".cells button")
    tab_to(page, "#figure")
    tab_to(page, ".lens button")
    tab_to(page, ".token.now")  # one stop for all tokens, and one for all ribbons of the river under them
    expect(page.locator(".river-place")).to_be_visible()
    assert tab_to(page, ".river-place") == 1
    assert tab_to(page, ".scrubber") == 1
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_of_the_reader_is_spoken_with_its_numbers(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m="colour-en-lstm", x=SHORT, t=0, u=4))
    at_rest(page)
    page.locator("#figure").focus()
    page.keyboard.press("ArrowRight")
    step = run(server, "colour-en-lstm", SHORT)["steps"][1]
    layer, guess = step["layers"][0], step["prediction"][0]
    said = say(
        language,
        "controls.spoken",
        step=2,
        token="snow",
        phase=8,
        sentence=say(language, "figures.phases.lstm.7"),
        unit=5,
        state=f"c {signed(layer['c'][4])}, h {signed(layer['h'][4])}",
        guess=guess["token"],
        percent=percent(guess["probability"], 1),
    )
    spoken = page.locator("[aria-live=polite]")
    expect(spoken).to_have_count(1)
    expect(spoken).to_contain_text(said)  # after it, what the engine found worth a look at this word


def test_nothing_is_spoken_while_the_figure_plays(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(x=SHORT), motion="no-preference")
    at_rest(page)
    page.clock.install()
    page.clock.pause_at("2030-01-01")
    spoken = page.locator("[aria-live=polite]")
    expect(spoken).not_to_be_empty()
    button(page, "play").click()
    for _ in range(8):
        expect(spoken).to_be_empty()
        page.clock.run_for(300)
    button(page, "pause").click()
    page.clock.run_for(1_000)
    expect(spoken).not_to_be_empty()
