"""Where Chromium is on this machine; `python -m tests.browser.chromium` prints it, and fails where there is none."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from app.settings import Settings
from tests.app.live import serve

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)

# A test talks to one server on this machine: nothing else in the browser may go looking for a network.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find() -> str | None:
    """Return the path of the first Chromium found, None where there is none."""
    return next((place for place in _candidates() if place and Path(place).is_file()), None)


@contextmanager
def at_work() -> Iterator[tuple[Browser, str]]:
    """Start a server over the shipped models, and a Chromium; give the browser and the server's address."""
    place = find()
    with (
        TemporaryDirectory() as folder,
        serve(Settings().models, Path(folder) / "log.txt") as live,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=place, args=flags())
        yield browser, live.address
        browser.close()


def flags() -> list[str]:
    """Return the flags to start with; root has no user namespace to put a sandbox in."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*FLAGS, *(["--no-sandbox"] if is_root else [])]


def _candidates() -> Iterator[str | None]:
    yield os.environ.get("CHROMIUM")
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path
    yield from map(shutil.which, NAMES)
    yield from PLACES


if __name__ == "__main__":
    sys.exit(print(place) if (place := find()) else "No Chromium was found; set CHROMIUM to its path.")
