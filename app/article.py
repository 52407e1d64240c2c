"""The article, the questions and the glossary as the templates need them: prose turned to HTML, numbers filled in."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from app.facts import facts
from app.prose import Writer
from app.words import words
from engine.models import Model

CHAPTERS: Final = ("thought", "loop", "forgetting", "lanes", "belt", "forget", "write", "reveal", "sum")
LINES: Final = ("shows", "read", "look")
# Filled in by the page, on the reader's own sentence.
LIVE: Final = frozenset(
    ("word", "other_word", "percent", "other_percent", "value", "other_value", "unit", "step", "steps", "right")
)


class Known(dict[str, str]):
    """Facts by name; what no shipped model tells is a dash, what the page fills in stays."""

    def __missing__(self, name: str) -> str:
        """Return what stands for a fact that is not there."""
        return f"{{{name}}}" if name in LIVE else "–"


def writer(models: Mapping[str, Model], language: str) -> Writer:
    """Return what the prose of a language is written with."""
    return Writer(Known(facts(models, language)), words(language)["article"]["glossary"], language)


def context(models: Mapping[str, Model], language: str, slug: str) -> dict[str, Any]:
    """Return what the article's template needs; `slug` is the chapter whose address was asked for, "" for the first."""
    write = writer(models, language)
    texts = words(language)["article"]
    place = CHAPTERS.index(slug or CHAPTERS[0])
    chapters = [_chapter(write, texts["chapters"][name], name) for name in CHAPTERS]
    for before, after in pairwise(chapters):
        before["next"], after["back"] = after, before
    for below in chapters[place + 1 :]:
        below["later"] = True
    return {"chapters": chapters, "chapter": chapters[place], "glossary": _glossary(language)}


def _chapter(write: Writer, text: Mapping[str, Any], slug: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": text["title"],
        "short": text["short"],
        "summary": write.plain(text["summary"]),
        "lines": {line: write.inline(text[line]) for line in LINES},
        "shown": write.plain(text["shows"]),
        "body": [write.inline(paragraph) for paragraph in text["body"]],
        "predict": predict(write, text["predict"]),
        "sources": text["sources"],
        "back": None,
        "next": None,
        "later": False,  # below the chapter that was asked for
    }


def predict(write: Writer, text: Mapping[str, Any]) -> dict[str, Any]:
    """Return the texts of a question to commit to, without markup."""
    return {
        "ask": write.plain(text["ask"]),
        "options": {key: write.plain(label) for key, label in text["options"].items()},
        "feedback": {key: write.plain(said) for key, said in text["feedback"].items()},
        "result": write.plain(text["result"]),
    }


def spoken(models: Mapping[str, Model], language: str) -> dict[str, Any]:
    """Return the texts that the page's program speaks: the questions and the claims."""
    write = writer(models, language)
    texts = words(language)["article"]
    claims = {name: {key: write.plain(text) for key, text in claim.items()} for name, claim in texts["claims"].items()}
    return {
        "predict": {slug: predict(write, texts["chapters"][slug]["predict"]) for slug in CHAPTERS},
        "claims": claims,
    }


def questions(models: Mapping[str, Model], language: str) -> dict[str, Any]:
    """Return what the template of the questions needs."""
    write = writer(models, language)
    texts = words(language)["article"]
    entries = [
        {
            "slug": entry["slug"],
            "question": write.plain(entry["question"]),
            "answer": [write.inline(sentence) for sentence in entry["answer"]],
            "look": write.inline(entry["look"]),
            "chapter": {"slug": entry["chapter"], "title": texts["chapters"][entry["chapter"]]["title"]},
        }
        for entry in texts["questions"]
    ]
    return {"questions": entries, "glossary": _glossary(language)}


def _glossary(language: str) -> list[dict[str, str]]:
    terms = words(language)["article"]["glossary"]
    return [{"slug": slug, **entry} for slug, entry in sorted(terms.items(), key=lambda item: item[1]["name"])]
