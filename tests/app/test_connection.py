"""What is wrong before there is a request, on real connections."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.live import Live, serve

MOST = 4_000


@pytest.fixture(scope="module")
def live(small_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    log = tmp_path_factory.mktemp("server") / "log"
    with serve(small_models, log, head_size=MOST, body_seconds=1) as live:
        yield live


def answers(live: Live, *sent: bytes) -> list[tuple[int, Any]]:
    """Send bytes over one connection; return status and body of every answer until the server closes."""
    with socket.create_connection(("127.0.0.1", live.port), 10) as client:
        for piece in sent:
            client.sendall(piece)
        received = b"".join(iter(lambda: client.recv(65_536), b""))
    found = []
    for answer in received.split(b"HTTP/1.1 ")[1:]:
        head, _, body = answer.partition(b"\r\n\r\n")
        found.append((int(head[:3]), json.loads(body)))
    return found


def test_a_head_without_end_is_too_large(live: Live) -> None:
    ((status, body),) = answers(live, b"GET /healthz HTTP/1.1\r\nX: " + b"a" * MOST)
    assert (status, body["code"]) == (431, "head_too_large")
    assert f"{MOST:,}" in body["detail"]


@pytest.mark.parametrize("line", [b"GET /healthz?%b HTTP/1.1\r\n", b"GET /healthz HTTP/1.1\r\nX: %b\r\n"])
def test_a_whole_head_is_too_large_as_well(live: Live, line: bytes) -> None:
    sent = (line % (b"a" * MOST)) + b"Host: x\r\nConnection: close\r\n\r\n"
    ((status, body),) = answers(live, sent)
    assert (status, body["code"]) == (431, "head_too_large")


def test_a_head_that_does_not_come_is_too_slow(live: Live) -> None:
    ((status, body),) = answers(live, b"GET /healthz HTTP/1.1\r\nX: ")
    assert (status, body["code"]) == (408, "too_slow")


def test_a_client_that_only_connects_is_let_go_without_a_word(live: Live) -> None:
    assert answers(live) == []


@pytest.mark.parametrize("sent", [b"\x16\x03\x01\x02\x00\x01", "GET /api/v1/models/色 HTTP/1.1".encode()])
def test_what_is_no_http_is_a_problem(live: Live, sent: bytes) -> None:
    ((status, body),) = answers(live, sent + b"\r\n\r\n")
    assert (status, body["code"]) == (400, "not_http")


def test_heads_of_requests_on_one_connection_are_counted_one_by_one(live: Live) -> None:
    padding = b"X: " + b"a" * (MOST // 2) + b"\r\n"
    stays = b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + padding + b"\r\n"
    leaves = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + padding + b"\r\n"
    assert answers(live, stays, stays, leaves) == [(200, {"status": "ok"})] * 3


def test_a_body_is_not_counted_as_a_head(live: Live) -> None:
    body = json.dumps({"model": "small-gru", "token": "sky", "state": None}).encode() + b" " * 3 * MOST
    head = b"POST /api/v1/step HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    ((status, answer),) = answers(live, head + body)
    assert (status, list(answer)) == (200, ["step", "state"])
