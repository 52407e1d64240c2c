"""The pages: `/` by Accept-Language, `/ja/` and `/en/`, each rendered once."""

from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import orjson
from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app import addresses, article, assets, encode
from app.assets import Asset, Assets
from app.sentences import pair
from app.templates import rendered
from app.words import LANGUAGES, preferred, words

ENTRY: Final = "main.js"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of every language, and what its program loads."""

    name: str
    template: str
    module: str  # that the entry imports for this page; "" for a page without a program
    words: tuple[str, ...]  # the sections of the words file that its program needs
    styles: tuple[str, ...]  # its style sheets, the first of which names the layers
    figure: str = ""  # the one that an embedded page shows

    @property
    def sheet(self) -> str:
        """Return the name of its style sheets joined into one: a phone far away asks once for it, not seven times."""
        return f"css/page-{self.name}{'-of-lab' if 'river' in self.styles and self.figure else ''}.css"


WORDS: Final = ("page", "controls", "figures", "teach")
STYLES: Final = ("tokens", "base", "layout", "controls", "figures", "teach")
LAB: Final = (*STYLES, "river", "laboratory")
PAGES: Final = (
    Page("lab", "lab.html", "lab.js", (*WORDS, "lab"), LAB),
    Page("article", "article.html", "article.js", (*WORDS, "lab"), (*LAB, "article")),
    Page("questions", "questions.html", "", (), (*STYLES, "article")),
)
LABORATORY, ARTICLE, QUESTIONS = PAGES
NOWHERE: Final = replace(QUESTIONS, name="nowhere", template="nowhere.html")  # for an address that is none
ELSEWHERE: Final = ("experiment", "events", "influence", "counter")  # of the laboratory, which the article does without
UNSHOWN: Final = (
    *("sha256", "weights_sha256", "files", "farther", "rule", "default_rule", "smoothing"),
    *("wall_seconds", "cpu_seconds", "start", "starts", "optimiser", "characters", "chapters"),
    *("larger_budget", "majority", "nearest_colour"),  # the race asks the API for them
)
WRITTEN: Final = ("description", "lead", "colophon", "api")  # into the document, and not again by its program
COUNTED: Final = "counting"  # of a card; nothing counts in the article
RACED: Final = "accuracy_over_distance"  # of a card; the article asks about those of its own language
CARD: Final = "lanes"  # the chapter whose picture stands for a page that is none
# One figure for a frame on somebody else's page.
EMBED: Final = Page("embed", "embed.html", "embed.js", ("controls", "figures", "teach"), (*STYLES, "embed"))
EMBED_OF_LAB: Final = replace(EMBED, words=(*EMBED.words, "lab"), styles=(*LAB, "embed"))
EMBEDS: Final = {
    **{figure: replace(EMBED, figure=figure) for figure in ("cell", "unrolled", "parameters")},
    **{figure: replace(EMBED_OF_LAB, figure=figure) for figure in ("river", "why", "race", "backward")},
}


def install(app: FastAPI) -> None:
    """Serve the static tree and the pages over it; a page is rendered when it is first asked for."""
    sheets = {page.sheet: page.styles for page in (*PAGES, *EMBEDS.values(), NOWHERE)}
    app.state.assets = assets.read(app.state.settings.static).joined(sheets)
    app.state.pages = {}
    app.state.addresses = {}
    add(app, "/static/{version}/{name:path}", give_asset)
    add(app, "/", choose_language)
    for figure in EMBEDS:
        add(app, f"/embed/{figure}", choose_embedded)
        add(app, f"/embed/{figure}/", drop_slash)
    for language in LANGUAGES:
        add(app, f"/{language}", add_slash)
        for path, page in paths():
            add(app, f"/{language}/{path}", giver(language, path, page))
            if path:
                add(app, f"/{language}/{path}/", drop_slash)


def paths() -> Iterator[tuple[str, Page]]:
    """Yield every path below a language with its page; each chapter has an address of its own."""
    yield from (("", ARTICLE), ("lab", LABORATORY), ("questions", QUESTIONS))
    yield from ((slug, ARTICLE) for slug in article.CHAPTERS)
    yield from ((f"embed/{figure}", page) for figure, page in EMBEDS.items())


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


async def choose_embedded(request: Request) -> Response:
    """Send a frame to its figure in the language that `lang` names, or else in one of the reader's."""
    named = request.query_params.get("lang", "")
    language = named if named in LANGUAGES else preferred(request.headers.get("accept-language", ""))
    headers = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return RedirectResponse(_with_query(request, f"/{language}{request.url.path}"), headers=headers)


async def add_slash(request: Request) -> Response:
    """Send a reader who left out the slash to the page."""
    return RedirectResponse(_with_query(request, f"{request.url.path}/"), 308)


async def drop_slash(request: Request) -> Response:
    """Send a reader who wrote a slash too many to the page."""
    return RedirectResponse(_with_query(request, request.url.path[:-1]), 308)


def _with_query(request: Request, path: str) -> str:
    return f"{path}?{request.url.query}".rstrip("?")


