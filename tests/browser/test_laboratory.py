"""The laboratory: a valve dragged by hand, the ghost of the untouched run, and why a gate is so."""

from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest, come_near, hash_of, reload, run, say, scene_of, visible
from tests.browser.rounding import percent, signed

TEXT = {"ja": "雪の色は、犬が走っても、いつも", "en": "The colour of the snow, though the dog ran, is always"}


def held(server: Live, model: str, text: str, clamps: list[Any]) -> Any:
    body = {"model": model, "text": text, "clamps": clamps, "top": 20}
    return httpx2.post(f"{server.address}/api/v1/trace", json=body).json()


def clamps_of(page: Page) -> list[dict[str, Any]]:
    """Return the clamps that the address spells."""
    found = []
    for part in scene_of(page).get("c", "").split("~"):
        quantity, steps, units, value = part.split(":")
        start, until = steps.split("-")
        found.append(
            {
                "layer": 0,
                "quantity": quantity,
                "from": int(start),
                "until": int(until or 100_000),
                "units": None if units == "*" else [int(unit) for unit in units.split("_")],
                "value": float(value),
            }
        )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_valve_dragged_by_hand_changes_the_prediction_as_the_api_says(
    open_page: OpenPage, server: Live, language: str
) -> None:
    model, text = f"colour-{language}-lstm", TEXT[language]
    page = open_page(f"/{language}/lab" + hash_of(m=model, x=text, t=4))
    at_rest(page, t=4)
    page.get_by_role("button", name=say(language, "lab.experiment.reachs.all"), exact=True).click()
    page.locator(".picture").scroll_into_view_if_needed()
    box = page.locator('.picture .valve[data-quantity="f"] .frame').bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    page.wait_for_function("() => new URLSearchParams(location.hash.slice(1)).get('c')?.startsWith('f:4-:*:')")
    page.get_by_role("slider", name=say(language, "controls.scrub")).fill(
        str(len(run(server, model, text)["steps"]) - 1)
    )
    expect(page.locator(".ghosts .ghost").first).to_be_attached()
    free, now = run(server, model, text), held(server, model, text, clamps_of(page))
    guess = free["steps"][-1]["prediction"][0]
    after = next(one for one in now["steps"][-1]["prediction"] if one["token"] == guess["token"])
    said = say(
        language,
        "figures.prediction_change",
        token=visible(guess["token"], language),
        before=percent(guess["probability"], 1),
        after=percent(after["probability"], 1),
    )
    expect(page.locator(".prediction-change")).to_have_text(said)
    expect(page.locator(".held")).to_contain_text(said)  # where the hand is


def test_a_clamp_can_be_undone_and_let_go_and_is_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    page.get_by_role("button", name=say("en", "lab.experiment.names.deaf")).click()
    at_rest(page, c="i:0-:*:0")
    expect(page.locator(".held")).to_contain_text(say("en", "lab.experiment.off_path"))
    reload(page, c="i:0-:*:0")
    page.get_by_role("button", name=say("en", "lab.experiment.reset")).click()
    at_rest(page, c="")
    page.get_by_role("button", name=say("en", "lab.experiment.undo")).click()
    at_rest(page, c="i:0-:*:0")


def test_a_slider_holds_by_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(t=3))
    at_rest(page, t=3)
    slider = page.locator('.slider.role-i input[type="range"]')
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => new URLSearchParams(location.hash.slice(1)).get('c')?.startsWith('i:3-')")


@pytest.mark.parametrize(("typed", "held"), [("0.505", "0.505"), ("5", "1"), ("-3", "0"), ("1e2", "1")])
def test_a_value_is_typed_and_brought_into_its_range(open_page: OpenPage, typed: str, held: str) -> None:
    page = open_page("/en/lab" + hash_of(t=3, u=2))
    at_rest(page, t=3, u=2)
    field = page.locator('.slider.role-f input[type="number"]')
    before = field.input_value()
    field.fill("")
    field.blur()
    expect(field).to_have_value(before)
    field.fill(typed)
    field.blur()
    at_rest(page, c=f"f:3-:2:{held}")
    expect(field).to_have_value(f"{float(held):.2f}")


