"""The stream is lost at the start, in the middle, or refused: what arrived stays, the page says so, a retry works."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.app.live import Live
from tests.browser.conftest import TRACE, OpenPage
from tests.browser.reader import (
    LANGUAGES,
    SENTENCES,
    SHORT,
    at_rest,
    body_text,
    card_of,
    come_near,
    data_of,
    expect_no_alert,
    hash_of,
    predicted,
    run,
    say,
    visible,
    write,
)
from tests.browser.rounding import percent

ARRIVED = 5


def lost(route: Route) -> None:
    route.abort()


def torn(route: Route) -> None:
    """Let the start and five steps through, and half of the sixth."""
    answer = route.fetch()
    lines = answer.text().splitlines(keepends=True)
    route.fulfill(response=answer, body="".join(lines[: 1 + ARRIVED]) + lines[1 + ARRIVED][:100])


def busy(route: Route) -> None:
    route.fulfill(status=503, content_type="text/plain", body="upstream connect error")


def retry(page: Page, language: str = "en") -> None:
    """Let requests through again, and press the button of the message."""
    page.unroute(TRACE)
    page.get_by_role("alert").get_by_role("button", name=say(language, "controls.retry")).click()


def guesses(step: dict[str, list[dict[str, float]]], language: str) -> list[tuple[str, str]]:
    return [(visible(str(one["token"]), language), percent(one["probability"], 1)) for one in step["prediction"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("failure", [lost, busy])
def test_a_first_load_without_a_trace_shows_the_stored_run_and_offers_a_retry(
    open_page: OpenPage, server: Live, language: str, failure: Callable[[Route], None]
) -> None:
    page = open_page(f"/{language}/lab", trace=failure)
    expect(page.get_by_role("alert")).to_contain_text(say(language, "controls.failed"))
    model = f"colour-{language}-lstm"
    steps = run(server, model, card_of(page, model)["examples"][0])["steps"]
    assert predicted(page) == guesses(steps[-1], language)
    expect(page.locator(".token")).to_have_count(len(steps))
    retry(page, language)
    at_rest(page)
    expect_no_alert(page)


def test_a_first_load_over_a_link_falls_back_to_the_stored_run(open_page: OpenPage) -> None:
    page = open_page("/en/lab" + hash_of(m="colour-en-gru", x=SHORT), trace=lost)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".cell-diagram")).to_be_visible()
    retry(page)
    at_rest(page, m="colour-en-gru", x=SHORT)
    expect(page.locator(".cell-gru")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stream_torn_in_the_middle_leaves_the_rest_hatched(open_page: OpenPage, server: Live, language: str) -> None:
    page = open_page(f"/{language}/lab", trace=torn)
    expect(page.get_by_role("alert")).to_contain_text(say(language, "controls.interrupted"))
    expect(page.locator(".not-arrived")).to_have_count(0)
    model = f"colour-{language}-lstm"
    text = page.get_by_role("textbox").input_value()
    assert predicted(page) == guesses(run(server, model, text)["steps"][ARRIVED - 1], language)
    page.locator(".scrubber").fill(str(ARRIVED))
    expect(page.locator(".not-arrived")).to_contain_text(say(language, "figures.not_arrived"))
    expect(page.locator(".prediction-waiting")).to_have_text(say(language, "figures.not_arrived"))
    drawn = page.locator(".heatmap canvas").evaluate_all(
        """(canvases) => canvases.map((canvas) => {
          const { width, height } = canvas;
          const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
          const alpha = (column, row) => data[4 * (row * width + column) + 3];
          const isDrawn = (column) => Array.from({ length: height }, (_, row) => alpha(column, row)).every(Boolean);
          return Array.from({ length: width }, (_, column) => isDrawn(column)).lastIndexOf(true) + 1;
        })"""
    )
    assert drawn == [ARRIVED] * 6
    assert "NaN" not in body_text(page)
    retry(page, language)
    at_rest(page)
    expect_no_alert(page)
    expect(page.locator(".not-arrived")).to_have_count(0)


def test_a_server_lost_later_leaves_the_last_run_on_the_page(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    before = predicted(page)
    page.route(TRACE, lost)
    page.get_by_role("textbox").fill(SHORT)
    expect(page.get_by_role("alert")).to_contain_text(say("en", "controls.failed"))
    assert predicted(page) == before
    retry(page)
    at_rest(page, x=SHORT)
    expect_no_alert(page)
    expect(page.locator(".prediction-token").first).to_have_text("white")


def test_a_text_that_replaces_one_under_way_wins(open_page: OpenPage) -> None:
    page = open_page("/en/lab")
    at_rest(page)
    held = list[Route]()

    def hold(route: Route) -> None:
        held.append(route) if SENTENCES["en"] in (route.request.post_data or "") else route.continue_()

    page.route(TRACE, hold)
    with page.expect_request(TRACE):
        page.get_by_role("textbox").fill(SENTENCES["en"])
    write(page, SHORT)
    expect(page.locator(".token")).to_have_count(4)
    expect_no_alert(page)
    assert held


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_text_is_explained_in_the_readers_language(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/lab")
    at_rest(page)
    most = data_of(page)["limits"]["tokens"]
    page.get_by_role("textbox").fill("a " * (most + 1))
    too_many = say(language, "problems.too_many_tokens.detail", limit=most, length=most + 1)
    expect(page.get_by_role("alert")).to_contain_text(too_many)
    expect(page.get_by_role("alert").get_by_role("button")).to_have_count(0)  # asked again, it would be refused again
    expect(page.locator(".cell-diagram")).to_be_visible()
    come_near(page, "influence", ".influence-figure")  # of the run that is shown
    write(page, SENTENCES[language])
    expect_no_alert(page)
