"""Any sentence at all: a reader of characters is offered in one click, and its 128 units are shown 16 at a time."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import (
    LANGUAGES,
    SENTENCES,
    at_rest,
    card_of,
    come_near,
    data_of,
    hash_of,
    predicted,
    run,
    say,
    scrub,
    visible,
    write,
)
from tests.browser.rounding import fixed, percent, signed

STRANGE = {"ja": "量子計算機が来週動くらしい。", "en": "Tomorrow my friends and I will order a pizza."}
UNITS, SHOWN = 128, 16
COLUMNS = ("f", "i", "g", "o", "kept", "written", "c", "tanh_c", "h")


def model(language: str) -> str:
    return f"character-{language}-lstm"


def shown_units(page: Page) -> list[int]:
    """Return the units of the table's rows, counted from 0."""
    come_near(page, "table", ".step-table")
    return [int(head) - 1 for head in page.locator(".step-table tbody th").all_inner_texts()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_is_mostly_unknown_is_offered_to_the_reader_of_characters(
    open_page: OpenPage, server: Live, language: str
) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    write(page, SENTENCES[language])
    offer = page.get_by_role("button", name=say(language, "controls.use_characters"))
    expect(offer).to_have_count(0)
    write(page, STRANGE[language])
    share = run(server, f"colour-{language}-lstm", STRANGE[language])["end"]["unknown_share"]
    assert share > 1 / 3
    expect(page.locator(".notice:visible")).to_contain_text(percent(share))
    page.get_by_role("textbox").fill("")
    expect(offer).to_have_count(0)
    write(page, STRANGE[language])
    offer.click()
    at_rest(page, m=model(language), x=STRANGE[language])
    expect(offer).to_have_count(0)
    steps = run(server, model(language), STRANGE[language])["steps"]
    guesses = [(visible(one["token"], language), percent(one["probability"], 1)) for one in steps[-1]["prediction"]]
    assert predicted(page) == guesses
    expect(page.locator(".token")).to_have_text([visible(step["token"], language) for step in steps])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_of_characters_is_told_of_characters(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m=model(language), x=STRANGE[language]))
    at_rest(page)
    limit = data_of(page)["limits"]["tokens"]
    said = say(language, "controls.count", "character", count=len(STRANGE[language]), limit=limit)
    expect(page.locator("#sentence-state")).to_contain_text(said)
    come_near(page, "influence", ".influence-figure")
    expect(page.locator("#influence-title")).to_have_text(say(language, "lab.influence.title", "character"))
    removed = say(language, "lab.influence.keys.crosses", "character")
    expect(page.locator(".influence .multiple-keys")).to_have_text(removed)  # nothing is put in a character's place
    colour = f"{say(language, 'controls.tasks.colour')} · {say(language, f'controls.languages.{language}')}"
    page.get_by_role("combobox", name=say(language, "controls.task")).select_option(label=colour)
    come_near(page, "influence", ".influence-means")
    expect(page.locator("#influence-title")).to_have_text(say(language, "lab.influence.title"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_badge_of_a_reader_of_characters_names_its_rivals(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m=model(language)))
    at_rest(page)
    card = card_of(page, model(language))
    bits = {"value": card["held_out"]["value"]} | card["baselines"]
    told = {name: f"{bits[name]:.2f}" for name in ("value", "five_gram", "unigram")}
    expect(page.locator(".badge-kind")).to_have_text(say(language, "controls.badge.real"))
    expect(page.locator(".badge-score")).to_have_text(say(language, "controls.badge.bits", **told))


def test_the_most_telling_units_are_shown_first(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab" + hash_of(m=model("en"), x=STRANGE["en"], tab=1))
    at_rest(page)
    telling = run(server, model("en"), STRANGE["en"])["end"]["telling_units"]
    assert shown_units(page) == sorted(telling[:SHOWN])
    expect(page.locator(".equation-unit")).to_have_text(say("en", "figures.unit_number", unit=telling[0] + 1))
    drawn = page.locator(".cell-diagram .lower .column").first.locator("[data-unit]")
    assert drawn.evaluate_all("(tiles) => tiles.map((tile) => Number(tile.dataset.unit))") == sorted(telling[:SHOWN])


def test_a_reader_pages_through_all_units_and_reads_the_apis_numbers(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab" + hash_of(m=model("en"), x=STRANGE["en"], tab=1))
    at_rest(page)
    layer = run(server, model("en"), STRANGE["en"])["steps"][-1]["layers"][-1]
    groups = page.get_by_role("combobox", name=say("en", "controls.group"))
    seen = list[int]()
    for group in range(UNITS // SHOWN):
        groups.select_option(str(group))
        at_rest(page, g=group)
        units = shown_units(page)
        seen += units
        rows = [[(fixed if name in "fio" else signed)(layer[name][unit]) for name in COLUMNS] for unit in units]
        cells = page.locator(".step-table td:nth-child(n + 4)").all_inner_texts()
        assert cells == [number for row in rows for number in row]
    assert seen == list(range(UNITS))


def test_a_link_opens_its_group_of_units_and_its_unit(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(m=model("en"), x=STRANGE["en"], g=5, u=83, t=2))
    at_rest(page, g=5, u=83, t=2)
    expect(page.locator(".equation-unit")).to_have_text(say("en", "figures.unit_number", unit=84))
    page.locator('.upper .column [data-unit="90"]').first.click()
    at_rest(page, g=5, u=90)


def test_a_unit_that_is_opened_is_shown_with_its_group(open_page: OpenPage, server: Live) -> None:
    telling = run(server, model("en"), STRANGE["en"])["end"]["telling_units"][:SHOWN]
    linked = next(unit for unit in range(UNITS) if unit not in telling)
    page = open_page("/en/lab" + hash_of(m=model("en"), x=STRANGE["en"], u=linked, t=5))
    at_rest(page, u=linked, g=linked // SHOWN)
    unit = page.locator(".equation-unit")
    expect(unit).to_have_text(say("en", "figures.unit_number", unit=linked + 1))
    come_near(page, "why", ".why-term button")
    terms = page.locator(".why-term button")
    offered = [int(name.split()[-1]) - 1 for name in terms.all_inner_texts()]
    wanted = next(each for each in offered if each // SHOWN != linked // SHOWN)
    terms.nth(offered.index(wanted)).click()
    at_rest(page, u=wanted, g=wanted // SHOWN, t=4)
    expect(unit).to_have_text(say("en", "figures.unit_number", unit=wanted + 1))
    page.locator(".why > .quiet").click()
    at_rest(page, u=linked, g=linked // SHOWN, t=5)


@pytest.mark.parametrize("g", ["8", "-1", "x"])
def test_a_group_that_the_model_has_not_is_told_and_the_most_telling_are_shown(open_page: OpenPage, g: str) -> None:
    page = open_page("/en/lab" + hash_of(m=model("en"), g=g))
    expect(page.get_by_role("alert")).to_contain_text(say("en", "controls.wrong_link"))
    at_rest(page, g="")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_thousand_characters_stay_light_and_narrow(open_page: OpenPage, width: int) -> None:
    page = open_page("/ja/lab" + hash_of(m=model("ja"), tab=1), width=width)
    at_rest(page)
    count = data_of(page)["limits"]["tokens"]
    page.get_by_role("textbox").fill("吾輩は猫である。名前は"[:10] * (count // 10))
    at_rest(page, t=count - 1)
    for t in (count - 1, 0, count // 2):
        scrub(page, t)
        expect(page.locator(".token.now")).to_be_visible()
        assert page.evaluate("() => document.querySelectorAll('*').length") <= 1_500
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_beside_a_reader_of_characters(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(m=model(language), x=STRANGE[language], tab=1), theme=theme)
    at_rest(page)
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize(("language", "text"), [("en", "It was."), ("ja", "「はい」")])
def test_a_predicted_line_break_has_its_name_on_the_way_back(
    open_page: OpenPage, server: Live, language: str, text: str
) -> None:
    guess = run(server, model(language), text)["steps"][-1]["prediction"][0]
    assert guess["token"] == "\n"
    page = open_page(f"/{language}/lab" + hash_of(m=model(language), x=text))
    at_rest(page)
    come_near(page, "backward", ".lanes")
    said = {"token": visible("\n", language), "percent": percent(guess["probability"])}
    finding = say(language, "lab.backward.finding.lstm", **said, last="", at="", first="", word="")
    expect(page.locator(".lanes .told").first).to_contain_text(finding.split("‖")[0].strip())
