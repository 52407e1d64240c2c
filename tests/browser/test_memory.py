"""Who wrote a memory: the river under the sentence, and the table of its writers."""

from typing import Any

import httpx2
import pytest
from playwright.sync_api import expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest, come_near, data_of, hash_of, say, visible
from tests.browser.rounding import fixed, percent, signed
from tests.browser.test_laboratory import TEXT


def ledger_of(server: Live, body: dict[str, Any]) -> Any:
    return httpx2.post(f"{server.address}/api/v1/ledger", json=body).json()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_writers_of_a_memory_are_the_ledgers(open_page: OpenPage, server: Live, language: str) -> None:
    model, text = f"colour-{language}-lstm", TEXT[language]
    page = open_page(f"/{language}/lab" + hash_of(m=model, x=text, t=6, u=3))
    at_rest(page, t=6, u=3)
    come_near(page, "memory", ".writers")
    ledger = ledger_of(server, {"model": model, "text": text, "units": [3]})
    parts = sorted((row[0] for row in ledger["written_by"][6]), key=abs, reverse=True)
    cells = page.locator(".writers tbody td:nth-of-type(1)")
    expect(cells.first).to_have_text(signed(parts[0]))
    assert cells.all_inner_texts() == [signed(part) for part in parts[: cells.count()]]


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ribbon_tells_what_its_word_wrote_to_pointer_and_keys(
    open_page: OpenPage, server: Live, language: str, together: bool
) -> None:
    model, text = f"colour-{language}-lstm", TEXT[language]
    scene: dict[str, object] = {"m": model, "x": text, "t": 6, "u": 3} | ({"all": 1} if together else {})
    page = open_page(f"/{language}/lab" + hash_of(**scene))
    at_rest(page, t=6, u=3)
    river, readout = page.locator(".river-place"), page.locator(".river-told")
    come_near(page, "river", ".ribbon")
    expect(readout).to_have_text(say(language, "lab.memory.river_point"))
    high = readout.evaluate("(line) => line.offsetHeight")
    ledger = ledger_of(server, {"model": model, "text": text, "units": [3]})

    def told(k: int) -> str:
        sizes = ledger["magnitude"]["written_by"]
        part, left = signed(ledger["written_by"][6][k][0]), ledger["left"][6][k][0]
        if together:
            part, left = fixed(sizes[6][k]), sizes[6][k] / sizes[k][k]
        values = {"word": visible(ledger["tokens"][k]["text"], language), "part": part, "left": percent(left)}
        sentence = say(language, f"lab.memory.told.{'all' if together else 'unit'}", **values, step=k + 1)
        return say(language, "lab.memory.river_at", step=7, part=sentence)

    river.focus()
    for key, k in [("ArrowRight", 0), ("ArrowRight", 1), ("ArrowLeft", 0)]:
        page.keyboard.press(key)
        expect(readout).to_have_text(told(k))
    page.locator('.ribbon[data-word="1"]').dispatch_event("pointerover")
    expect(readout).to_have_text(told(1))
    assert readout.evaluate("(line) => line.offsetHeight") == high
    page.locator(".river-place").dispatch_event("pointerleave")
    expect(readout).to_have_text(say(language, "lab.memory.river_point"))


CLAUSE = "the colour of the sky , though the dog ran in the park , is always "


def test_a_long_river_names_the_ribbons_that_are_in_view(open_page: OpenPage) -> None:
    text = " ".join((CLAUSE * 16).split()[:220])
    page = open_page("/en/lab" + hash_of(m="colour-en-lstm", x=text, t=219, u=4), width=390)
    at_rest(page, t=219, u=4)
    come_near(page, "river", ".ribbon-name")
    in_view = """() => {
      const strip = document.querySelector('.strip').getBoundingClientRect();
      const places = [...document.querySelectorAll('.ribbon-name')].map((name) => name.getBoundingClientRect());
      return places.length > 0 && places.every(({ left, right }) => left >= strip.left && right <= strip.right);
    }"""
    page.wait_for_function(in_view)
    page.locator(".strip").evaluate("(strip) => { strip.scrollLeft -= 150; }")
    page.wait_for_function(in_view)


def test_a_text_without_a_ledger_says_so_where_the_river_was(open_page: OpenPage) -> None:
    text = " ".join((CLAUSE * 60).split()[:896])
    page = open_page("/en/lab" + hash_of(m="colour-en-lstm", x=text, t=895))
    at_rest(page, t=895)
    come_near(page, "river", ".notice")
    most = int(data_of(page)["limits"]["ledger_numbers"] ** 0.5)
    notice = page.locator(".river-place .notice")
    expect(notice).to_have_text(say("en", "lab.memory.too_long", most=most))
    box, strip = notice.bounding_box(), page.locator(".strip").bounding_box()
    assert box and strip
    assert strip["x"] <= box["x"]
    assert box["x"] + box["width"] <= strip["x"] + strip["width"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_writers_of_all_units_together_are_the_ledgers_sizes(
    open_page: OpenPage, server: Live, language: str
) -> None:
    model, text = f"colour-{language}-lstm", TEXT[language]
    page = open_page(f"/{language}/lab" + hash_of(m=model, x=text, t=6, all=1))
    at_rest(page, t=6, all=1)
    come_near(page, "memory", ".writers")
    ledger = ledger_of(server, {"model": model, "text": text, "units": [0]})
    sizes = ledger["magnitude"]["written_by"]
    cells = page.locator(".writers tbody td:nth-of-type(1)")
    expect(cells.first).to_have_text(fixed(max(sizes[6])))
    assert cells.all_inner_texts() == [fixed(size) for size in sorted(sizes[6], reverse=True)[: cells.count()]]
    expect(page.locator(".writers caption")).to_have_text(
        say(language, "lab.memory.caption.all", step=7, quantity=ledger["quantity"])
    )
    page.locator(".writers tbody button").first.click()
    k = sizes[6].index(max(sizes[6]))
    said = {"word": ledger["tokens"][k]["text"], "step": k + 1}
    said |= {"part": fixed(sizes[6][k]), "left": percent(sizes[6][k] / sizes[k][k])}
    expect(page.locator(".spoken-part")).to_have_text(say(language, "lab.memory.told.all", **said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_memory_that_is_mostly_a_held_value_is_said_to_be_so(
    open_page: OpenPage, server: Live, language: str
) -> None:
    model, text = f"colour-{language}-lstm", TEXT[language]
    page = open_page(f"/{language}/lab" + hash_of(m=model, x=text, c="c:3-5:13:4", t=6, u=13))
    at_rest(page, c="c:3-5:13:4", u=13)
    come_near(page, "memory", ".writers")
    clamp = {"quantity": "c", "from": 3, "until": 5, "units": [13], "value": 4}
    body = {"model": model, "text": text, "units": [13], "clamps": [clamp]}
    summary = ledger_of(server, body)["summary"]["by_unit"][0]
    said = say(language, "lab.memory.summary.unit.held", unit=14, percent=percent(summary["from_clamp"]))
    expect(page.locator(".memory")).to_contain_text(said)
    expect(page.locator(".writers tbody th").first).to_have_text(say(language, "lab.memory.others.held"))
