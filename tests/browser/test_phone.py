"""On a phone: no sideways scroll, the figure stays in view, and what moves it lies at the thumb."""

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, SHORT, at_rest, button, hash_of, scrub

HEIGHT = 844
# The figure's share of the height, and its own 4 px of room above and below.
MOST = 0.45 * HEIGHT + 8
GOOD = 0.1  # of layout that shifts, by web.dev's Core Web Vitals


def phone(open_page: OpenPage, path: str, width: int = 390) -> Page:
    page = open_page(path, width=width, height=HEIGHT, touch=True)
    at_rest(page)
    return page


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_a_narrow_window_never_scrolls_sideways(open_page: OpenPage, language: str, width: int, cell: str) -> None:
    page = phone(
        open_page, f"/{language}/lab" + hash_of(m=f"colour-{language}-{cell}", tab=1, lens="arithmetic"), width
    )
    page.locator(".badge summary").click()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["", "lanes", "lab", "questions"])
def test_nothing_moves_while_the_page_arrives_on_a_slow_phone(open_page: OpenPage, path: str) -> None:
    page = phone(open_page, f"/ja/{path}") if path != "questions" else open_page(f"/ja/{path}", width=390, touch=True)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    shifts = """() => new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
        .observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(0), 500);
    })"""
    for _ in range(3):
        page.reload()
        page.wait_for_function("() => document.querySelector('[data-later]') === null")
        page.wait_for_timeout(500)  # for what comes to life with the run
        assert page.evaluate(shifts) < GOOD


@pytest.mark.parametrize(("width", "height"), [(844, 390), (740, 360)])
def test_on_a_phone_on_its_side_the_figure_stays_beside_the_text(open_page: OpenPage, width: int, height: int) -> None:
    page = open_page("/en/", width=width, height=height, touch=True)
    at_rest(page)
    for down in (0, 1500, 4000):
        page.evaluate("(down) => scrollTo(0, down)", down)
        drawn, text = box(page.locator(".picture .cell-diagram.narrow")), box(page.locator(".prose"))
        assert drawn["x"] >= text["x"] + text["width"]
        if down > 0:
            page.wait_for_function(
                """() => {
                  const { top, bottom } = document.querySelector(".picture .cell-diagram").getBoundingClientRect();
                  return top >= 0 && bottom <= innerHeight;
                }"""
            )
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_twice_the_zoom_of_a_small_screen_never_scrolls_sideways(open_page: OpenPage) -> None:
    page = open_page("/ja/lab", width=640, height=480)
    at_rest(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_stays_on_top_and_takes_less_than_half_of_the_height(open_page: OpenPage, language: str) -> None:
    page = phone(open_page, f"/{language}/lab")
    figure = page.locator(".picture")
    expect(page.locator(".cell-diagram.narrow")).to_be_visible()
    for share in (0.3, 0.6):
        page.evaluate("(share) => scrollTo(0, share * document.documentElement.scrollHeight)", share)
        page.wait_for_function("() => Math.abs(document.querySelector('.picture').getBoundingClientRect().top) < 1")
        assert box(figure)["height"] <= MOST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390])
def test_the_transport_lies_at_the_thumb_and_works_there(open_page: OpenPage, language: str, width: int) -> None:
    page = phone(open_page, f"/{language}/lab" + hash_of(m="colour-en-lstm", x=SHORT), width)
    for down in (0, 10_000):
        page.evaluate("(down) => scrollTo(0, down)", down)
        playback = box(page.locator(".playback"))
        assert playback["y"] + playback["height"] == pytest.approx(HEIGHT, abs=1)  # a fraction of a pixel of rounding
        assert playback["x"] >= 0 and playback["x"] + playback["width"] <= width
    button(page, "back", language).tap()
    at_rest(page, t=2, p=7)


def test_the_last_line_of_the_page_is_not_under_the_transport(open_page: OpenPage) -> None:
    page = phone(open_page, "/en/lab")
    # sections come when the reader is near them, so the end moves away a few times
    page.wait_for_function(
        """() => {
          scrollTo(0, document.documentElement.scrollHeight);
          const last = [...document.querySelectorAll("footer a")].at(-1).getBoundingClientRect();
          return last.bottom <= document.querySelector(".playback").getBoundingClientRect().top;
        }"""
    )


