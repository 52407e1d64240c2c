"""What a client prefers, from the headers in which it says so (RFC 9110, 12.5)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

QUALITY: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z", re.ASCII)


def members(header: str) -> Iterator[tuple[str, float]]:
    """Yield every value of a header with its weight; what is malformed is left out."""
    for member in header.lower().split(","):
        value, *parameters = (part.strip() for part in member.split(";"))
        quality = next((part[2:].strip() for part in parameters if part.startswith("q=")), "1")
        if value and QUALITY.match(quality):
            yield value, float(quality)


def weigh(header: str, value: str) -> float:
    """Return the weight of one value, by its own name or by `*`; 0 where the header names neither."""
    found = dict(members(header))
    return found.get(value, found.get("*", 0.0))


def media_type(header: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that an Accept header weighs highest, None where it accepts none of them.

    The most specific range that matches a type gives its weight; a tie goes to the type that is offered first. Without
    the header every type is welcome.
    """
    ranges = dict(members(header)) if header.strip() else {"*/*": 1.0}

    def weight(kind: str) -> float:
        named = (kind, kind.split("/")[0] + "/*", "*/*")
        return next((ranges[name] for name in named if name in ranges), 0.0)

    best = max(offered, key=weight)
    return best if weight(best) > 0 else None


def language(header: str, offered: Sequence[str]) -> str:
    """Return the offered language that an Accept-Language header weighs highest; the first one where it names none."""
    weights: dict[str, float] = {}
    for tag, quality in members(header):
        primary = tag.split("-")[0]
        weights[primary] = max(quality, weights.get(primary, 0.0))
    best = max(offered, key=lambda tag: weights.get(tag, 0.0))
    return best if weights.get(best, 0.0) > 0 else offered[0]


def has(if_none_match: str, tag: str) -> bool:
    """Tell whether an If-None-Match header names a tag (RFC 9110, 13.1.2: compared weakly)."""
    named = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return tag in named or "*" in named
