"""Whole responses that never change while the server runs: kept in memory, compressed once, answered by their ETag."""

import gzip
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from fastapi import Request
from starlette.responses import Response

from app.negotiation import weigh

WORTH_COMPRESSING: Final = 500  # bytes; below, the headers of gzip cost about what it saves
COMPRESSIBLE: Final = ("text/", "application/json", "application/javascript", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Stored:
    """A body with its compressed form, where that is smaller."""

    body: bytes
    media_type: str
    tag: str
    compressed: bytes | None


def store(body: bytes, media_type: str) -> Stored:
    """Compress a body and name it by its content; the same bytes give the same tag."""
    compressed = None
    if len(body) >= WORTH_COMPRESSING and media_type.startswith(COMPRESSIBLE):
        smaller = gzip.compress(body, 9, mtime=0)
        compressed = smaller if len(smaller) < len(body) else None
    return Stored(body, media_type, sha256(body).hexdigest()[:32], compressed)


def answer(request: Request, stored: Stored, cache: str, **headers: str) -> Response:
    """Answer with the form that the client takes, or 304 where it has it; `cache` is the Cache-Control."""
    zipped = stored.compressed is not None and weigh(request.headers.get("accept-encoding", ""), "gzip") > 0
    tag = f'"{stored.tag}-gzip"' if zipped else f'"{stored.tag}"'
    headers = {"ETag": tag, "Cache-Control": cache, "Vary": "Accept-Encoding"} | headers
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    if zipped:
        return Response(stored.compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type=stored.media_type)
    return Response(stored.body, headers=headers, media_type=stored.media_type)


def has(request: Request, tag: str) -> bool:
    """Tell whether If-None-Match names the tag (RFC 9110, 13.1.2: compared weakly)."""
    named = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return tag in named or "*" in named
