"""A reader changes what reads the sentence: kind of cell, moment of its training, language; and reads its badge."""

import pytest
from playwright.sync_api import expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import (
    LANGUAGES,
    OTHER,
    SENTENCES,
    SHORT,
    at_rest,
    card_of,
    come_near,
    hash_of,
    predicted,
    run,
    say,
    scene_of,
    visible,
)
from tests.browser.rounding import percent

LANES = {"lstm": 2, "gru": 1, "rnn": 1}
GATES = {"lstm": ["f", "i", "g", "o"], "gru": ["r", "z", "n"], "rnn": []}


def first_guess(server: Live, model: str, text: str, language: str) -> tuple[str, str]:
    guess = run(server, model, text)["steps"][-1]["prediction"][0]
    return visible(guess["token"], language), percent(guess["probability"], 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_reads_the_same_sentence_with_a_diagram_of_its_own(
    open_page: OpenPage, server: Live, language: str
) -> None:
    page = open_page(f"/{language}/lab" + hash_of(x=SENTENCES[language]))
    at_rest(page)
    for cell in ("gru", "rnn", "lstm"):
        page.get_by_role("button", name=cell.upper(), exact=True).click()
        model = f"colour-{language}-{cell}"
        at_rest(page, m=model, x=SENTENCES[language])
        expect(page.locator(f".cell-{cell} .lane")).to_have_count(LANES[cell])
        assert predicted(page)[0] == first_guess(server, model, SENTENCES[language], language)


@pytest.mark.parametrize("cell", ["gru", "rnn"])
def test_nothing_of_an_lstm_is_drawn_for_another_cell(open_page: OpenPage, cell: str) -> None:
    page = open_page("/en/lab" + hash_of(m=f"colour-en-{cell}", tab=1, lens="arithmetic"))
    at_rest(page)
    expect(page.locator(".cell-lane, .upper, .cell-lstm, .role-f, .role-i, .role-o, .role-g, .role-c")).to_have_count(0)
    of_lstm = [say("en", key) for key in ("figures.lanes.c", "figures.gates.f", "figures.gates.i", "figures.gates.o")]
    text = page.locator("main").inner_text() + "".join(page.locator(".cell-diagram text").all_text_contents())
    assert not [words for words in [*of_lstm, "tanh c", "i⊙g", "f⊙c"] if words in text]
    come_near(page, "table", ".step-table")
    heads = page.locator(".step-table thead th").all_inner_texts()
    assert not {head[0] for head in heads} & set("cfigo")
    for phase in range(8):
        page.locator(".micro-steps").get_by_role("button").nth(phase).click()
        expect(page.locator(".phase-sentence")).to_have_text(say("en", f"figures.phases.{cell}.{phase}"))


@pytest.mark.parametrize("cell", GATES)
def test_every_gate_of_a_cell_is_drawn_and_named(open_page: OpenPage, cell: str) -> None:
    page = open_page("/en/lab" + hash_of(m=f"colour-en-{cell}", x=SHORT))
    at_rest(page)
    names = page.locator(".cell-diagram .gate-name").all_text_contents()
    assert sorted(names) == sorted(say("en", f"figures.gates.{gate}") for gate in GATES[cell])
    expect(page.locator(".cell-diagram .valve")).to_have_count(len(set(GATES[cell]) - set("gn")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_training_can_be_gone_through_from_random_weights_on_and_the_badge_says_where_it_is(
    open_page: OpenPage, server: Live, language: str
) -> None:
    name, last = (
        f"colour-{language}-lstm",
        len(run(server, f"colour-{language}-lstm", SENTENCES[language])["steps"]) - 1,
    )
    page = open_page(f"/{language}/lab" + hash_of(x=SENTENCES[language], t=last, u=3))
    at_rest(page, m=name)
    total = card_of(page, name)["training"]["updates"]
    training = page.get_by_role("slider", name=say(language, "controls.moments"), exact=True)
    training.fill("0")
    for model, updates, kind in ((f"{name}-untrained", 0, "untrained"), (f"{name}-at-50", 50, "checkpoint")):
        at_rest(page, m=model, x=SENTENCES[language], t=last, u=3)
        assert predicted(page)[0] == first_guess(server, model, SENTENCES[language], language)
        expect(page.locator(".badge-kind")).to_have_text(say(language, f"controls.badge.{kind}"))
        said = say(language, "controls.moment", updates=updates, total=f"{total:,}")
        expect(training).to_have_attribute("aria-valuetext", said)
        training.press("ArrowRight")
    at_rest(page, m=f"{name}-at-100")
    training.press("End")
    at_rest(page, m=name, t=last, u=3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_badge_states_what_the_card_states(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    card = card_of(page, f"colour-{language}-lstm")
    score = card["held_out"]
    told = say(
        language,
        "controls.badge.accuracy",
        value=percent(score["value"], 1),
        sentences=f"{score['sentences']:,}",
        chance=percent(score["chance"]),
    )
    badge = page.locator(".badge")
    expect(badge.locator(".badge-kind")).to_have_text(say(language, "controls.badge.toy"))
    expect(badge.locator(".badge-score")).to_have_text(told)
    badge.locator("summary").click()
    parameters, vocabulary = f"{card['parameters']:,}", card["vocabulary_size"]
    sizes = say(language, "controls.badge.sizes", cell="LSTM", units=16, parameters=parameters, vocabulary=vocabulary)
    expect(badge).to_contain_text(sizes)
    training = card["training"]
    expect(badge).to_contain_text(training["source"])
    start = say(language, f"controls.initialisations.{training['initialisation']}")
    told = {"updates": f"{training['updates']:,}", "seed": training["seed"], "rate": training["learning_rate"]}
    told |= {"more": "", "clip": 1, "initialisation": start}
    expect(badge).to_contain_text(say(language, "controls.badge.trained", **told))
    expect(badge).to_contain_text(card["licence"])


def test_the_model_of_another_language_brings_a_sentence_of_its_own(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    name = f"{say('en', 'controls.tasks.colour')} · {say('en', 'controls.languages.ja')}"
    page.get_by_role("combobox", name=say("en", "controls.task")).select_option(label=name)
    at_rest(page, m="colour-ja-lstm", x=card_of(page, "colour-ja-lstm")["examples"][0])
    expect(page.get_by_role("textbox")).to_have_attribute("lang", "ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_language_keeps_the_whole_scene(open_page: OpenPage, language: str) -> None:
    scene = {"m": "colour-en-gru", "x": SHORT, "t": 1, "p": 4, "u": 3, "lens": "unit", "sym": 1, "tab": 1}
    page = open_page(f"/{language}/lab" + hash_of(**scene))
    at_rest(page, **scene)
    before, other = scene_of(page), OTHER[language]
    page.get_by_role("link", name=say(language, "page.other_language")).click()
    page.wait_for_url(f"**/{other}/**")
    at_rest(page, **scene)
    assert scene_of(page) == before
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator(".phase-sentence")).to_have_text(say(other, "figures.phases.gru.4"))
