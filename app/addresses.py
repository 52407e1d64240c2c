"""Under which address readers reach this server: what the absolute address of a picture begins with."""

from typing import Final

from fastapi import Request

# A page is rendered and kept once for every address; whoever invents more of them gets relative ones.
KEPT: Final = 4


def base(request: Request) -> str:
    """Return the setting, else the address that a request names, else nothing; without a slash at its end."""
    named: str = request.app.state.settings.public_address or str(request.base_url)
    known: set[str] = request.app.state.addresses
    if named in known or len(known) < KEPT:
        known.add(named)
        return named.rstrip("/")
    return ""
