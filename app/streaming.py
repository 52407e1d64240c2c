"""A streamed response that lets go of everything at once when its client leaves, and how many may be under way."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager

import anyio
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.problems import Problem
from app.settings import Settings


class Slots:
    """The requests that are open, and how many may be."""

    def __init__(self, most: int) -> None:
        self.most, self.closed = most, False
        self.open: set[anyio.CancelScope] = set()

    @contextmanager
    def take(self) -> Iterator[anyio.CancelScope]:
        """Hold a slot, for a stream from before its first byte on; `busy` when every one is taken."""
        if self.closed or len(self.open) >= self.most:
            raise Problem("busy", headers={"Retry-After": "1"})
        scope = anyio.CancelScope()
        self.open.add(scope)
        try:
            yield scope
        finally:
            self.open.discard(scope)

    def close(self) -> None:
        """Cut every stream off and let none begin: the server is stopping."""
        self.closed = True
        for scope in self.open:
            scope.cancel()


class Track:
    """Where what takes long is computed: so many requests at once, one after the other in a thread of their own.

    A batch of a race or an influence takes a tenth of a second or more. In the thread of the traces it would make every
    reader wait as long; beside it, Python lets both go on by turns of 5 ms.
    """

    def __init__(self, most: int) -> None:
        self.slots = Slots(most)
        self.limiter = anyio.CapacityLimiter(1)


class ClosingStream(StreamingResponse):
    """Close the generator when the response ends, however it ends.

    Starlette leaves a generator whose client has gone to the garbage collector: its slot would stay taken. A stream
    that is cut off (the client takes nothing for too long, the server stops) ends without the end of its body, so that
    nobody takes it for the whole.
    """

    def __init__(
        self, content: AsyncGenerator[bytes, None], kind: str, slot: anyio.CancelScope, limits: Settings
    ) -> None:
        # X-Accel-Buffering: nginx would hold a stream back until it is whole.
        headers = {"Cache-Control": "no-store", "Vary": "Accept", "X-Accel-Buffering": "no"}
        super().__init__(content, media_type=kind, headers=headers)
        self.generator, self.slot = content, slot
        self.stall_seconds, self.stream_seconds = limits.stall_seconds, limits.stream_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream until the end, or until the client has gone, the time is up or the slot is taken back."""
        try:
            self.slot.deadline = anyio.current_time() + self.stream_seconds
            with self.slot:
                async with anyio.create_task_group() as tasks:
                    tasks.start_soon(self._leave_with_the_client, receive, tasks.cancel_scope)
                    await self.stream_response(send)
                    tasks.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True):
                await self.generator.aclose()

    async def stream_response(self, send: Send) -> None:
        """Send piece after piece, each when the client has taken the ones before."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for piece in self.generator:
            with anyio.move_on_after(self.stall_seconds) as patience:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            if patience.cancelled_caught:
                return
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _leave_with_the_client(self, receive: Receive, stream: anyio.CancelScope) -> None:
        await self.listen_for_disconnect(receive)
        stream.cancel()
