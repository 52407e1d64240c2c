"""A real server in a process of its own, for what only a real connection shows."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2


@dataclass
class Live:
    """A running server."""

    address: str
    port: int
    process: subprocess.Popen[bytes]


def wait_for(condition: Callable[[], bool], seconds: float) -> float:
    """Poll until the condition holds; return how long it took, AssertionError after `seconds`."""
    begin = time.monotonic()
    while not condition():
        assert time.monotonic() - begin < seconds, f"not within {seconds} s"
        time.sleep(0.005)
    return time.monotonic() - begin


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(models: Path, log: Path, cwd: Path | None = None, **settings: int) -> Iterator[Live]:
    """Start `python -m app` over `models`; its log must hold no traceback when it ends."""
    port = free_port()
    limits = {f"TWO_LANE_{name.upper()}": str(value) for name, value in settings.items()}
    environment = os.environ | {"PORT": str(port), "TWO_LANE_MODELS": str(models)} | limits
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "app"], env=environment, stdout=out, stderr=out, cwd=cwd)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: _answers(address) or process.poll() is not None, 20)
        assert process.poll() is None, log.read_text()
        yield Live(address, port, process)
    finally:
        process.terminate()
        process.wait(10)
    assert "Traceback" not in log.read_text()


def _answers(address: str) -> bool:
    try:
        return httpx2.get(f"{address}/readyz").status_code == 200
    except httpx2.TransportError:
        return False
