"""What an address gets that leads nowhere: a page for a browser, a problem for every other client and in the API."""

from typing import Final

from fastapi import FastAPI, Request
from starlette.responses import Response

from app import negotiation, pages, problems
from app.pages import NOWHERE
from app.problems import Problem
from app.words import LANGUAGES, preferred

KINDS: Final = (problems.MEDIA_TYPE, "text/html")  # the first is for those who take anything


def install(app: FastAPI) -> None:
    """Answer every address that is not there."""
    app.add_exception_handler(404, answer)


async def answer(request: Request, error: Exception) -> Response:
    """Give the page, in the language that the address names or else in one of the reader's, or the problem."""
    path = request.url.path
    kind = negotiation.media_type(request.headers.get("accept", ""), KINDS)
    if path.startswith("/api/") or kind != "text/html":
        return problems.response(Problem("not_found"), request)
    named = path.lstrip("/").partition("/")[0]
    language = named if named in LANGUAGES else preferred(request.headers.get("accept-language", ""))
    headers = {"Content-Language": language, "Cache-Control": "no-store"}
    page = pages.kept(request.app, language, "", "", NOWHERE)
    return Response(page.content, 404, headers, page.media_type)
