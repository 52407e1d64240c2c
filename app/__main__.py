"""Start the server: `python -m app`, with HOST and PORT from the environment."""

import os
import socket
import sys

import uvicorn

from app.main import create
from app.settings import Settings
from engine.errors import EngineError


def main() -> int:
    """Serve until stopped; 1 and one clear line where the port or a model file stands in the way."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return _fail(f"PORT: expected a number from 1 to 65535, got {port!r}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            return _fail(f"Port {port} cannot be used ({error.strerror}). Choose another: make run PORT=8001")
    settings = Settings()
    try:
        app = create(settings)
    except EngineError as error:
        return _fail(str(error))
    print(f"http://localhost:{port}/ja/\nhttp://localhost:{port}/en/\nCtrl+C stops the server.", flush=True)
    uvicorn.run(
        app, host=host, port=int(port), log_level="warning", timeout_graceful_shutdown=settings.shutdown_seconds
    )
    return 0


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
