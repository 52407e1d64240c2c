"""Take the pictures of the README and of docs/laboratory.md, from real runs: `make screenshot`."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.browser.reader import LANGUAGES, at_rest, come_near, hash_of, say

FOLDER = Path(__file__).parent
PLACES = {"ja": "ja-JP", "en": "en-GB"}
PARTS = {  # of the laboratory: what has arrived when it is whole
    "memory": ".writers",
    "why": ".why-term",
    "backward": ".half-life-marks",
    "race": ".race-figure",
}
AMNESIA = "f:10-:*:0"  # from the eleventh word on, every forget gate shut


def main() -> None:
    """Write the pictures."""
    with chromium.at_work() as (browser, address):
        page = opened(browser, f"{address}/ja/", "ja")
        at_rest(page)
        page.screenshot(path=FOLDER / "screenshot.png")
        for language in LANGUAGES:
            laboratory(browser, f"{address}/{language}/lab", language)


def opened(browser: Browser, address: str, language: str) -> Page:
    """Return a page as most people see it: light, on a laptop."""
    page = browser.new_page(
        viewport={"width": 1440, "height": 900}, color_scheme="light", locale=PLACES[language], reduced_motion="reduce"
    )
    page.goto(address, wait_until="networkidle")
    return page


def laboratory(browser: Browser, address: str, language: str) -> None:
    """Write a picture of every part of the laboratory, and one of a run with its forget gates shut."""
    page = opened(browser, address, language)
    at_rest(page)
    for part, shown in PARTS.items():
        come_near(page, part, shown)
        page.wait_for_load_state("networkidle")
        page.locator(f'.later[data-part="{part}"]').screenshot(path=FOLDER / "pictures" / f"{language}-{part}.png")
    come_near(page, "memory", ".writers")
    page.get_by_role("button", name=say(language, "lab.memory.together"), exact=True).click()
    at_rest(page, all=1)
    page.locator(".timeline").scroll_into_view_if_needed()
    page.locator(".timeline .river").wait_for()
    page.locator(".timeline").screenshot(path=FOLDER / "pictures" / f"{language}-river.png")
    page.close()
    page = opened(browser, address + hash_of(c=AMNESIA), language)
    at_rest(page, c=AMNESIA)
    page.set_viewport_size({"width": 1440, "height": 1500})
    come_near(page, "river", ".river")
    page.evaluate("() => scrollTo(0, 0)")
    page.screenshot(path=FOLDER / "pictures" / f"{language}-clamp.png")
    page.close()


if __name__ == "__main__":
    main()
