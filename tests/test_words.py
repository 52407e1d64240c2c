"""Japanese and English are equals: the same keys, each of them used, each use there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("ja", "en")
# Half-width katakana and the look-alikes of Japanese punctuation that an input method can leave behind.
HALF_WIDTH = re.compile("[\uff61-\uff9f]")
VALUE = re.compile(r"\{(\w+)\}")


def leaves(words: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield (dotted key, text) of every text in a file of words."""
    if isinstance(words, str):
        yield at, words
    else:
        pairs = words.items() if isinstance(words, dict) else enumerate(words)  # type: ignore[call-overload]
        for key, value in pairs:
            yield from leaves(value, f"{at}.{key}".lstrip("."))


def words_of(language: str) -> dict[str, str]:
    return dict(leaves(json.loads((ROOT / "locales" / f"{language}.json").read_text("utf-8"))))


def readers_of_words() -> str:
    """Return the text of all that reads words: app, templates, the page's modules."""
    paths = [
        *(ROOT / "app").glob("*.py"),
        *(ROOT / "templates").glob("*.html"),
        *(path for path in (ROOT / "static").rglob("*.js") if "vendor" not in path.parts),
    ]
    return "\n".join(path.read_text("utf-8") for path in sorted(paths))


def is_used(key: str, text: str) -> bool:
    """Return whether a key stands in a text whole, or up to a dot (or below it) where the rest is put together."""
    parts = [part for part in key.split(".") if not part.isdigit()]
    whole = ".".join(parts)
    built = [".".join(parts[:n]) + "." for n in range(1, len(parts))]
    groups = [".".join(parts[:n]) for n in range(1, len(parts))]
    return (
        re.search(rf"\b{re.escape(whole)}\b", text) is not None
        or any(f"{start}$" in text or f"{start}{{" in text or f'{start}"' in text for start in built)
        or any(re.search(rf"[\"'`.]{re.escape(group)}[\"'`\[]", text) for group in groups)
        or any(re.search(rf"words\.{re.escape(group)}\b(?!\.)", text) for group in groups)
    )


def test_both_languages_have_the_same_keys_and_values() -> None:
    japanese, english = map(words_of, LANGUAGES)
    assert japanese.keys() == english.keys()
    # Where the nouns for what a model reads stand is a matter of the language's grammar.
    nouns = {key.split(".")[-1] for key in english if key.startswith("controls.nouns.word.")}
    for key, text in japanese.items():
        assert set(VALUE.findall(text)) - nouns == set(VALUE.findall(english[key])) - nouns, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    wrong = [key for key, text in words_of(language).items() if not text.strip()]
    assert not wrong


def test_japanese_has_no_half_width_kana() -> None:
    assert HALF_WIDTH.search("ｶﾅ")
    assert not [key for key, text in words_of("ja").items() if HALF_WIDTH.search(text)]


def test_every_word_is_used() -> None:
    text = readers_of_words()
    assert not [key for key in words_of("en") if not is_used(key, text)]


def test_every_use_of_a_word_is_there() -> None:
    keys = set(words_of("en"))
    known = keys | {key.rsplit(".", n)[0] for key in keys for n in range(1, key.count(".") + 1)}
    used = set(re.findall(r"\bwords\(\s*[\"']([\w.]+)[\"']", readers_of_words()))
    used |= set(re.findall(r"\{\{-?\s*words\.([\w.]+)", readers_of_words()))
    assert not {key for key in used if key not in known}
