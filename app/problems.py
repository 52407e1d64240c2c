"""Errors as problem documents (RFC 9457) in the reader's language; the codes are part of the contract."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from uuid import uuid4

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.words import preferred, words

log = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"

STATUS: Final = {
    "not_http": 400,
    "not_found": 404,
    "unknown_model": 404,
    "method_not_allowed": 405,
    "not_acceptable": 406,
    "too_slow": 408,
    "too_large": 413,
    "not_json": 415,
    "invalid": 422,
    "text_too_long": 422,
    "too_many_tokens": 422,
    "too_many_clamps": 422,
    "too_many_numbers": 422,
    "too_many_runs": 422,
    "empty_text": 422,
    "unknown_token": 422,
    "out_of_range": 422,
    "not_available": 422,
    "not_in_race": 422,
    "too_many_requests": 429,
    "head_too_large": 431,
    "internal": 500,
    "busy": 503,
    "not_ready": 503,
}
OF_STATUS: Final = {
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    408: "too_slow",
    413: "too_large",
    415: "not_json",
}
# What pydantic calls an error → the name of our own sentence; a type that is not here is "other".
MESSAGES: Final = {
    "missing": "missing",
    "extra_forbidden": "extra",
    "json_invalid": "json",
    "string_type": "text",
    "string_unicode": "text",
    "int_type": "integer",
    "int_parsing": "integer",
    "int_parsing_size": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "finite_number": "number",
    "list_type": "list",
    "model_type": "object",
    "model_attributes_type": "object",
    "literal_error": "one_of",
    "greater_than": "above",
    "greater_than_equal": "at_least",
    "less_than_equal": "at_most",
    "too_short": "too_few",
    "too_long": "too_many",
    "repeated": "repeated",
    "text_or_tokens": "text_or_tokens",
}
MOST_PLACES: Final = 20  # of one answer; a body may hold thousands of errors
LONGEST_ECHO: Final = 80  # characters of the caller's own text in an answer


class Place(NamedTuple):
    """One thing that is wrong: where, the name of the sentence that says what, and the values it names."""

    at: tuple[str | int, ...]
    message: str
    values: dict[str, Any]


@dataclass
class Problem(Exception):
    """Something the caller can mend: a code of the contract, the values its text names, and where it lies."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)
    places: Sequence[Place] = ()
    headers: dict[str, str] = field(default_factory=dict)


def response(problem: Problem, request: Request) -> Response:
    """Return the problem document, in the language of the request."""
    language = preferred(request.headers.get("accept-language", ""))
    headers = {"Content-Language": language, "Cache-Control": "no-store", "Vary": "Accept-Language"}
    body = orjson.dumps(document(problem, language))
    return Response(body, STATUS[problem.code], headers | problem.headers, MEDIA_TYPE)


def document(problem: Problem, language: str) -> dict[str, Any]:
    """Return the problem document in one language."""
    sentences = words(language)["problems"]
    return {
        "type": f"/api/v1/docs#{problem.code}",
        "title": sentences[problem.code]["title"],
        "status": STATUS[problem.code],
        "detail": sentences[problem.code]["detail"].format(**_written(problem.values)),
        "code": problem.code,
        "problems": [
            {
                "at": [_cut(part) for part in place.at],
                "message": sentences["messages"][place.message].format(**_written(place.values)),
            }
            for place in problem.places
        ],
    }


def _written(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as a sentence has them: whole numbers are grouped, a long text of the caller's is cut."""
    return {name: f"{value:,}" if isinstance(value, int) else _cut(value) for name, value in values.items()}


def _cut(value: Any) -> Any:
    """Return a value, a long text of the caller's cut."""
    return value if not isinstance(value, str) or len(value) <= LONGEST_ECHO else value[: LONGEST_ECHO - 1] + "…"


async def _of_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return response(error, request)


async def _of_validation(request: Request, error: Exception) -> Response:
    """Name every field that is wrong, and never echo the input: it may hold what JSON cannot."""
    assert isinstance(error, RequestValidationError)
    return response(Problem("invalid", {}, [_place(item) for item in error.errors()[:MOST_PLACES]]), request)


def _place(error: dict[str, Any]) -> Place:
    values = error.get("ctx", {})
    if "expected" in values:  # pydantic joins the choices in English
        values = {"expected": values["expected"].replace("'", "").replace(" or ", ", ")}
    return Place(error["loc"], MESSAGES.get(error["type"], "other"), values)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    settings, headers = request.app.state.settings, dict(error.headers or {})
    values = {"limit": settings.body_size, "seconds": f"{settings.body_seconds:g}", "method": request.method}
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_taken(request))
    return response(Problem(OF_STATUS.get(error.status_code, "invalid"), values, (), headers), request)


def _taken(request: Request) -> Iterator[str]:
    """Yield the methods that an address takes; one route alone knows only its own."""
    for method, also in (("GET", "HEAD"), ("POST", "")):
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
            yield from filter(None, (method, also))


def install(app: FastAPI) -> None:
    """Make every error that a caller can mend a problem document."""
    app.add_exception_handler(Problem, _of_problem)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(HTTPException, _of_http)


class InternalErrors:
    """Answer what nobody foresaw with an id and nothing else; the log has the error under the same id.

    Innermost of all layers around the routes, so that these answers, too, get the headers of every answer: Starlette's
    own handler sits outside of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; a stream that has begun can only be cut off."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except asyncio.CancelledError:
            if not scope["app"].state.slots.closed:
                raise
            # The server stops and cancels who is left. uvicorn would log that as an error of ours, with a traceback.
        except Exception as error:
            name = uuid4().hex
            log.error("internal error %s", name, exc_info=error)
            if scope["type"] == "http" and not begun:
                answer = response(Problem("internal", {"id": name}), Request(scope))
                await answer(scope, receive, send)
