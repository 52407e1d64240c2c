"""What a client prefers, whatever it writes into its headers."""

import pytest

from app.negotiation import has, language, media_type, weigh

KINDS = ("application/json", "application/x-ndjson", "text/event-stream")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("text/event-stream, */*", "application/json"),
        ("text/event-stream, */*;q=0.1", "text/event-stream"),
        ("text/*", "text/event-stream"),
        ("application/*;q=0.5, application/x-ndjson", "application/x-ndjson"),
        ("application/json;q=0, */*", "application/x-ndjson"),
        ("APPLICATION/JSON; charset=utf-8", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("image/png", None),
        ("application/json;q=0", None),
        ("application/json;q=nan", None),
        ("application/json;q=1e9", None),
        ("application/json;q=-1", None),
        (",;,=;q", None),
        (",".join(["a/b;q=0.1"] * 5_000), None),
    ],
)
def test_the_most_specific_range_weighs_a_media_type(header: str, kind: str | None) -> None:
    assert media_type(header, KINDS) == kind


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("ja", "ja"),
        ("ja-JP,en;q=0.5", "ja"),
        ("en;q=0.5,ja;q=0.4", "en"),
        ("de,fr;q=0.3", "en"),
        ("", "en"),
        ("ja;q=0", "en"),
        ("ja;q=inf,en;q=0.1", "en"),
        ("*", "en"),
        ("\u00b2;q=\u00b2,ja", "ja"),
    ],
)
def test_a_language_that_nobody_asked_for_is_the_first(header: str, tag: str) -> None:
    assert language(header, ("en", "ja")) == tag


@pytest.mark.parametrize(
    ("header", "weight"),
    [("gzip", 1), ("br, gzip;q=0.5", 0.5), ("gzip;q=0, *", 0), ("*;q=0.2", 0.2), ("", 0), ("br", 0)],
)
def test_a_coding_that_is_not_named_is_not_used(header: str, weight: float) -> None:
    assert weigh(header, "gzip") == weight


def test_a_tag_is_found_among_others_and_weakly() -> None:
    assert has('"a", W/"b"', '"b"')
    assert has("*", '"b"')
    assert not has('"bb"', '"b"')
