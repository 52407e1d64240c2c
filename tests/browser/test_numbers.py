"""Every number that a reader reads off the page is the API's, rounded by the page's rule."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import (
    LANGUAGES,
    SENTENCES,
    at_rest,
    card_of,
    choose_unit,
    come_near,
    hash_of,
    predicted,
    run,
    say,
    scrub,
    visible,
    write,
)
from tests.browser.rounding import fixed, percent, relations, rounded, signed

UNITS = 16
LSTM = ("f", "i", "g", "o", "c", "h", "c_before", "tanh_c")
GATES = {"f", "i", "o", "z", "r"}
TABLE = {
    "lstm": ["f", "i", "g", "o", "kept", "written", "c", "tanh_c", "h"],
    "gru": ["z", "r", "n", "kept", "written", "h"],
    "rnn": ["pre", "h"],
}


def layer_at(trace: Any, t: int) -> dict[str, Any]:
    """Return a step's layer, with the state before it as `c_before` and `h_before`, and an RNN's sum as `pre`."""
    now = trace["steps"][t]["layers"][-1]
    before = trace["steps"][t - 1]["layers"][-1] if t else dict.fromkeys("hc", [0.0] * UNITS)
    sums = {"pre_of": now["pre"], "pre": now["pre"].get("h")}
    return now | sums | {f"{name}_before": before.get(name) for name in "hc"}


def equation(page: Page) -> list[list[str]]:
    """Return the numbers of the equation and the signs between them, line by line as they are read."""
    lines = page.locator(".equation-line").all()
    return [line.locator(".equation-number, .equation-sign > :last-child").all_inner_texts() for line in lines]


def expect_relation(line: list[str], products: list[list[str]]) -> None:
    """Expect the sign after the result to be one that a calculator allows."""
    assert line[1] in relations(line[0], products), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_prediction_of_a_typed_sentence_is_the_apis(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    write(page, SENTENCES[language])
    steps = run(server, f"colour-{language}-lstm", SENTENCES[language])["steps"]
    expect(page.locator(".token")).to_have_count(len(steps))
    for t in (len(steps) - 1, 0, len(steps) // 2):
        scrub(page, t)
        guesses = steps[t]["prediction"]
        expected = [(visible(guess["token"], language), percent(guess["probability"], 1)) for guess in guesses]
        assert len(expected) == 5
        assert predicted(page) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cell", TABLE)
def test_the_table_holds_every_unit_of_a_step(open_page: OpenPage, server: Live, language: str, cell: str) -> None:
    text, model = SENTENCES[language], f"colour-{language}-{cell}"
    trace = run(server, model, text)
    page = open_page(f"/{language}/lab" + hash_of(m=model, x=text, tab=1))
    at_rest(page)
    names = ["c_before"] * (cell == "lstm") + ["h_before", *TABLE[cell]]
    for t in (0, len(trace["steps"]) - 1):
        scrub(page, t)
        come_near(page, "table", ".step-table")
        layer = layer_at(trace, t)
        rows = [[(fixed if name in GATES else signed)(layer[name][unit]) for name in names] for unit in range(UNITS)]
        assert page.locator(".step-table tbody tr").count() == UNITS
        assert page.locator(".step-table td").all_inner_texts() == [number for row in rows for number in row]


def test_the_equation_of_every_unit_of_an_lstm_is_the_apis(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab" + hash_of(x=SENTENCES["en"], t=10))
    at_rest(page)
    layer = layer_at(run(server, "colour-en-lstm", SENTENCES["en"]), 10)
    for unit in range(UNITS):
        choose_unit(page, unit)
        f, i, g, o, c, h, before, squashed = (layer[name][unit] for name in LSTM)
        cell, hidden = equation(page)
        printed = [fixed(f, 3), f"({signed(before, 3)})", fixed(i, 3), f"({signed(g, 3)})"]
        assert cell[::2] == [signed(c), *printed]
        assert cell[3::2] == ["×", "+", "×"]
        expect_relation(cell, [printed[:2], printed[2:]])
        assert hidden[::2] == [signed(h), fixed(o, 3), f"({signed(squashed, 3)})"]
        expect_relation(hidden, [hidden[2::2]])


def test_the_equation_of_a_gru_is_the_apis(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab" + hash_of(m="colour-en-gru", x=SENTENCES["en"], t=10))
    at_rest(page)
    layer = layer_at(run(server, "colour-en-gru", SENTENCES["en"]), 10)
    for unit in range(0, UNITS, 3):
        choose_unit(page, unit)
        z, n, h, before = (layer[name][unit] for name in ("z", "n", "h", "h_before"))
        [line] = equation(page)
        update, rest = fixed(z, 3), [f"{1 - rounded(z, 3)}", f"({signed(n, 3)})"]
        assert line[::2] == [signed(h), update, f"({signed(before, 3)})", update, rest[1]]
        expect_relation(line, [line[2:5:2], rest])


def test_what_the_lens_on_the_arithmetic_adds_is_the_apis(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab" + hash_of(x=SENTENCES["en"], t=10, u=5, lens="arithmetic"))
    at_rest(page)
    layer = layer_at(run(server, "colour-en-lstm", SENTENCES["en"]), 10)
    for name, line in zip("fgio", equation(page)[2:], strict=True):
        value, before = layer[name][5], signed(layer["pre_of"][name][5], 3)
        printed, squash = (signed(value), "tanh (") if name == "g" else (fixed(value), "σ (")
        assert line == [printed, "≈", squash, before, ")"]


def test_an_rnn_is_one_line(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab" + hash_of(m="colour-en-rnn", x=SENTENCES["en"], t=10, u=5))
    at_rest(page)
    layer = layer_at(run(server, "colour-en-rnn", SENTENCES["en"]), 10)
    assert equation(page) == [[signed(layer["h"][5]), "≈", "tanh (", signed(layer["pre"][5], 3), ")"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_valves_say_in_words_how_far_they_are_open(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/lab" + hash_of(x=SENTENCES[language], t=3, u=2))
    at_rest(page)
    layer = layer_at(run(server, f"colour-{language}-lstm", SENTENCES[language]), 3)
    verbs = {"f": "keep", "i": "write", "o": "reveal"}
    said = {name: say(language, f"figures.{verb}", percent=percent(layer[name][2])) for name, verb in verbs.items()}
    expected = [said["f"], said["i"], signed(layer["g"][2]), said["o"]]
    assert page.locator(".gate-number").all_text_contents() == expected


def test_the_columns_of_the_figure_name_the_chosen_units_numbers(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab" + hash_of(x=SENTENCES["en"], t=3, u=2, lens="unit"))
    at_rest(page)
    layer = layer_at(run(server, "colour-en-lstm", SENTENCES["en"]), 3)
    names = ("c_before", "kept", "c", "h_before", "h", "written", "tanh_c")
    printed = page.locator(".cell-diagram .label .number").all_text_contents()
    assert printed == [signed(layer[name][2]) for name in names]


def test_the_checks_state_the_largest_error_of_the_whole_run(open_page: OpenPage, server: Live) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    text = card_of(page, "colour-en-lstm")["examples"][0]
    errors = run(server, "colour-en-lstm", text)["end"]["checks"].values()
    expect(page.locator(".check.holds")).to_have_count(len(errors))
    mantissas = [f"{error:.1e}".split("e")[0] for error in errors]
    for printed, mantissa in zip(page.locator(".check-error").all_inner_texts(), mantissas, strict=True):
        assert f"{mantissa}×10" in printed
