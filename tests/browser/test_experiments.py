"""Holding values by hand in the laboratory: what can be undone, what a failed run says, what a preset is said to do."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import TRACE, OpenPage
from tests.browser.reader import LANGUAGES, at_rest, hash_of, say


def test_each_gesture_at_a_slider_can_be_undone_by_itself(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(t=3, u=2))
    at_rest(page, t=3, u=2)
    undo = page.get_by_role("button", name=say("en", "lab.experiment.undo"), exact=True)
    page.locator('.slider.role-f input[type="number"]').fill("0.5")
    page.locator('.slider.role-i input[type="range"]').focus()
    at_rest(page, c="f:3-:2:0.5")
    for _ in range(3):  # a key that is held down repeats
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    page.wait_for_function(
        "() => new URLSearchParams(location.hash.slice(1)).get('c')?.startsWith('f:3-:2:0.5~i:3-:2:')"
    )
    undo.click()
    at_rest(page, c="f:3-:2:0.5")
    undo.click()
    at_rest(page, c="")
    expect(undo).to_be_disabled()


def test_a_slider_dragged_by_hand_is_one_change_to_undo(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(t=3, u=2))
    at_rest(page, t=3, u=2)
    slider = page.locator('.slider.role-f input[type="range"]')
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    across = [box["x"] + box["width"] * share for share in (0.5, 0.2, 0.7, 0.4)]
    for start, *moved in (across[:2], across[2:]):
        page.mouse.move(start, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(*moved, box["y"] + box["height"] / 2, steps=3)
        page.mouse.up()
    undo = page.get_by_role("button", name=say("en", "lab.experiment.undo"), exact=True)
    undo.click()
    undo.click()
    at_rest(page, c="")
    expect(undo).to_be_disabled()


def test_a_slider_stays_at_what_is_held_while_older_runs_arrive_and_new_ones_have_not(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(t=3, u=2))
    at_rest(page, t=3, u=2)
    waiting = list[Route]()
    page.route(TRACE, lambda route: waiting.append(route))
    field = page.locator('.slider.role-f input[type="number"]')
    slider = page.locator('.slider.role-f input[type="range"]')
    other = page.locator('.slider.role-i input[type="number"]')
    before = other.input_value()
    with page.expect_request(TRACE):
        field.fill("1")
        slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    expect(field).to_have_value("0.96")
    with page.expect_request(TRACE):
        waiting[0].continue_()  # the run of 1, which the hand has left behind
    expect(field).to_have_value("0.96")
    slider.press("ArrowLeft")
    expect(slider).to_have_js_property("value", "0.94")
    answer = waiting[1].fetch()
    with page.expect_request(TRACE):
        waiting[1].fulfill(response=answer, body=answer.text().splitlines()[0] + "\n")  # no step of it arrives
    expect(slider).to_have_js_property("value", "0.94")
    expect(other).to_have_value(before)
    slider.press("ArrowLeft")
    page.unroute(TRACE)  # what waits goes on
    at_rest(page, c="f:3-:2:0.92")
    expect(field).to_have_value("0.92")


def test_the_focus_stays_in_the_experiment_whatever_is_taken_back(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(t=3, c="f:0-:*:0~i:0-:*:0"))
    at_rest(page, t=3)
    undo, reset = (
        page.get_by_role("button", name=say("en", f"lab.experiment.{name}"), exact=True) for name in ("undo", "reset")
    )
    release = page.get_by_role("button", name=say("en", "lab.experiment.release"))
    release.first.press("Enter")
    at_rest(page, c="i:0-:*:0")
    expect(release).to_be_focused()
    release.press("Enter")
    at_rest(page, c="")
    expect(undo).to_be_focused()
    expect(reset).to_be_disabled()
    for left in ("i:0-:*:0", "f:0-:*:0~i:0-:*:0"):
        page.keyboard.press("Enter")
        at_rest(page, c=left)
    expect(undo).to_be_focused()
    expect(undo).to_be_disabled()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    at_rest(page, c="")
    expect(reset).to_be_focused()
    page.keyboard.press("Enter")  # there is nothing to let go of any more, and nothing more to undo
    undo.press("Enter")
    at_rest(page, c="f:0-:*:0~i:0-:*:0")
    expect(undo).to_be_disabled()


def test_an_experiment_that_fails_says_so_where_it_was_tried_and_can_be_tried_again(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(t=3))
    at_rest(page, t=3)
    page.route(TRACE, lambda route: route.fulfill(status=500, content_type="text/plain", body="broken"))
    page.get_by_role("button", name=say("en", "lab.experiment.names.amnesia")).click()
    notice = page.locator(".held .notice")
    expect(notice).to_contain_text(say("en", "controls.failed"))
    expect(page.locator(".experiment")).not_to_contain_text(say("en", "lab.experiment.off_path"))
    expect(page.locator(".experiment .look")).to_have_count(0)
    page.unroute(TRACE)
    notice.get_by_role("button", name=say("en", "controls.retry")).click()
    at_rest(page, c="f:0-:*:0", t=3)
    expect(notice).to_have_text(say("en", "lab.experiment.off_path"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deaf_network_that_reads_on_is_told_what_happens_to_what_it_began_with(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(f"/{language}/lab#v=1&scene=q-wiped")
    at_rest(page, carry=1)
    page.get_by_role("button", name=say(language, "lab.experiment.names.deaf")).click()
    look = page.locator(".experiment .look")
    expect(look).to_have_text(say(language, "lab.experiment.looks.deaf_carried"))
    page.locator(".notice[role=status] button").click()  # begin at zeros
    at_rest(page, carry="", c="i:0-:*:0")
    expect(look).to_have_text(say(language, "lab.experiment.looks.deaf"))
