"""The rules of templates and style sheets."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LAYERS = {"tokens", "base", "layout", "controls", "figures", "utilities"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def templates() -> Iterator[tuple[str, str]]:
    paths = sorted((ROOT / "templates").glob("**/*.html"))
    assert paths, "no template was found"
    yield from ((path.name, path.read_text("utf-8")) for path in paths)


def style_sheets() -> Iterator[tuple[str, str]]:
    paths = sorted((ROOT / "static" / "css").glob("*.css"))
    assert paths, "no style sheet was found"
    yield from ((path.name, COMMENT.sub("", path.read_text("utf-8"))) for path in paths)


def selectors(sheet: str) -> list[str]:
    """Return the preludes of all rules, at-rules apart."""
    preludes = (prelude.strip() for prelude in re.findall(r"([^{};]+)\{", sheet))
    return [prelude for prelude in preludes if not prelude.startswith("@")]


def test_templates_hold_no_script_style_or_handler_of_their_own() -> None:
    for name, text in templates():
        scripts = re.findall(r"<script\b([^>]*)>([^<]*)", text)
        assert all("src=" in attributes or "application/json" in attributes for attributes, _ in scripts), name
        assert not re.search(r"<style\b|\sstyle=|\son\w+=|javascript:", text), name


def test_templates_name_no_foreign_address() -> None:
    for name, text in templates():
        loaded = re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"(https?:)?//", text)
        assert not loaded, name


def test_templates_hold_no_logic_beyond_loop_and_if() -> None:
    allowed = {
        "block",
        "else",
        "elif",
        "endblock",
        "endfor",
        "endif",
        "extends",
        "for",
        "if",
        "include",
        "with",
        "endwith",
    }
    for name, text in templates():
        assert set(re.findall(r"\{%-?\s*(\w+)", text)) <= allowed, name


def test_style_sheets_force_nothing_and_select_by_no_id() -> None:
    for name, sheet in style_sheets():
        assert "!important" not in sheet, name
        assert not [selector for selector in selectors(sheet) if "#" in selector], name


def test_style_sheets_stand_in_known_layers() -> None:
    for name, sheet in style_sheets():
        names = {part.strip() for group in re.findall(r"@layer\s+([\w\s,]+)[;{]", sheet) for part in group.split(",")}
        assert names, f"{name} is in no layer"
        assert names <= LAYERS, f"{name}: {names - LAYERS}"


def test_style_sheets_load_nothing_foreign() -> None:
    for name, sheet in style_sheets():
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", sheet), name
