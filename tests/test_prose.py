"""The article's prose: its numbers are facts, its terms are explained, its links lead somewhere, in both languages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.article import CHAPTERS, LIVE
from app.facts import facts
from app.settings import Settings
from app.words import LANGUAGES, words
from engine.models import load_all

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\[([^]]*)\]\((\w+):([^)]+)\)")
HOLE = re.compile(r"\{(\w+)\}")
# Lanes, gates, sums and the ends of a gate's range are counted in words of structure: 0 to 4. All else is measured.
TYPED = re.compile(r"[5-9]|\d{2}|\d[.,]\d|[０-９]")
MODELS = load_all(Settings().models)


def leaves(value: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield at, value
    else:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*at, str(key)))


def prose(language: str) -> dict[tuple[str, ...], str]:
    """Return every text of chapters, questions, claims and glossary, citations apart."""
    article = words(language)["article"]
    parts = {name: article[name] for name in ("chapters", "questions", "claims", "glossary")}
    return {at: text for at, text in leaves(parts) if "sources" not in at and at[-1] not in {"slug", "chapter"}}


def links(language: str, scheme: str) -> set[str]:
    return {target for text in prose(language).values() for _, kind, target in LINK.findall(text) if kind == scheme}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_in_the_prose_is_typed(language: str) -> None:
    typed = {at: text for at, text in prose(language).items() if TYPED.search(without_names(text))}
    assert not typed


def without_names(text: str) -> str:
    """Return a text without what is filled in, and without the one number that is part of a name."""
    return HOLE.sub("", LINK.sub(r"\1", text)).replace("5-gram", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_the_prose_is_a_fact_of_the_shipped_models(language: str) -> None:
    known = facts(MODELS, language)
    for at, text in prose(language).items():
        live = LIVE if at[-1] in {"result", "found"} else ()
        unknown = set(HOLE.findall(text)) - known.keys() - set(live)
        assert not unknown, (at, unknown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_that_is_marked_is_explained_and_every_explained_term_is_used(language: str) -> None:
    assert links(language, "term") == words(language)["article"]["glossary"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_linked_from_the_chapter_where_it_arises(language: str) -> None:
    questions = {entry["slug"]: entry["chapter"] for entry in words(language)["article"]["questions"]}
    assert len(questions) == 15
    assert links(language, "question") == questions.keys()
    for slug, chapter in questions.items():
        body = "".join(words(language)["article"]["chapters"][chapter]["body"])
        assert f"(question:{slug})" in body, slug


def test_both_languages_have_the_same_links_in_every_chapter() -> None:
    for slug in CHAPTERS:
        japanese, english = (
            sorted(
                found[1:]
                for text in words(language)["article"]["chapters"][slug]["body"]
                for found in LINK.findall(text)
                if found[1] != "ruby"
            )
            for language in LANGUAGES
        )
        assert japanese == english, slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_have_three_sentences_and_no_chapter_is_missing(language: str) -> None:
    article = words(language)["article"]
    assert tuple(article["chapters"]) == CHAPTERS
    assert {len(entry["answer"]) for entry in article["questions"]} == {3}
    assert json.loads((ROOT / "locales" / f"{language}.json").read_text("utf-8"))["article"] == article
