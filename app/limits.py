"""Limits on what one address may ask: requests a minute, and the size of a body."""

from typing import Final

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import Problem
from app.settings import Settings

TOO_LARGE: Final = 413


class Rate:
    """Count the requests of every address; behind a proxy, uvicorn's --forwarded-allow-ips gives the address."""

    def __init__(self, settings: Settings) -> None:
        self.most = settings.requests_a_minute
        self.item = RateLimitItemPerMinute(self.most)
        self.window = FixedWindowRateLimiter(MemoryStorage())


async def limited(request: Request) -> None:
    """Raise `too_many_requests` for an address that has used up its minute."""
    rate: Rate = request.app.state.rate
    if not rate.window.hit(rate.item, request.client.host if request.client else ""):
        raise Problem("too_many_requests", {"limit": rate.most})


class BodySize:
    """Refuse a body once it is larger than the limit, whatever its headers say."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is received."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                raise HTTPException(TOO_LARGE)
            return message

        await self.app(scope, counted, send)
