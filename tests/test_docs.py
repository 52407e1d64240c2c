"""What the documents say is so."""

import re
from pathlib import Path

import pytest

from docs import accuracy

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def named(document: Path) -> str:
    return document.name


def targets() -> dict[str, str]:
    """Return every documented target of the Makefile with what it needs."""
    return dict(re.findall(r"^([a-z-]+):(.*?)## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_readme_is_short() -> None:
    assert (ROOT / "README.md").read_text("utf-8").count("\n") <= 120


def test_readme_states_the_accuracy_that_the_cards_state() -> None:
    assert accuracy.written() == accuracy.table(), "make readme writes it again"


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_commands_in_documents_exist(document: Path) -> None:
    commands = re.findall(r"(?:^|`)make ([a-z-]+)", document.read_text("utf-8"), re.MULTILINE)
    assert set(commands) <= targets().keys()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_and_folders_in_documents_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    folders = re.findall(
        r"`((?:engine|app|static|templates|locales|models|tests|requirements|bench|docs)/[\w./*-]*)`", text
    )
    missing = [name for name in links if not (document.parent / name).exists()]
    missing += [name for name in folders if not list(ROOT.glob(name.rstrip("/")))]
    assert not missing


def test_every_program_of_the_makefile_exists() -> None:
    for module in re.findall(
        r"-m ((?:app|bench|docs|models|static|tests)[\w.]*)", (ROOT / "Makefile").read_text("utf-8")
    ):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module
