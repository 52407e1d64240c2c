"""Draw every chapter's figure in Chromium, as a card of 1200 × 630 pixels and as a drawing for paper: `make og`."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

from app.article import CHAPTERS
from app.words import LANGUAGES, words
from static.og import palette
from static.og.card import card
from tests.browser import chromium

FOLDER: Final = Path(__file__).parent
SIZE: Final = {"width": 1200, "height": 630}
PARTS: Final = ".theatre .picture > svg, .theatre .river, .lab-section .race-figure"
# The page's own modules: the scene that each chapter opens with, and what exports a figure.
OPENING: Final = "async (modules) => ({ ...(await import(modules + 'scenes.js')).OPENING })"
DRAWN: Final = """async ([modules, parts]) =>
  (await import(modules + "export/picture.js")).pictureOf([...document.querySelectorAll(parts)])"""

PIXELS: Final = """async (png) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const size = 8190; // a multiple of three, so that the pieces of base64 make one
  const starts = Array.from({ length: Math.ceil(data.length / size) }, (_, n) => n * size);
  return starts.map((from) => btoa(String.fromCharCode(...data.subarray(from, from + size)))).join("");
}"""


def main() -> None:
    """Write a card and a drawing of every chapter in every language."""
    with chromium.at_work() as (browser, address):
        wishes = {"color_scheme": "light", "reduced_motion": "reduce", "base_url": address}
        page = browser.new_context(viewport={"width": 800, "height": 900}, **wishes).new_page()
        blank = browser.new_context(viewport=SIZE, **wishes).new_page()
        for language, slug in chapters():
            svg = drawing(page, language, slug)
            (FOLDER / f"{language}-{slug}.svg").write_text(svg + "\n", "utf-8")
            texts = words(language)
            blank.set_content(card(svg, texts["article"]["chapters"][slug]["title"], texts["page"]["title"], language))
            (FOLDER / f"{language}-{slug}.png").write_bytes(palette.png(pixels(blank)))


def chapters() -> Iterator[tuple[str, str]]:
    """Yield every language with every chapter."""
    yield from ((language, slug) for language in LANGUAGES for slug in CHAPTERS)


def drawing(page: Page, language: str, slug: str) -> str:
    """Return the figure that a chapter opens with as a file of its own, once its scene has come to rest."""
    address = f"/{language}/embed/river"
    page.goto(address, wait_until="networkidle")
    modules = str(page.locator("script[src$='/main.js']").get_attribute("src")).removesuffix("main.js")
    scene = page.evaluate(OPENING, modules)[slug]
    page.goto("about:blank")
    page.goto(f"{address}#v=1&scene={scene}", wait_until="networkidle")
    page.locator(PARTS).first.wait_for()
    page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
    found = page.evaluate(DRAWN, [modules, PARTS])
    width, height, markup = found["width"], found["height"], found["markup"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="system-ui, sans-serif" xml:lang="{language}">{markup}</svg>'
    )


def pixels(page: Page) -> NDArray[np.uint8]:
    """Return what a page shows, of shape (height, width, 3)."""
    taken = page.evaluate(PIXELS, b64encode(page.screenshot()).decode())
    return np.frombuffer(b64decode(taken), np.uint8).reshape(SIZE["height"], SIZE["width"], 4)[:, :, :3]


if __name__ == "__main__":
    main()
