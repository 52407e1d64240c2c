"""Start the server: `python -m app`, with HOST and PORT from the environment."""

import asyncio
import errno
import logging
import os
import socket
import sys
from contextlib import suppress
from typing import Any

import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError

from app.main import create
from app.memory import keep_freed_memory
from app.settings import Settings, first_error
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
        """Stop: an open trace would otherwise keep the server for as long as its reader likes.

        A trace that is cut off has sent more than a slow reader has taken: half of the time is left for the rest.
        """
        self.app.state.slots.close()
        asyncio.get_running_loop().call_later(self.app.state.settings.shutdown_seconds / 2, self._drop_the_ended)
        await super().shutdown(sockets)

    def _drop_the_ended(self) -> None:
        """Close at once what only waits for its reader."""
        for connection in list(self.server_state.connections):
            transport = connection.transport
            if transport.is_closing():
                transport.abort()


class WithoutCuts(logging.Filter):
    """Leave out what uvicorn says of every stream that is cut off, which is done on purpose (see `ClosingStream`)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is of anything else."""
        return record.msg != "ASGI callable returned without completing response."


class Refused(Exception):
    """The server cannot start; the message is one line that says what to change."""


def main() -> int:
    """Serve until stopped; 1 and one clear line where a setting, a model file or the port stands in the way."""
    try:
        settings, listener, app = prepared(os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000"))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    keep_freed_memory()
    logging.getLogger("uvicorn.error").addFilter(WithoutCuts())
    with suppress(KeyboardInterrupt):
        Server(configuration(app, settings), app).run(sockets=[listener])
    return 0


def prepared(host: str, port: str) -> tuple[Settings, socket.socket, FastAPI]:
    """Return all that a server needs; Refused where something is not as it should be."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Refused(f"PORT: expected a number from 1 to 65535, got {port!r}")
    try:
        settings = Settings()
    except ValidationError as error:
        name, _, wrong = first_error(error).partition(":")
        raise Refused(f"TWO_LANE_{name.upper()}:{wrong}") from None
    listener = listen(host, int(port), settings)
    try:
        return settings, listener, create(settings)
    except (EngineError, OSError) as error:
        listener.close()
        raise Refused(str(error)) from None


def listen(host: str, port: int, settings: Settings) -> socket.socket:
    """Return a socket bound to the address; Refused where it cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # Every connection inherits it: the kernel drops one whose client takes nothing. A server that only closes a
        # connection waits until the client has read what was sent before, which this one never does.
        milliseconds = int(settings.stall_seconds * 1000)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise Refused(f"HOST: {host} cannot be used ({error.strerror}).") from None
        raise Refused(f"Port {port} cannot be used ({error.strerror}). Choose another: make run PORT=8001") from None
    return listener


def configuration(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn runs the app."""
    return uvicorn.Config(
        app,
        http=protocol(),
        log_level="warning",
        ws="none",
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )


def protocol() -> Any:
    """Return how connections are read: with bounds, or by h11, which has its own, where there is no httptools."""
    try:
        from app.connection import Connection
    except ImportError:
        return "auto"
    return Connection


if __name__ == "__main__":
    sys.exit(main())