def giver(language: str, path: str, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler that gives a page in a language; a parameter of the address changes nothing in it."""

    async def give(request: Request) -> Response:
        found = kept(request.app, language, path, addresses.base(request), page)
        response = assets.sent(found, request.headers, "no-cache")
        response.headers["Content-Language"] = language
        return response

    return give


def kept(app: FastAPI, language: str, path: str, base: str, page: Page) -> Asset:
    """Return a page, rendered when it is asked for the first time."""
    pages: dict[tuple[str, str, str, str], Asset] = app.state.pages
    key = (page.name, language, path, base)
    if key not in pages:
        pages[key] = render(app, language, path, base, page)
    return pages[key]


def render(app: FastAPI, language: str, path: str, base: str, page: Page) -> Asset:
    """Render a page; the errors of `rendered`."""
    found: Assets = app.state.assets
    modules = dict.fromkeys([*found.modules(ENTRY), *found.modules(page.module)]) if page.module else ()
    return rendered(
        app,
        page.template,
        language,
        other_language=next(other for other in LANGUAGES if other != language),
        path=path,
        base=base,
        page=page,
        modules=[found.address(name) for name in modules],
        page_data=embedded(page_data(app, language, page)) if page.module else "",
        first_frame=first_frame(found, language, page),
        card=picture(found, language, (path if page is ARTICLE else None) or CARD, "png"),
        **about(app, language, path, page),
    )


def about(app: FastAPI, language: str, path: str, page: Page) -> dict[str, Any]:
    """Return what only this page's template needs, with its title and description."""
    texts = words(language)
    if page is ARTICLE:
        found = article.context(app.state.models, language, path)
        chapter = found["chapter"]
        title = f"{chapter['title']} – {texts['page']['title']}" if path else texts["page"]["title"]
        return found | {
            "title": title,
            "description": chapter["summary"] if path else texts["page"]["description"],
            "pictures": {slug: picture(app.state.assets, language, slug, "svg") for slug in article.CHAPTERS},
        }
    if page is QUESTIONS:
        found = article.questions(app.state.models, language)
        title = texts["article"]["questions_title"]
        return found | {
            "title": f"{title} – {texts['page']['title']}",
            "description": texts["article"]["questions_lead"],
        }
    if page is NOWHERE:
        return {"title": f"{texts['problems']['not_found']['title']} – {texts['page']['title']}"}
    if page.figure:
        return {"title": f"{texts['teach']['figures'][page.figure]} – {texts['page']['title']}"}
    title = f"{texts['lab']['title']} – {texts['page']['title']}"
    return {"title": title, "description": texts["lab"]["description"]}


def picture(found: Assets, language: str, slug: str, kind: str) -> str | None:
    """Return the address of a chapter's card ("png") or drawing for paper ("svg"); None where none has been made."""
    name = f"og/{language}-{slug}.{kind}"
    return found.address(name) if name in found.files else None


def page_data(app: FastAPI, language: str, page: Page) -> dict[str, Any]:
    """Return what the page's program needs before its first request."""
    found: Assets = app.state.assets
    frame = f"first_frame/{language}.json"
    texts = words(language)
    own = {section: texts[section] for section in page.words}
    if "page" in own:
        own["page"] = {key: text for key, text in own["page"].items() if key not in WRITTEN}
    chosen = pair(app.state.models, language)
    unshown = (*UNSHOWN, COUNTED) if page is ARTICLE else UNSHOWN
    cards = (encode.card_of(model, with_vocabulary=False) for model in app.state.models.values())
    data = {
        "language": language,
        "page": page.name,
        "figure": page.figure,
        "words": own,
        "models": [shown(card, unshown if card["language"] == language else (*unshown, RACED)) for card in cards],
        "limits": app.state.settings.limits(),
        "api": "/api/v1",
        "first_frame": found.address(frame) if frame in found.files else None,
        "sentences": {"short": chosen.short, "long": chosen.long},
    }
    if page is ARTICLE:
        own["article"] = {section: texts["article"][section] for section in ("predict", "claims_waiting")}
        own["lab"] = {section: part for section, part in own["lab"].items() if section not in ELSEWHERE}
        data["article"] = article.spoken(app.state.models, language)
    return data


def shown(card: Any, unshown: Collection[str]) -> Any:
    """Return of a card what a page shows; the API has the rest, hashes and files among it."""
    if isinstance(card, dict):
        return {key: shown(value, unshown) for key, value in card.items() if key not in unshown}
    return [shown(value, unshown) for value in card] if isinstance(card, list) else card


def first_frame(found: Assets, language: str, page: Page) -> Markup:
    """Return the page's stored frame, drawn by its own code; a frame that is not stored yet is empty."""
    stored = found.files.get(f"first_frame/{language}.{page.name}.html")
    return Markup("" if stored is None else stored.content.decode())


def embedded(value: object) -> Markup:
    r"""Return JSON that cannot end the script element it stands in: what could is written as \u escapes."""
    text = orjson.dumps(value).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
