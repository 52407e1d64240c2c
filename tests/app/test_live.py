"""Streams on a real connection: clients that vanish, read slowly or stay on when the server stops."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlencode

import httpx2
import pytest

from tests.app.live import PATIENCE, Live, free_port, let_pass, serve, wait_for

ATTEMPTS = 3  # at being as fast as is said: a machine that does something else beside it may be late once
LONG = {
    "model": "small-lstm",
    "tokens": ["sky"] * 8_000,
    "precision": "full",
}  # about 20 MB: no socket buffer holds it


def open_stream(live: Live) -> socket.socket:
    """Ask for a long trace and read no further than its first bytes."""
    body = json.dumps(LONG).encode()
    head = (
        f"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nAccept: application/x-ndjson\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return first_bytes(live, head.encode() + body)


def first_bytes(live: Live, request: bytes) -> socket.socket:
    """Send a request and read the status of its answer."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)  # a small window: the buffers are full soon
    client.connect(("127.0.0.1", live.port))
    client.sendall(request)
    assert client.recv(15)[9:12] == b"200"
    return client


def open_link(live: Live, *headers: str) -> socket.socket:
    """Ask for the same by a link, with headers that announce a body, and read no further than its first bytes."""
    query = urlencode({"model": "small-lstm", "text": "sky " * 8_000, "precision": "full"})
    lines = [f"GET /api/v1/trace?{query} HTTP/1.1", "Host: x", "Accept: application/x-ndjson", *headers, "", ""]
    return first_bytes(live, "\r\n".join(lines).encode())


def status(live: Live) -> int:
    """Return the status of one more stream."""
    headers = {"Accept": "application/x-ndjson"}
    body = {"model": "small-lstm", "text": "sky"}
    return httpx2.post(f"{live.address}/api/v1/trace", json=body, headers=headers).status_code


def test_a_client_that_leaves_frees_its_slot_within_half_a_second(small_models: Path, tmp_path: Path) -> None:
    limits = {"open_streams": 2, "tokens": 8_000, "body_size": 1_000_000}
    with serve(small_models, tmp_path / "log", **limits) as live:
        assert any(seconds_until_free(live) < 0.5 for _ in range(ATTEMPTS))


def seconds_until_free(live: Live) -> float:
    """Take both slots and leave; return how long it takes until one is free."""
    with open_stream(live), open_stream(live):
        assert status(live) == 503
    return wait_for(lambda: status(live) == 200)


def test_a_hundred_readers_who_stopped_reading_cost_nobody_else(small_models: Path, tmp_path: Path) -> None:
    limits = {"open_streams": 101, "tokens": 8_000, "body_size": 1_000_000}
    with serve(small_models, tmp_path / "log", **limits) as live, ExitStack() as clients:
        alone = min(seconds_of_a_stream(live) for _ in range(5))
        for _ in range(100):
            clients.enter_context(open_stream(live))
        # While the buffers of the hundred fill, all share the cores; from then on another reader waits for nobody.
        wait_for(lambda: seconds_of_a_stream(live) < 2 * alone)


def seconds_of_a_stream(live: Live) -> float:
    begin = time.monotonic()
    assert status(live) == 200
    return time.monotonic() - begin


def test_a_client_that_takes_nothing_is_cut_off(small_models: Path, tmp_path: Path) -> None:
    limits = {"open_streams": 1, "tokens": 8_000, "body_size": 1_000_000, "stall_seconds": 1}
    with serve(small_models, tmp_path / "log", **limits) as live, open_stream(live) as client:
        wait_for(lambda: status(live) == 200)
        received = rest(client)
    assert b'"end"' not in received[-10_000:]


def test_a_stream_that_takes_too_long_is_cut_off_without_its_end(small_models: Path, tmp_path: Path) -> None:
    limits = {"open_streams": 1, "tokens": 8_000, "body_size": 1_000_000, "stream_seconds": 2}
    with serve(small_models, tmp_path / "log", **limits) as live, open_stream(live) as client:
        wait_for(lambda: status(live) == 200)
        received = rest(client)
    assert b'"step"' in received
    assert b'"end"' not in received[-10_000:]


