"""The figure plays by words or by micro-steps, at four speeds, on a clock that the test turns, and stops at the end."""

import math

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import SHORT, at_rest, button, hash_of, say

WORDS = ["The", "snow", "is", "always"]
# Milliseconds at 1×: how long a motion lasts, and how long the figure rests after a word and after a micro-step.
MOTION, REST = 500, {"word": 200, "phase": 400}


def frames(milliseconds: float) -> int:
    """Return how long that takes in whole frames, which the stopped clock draws every 16 ms."""
    return 16 * math.ceil(milliseconds / 16)


def stopped_clock(open_page: OpenPage, motion: str = "no-preference") -> Page:
    """Open a run over four words in which time stands still from now on."""
    page = open_page("/en/lab" + hash_of(x=SHORT), motion=motion)
    at_rest(page)
    page.clock.install()
    page.clock.pause_at("2030-01-01")
    return page


def now(page: Page) -> tuple[str, int]:
    """Return the word under the playhead, and its micro-step."""
    pressed = page.locator(".micro-steps [aria-pressed=true]")
    return page.locator(".token.now").inner_text(), int(pressed.inner_text().split()[0])


def after(page: Page, milliseconds: float) -> tuple[str, int]:
    page.clock.run_for(round(milliseconds))
    return now(page)


def play(page: Page, pace: str = "word", times: str = "1×") -> None:
    page.get_by_role("combobox", name=say("en", "controls.pace")).select_option(pace)
    page.get_by_role("combobox", name=say("en", "controls.speed")).select_option(label=times)
    button(page, "play").click()


def test_nothing_moves_until_the_reader_presses_play(open_page: OpenPage) -> None:
    page = stopped_clock(open_page)
    before = page.locator(".picture").inner_html()
    assert after(page, 10_000) == ("always", 8)
    assert page.locator(".picture").inner_html() == before


@pytest.mark.parametrize(("times", "speed"), [("½×", 0.5), ("1×", 1), ("2×", 2), ("4×", 4)])
def test_playback_goes_word_by_word_from_the_start_and_stops_at_the_end(
    open_page: OpenPage, times: str, speed: float
) -> None:
    page = stopped_clock(open_page)
    play(page, "word", times)
    assert now(page) == ("The", 1)
    motion, rest = frames(MOTION / speed), frames(REST["word"] / speed)
    page.clock.run_for(motion + rest // 2)
    for word in WORDS:
        assert now(page) == (word, 8)
        expect(button(page, "pause")).to_be_visible()
        page.clock.run_for(motion + rest)
    expect(button(page, "play")).to_be_visible()
    at_rest(page, t=3, p=7)
    assert after(page, 5_000) == ("always", 8)


def test_a_word_passes_through_its_eight_micro_steps(open_page: OpenPage) -> None:
    page = stopped_clock(open_page)
    play(page)
    page.clock.run_for(frames(MOTION) + frames(REST["word"]))
    seen = [after(page, MOTION / 8) for _ in range(8)]
    assert {word for word, _ in seen} == {"snow"}
    phases = [phase for _, phase in seen]
    assert phases == sorted(phases)
    assert set(phases) >= {2, 4, 6, 8}


def test_playback_by_micro_steps_moves_and_rests_at_each(open_page: OpenPage) -> None:
    page = stopped_clock(open_page)
    play(page, "phase")
    motion, rest = frames(MOTION), frames(REST["phase"])
    picture = page.locator(".picture")
    for place in [("The", phase) for phase in range(2, 9)] + [("snow", 1), ("snow", 2)]:
        assert after(page, motion / 2) == place
        moving = picture.inner_html()
        assert after(page, motion / 2 + rest / 4) == place
        resting = picture.inner_html()
        assert after(page, rest / 2) == place
        assert moving != resting == picture.inner_html()
        page.clock.run_for(rest // 4)


def test_a_pause_finishes_the_micro_step_under_way_and_the_address_names_it(open_page: OpenPage) -> None:
    page = stopped_clock(open_page)
    play(page)
    word, phase = after(page, frames(MOTION) + frames(REST["word"]) + 200)
    assert word == "snow"
    button(page, "pause").click()
    assert after(page, MOTION + 16) == (word, phase)
    at_rest(page, t=1, p=phase - 1)
    assert after(page, 5_000) == (word, phase)


def test_a_step_of_the_reader_ends_the_playback(open_page: OpenPage) -> None:
    page = stopped_clock(open_page)
    play(page)
    page.clock.run_for(frames(MOTION) + frames(REST["word"]) + 200)
    button(page, "forward").click()
    expect(button(page, "play")).to_be_visible()
    assert after(page, 5_000) == ("snow", 8)


def test_a_step_glides_and_no_press_is_lost_on_the_way(open_page: OpenPage) -> None:
    page = stopped_clock(open_page)
    button(page, "first").click()
    assert after(page, MOTION + 16) == ("The", 8)
    for _ in range(2):
        button(page, "forward").click()
    assert after(page, MOTION / 3)[0] == "snow"
    assert after(page, MOTION) == ("is", 8)


@pytest.mark.parametrize("how", ["system", "switch"])
def test_with_less_motion_every_place_is_reached_at_once(open_page: OpenPage, how: str) -> None:
    page = stopped_clock(open_page, "reduce" if how == "system" else "no-preference")
    if how == "switch":
        page.get_by_role("checkbox", name=say("en", "controls.motion")).check()
    button(page, "first").click()
    assert now(page) == ("The", 8)
    play(page)
    page.clock.run_for(100)
    for word in WORDS[1:]:
        picture = page.locator(".picture").inner_html()
        assert now(page) == (word, 8)
        assert after(page, MOTION) == (word, 8)
        assert page.locator(".picture").inner_html() == picture
        page.clock.run_for(frames(MOTION) + frames(REST["word"]) - MOTION)
