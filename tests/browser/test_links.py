"""The address holds the whole scene, both ways; what it cannot mean is said, and never shown."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import (
    SHORT,
    at_rest,
    body_text,
    card_of,
    come_near,
    expect_no_alert,
    hash_of,
    reload,
    say,
    scene_of,
)

SCENE = {"m": "colour-en-gru", "x": SHORT, "t": 1, "p": 4, "u": 3, "lens": "unit", "sym": 1, "tab": 1}
HOSTILE = [
    "#v=9",
    "#nonsense",
    "#v=1&m=../etc&t=NaN&p=9",
    "#v=1&t=-1&u=1e9",
    "#v=1&u=999",
    "#v=1&x=%20&lens=<script>alert(1)</script>",
    "#v=1&x=%E0%A4%A&__proto__=1",
    "#" + "x" * 5_000,
    hash_of(x="a" * 9_999),
    hash_of(scene="nothing"),
]


def expect_scene(page: Page) -> None:
    """Expect the scene above, not only in the address."""
    at_rest(page, **SCENE)
    expect(page.get_by_role("textbox")).to_have_value(SHORT)
    expect(page.locator(".token.now")).to_have_text("snow")
    expect(page.locator(".micro-steps [aria-pressed=true]")).to_contain_text("5")
    expect(page.get_by_role("button", name="GRU")).to_have_attribute("aria-pressed", "true")
    lens = page.get_by_role("button", name=say("en", "controls.lenses.unit"), exact=True)
    expect(lens).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".equation-unit")).to_have_text(say("en", "figures.unit_number", unit=4))
    expect(page.get_by_role("checkbox", name=say("en", "controls.symbolic"))).to_be_checked()
    come_near(page, "table", ".step-table")
    expect_no_alert(page)


def test_a_link_opens_its_scene_and_a_reload_keeps_it(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(**SCENE))
    expect_scene(page)
    reload(page)
    expect_scene(page)


def test_the_address_follows_the_reader(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    before = scene_of(page)
    assert before["m"] == "colour-en-lstm"
    page.get_by_role("button", name=say("en", "controls.lenses.arithmetic")).click()
    page.get_by_text(say("en", "controls.table")).click()
    at_rest(page, lens="arithmetic", tab=1)
    page.get_by_text(say("en", "controls.table")).click()
    page.get_by_role("button", name=say("en", "controls.lenses.story")).click()
    at_rest(page, lens="story", tab="")
    assert scene_of(page) == before


@pytest.mark.parametrize("hash_", HOSTILE)
def test_a_hostile_link_gives_a_message_and_the_default(open_page: OpenPage, hash_: str) -> None:
    page = open_page("/en/lab" + hash_)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(say("en", "controls.wrong_link"))
    at_rest(page, m="colour-en-lstm", x=card_of(page, "colour-en-lstm")["examples"][0], lens="story")
    assert not re.search("NaN|undefined|null", body_text(page) + page.locator(".picture").inner_html())
    expect(page.locator(".prediction-token").first).to_have_text("blue")
    alert.get_by_role("button").click()
    expect_no_alert(page)


def test_a_step_behind_the_end_of_the_text_is_its_end(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(x=SHORT, t=99_999, p=3))
    at_rest(page, t=3, p=7)
    expect(page.locator(".token.now")).to_have_text("always")


def test_back_and_forward_lead_through_the_scenes_of_the_address(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(x=SHORT))
    at_rest(page, t=3)
    page.goto("/en/lab" + hash_of(**SCENE))
    expect_scene(page)
    page.go_back()
    at_rest(page, m="colour-en-lstm", x=SHORT, t=3, u="", sym="", tab="")
    expect(page.locator(".cell-lstm")).to_be_visible()
    page.go_forward()
    expect_scene(page)


def test_a_malformed_address_typed_later_is_told_too(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(**SCENE))
    at_rest(page)
    page.evaluate("() => { location.hash = 'v=1&t=minus' }")
    expect(page.get_by_role("alert")).to_contain_text(say("en", "controls.wrong_link"))
    at_rest(page, m="colour-en-lstm")


def test_the_copied_link_is_the_scene(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(**SCENE))
    at_rest(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=say("en", "controls.share")).click()
    expect(page.locator(".share [role=status]")).to_have_text(say("en", "controls.copied"))
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url


def test_a_copy_that_the_browser_refuses_is_told(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no')) }")
    page.get_by_role("button", name=say("en", "controls.share")).click()
    expect(page.locator(".share [role=status]")).to_have_text(say("en", "controls.not_copied"))
