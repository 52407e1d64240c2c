"""A reader goes through the run: by words, by micro-steps, back again, and straight to a place."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, SHORT, at_rest, button, hash_of, say, scrub


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A run over four words, at the end of the last."""
    page = open_page("/en/lab" + hash_of(x=SHORT))
    at_rest(page, t=3, p=7)
    return page


def press(page: Page, name: str, t: int, p: int) -> None:
    """Press a button of the playback, and wait for the place that it leads to."""
    button(page, name).click()
    at_rest(page, t=t, p=p)


def click_at(picture: Locator, across: float, down: float) -> None:
    """Click at shares of the width and the height."""
    box = picture.bounding_box()
    assert box
    picture.click(position={"x": across * box["width"], "y": down * box["height"]})


def test_buttons_go_by_words_both_ways(page: Page) -> None:
    press(page, "first", 0, 7)
    press(page, "forward", 1, 7)
    press(page, "forward", 2, 7)
    press(page, "back", 1, 7)
    press(page, "last", 3, 7)


def test_buttons_go_by_micro_steps_both_ways_across_words(page: Page) -> None:
    scrub(page, 1)
    press(page, "phase_forward", 2, 0)
    press(page, "phase_back", 1, 7)
    press(page, "phase_back", 1, 6)
    press(page, "forward", 1, 7)
    press(page, "phase_back", 1, 6)
    press(page, "back", 0, 7)


def test_there_is_nothing_before_the_first_place_and_nothing_after_the_last(page: Page) -> None:
    press(page, "forward", 3, 7)
    press(page, "phase_forward", 3, 7)
    press(page, "first", 0, 7)
    press(page, "back", 0, 7)
    page.locator(".micro-steps").get_by_role("button").first.click()
    at_rest(page, t=0, p=0)
    press(page, "phase_back", 0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_micro_step_is_chosen_by_its_number_and_said_in_words(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    for phase in range(8):
        sentence = say(language, f"figures.phases.lstm.{phase}")
        name = say(language, "controls.micro_step", phase=phase + 1, sentence=sentence)
        chosen = page.get_by_role("button", name=name)
        chosen.click()
        at_rest(page, p=phase)
        expect(chosen).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".phase-sentence")).to_have_text(sentence)


def test_the_scrubber_goes_to_a_word_and_says_which(page: Page) -> None:
    slider = page.locator(".scrubber")
    slider.fill("1")
    expect(page.locator(".token.now")).to_have_text("snow")
    words = say("en", "controls.step", step=2, steps=4, token="snow")
    expect(slider).to_have_attribute("aria-valuetext", words)
    expect(page.locator(".now-reading")).to_have_text(words)


def test_a_click_on_a_token_goes_to_it(page: Page) -> None:
    page.locator(".token").nth(2).click()
    at_rest(page, t=2, p=7)
    expect(page.locator(".token[aria-current=step]")).to_have_text("is")


def test_a_click_on_a_heatmap_goes_to_the_step_and_the_unit_under_it(page: Page) -> None:
    for role, t, unit in (("c", 1, 0), ("f", 0, 15), ("h", 3, 9)):
        click_at(page.locator(f".heatmap.role-{role} canvas"), (t + 0.5) / 4, (unit + 0.5) / 16)
        at_rest(page, t=t, p=7, u=unit)


def test_a_click_on_a_strand_or_a_tile_chooses_its_unit_everywhere(page: Page) -> None:
    page.locator('.upper .strands [data-unit="6"]').first.click()
    at_rest(page, u=6)
    expect(page.locator(".equation-unit")).to_have_text(say("en", "figures.unit_number", unit=7))
    page.locator('.lower .column [data-unit="11"]').first.click()
    at_rest(page, u=11)
    expect(page.get_by_role("combobox", name=say("en", "controls.unit"), exact=True)).to_have_value("11")


def test_symbolic_indices_replace_the_numbers_of_steps(page: Page) -> None:
    figure = page.locator(".cell-diagram")
    expect(figure).to_contain_text("c₃")
    page.get_by_role("checkbox", name=say("en", "controls.symbolic")).check()
    at_rest(page, sym=1)
    expect(figure).to_contain_text("cₜ₋₁")
    expect(figure).not_to_contain_text("c₃")
    expect(page.locator(".equation-symbol").nth(2)).to_have_text("ct−1")
