"""A connection whose requests must begin in time and within bounds, which uvicorn leaves to a proxy."""

from asyncio import BaseTransport, TimerHandle
from http import HTTPStatus
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app import problems
from app.problems import Problem
from app.security import HEADERS
from app.settings import Settings


class Connection(HttpToolsProtocol):
    """Time the head of every request, and count it while it comes; refuse it as a problem, as also what is no HTTP.

    What has come whole, head or body, is counted by `limits.Bounds`.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.settings: Settings = self.config.app.state.settings  # type: ignore[union-attr]
        self.size = 0
        self.waiting: TimerHandle | None = None  # while a head is under way

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request, unless it is the first."""
        super().on_message_begin()
        if self.waiting is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """Wait no longer: the head is there."""
        self._stop_waiting()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Take what comes, and count it as long as the head has not ended."""
        super().data_received(data)
        if self.waiting is not None:
            self.size += len(data)
            if self.size > self.settings.head_size:
                self._refuse(Problem("head_too_large", {"limit": self.settings.head_size}))

    def _unsupported_upgrade_warning(self) -> None:
        """Keep uvicorn's advice to install a library for WebSockets out of the log: there are none here, on purpose."""

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        self._refuse(Problem("not_http"))

    def _wait(self) -> None:
        self.size = 0
        self.waiting = self.loop.call_later(self.settings.body_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None

    def _give_up(self) -> None:
        """Refuse a head that does not come; a browser that only connects, to ask later, has asked nothing."""
        if self.size:
            self._refuse(Problem("too_slow", {"seconds": f"{self.settings.body_seconds:g}"}))
        else:
            self.transport.close()

    def _refuse(self, problem: Problem) -> None:
        self._stop_waiting()
        status = HTTPStatus(problems.STATUS[problem.code])
        body = orjson.dumps(problems.document(problem, "en"))
        headers = {"Content-Type": problems.MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
        lines = [f"{name}: {value}" for name, value in (headers | HEADERS).items()]
        head = "\r\n".join([f"HTTP/1.1 {status} {status.phrase}", *lines, "", ""])
        self.transport.write(head.encode() + body)
        self.transport.close()
