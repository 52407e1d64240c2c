"""Every setting is documented, and every limit has its own problem."""

import re
from collections import Counter

import pytest

from app.problems import STATUS
from app.settings import PROBLEMS, ROOT, Settings
from app.words import LANGUAGES, words

DOCUMENT = (ROOT / "docs" / "api.md").read_text("utf-8")
CUT_OFF = "cut off"  # of what has begun: an answer that is on its way can have no problem


def rows(heading: str) -> dict[str, list[str]]:
    """Return the rows of the tables below a heading, by their first cell."""
    section = DOCUMENT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in section.splitlines() if line]
    return {row[0]: row[1:] for row in cells if len(row) > 2 and re.fullmatch(r"[a-z_]+", row[0]) and row[0] != "name"}


def test_every_setting_is_documented_with_its_default() -> None:
    table = rows("Settings")
    assert table.keys() == Settings.model_fields.keys()
    for name, field in Settings.model_fields.items():
        default = str(field.default).removeprefix(f"{ROOT}/") or "none"
        assert table[name][0] == default
        assert table[name][1].split(";")[0] == str(field.description).split(";")[0]


def test_every_limit_has_a_problem_or_cuts_off_what_has_begun() -> None:
    limits = {name: row[2] for name, row in rows("Settings").items() if len(row) > 2}
    assert {name: code for name, code in limits.items() if code in STATUS} == PROBLEMS
    # Of one code, `at` says which number is meant; streams and races are both taken or not.
    assert {code for code, times in Counter(PROBLEMS.values()).items() if times > 1} == {"out_of_range", "busy"}
    others = {name for name, text in limits.items() if CUT_OFF in text}
    assert others == {"stream_seconds", "stall_seconds", "shutdown_seconds"}


def test_every_problem_is_documented_with_its_status() -> None:
    assert {code: int(row[0]) for code, row in rows("Errors").items() if code != "code"} == STATUS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_limit_that_a_client_can_meet_has_words(language: str) -> None:
    assert words(language)["api_docs"]["limit"].keys() == PROBLEMS.keys() == Settings().limits().keys()
