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
from typing import Final

PATIENCE: Final = 60  # seconds: a busy machine may keep a test waiting; an idle one never does


@dataclass
class Live:
    """A running server."""

    address: str
    port: int
    process: subprocess.Popen[bytes]


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """Poll until the condition holds; return how long it took, AssertionError after `seconds`."""
    begin = time.monotonic()
    while not condition():
        assert time.monotonic() - begin < seconds, f"not within {seconds} s"
        time.sleep(0.005)
    return time.monotonic() - begin


def let_pass(seconds: float) -> None:
    """Wait where it is the time itself that matters."""
    end = time.monotonic() + seconds
    wait_for(lambda: time.monotonic() >= end)


@contextmanager
def serve(models: Path, log: Path, cwd: Path | None = None, **settings: int) -> Iterator[Live]:
    """Start `python -m app` over `models`; its log must hold no traceback when it ends."""
    limits = {f"TWO_LANE_{name.upper()}": str(value) for name, value in settings.items()}
    environment = os.environ | {"HOST": "127.0.0.1", "TWO_LANE_MODELS": str(models)} | limits
    answers = False
    while not answers:
        port = free_port()
        with log.open("wb") as out:
            command, environment["PORT"] = [sys.executable, "-m", "app"], str(port)
            process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=cwd)
        live = Live(f"http://127.0.0.1:{port}", port, process)
        try:
            answers = _answers(live, log)
            if answers:
                yield live
            else:  # somebody else took the port between its choice and its use
                assert f"Port {port} cannot be used" in log.read_text(), log.read_text()
        finally:
            process.terminate()
            process.wait(PATIENCE)
    assert "Traceback" not in log.read_text()


def _answers(live: Live, log: Path) -> bool:
    """Wait until a server says where it answers; return False for one that has ended instead."""
    wait_for(lambda: live.address in log.read_text() or live.process.poll() is not None)
    return live.process.poll() is None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
