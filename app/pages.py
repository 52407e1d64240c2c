"""The pages: `/` by Accept-Language, `/ja/` and `/en/`, each rendered once."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import orjson
from fastapi import FastAPI, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app import assets, encode
from app.assets import Asset, Assets
from app.words import LANGUAGES, preferred, words

ENTRY: Final = "main.js"
HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of every language: its path below the language, and what its program loads."""

    path: str
    name: str
    module: str  # that the entry imports for this page
    words: tuple[str, ...]  # the sections of the words file that its program needs
    styles: tuple[str, ...]  # its style sheets, the first of which names the layers


WORDS: Final = ("page", "controls", "figures")
STYLES: Final = ("tokens", "base", "layout", "controls", "figures")
PAGES: Final = (
    Page("", "front", "page.js", WORDS, STYLES),
    Page("lab", "lab", "lab.js", (*WORDS, "lab"), (*STYLES, "river")),
)


def install(app: FastAPI) -> None:
    """Serve the static tree and the pages over it; a page is rendered when it is first asked for."""
    app.state.assets = assets.read(app.state.settings.static)
    app.state.pages = {}
    add(app, "/static/{version}/{name:path}", give_asset)
    add(app, "/", choose_language)
    for language in LANGUAGES:
        for page in PAGES:
            add(app, f"/{language}/{page.path}", partial(give_page, language=language, page=page))
        add(app, f"/{language}", add_slash)


def add(app: FastAPI, path: str, handler: Any) -> None:
    """Add a route that is no part of the API's description."""
    app.add_api_route(path, handler, methods=["GET", "HEAD"], include_in_schema=False)


async def give_asset(request: Request, version: str, name: str) -> Response:
    """Give a file of the tree; only the address with the tree's own hash exists."""
    found: Assets = request.app.state.assets
    response = found.respond(name, request.headers) if version == found.hash else None
    if response is None:
        raise HTTPException(404)
    return response


async def choose_language(request: Request) -> Response:
    """Send the reader to the page in a language of theirs."""
    language = preferred(request.headers.get("accept-language", ""))
    return RedirectResponse(f"/{language}/", headers={"Vary": "Accept-Language", "Cache-Control": "no-cache"})


async def add_slash(request: Request) -> Response:
    """Send a reader who left out the slash to the page."""
    return RedirectResponse(f"{request.url.path}/", 308)


async def give_page(request: Request, language: str, page: Page) -> Response:
    """Give a page in a language."""
    rendered: dict[tuple[str, str], Asset] = request.app.state.pages
    if (language, page.name) not in rendered:
        rendered[language, page.name] = render(request.app, language, page)
    response = assets.sent(rendered[language, page.name], request.headers, "no-cache")
    response.headers["Content-Language"] = language
    return response


def render(app: FastAPI, language: str, page: Page) -> Asset:
    """Render a page; jinja2's UndefinedError or a KeyError where the template names what does not exist."""
    found: Assets = app.state.assets
    loader = FileSystemLoader(app.state.settings.templates)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    modules = dict.fromkeys([*found.modules(ENTRY), *found.modules(page.module)])
    text = environment.get_template("page.html").render(
        language=language,
        page=page,
        words=words(language),
        asset=found.address,
        modules=[found.address(name) for name in modules],
        page_data=embedded(page_data(app, language, page)),
        first_frame=first_frame(found, language),
    )
    return assets.packed(text.encode(), HTML)


def page_data(app: FastAPI, language: str, page: Page) -> dict[str, Any]:
    """Return what the page's program needs before its first request."""
    found: Assets = app.state.assets
    frame = f"first_frame/{language}.json"
    return {
        "language": language,
        "page": page.name,
        "words": {section: words(language)[section] for section in page.words},
        "models": [encode.card_of(model, with_vocabulary=False) for model in app.state.models.values()],
        "limits": app.state.settings.limits(),
        "api": "/api/v1",
        "first_frame": found.address(frame) if frame in found.files else None,
    }


def first_frame(found: Assets, language: str) -> Markup:
    """Return the stored frame, drawn by the page's own code; a frame that is not stored yet is empty."""
    stored = found.files.get(f"first_frame/{language}.html")
    return Markup("" if stored is None else stored.content.decode())


def embedded(value: object) -> Markup:
    r"""Return JSON that cannot end the script element it stands in: what could is written as \u escapes."""
    text = orjson.dumps(value).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
