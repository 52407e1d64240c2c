"""Start the server: `python -m app`, with HOST and PORT from the environment."""

import os
import socket
import sys
from contextlib import suppress

import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError

from app.main import create
from app.memory import keep_freed_memory
from app.settings import Settings
from engine.errors import EngineError


class Server(uvicorn.Server):
    """Uvicorn that says where it answers, and cuts the open traces off when it stops."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self.app = app

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        for host, port, *_ in (listener.getsockname() for listener in sockets or ()):
            page = f"http://{f'[{host}]' if ':' in host else host}:{port}".replace("//0.0.0.0", "//localhost")
            print(
                f"Two-Lane LSTM: {page}/ja/ and {page}/en/ (JSON API: {page}/api/v1/docs). Ctrl+C stops it.", flush=True
            )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: an open trace would otherwise keep the server for as long as its reader likes."""
        self.app.state.slots.close()
        await super().shutdown(sockets)


def main() -> int:
    """Serve until stopped; 1 and one clear line where the port or a model file stands in the way."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return _fail(f"PORT: expected a number from 1 to 65535, got {port!r}")
    try:
        settings = Settings()
        listener = listen(host, int(port), settings)
        app = create(settings)
    except OSError as error:
        return _fail(f"Port {port} cannot be used ({error.strerror}). Choose another: make run PORT=8001")
    except (EngineError, ValidationError) as error:
        return _fail(str(error))
    keep_freed_memory()
    with suppress(KeyboardInterrupt):
        Server(configuration(app, settings), app).run(sockets=[listener])
    return 0


def listen(host: str, port: int, settings: Settings) -> socket.socket:
    """Return a socket bound to the address; OSError where it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # Every connection inherits it: the kernel drops one whose client takes nothing. A server that only closes a
        # connection waits until the client has read what was sent before, which this one never does.
        milliseconds = int(settings.stall_seconds * 1000)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
    listener.bind((host, port))
    return listener


def configuration(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn runs the app."""
    return uvicorn.Config(
        app,
        log_level="warning",
        ws="none",
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
