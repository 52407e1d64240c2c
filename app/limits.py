"""Limits on what one client may ask: requests a minute, and the size of a body and the time to send it."""

from ipaddress import IPv6Address, ip_address
from math import ceil
from time import time

import anyio
from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import Problem, response
from app.settings import Settings


class Rate:
    """The requests of every client within the last minute, in this process."""

    def __init__(self, settings: Settings) -> None:
        self.most = settings.requests_a_minute
        self.item = RateLimitItemPerMinute(self.most)
        self.window = SlidingWindowCounterRateLimiter(MemoryStorage())


async def limited(request: Request) -> None:
    """Raise `too_many_requests` for a client that has used up its minute."""
    rate: Rate = request.app.state.rate
    client = client_of(request)
    if not await rate.window.hit(rate.item, client):
        reset = (await rate.window.get_window_stats(rate.item, client)).reset_time
        seconds = max(1, ceil(reset - time()))
        raise Problem(
            "too_many_requests", {"limit": rate.most, "seconds": seconds}, headers={"Retry-After": str(seconds)}
        )


def client_of(request: Request) -> str:
    """Return who asks: the address that connected, for IPv6 its /64 network, which is what one household is given.

    Behind a proxy that is the proxy, unless `trusted_proxies` names it: then the server takes X-Forwarded-For.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))


class Bounds:
    """Refuse a head that is too large, and a body once it is, whatever its headers say, or once it takes too long.

    A head that does not end is counted where it comes in, by `connection.Connection`.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.most, self.seconds = app, settings.body_size, settings.body_seconds
        self.most_of_head = settings.head_size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is received, until the body is there."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await response(refused, Request(scope))(scope, receive, send)
            return
        taken, whole, begun, deadline = 0, False, False, anyio.current_time() + self.seconds

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        async def counted() -> Message:
            nonlocal taken, whole
            if whole:
                return await receive()
            with anyio.CancelScope(deadline=deadline) as waiting:
                message = await receive()
            if not waiting.cancelled_caught:
                taken += len(message.get("body", b""))
                whole = not message.get("more_body", False)
                if taken <= self.most:
                    return message
            if begun:  # a stream, which reads no body and only listens whether its client leaves
                return {"type": "http.disconnect"}
            raise HTTPException(413) if taken > self.most else HTTPException(408, headers={"Connection": "close"})

        await self.app(scope, counted, noted)

    def _refused(self, scope: Scope) -> Problem | None:
        """Return what is wrong with a request whose body is still to come."""
        if _head(scope) > self.most_of_head:
            return Problem("head_too_large", {"limit": self.most_of_head})
        return Problem("too_large", {"limit": self.most}) if _announced(scope) > self.most else None


def _head(scope: Scope) -> int:
    """Return how many bytes the address and the headers have, with what stands between them."""
    address = len(scope.get("raw_path") or b"") + len(scope["query_string"])
    return address + sum(len(name) + len(value) + len(b": \r\n") for name, value in scope["headers"])


def _announced(scope: Scope) -> int:
    """Return what Content-Length says, 0 where it says nothing."""
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() and len(length) < 20 else 0
