"""The words of both languages, read once from locales/, and which language a request asks for."""

import json
from functools import cache
from typing import Any, Final

from app import negotiation
from app.settings import ROOT

LANGUAGES: Final = ("en", "ja")  # the first is for those who name neither


@cache
def words(language: str) -> dict[str, Any]:
    """Return the words file of a language."""
    content: dict[str, Any] = json.loads((ROOT / "locales" / f"{language}.json").read_text("utf-8"))
    return content


def preferred(accept_language: str) -> str:
    """Return the language of ours that an Accept-Language header weighs highest; English where it names neither."""
    return negotiation.language(accept_language, LANGUAGES)
