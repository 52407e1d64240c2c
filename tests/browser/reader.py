"""What a reader does on the page, and what they read off it."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx2
from playwright.sync_api import Locator, Page, expect

from app.words import words
from tests.app.live import Live

LANGUAGES = ("ja", "en")
OTHER = {"ja": "en", "en": "ja"}
SENTENCES = {"ja": "雪の色は、犬が走っても、いつも", "en": "The colour of snow, though the dog ran, is always"}
SHORT = "The snow is always"
MARKS = {" ": "space", "\u3000": "wide_space", "\n": "newline", "\t": "tab"}


def say(language: str, key: str, unit_of_text: str = "word", **values: object) -> str:
    """Return the words of a dotted key, filled in, of what a model reads; whole numbers are grouped."""
    found: Any = words(language)
    for name in key.split("."):
        found = found[name]
    written = {name: f"{value:,}" if isinstance(value, int) else str(value) for name, value in values.items()}
    written = words(language)["controls"]["nouns"][unit_of_text] | written
    return re.sub(r"\{(\w+)\}", lambda hole: written[hole[1]], found)


def visible(token: str, language: str) -> str:
    """Return a token as the page writes it: what is special or has no ink has a name."""
    special = re.fullmatch("<([a-z]+)>", token)
    name = special[1] if special else MARKS.get(token)
    return say(language, f"figures.tokens.{name}") if name else token


def run(server: Live, model: str, text: str) -> Any:
    """Return the trace that the API gives for a text."""
    answer = httpx2.post(f"{server.address}/api/v1/trace", json={"model": model, "text": text})
    assert answer.status_code == 200, answer.text
    return answer.json()


def hash_of(**scene: object) -> str:
    """Return the hash of a link; the version stands last, where the page itself never writes it."""
    return "#" + urlencode(scene | {"v": 1})


def scene_of(page: Page) -> dict[str, str]:
    """Return what the address says."""
    return dict(parse_qsl(page.evaluate("() => location.hash.slice(1)")))


def at_rest(page: Page, **scene: object) -> None:
    """Wait until the page has written so into the address: the run has arrived, and nothing moves any more."""
    wanted = {name: str(value) for name, value in scene.items()}
    page.wait_for_function(
        """(wanted) => {
          const scene = new URLSearchParams(location.hash.slice(1));
          const says = ([name, value]) => (scene.get(name) ?? "") === value;
          return location.hash.startsWith("#v=") && Object.entries(wanted).every(says);
        }""",
        arg=wanted,
    )


def reload(page: Page, **scene: object) -> None:
    """Load a page again, and wait until it is at rest: until it has written the address anew, from another order.

    The address that it had before would do for `at_rest` at once, before the page's program has begun.
    """
    page.evaluate("() => history.replaceState(null, '', location.hash.replace(/^#v=1&(.*)/, '#$1&v=1'))")
    page.reload()
    at_rest(page, **scene)


def come_near(page: Page, part: str, shown: str) -> None:
    """Go on scrolling to a part that is fetched later until it shows something: those above it grow meanwhile."""
    page.wait_for_function(
        """([part, shown]) => {
          const place = document.querySelector(`.later[data-part="${part}"]`);
          place?.scrollIntoView();
          return place?.querySelector(shown) != null;
        }""",
        arg=[part, shown],
        polling=100,
    )


def write(page: Page, text: str) -> None:
    """Type a text, and wait for its run."""
    page.get_by_role("textbox").fill(text)
    at_rest(page, x=text)


def button(page: Page, name: str, language: str = "en") -> Locator:
    """Return the button of the playback with this name in the words file."""
    return page.locator(".playback").get_by_role("button", name=say(language, f"controls.{name}"), exact=True)


def scrub(page: Page, t: int) -> None:
    page.locator(".scrubber").fill(str(t))
    at_rest(page, t=t, p=7)


def choose_unit(page: Page, unit: int, language: str = "en") -> None:
    """Choose a unit by its row: the number it bears is another unit's value."""
    page.get_by_role("combobox", name=say(language, "controls.unit"), exact=True).select_option(index=unit)
    at_rest(page, u=unit)


def predicted(page: Page) -> list[tuple[str, str]]:
    """Return the predicted tokens with their percentages."""
    tokens = page.locator(".prediction-token").all_inner_texts()
    return list(zip(tokens, page.locator(".prediction-percent").all_inner_texts(), strict=True))


def body_text(page: Page) -> str:
    return page.locator("body").inner_text()


def data_of(page: Page) -> Any:
    """Return what the server told the page before its first request."""
    return json.loads(page.locator("#page-data").text_content() or "")


def card_of(page: Page, model: str) -> Any:
    """Return the card of a model that the page was given."""
    return next(card for card in data_of(page)["models"] if card["id"] == model)


def expect_no_alert(page: Page) -> None:
    expect(page.get_by_role("alert")).to_have_count(0)
