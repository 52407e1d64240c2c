"""The description of the API for machines, and the page that is made from it, in the reader's language."""

from collections.abc import Callable
from functools import partial

import anyio
import orjson
from fastapi import FastAPI, Request
from starlette.responses import Response

from app import assets, examples, operations, problems, settings, traces
from app.assets import Asset
from app.pages import add, drop_slash
from app.templates import rendered
from app.words import preferred


def install(app: FastAPI) -> None:
    """Serve both; each is made when it is first asked for, since its examples are computed."""
    app.state.api_pages = {}
    add(app, "/api/v1/openapi.json", give_description)
    add(app, "/api/v1/docs", give_page)
    add(app, "/api/v1/docs/", drop_slash)


async def give_description(request: Request) -> Response:
    """Give the OpenAPI document."""
    return await _kept(request, "json", lambda: assets.packed(orjson.dumps(request.app.openapi()), traces.JSON))


async def give_page(request: Request) -> Response:
    """Give the page."""
    language = preferred(request.headers.get("accept-language", ""))
    response = await _kept(request, language, partial(page, request.app, language))
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language, Accept-Encoding"
    return response


async def _kept(request: Request, name: str, make: Callable[[], Asset]) -> Response:
    pages: dict[str, Asset] = request.app.state.api_pages
    if name not in pages:
        pages[name] = await anyio.to_thread.run_sync(make, limiter=request.app.state.limiter)
    return assets.sent(pages[name], request.headers, "no-cache")


def page(app: FastAPI, language: str) -> Asset:
    """Render the page."""
    limits = app.state.settings.limits()
    return rendered(
        app,
        "api.html",
        language,
        entries=operations.entries(app.openapi()),
        limits=[(name, f"{limits[name]:,}".removesuffix(".0"), code) for name, code in settings.PROBLEMS.items()],
        problems=[problems.document(one, language) for one in examples.of_problems(app.state.settings).values()],
    )
