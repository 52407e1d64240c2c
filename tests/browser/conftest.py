"""A real server over the shipped models, and pages in a real Chromium, in any language, theme and width."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from app.settings import Settings
from tests.app.live import Live, serve
from tests.browser import chromium

OpenPage = Callable[..., Page]
TRACE = "**/api/v1/trace"
# Milliseconds: two busy cores may keep a page waiting; a page that is idle waits for none of it.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Start the server over the shipped models; its log holds no traceback at the end."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with serve(Settings().models, log) as live:
        yield live


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; a machine without one fails the tests, it does not skip them."""
    place = chromium.find()
    assert place, "no Chromium: `make test` installs one, CHROMIUM names another"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=chromium.flags())
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: Live) -> Iterator[OpenPage]:
    """Return a function that opens a path of the server; an error on the page fails the test at its end.

    `width` and `height` in CSS pixels, `theme` "light" or "dark", `locale` what the browser asks for, `javascript`
    whether scripts run, `motion` "reduce" or "no-preference", `touch` whether the pointer is a finger, `trace` what
    happens to requests for a trace instead of reaching the server.
    """
    contexts, errors = [], list[str]()

    def open_page(path: str, trace: Callable[[Route], None] | None = None, **wishes: Any) -> Page:
        context = browser.new_context(base_url=server.address, **_context(**wishes))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.extend(_complaint(message)))
        if trace is not None:
            page.route(TRACE, trace)
        answer = page.goto(path)
        assert answer and answer.ok, f"{path}: {answer and answer.status}"
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, errors


def _complaint(message: ConsoleMessage) -> list[str]:
    """Return what the browser complains of; that a trace was refused or lost is what some tests are about."""
    address = message.location["url"]
    lost = message.text.startswith("Failed to load resource") and address.endswith("/api/v1/trace")
    return [f"{message.type}: {message.text} {address}"] if message.type in {"error", "warning"} and not lost else []


def _context(
    width: int = 1280,
    height: int = 900,
    theme: str = "light",
    locale: str = "ja-JP",
    javascript: bool = True,
    motion: str = "reduce",
    touch: bool = False,
) -> dict[str, Any]:
    return {
        "viewport": {"width": width, "height": height},
        "color_scheme": theme,
        "locale": locale,
        "java_script_enabled": javascript,
        "reduced_motion": motion,
        "has_touch": touch,
    }