def rest(client: socket.socket) -> bytes:
    """Return all that comes until the server closes."""
    received = bytearray()
    client.settimeout(PATIENCE)
    with suppress(ConnectionResetError):
        while piece := client.recv(1_000_000):
            received += piece
    return bytes(received)


def test_a_body_that_does_not_come_is_too_slow(small_models: Path, tmp_path: Path) -> None:
    with serve(small_models, tmp_path / "log", body_seconds=1) as live, socket.socket() as client:
        client.connect(("127.0.0.1", live.port))
        client.sendall(b"POST /api/v1/step HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        answer = rest(client)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "too_slow"


def test_an_announced_body_is_too_large_whatever_is_asked(small_models: Path, tmp_path: Path) -> None:
    with serve(small_models, tmp_path / "log") as live, socket.socket() as client:
        client.connect(("127.0.0.1", live.port))
        request = b"GET /api/v1/trace?model=small-lstm&text=sky HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        client.sendall(request + b"Content-Length: 99999999\r\n\r\n")
        answer = rest(client)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "too_large"


@pytest.mark.parametrize(
    ("header", "sent"),
    [
        ("Transfer-Encoding: chunked", b"7d1\r\n" + b"a" * 2_001),  # too much
        ("Content-Length: 9", b""),  # nothing within the time
    ],
)
def test_a_body_that_nobody_asked_for_cuts_the_answer_off_that_has_begun(
    small_models: Path, tmp_path: Path, header: str, sent: bytes
) -> None:
    limits = {"open_streams": 1, "tokens": 8_000, "text_length": 40_000, "body_size": 2_000, "body_seconds": 1}
    with serve(small_models, tmp_path / "log", **limits) as live, open_link(live, header) as client:
        client.sendall(sent)
        wait_for(lambda: status(live) == 200)
        received = rest(client)
    assert b'"end"' not in received[-10_000:]


@pytest.mark.parametrize("seconds", [0, 1])  # the streams have only begun; every buffer is full, and nobody reads
def test_the_server_stops_within_three_seconds_of_sigterm_with_streams_open(
    small_models: Path, tmp_path: Path, seconds: int
) -> None:
    assert any(seconds_of_a_stop(small_models, tmp_path / "log", seconds) < 3 for _ in range(ATTEMPTS))


def seconds_of_a_stop(models: Path, log: Path, after: float) -> float:
    """Stop a server that has two streams open; return how long it takes."""
    limits = {"tokens": 8_000, "body_size": 1_000_000}
    with serve(models, log, **limits) as live, open_stream(live), open_stream(live):
        let_pass(after)
        live.process.send_signal(signal.SIGTERM)
        taken = wait_for(lambda: live.process.poll() is not None)
    assert log.read_text().count("\n") == 1  # where it answers
    return taken


@pytest.mark.parametrize("port", ["0", "x", "70000"])
def test_a_port_that_is_none_is_one_clear_line(port: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "app"], env=os.environ | {"PORT": port}, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert ended.stderr == f"PORT: expected a number from 1 to 65535, got {port!r}\n"


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = os.environ | {"HOST": "127.0.0.1", "PORT": str(port)}
        ended = subprocess.run([sys.executable, "-m", "app"], env=environment, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} cannot be used (Address already in use).")
    assert ended.stderr.count("\n") == 1


def test_a_server_whose_port_is_taken_before_it_starts_gets_another(
    small_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(small_models, tmp_path / "first") as first:
        ports = [first.port, free_port()]
        monkeypatch.setattr("tests.app.live.free_port", lambda: ports.pop(0))
        with serve(small_models, tmp_path / "second") as second:
            assert status(second) == 200
    assert not ports and second.port != first.port
