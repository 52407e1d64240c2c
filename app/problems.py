"""Errors as problem documents (RFC 9457) in the reader's language; the codes are part of the contract."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.words import preferred, words

log = logging.getLogger(__name__)

STATUS: Final = {
    "not_found": 404,
    "unknown_model": 404,
    "method_not_allowed": 405,
    "not_acceptable": 406,
    "too_large": 413,
    "invalid": 422,
    "text_too_long": 422,
    "empty_text": 422,
    "unknown_token": 422,
    "out_of_range": 422,
    "not_available": 422,
    "too_many_requests": 429,
    "internal": 500,
    "busy": 503,
}
RETRY_AFTER: Final = {"too_many_requests": "60", "busy": "1"}
OF_STATUS: Final = {404: "not_found", 405: "method_not_allowed", 406: "not_acceptable", 413: "too_large"}


@dataclass
class Problem(Exception):
    """Something the caller can mend: a code of the contract, the values its text names, and where it lies."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)
    problems: Sequence[dict[str, Any]] = ()


def response(problem: Problem, request: Request) -> Response:
    """Return the problem document, in the language of the request."""
    language = preferred(request.headers.get("accept-language", ""))
    title, detail = (words(language)["problems"][problem.code][key] for key in ("title", "detail"))
    status = STATUS[problem.code]
    body = {
        "type": f"/docs/problems#{problem.code}",
        "title": title,
        "status": status,
        "detail": detail.format(**problem.values),
        "code": problem.code,
        "problems": list(problem.problems),
    }
    headers = {"Content-Language": language, "Cache-Control": "no-store", "Vary": "Accept-Language"}
    if problem.code in RETRY_AFTER:
        headers["Retry-After"] = RETRY_AFTER[problem.code]
    return Response(orjson.dumps(body), status, headers, "application/problem+json")


async def _of_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return response(error, request)


async def _of_validation(request: Request, error: Exception) -> Response:
    """Name every field that is wrong, and never echo the input: it may hold what JSON cannot."""
    assert isinstance(error, RequestValidationError)
    problems = [{"at": list(item["loc"]), "message": item["msg"]} for item in error.errors()]
    return response(Problem("invalid", {}, problems), request)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    limit = {"limit": request.app.state.settings.body_size}
    answer = response(Problem(OF_STATUS.get(error.status_code, "invalid"), limit), request)
    answer.headers.update(error.headers or {})
    return answer


async def _of_anything(request: Request, error: Exception) -> Response:
    """Answer with an id and nothing else; the log has the error under the same id."""
    name = uuid4().hex
    log.error("internal error %s: %r", name, error)
    return response(Problem("internal", {"id": name}), request)


def install(app: FastAPI) -> None:
    """Make every error of the app a problem document."""
    app.add_exception_handler(Problem, _of_problem)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_anything)
