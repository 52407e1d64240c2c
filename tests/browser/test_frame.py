"""A figure in a frame of somebody else's page: as high as it needs to be, with nothing stored."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.app.live import Live
from tests.browser.conftest import OpenPage
from tests.browser.reader import LANGUAGES, at_rest, hash_of, reload

# The snippet of docs/teaching.md, around a frame that is far too low.
PAGE = """<!doctype html><meta charset="utf-8"><title>A lecture</title>
<iframe src="{address}" width="{width}" height="50"></iframe>
<script>
addEventListener("message", ({{ data, source }}) => {{
  if (data?.type !== "two-lane-lstm:height") return;
  for (const frame of document.querySelectorAll("iframe")) {{
    if (frame.contentWindow === source) frame.height = data.height;
  }}
}});
</script>"""
# A browser that keeps nothing for a frame: whoever reads or writes is caught.
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, name, { get() { console.error(`${name} was used`); throw new Error(name); } });
}"""


class Lecture:
    """Somebody else's page, at another origin."""

    def __init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(outer.page.encode())

            def log_message(self, *_: object) -> None:
                pass

        self.page = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://localhost:{self.server.server_port}/"


@pytest.fixture
def lecture() -> Iterator[Lecture]:
    site = Lecture()
    thread = Thread(target=site.server.serve_forever)
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


def framed(open_page: OpenPage, lecture: Lecture, address: str, width: int = 760) -> tuple[Page, FrameLocator]:
    lecture.page = PAGE.format(address=address, width=width)
    page = open_page(lecture.address)
    return page, page.frame_locator("iframe")


@pytest.mark.parametrize("width", [380, 760, 1100])
def test_a_frame_becomes_as_high_as_its_figure(open_page: OpenPage, lecture: Lecture, server: Live, width: int) -> None:
    page, frame = framed(open_page, lecture, f"{server.address}/ja/embed/cell", width)
    expect(frame.locator(".cell-diagram")).to_be_visible()
    page.wait_for_function("() => Number(document.querySelector('iframe').height) > 300")
    inside = page.frames[1]
    inside.wait_for_function("() => document.documentElement.scrollHeight <= innerHeight")
    assert inside.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    inside.wait_for_function("() => innerHeight - document.body.getBoundingClientRect().height < 2")


def test_a_frame_that_grows_is_made_higher(open_page: OpenPage, lecture: Lecture, server: Live) -> None:
    page, frame = framed(open_page, lecture, f"{server.address}/en/embed/cell")
    expect(frame.locator(".cell-diagram")).to_be_visible()
    page.wait_for_function("() => Number(document.querySelector('iframe').height) > 300")
    before = int(page.locator("iframe").get_attribute("height") or "0")
    frame.locator(".badge summary").click()
    page.wait_for_function(f"() => Number(document.querySelector('iframe').height) > {before}")


@pytest.mark.parametrize("path", ["/en/", "/en/lab", "/healthz"])
def test_no_other_page_can_be_framed(browser: Browser, lecture: Lecture, server: Live, path: str) -> None:
    lecture.page = PAGE.format(address=f"{server.address}{path}", width=760)
    page = browser.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors 'none'" in message.text):
        page.goto(lecture.address)
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frame_stores_and_reads_nothing(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/embed/cell")
    at_rest(page)
    page.add_init_script(NO_STORAGE)
    reload(page)
    page.get_by_role("slider").fill("1")
    at_rest(page, t=1)
    assert page.context.cookies() == []


@pytest.mark.parametrize("figure", ["cell", "unrolled", "parameters", "river", "why", "race", "backward"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_drawn(open_page: OpenPage, language: str, figure: str) -> None:
    page = open_page(f"/{language}/embed/{figure}", width=760)
    drawn = {
        "cell": ".cell-diagram", "unrolled": ".loop", "parameters": ".parameter-blocks", "river": ".ribbon",
        "why": ".why-term", "race": ".race-figure", "backward": ".backward-lane",
    }  # fmt: skip
    expect(page.locator(drawn[figure]).first).to_be_visible()
    expect(page.locator(".badge-kind")).to_be_visible()
    assert page.evaluate("() => document.querySelectorAll('*').length") <= 1_500
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 760


def test_the_scene_is_in_the_hash_as_everywhere(open_page: OpenPage) -> None:
    page = open_page(f"/ja/embed/cell{hash_of(m='colour-en-gru', x='The sky is', t=1, lens='unit')}")
    at_rest(page, m="colour-en-gru", t=1, lens="unit")
    expect(page.locator(".cell-diagram")).to_have_class("cell-diagram cell-gru medium lens-unit phase-7")
    with page.context.expect_page() as opened:
        page.get_by_role("link").last.click()
    opened.value.wait_for_url("**/ja/lab#v=1&m=colour-en-gru&**")


@pytest.mark.parametrize(
    ("theme", "query", "shown"),
    [("dark", "", "dark"), ("light", "?theme=dark", "dark"), ("dark", "?theme=light", "light")],
)
def test_a_frame_is_light_or_dark_as_its_reader_or_its_page_wants(
    open_page: OpenPage, theme: str, query: str, shown: str
) -> None:
    page = open_page(f"/en/embed/cell{query}", theme=theme)
    at_rest(page)
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 21, 33)"}[shown]
