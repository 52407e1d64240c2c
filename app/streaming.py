"""A streamed response that lets go of everything at once when its client leaves, and the count of open streams."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import anyio
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.problems import Problem


class ClosingStream(StreamingResponse):
    """Close the generator when the response ends, however it ends.

    Starlette leaves a generator whose client has gone to the garbage collector: its slot would stay taken.
    """

    def __init__(self, content: AsyncGenerator[bytes, None], media_type: str) -> None:
        super().__init__(content, media_type=media_type, headers={"Cache-Control": "no-store", "Vary": "Accept"})
        self.generator = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream, and close."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await self.generator.aclose()


class Slots:
    """How many streams are open, and how many may be."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, 0

    def check(self) -> None:
        """Raise `busy` when every slot is taken; called before the first byte."""
        if self.taken >= self.most:
            raise Problem("busy")

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        """Hold a slot while a stream runs."""
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1
