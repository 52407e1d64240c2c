"""Under which address readers reach this server: what the absolute address of a picture begins with."""

from time import monotonic
from typing import Final

from fastapi import Request

# A page is rendered and kept once for every address. Anybody can invent more of them: who comes when all places are
# taken gets relative ones, until an address that nobody has named for a while makes room.
KEPT: Final = 4
IDLE: Final = 60.0  # seconds


def base(request: Request) -> str:
    """Return the setting, else the address that a request names, else nothing; without a slash at its end."""
    state, now = request.app.state, monotonic()
    named = (state.settings.public_address or str(request.base_url)).rstrip("/")
    known: dict[str, float] = state.addresses  # when each was named last
    if named not in known and len(known) == KEPT:
        oldest = min(known, key=known.__getitem__)
        if now - known[oldest] < IDLE:
            return ""
        del known[oldest]
        state.pages = {key: page for key, page in state.pages.items() if key[-1] != oldest}
    known[named] = now
    return named