def test_the_reasons_of_a_gate_add_up_to_it(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab" + hash_of(x=TEXT["en"], t=5, u=2))
    at_rest(page, t=5, u=2)
    come_near(page, "why", ".why-sum")
    body = {"model": "colour-en-lstm", "text": TEXT["en"], "t": 5, "layer": 0, "quantity": "f", "unit": 2}
    why = httpx2.post(f"{server.address}/api/v1/contributions", json=body).json()
    total = page.locator(".why-sum")
    expect(total).to_contain_text(signed(why["pre"]))
    for source in ("x", "h", "bias"):
        expect(total).to_contain_text(signed(why["by_source"][source], 3))


def test_a_gate_is_said_to_be_held_only_where_it_is(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(m="colour-en-gru", t=4, u=6, q="r"))  # an r of all but 1
    at_rest(page, t=4, u=6)
    come_near(page, "why", ".why-sum")
    expect(page.locator(".why .hint")).to_have_count(0)
    page.locator('.slider.role-r input[type="number"]').fill("0.64")
    page.locator('.slider.role-r input[type="number"]').blur()
    at_rest(page, c="r:4-:6:0.64")
    come_near(page, "why", ".hint")
    expect(page.locator(".why .hint")).to_have_text(say("en", "lab.why.held", value="0.64"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_asked_of_a_run_begins_in_its_state(open_page: OpenPage, server: Live, language: str) -> None:
    model = f"colour-{language}-lstm"
    page = open_page(f"/{language}/lab#v=1&scene=q-wiped")
    at_rest(page, carry=1, t=0, p=7)
    page.reload()  # the link keeps the state
    at_rest(page, carry=1, t=0, p=7)
    examples = httpx2.get(f"{server.address}/api/v1/models/{model}").json()["examples"]
    left = run(server, model, examples[1])["end"]["state"]
    unit = int(scene_of(page)["u"])
    expect(page.locator(".notice[role=status]")).to_contain_text(examples[1])
    own = {"model": model, "text": scene_of(page)["x"], "initial_state": left}

    def asked(path: str, **more: object) -> Any:
        return httpx2.post(f"{server.address}/api/v1/{path}", json=own | more).json()

    why = asked("contributions", t=0, layer=0, quantity="f", unit=unit)
    come_near(page, "why", ".why-sum")
    expect(page.locator(".why-sum")).to_contain_text(signed(why["by_source"]["h"], 3))
    ledger = asked("ledger", units=[unit])
    come_near(page, "memory", ".writers")
    expect(page.locator(".writers tbody")).to_contain_text(signed(ledger["from_initial_state"][0][0]))
    page.locator(".notice[role=status] button").click()
    at_rest(page, carry="")
    expect(page.locator(".notice[role=status]")).to_have_count(0)


def test_an_event_leads_to_its_step(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    scene = scene_of(page)
    events = run(server, scene["m"], scene["x"])["end"]["events"]
    buttons = page.locator(".events li button")
    expect(buttons).to_have_count(len(events))
    buttons.first.click()
    at_rest(page, t=events[0]["t"], p=7)


def test_a_race_is_measured_again_and_can_be_read(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    come_near(page, "race", ".race-figure")
    race = page.locator(".lab-section.race")
    race.get_by_role("button", name=say("en", "lab.race.measure"), exact=True).click()
    # three models read a hundred sentences each: seconds on a machine that does much else
    expect(race.locator(".standing .hint")).to_contain_text("seed", timeout=60_000)
    race.get_by_role("button", name=say("en", "lab.race.read_in", cell="GRU"), exact=True).click()
    at_rest(page, m="colour-en-gru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_rnn_which_has_no_gates_is_asked_about_its_h(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m=f"colour-{language}-rnn"))
    at_rest(page)
    expect(page.locator(".experiment h2")).to_have_text(say(language, "lab.experiment.title_rnn"))
    come_near(page, "why", ".why-term")
    expect(page.locator(".why h2")).to_have_text(say(language, "lab.why.title_rnn"))
