"""The Dockerfile, as far as it can be tested without building it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from app.settings import ROOT
from tests.app.live import serve

TEXT = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
LAST = TEXT[TEXT.rindex("\nFROM ") :]


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """Return a folder with what the last stage copies of the tree, and nothing else."""
    root = tmp_path / "image"
    for source, target in re.findall(r"^COPY (?!--from)(\S+) (\S+)$", LAST, re.MULTILINE):
        shutil.copytree(ROOT / source, root / target, ignore=shutil.ignore_patterns("__pycache__", "train"))
    return root


def test_what_is_copied_is_all_that_the_server_needs_and_the_healthcheck_finds_it_well(
    image: Path, tmp_path: Path
) -> None:
    (command,) = re.findall(r"HEALTHCHECK .*?CMD (\[.*\])", LAST)
    check = [sys.executable, *json.loads(command)[1:]]
    with serve(image / "models", tmp_path / "log", image) as live:
        for path in ("/en/", "/api/v1/docs"):
            assert httpx2.get(f"{live.address}{path}").status_code == 200
        assert subprocess.run(check, env=os.environ | {"PORT": str(live.port)}).returncode == 0
    ended = subprocess.run(check, env=os.environ | {"PORT": str(live.port)}, stderr=subprocess.DEVNULL)
    assert ended.returncode != 0


def test_what_is_copied_is_not_ignored() -> None:
    allowed = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert allowed == set(re.findall(r"^COPY (?!--from)(\S+) ", TEXT, re.MULTILINE))


def test_the_server_runs_as_nobody_who_could_change_anything_and_without_tools_to_build() -> None:
    user = re.findall(r"^USER (\S+)$", LAST, re.MULTILINE)
    assert user == re.findall(r"useradd .*--uid (\d+)", LAST)
    assert LAST.index("\nUSER ") < LAST.index("\nCMD ")
    assert "pip uninstall" in LAST
    assert not re.search(r"apt-get|pip install|chown|chmod", LAST)
    assert "PYTHONDONTWRITEBYTECODE=1" in LAST  # the root is read-only
