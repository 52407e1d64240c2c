"""A teacher presents by keyboard alone, hides things by link; a learner reveals them."""

import pytest
from playwright.sync_api import Page, expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest, body_text, hash_of, run, say, scene_of, visible
from tests.browser.rounding import percent
from tests.browser.test_access import expect_no_violation

TEXT = {"ja": "空の色は、いつも", "en": "The colour of the sky is always"}
HIDDEN = "prediction,numbers,equation,heatmaps,table,badge"


def scene(language: str, **more: object) -> str:
    return hash_of(m=f"colour-{language}-lstm", x=TEXT[language], **more)


def present(page: Page) -> None:
    page.keyboard.press("f")
    expect(page.locator("dialog.presentation")).to_be_visible()
    at_rest(page, present=1)


def guess_of(server: Live, language: str, t: int) -> str:
    """Return the first guess of a step as a presentation writes it."""
    best = run(server, f"colour-{language}-lstm", TEXT[language])["steps"][t]["prediction"][0]
    token = visible(best["token"], language)
    return say(language, "teach.present.guess", token=token, percent=percent(best["probability"], 1))


@pytest.mark.parametrize("path", ["lab", "lanes"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lecture_is_given_by_keyboard_alone(open_page: OpenPage, server: Live, language: str, path: str) -> None:
    page = open_page(f"/{language}/{path}{scene(language, t=2)}")
    at_rest(page, t=2)
    present(page)
    guess = page.locator(".guess .first")
    expect(page.locator(".foretold")).to_be_hidden()
    expect(guess).to_have_count(0)
    page.keyboard.press("Enter")
    expect(guess).to_have_text(guess_of(server, language, 2))
    page.keyboard.press("PageDown")
    at_rest(page, t=3)
    expect(guess).to_have_count(0)
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowLeft")
    at_rest(page, t=1)
    page.keyboard.press("r")
    expect(guess).to_have_text(guess_of(server, language, 1))
    expect(page.locator(".presented-sentence .now")).to_have_attribute("aria-current", "step")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.presentation")).to_have_count(0)
    at_rest(page, t=1, present="")
    expect(page.locator("#figure")).to_be_focused()


def test_a_clicker_reveals_at_the_end_and_a_blank_screen_shows_nothing(open_page: OpenPage, server: Live) -> None:
    page = open_page(f"/en/lab{scene('en', present=1)}")
    expect(page.locator("dialog.presentation")).to_be_visible()
    expect(page.locator(".guess-reveal")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator(".guess .first")).to_have_text(guess_of(server, "en", 6))
    page.keyboard.press("b")
    expect(page.locator(".presented")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator(".presented")).to_be_visible()


def test_the_figure_fills_the_window(open_page: OpenPage) -> None:
    page = open_page(f"/en/lab{scene('en', present=1)}", width=1920, height=1080)
    box = page.locator(".presented svg").bounding_box()
    assert box is not None and box["width"] * box["height"] > 0.6 * 1920 * 1080


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("figure", "drawn"),
    [
        ("parameters", ".parameter-blocks svg"),
        ("river", ".river"),
        ("why", ".why-terms"),
        ("race", ".race-figure"),
        ("backward", ".backward-lane"),
    ],
)
def test_every_figure_of_the_article_is_presented(open_page: OpenPage, figure: str, drawn: str, width: int) -> None:
    page = open_page("/en/lanes" + hash_of(fig=figure, present=1), width=width)
    if figure == "backward":  # it is of the prediction, which is not shown yet
        page.locator(".guess-reveal").click()
    shown = page.locator(f".presented {drawn}").first
    expect(shown).to_be_visible()
    room = page.locator(".presented").bounding_box()
    assert room and room["height"] > 400
    pinned = page.locator(".presented > .pinned")
    if pinned.count() > 0:
        box = pinned.bounding_box()
        assert box and box["height"] == pytest.approx(room["height"], abs=1)  # a fraction of a pixel of rounding


def test_a_figure_that_is_no_reading_has_no_words_to_step_through(open_page: OpenPage) -> None:
    page = open_page(f"/en/forgetting{hash_of(fig='race', present=1, t=3)}")
    expect(page.locator(".presented .race-figure")).to_be_visible()
    expect(page.get_by_role("button", name=say("en", "controls.forward"))).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.presentation")).to_have_count(0)
    at_rest(page, t=3, present="")


def test_a_long_text_is_presented_with_few_nodes(open_page: OpenPage) -> None:
    page = open_page(f"/en/lab{hash_of(m='colour-en-lstm', x='sky ' * 900, t=450, present=1)}")
    at_rest(page, t=450)
    expect(page.locator(".presented-sentence .now")).to_have_count(1)
    assert page.evaluate("() => document.querySelectorAll('*').length") <= 1_500
    page.keyboard.press("ArrowRight")
    at_rest(page, t=451)
    expect(page.locator(".presented-sentence .now")).to_be_in_viewport()


# A clicker that is pressed at the very moment when the sentence is there, before the browser has painted it.
PRESSED_AT_ONCE = """() => new MutationObserver((_, observer) => {
  if (document.querySelector(".presented-sentence .now") === null) return;
  observer.disconnect();
  const press = new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(press);
}).observe(document, { childList: true, subtree: true })"""


def test_a_key_is_heard_from_the_moment_the_sentence_is_there(open_page: OpenPage) -> None:
    page = open_page(f"/en/lab{scene('en', t=2)}")
    at_rest(page, t=2)
    page.evaluate(PRESSED_AT_ONCE)
    page.keyboard.press("f")
    at_rest(page, t=3, present=1)


def test_a_letter_in_the_text_box_is_a_letter(open_page: OpenPage) -> None:
    page = open_page(f"/en/lab{scene('en')}")
    at_rest(page)
    page.get_by_role("textbox").press("End")
    page.keyboard.type(" f")
    at_rest(page, x=f"{TEXT['en']} f")
    expect(page.locator("dialog.presentation")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_hides_what_it_names_until_the_learner_asks(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/lab{scene(language, hide=HIDDEN)}")
    at_rest(page)
    parts = (".foretold", ".gate-number", ".prediction", ".equation", ".heatmap", ".numbers", ".badge", ".events")
    for part in parts:
        expect(page.locator(part).first).to_be_hidden()
    best = run(server, f"colour-{language}-lstm", TEXT[language])["steps"][-1]["prediction"][0]
    assert best["token"] not in page.locator(".spoken").inner_text()
    assert percent(best["probability"], 1) not in body_text(page)
    page.get_by_role("button", name=say(language, "teach.hide.reveal"), exact=True).click()
    for part in parts:
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator(".spoken")).to_contain_text(best["token"])
    assert scene_of(page)["hide"] == HIDDEN


def test_a_hidden_prediction_is_not_told_beside_an_experiment_either(open_page: OpenPage) -> None:
    page = open_page(f"/en/lab{scene('en', hide='prediction', c='f:0-:*:0')}")
    at_rest(page, c="f:0-:*:0")
    change = page.locator(".held p").filter(has_text="untouched")
    expect(page.locator(".held .notice")).to_be_visible()
    expect(change).to_have_count(0)
    page.get_by_role("button", name=say("en", "teach.hide.reveal"), exact=True).click()
    expect(change).to_be_visible()


def test_a_link_that_hides_what_is_not_there_says_so(open_page: OpenPage) -> None:
    page = open_page(f"/en/lab{scene('en', hide='prediction,everything')}")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".prediction")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_teacher_ticks_what_to_hide_and_the_link_hides_it(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab{scene(language, t=1, c='f:0-1:*:0')}")
    at_rest(page)
    page.get_by_role("button", name=say(language, "teach.link.button")).click()
    dialog = page.get_by_role("dialog", name=say(language, "teach.link.button"))
    dialog.get_by_label(say(language, "teach.hide.prediction"), exact=True).uncheck()
    dialog.get_by_label(say(language, "teach.hide.equation"), exact=True).check()
    dialog.get_by_label(say(language, "teach.hide.badge"), exact=True).check()
    link = dialog.get_by_label(say(language, "teach.link.address"), exact=True).input_value()
    assert "hide" not in scene_of(page)
    learner = open_page(link)
    at_rest(learner, t=1, c="f:0-1:*:0", x=TEXT[language], hide="equation,badge")
    expect(learner.locator(".equation")).to_be_hidden()
    expect(learner.locator(".prediction")).to_be_visible()


STATES = {
    "a curtain": ("lab", {"hide": HIDDEN}, ""),
    "a presentation": ("lab", {"present": 1}, "dialog.presentation"),
    "a presentation of the article": ("lanes", {"present": 1}, "dialog.presentation"),
    "a figure for a frame": ("embed/cell", {}, ".embedded"),
    "a river for a frame": ("embed/river", {}, ".embedded"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_it(open_page: OpenPage, language: str, theme: str, width: int) -> None:
    for state, (path, more, part) in STATES.items():
        page = open_page(f"/{language}/{path}{scene(language, **more)}", theme=theme, width=width)
        at_rest(page)
        if part:
            expect(page.locator(part)).to_be_visible()
        expect_no_violation(page, state)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, state
        page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_open_the_menu_and_the_dialog(open_page: OpenPage, language: str, theme: str, width: int) -> None:
    page = open_page(f"/{language}/lab{scene(language)}", theme=theme, width=width)
    at_rest(page)
    page.locator(".figure-menu .export summary").click()
    expect_no_violation(page, "the menu")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.locator(".figure-menu .export summary").click()
    page.get_by_role("button", name=say(language, "teach.link.button")).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_no_violation(page, "the dialog")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_the_menu_that_does_not_arrive_says_so(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab{scene(language)}")
    at_rest(page)
    for part in ("export/figure.js", "controls/class_link.js", "controls/presentation.js"):
        page.route(f"**/{part}", lambda route: route.fulfill(content_type="text/javascript", body="throw 0"))
    menu = page.locator(".figure-menu")
    menu.locator("summary").click()
    menu.get_by_role("button", name=say(language, "teach.export.svg"), exact=True).click()
    expect(menu.locator(".export [role=status]")).to_have_text(say(language, "teach.export.failed"))
    for number, name in enumerate(("teach.link.button", "teach.present.button"), 1):
        menu.get_by_role("button", name=say(language, name)).click()
        expect(menu.get_by_role("alert")).to_have_text([say(language, "controls.failed")] * number)
    at_rest(page, present="")
