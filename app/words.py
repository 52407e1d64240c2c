"""The words of both languages, read once from locales/, and which language a request asks for."""

import json
from functools import cache
from typing import Any, Final

from app.settings import ROOT

LANGUAGES: Final = ("ja", "en")


@cache
def words(language: str) -> dict[str, Any]:
    """Return the words file of a language."""
    content: dict[str, Any] = json.loads((ROOT / "locales" / f"{language}.json").read_text("utf-8"))
    return content


def preferred(accept_language: str) -> str:
    """Return the language of ours that an Accept-Language header weighs highest; English where it names neither."""
    best, weight = "en", 0.0
    for part in accept_language.split(","):
        tag, _, parameter = part.partition(";")
        language = tag.strip().lower().split("-")[0]
        try:
            quality = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            continue
        if language in LANGUAGES and quality > weight:
            best, weight = language, quality
    return best