def test_a_finger_chooses_a_unit_and_a_step(open_page: OpenPage) -> None:
    page = phone(open_page, "/en/lab" + hash_of(x=SHORT))
    page.locator('.narrow .strands [data-unit="3"]').first.tap()
    at_rest(page, u=3)
    page.locator(".token").nth(1).tap()
    at_rest(page, t=1)
    scrub(page, 2)


@pytest.mark.parametrize(("touch", "least"), [(False, 24), (True, 44)])
def test_every_target_is_high_enough(open_page: OpenPage, touch: bool, least: int) -> None:
    page = open_page("/ja/lab", width=390 if touch else 1280, height=HEIGHT, touch=touch)
    at_rest(page)
    low = page.evaluate(
        """(least) => [...document.querySelectorAll(
            "button, select, textarea, summary, label:has(input), input[type=range], a:not(.skip)")]
          .filter((one) => one.checkVisibility())
          .map((one) => [one.className || one.tagName, one.getBoundingClientRect().height])
          .filter(([, height]) => height < least)""",
        least,
    )
    assert low == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (820, 1180)])
def test_a_chapter_opens_below_its_figure(open_page: OpenPage, width: int, height: int) -> None:
    page = open_page("/en/write", width=width, height=height)
    at_rest(page, p=4)
    heading, figure = box(page.locator("#write h2")), box(page.locator(".picture"))
    assert figure["y"] + figure["height"] <= heading["y"] < 0.8 * height


# One phrase of the article for each figure that a phrase can set.
PHRASES = {
    "rnn-play": ".loop",
    "race": ".race svg",
    "backward": ".backward svg",
    "two-lanes": ".cell-diagram",
    "river": ".river",
    "forget-why": ".why-terms",
}


@pytest.mark.parametrize("scene", PHRASES)
def test_a_figure_that_a_phrase_sets_is_seen_where_the_phrase_is_read(open_page: OpenPage, scene: str) -> None:
    page = phone(open_page, "/en/")
    phrase = page.locator(f'.chapter a[data-scene="{scene}"]').first
    phrase.evaluate("(phrase) => phrase.scrollIntoView({ block: 'center' })")
    phrase.click()
    drawn = page.locator(f".pinned {PHRASES[scene]}").first
    expect(drawn).to_be_in_viewport(ratio=0.5)
    expect(phrase).to_be_in_viewport()
    pinned = page.locator(".pinned")
    page.wait_for_function("() => Math.abs(document.querySelector('.pinned').getBoundingClientRect().top) < 1")
    assert box(pinned)["height"] <= MOST
    assert box(pinned)["y"] + box(pinned)["height"] <= box(phrase)["y"]


@pytest.mark.parametrize(("width", "rows"), [(320, [4, 4]), (390, [8])])
def test_the_micro_steps_stand_in_even_rows(open_page: OpenPage, width: int, rows: list[int]) -> None:
    page = phone(open_page, "/ja/", width)
    tops = page.locator(".micro-steps button").evaluate_all("(buttons) => buttons.map((each) => each.offsetTop)")
    assert [tops.count(top) for top in sorted(set(tops))] == rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_is_pointed_at_is_not_cut(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/", width=1280)
    at_rest(page)
    is_cut = "(token) => token.scrollWidth > token.clientWidth"
    cut = [token for token in page.locator(".token").all() if token.evaluate(is_cut)]
    assert cut
    for token in cut:
        token.hover()
        assert not token.evaluate(is_cut)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_definition_is_read_whole_wherever_its_term_stands(open_page: OpenPage, language: str) -> None:
    page = phone(open_page, f"/{language}/write")
    terms = page.locator("#write .term")
    for index in range(terms.count()):
        terms.nth(index).focus()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_a_part_that_has_nothing_to_show_takes_no_room(open_page: OpenPage) -> None:
    page = phone(open_page, "/en/lab" + hash_of(m="colour-en-lstm", x=SHORT))
    page.wait_for_function(
        """() => {
          const place = document.querySelector('.later[data-part="counter"]');
          place.scrollIntoView();
          return place.offsetHeight === 0;
        }""",
        polling=100,
    )
    counter = page.locator('.later[data-part="counter"]')
    counter.evaluate("(place) => { place.style.minBlockSize = '2943px'; scrollTo(0, 0); }")  # what it had for brackets
    page.wait_for_timeout(100)
    counter.scroll_into_view_if_needed()
    page.wait_for_function("(place) => place.offsetHeight === 0", arg=counter.element_handle())
