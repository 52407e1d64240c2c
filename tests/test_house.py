"""The house rules that a machine can check; CONTRIBUTING.md says them in words."""

import ast
import hashlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "static" / "vendor"
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
CODE = {".py", ".js", ".mjs", ".css", ".html"}
TWO_SUBJECTS = {"utils", "helpers", "common", "core", "services", "manager"}
# Written in pieces, so that this file holds none of what it looks for.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|lorem" r" ipsum|not yet" r" implemented)\b", re.IGNORECASE)
REGISTRIES = re.compile(r"https?://\S*(?:registry|pythonhosted|py" r"pi|np" r"m)")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:" r"work|root|home/\w+|Users/\w+|tmp/\w+)/")


def committed_files() -> Iterator[Path]:
    """Return the files that are committed or about to be, those of static/vendor apart."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = (ROOT / name for name in listing.split("\0") if name)
    yield from (path for path in paths if path.is_file() and VENDOR not in path.parents)


def code_files() -> Iterator[tuple[Path, str]]:
    yield from ((path, path.read_text("utf-8")) for path in committed_files() if path.suffix in CODE)


def texts() -> Iterator[tuple[Path, str]]:
    for path in committed_files():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            yield path, content.decode("utf-8")


def test_files_have_one_subject() -> None:
    assert not [path for path in committed_files() if path.stem in TWO_SUBJECTS]
    long = {
        str(path.relative_to(ROOT)): text.count("\n") for path, text in code_files() if text.count("\n") > LONGEST_FILE
    }
    assert not long, long


def test_python_functions_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, text in code_files()
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long, long


def javascript_functions(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield line, head and length of every named function, which ends at the brace in the column it began in."""
    arrow = r"const \w+ = (?:async )?\(?[\w\s,{}=\[\].]*\)? => "
    head = re.compile(rf"^( *)(?:export )?(?:async )?(?:function\b.*|{arrow})\{{$")
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if found := head.match(line):
            end = next(n for n in range(number + 1, len(lines)) if re.match(found[1] + r"\}", lines[n]))
            yield number + 1, line.strip(), end - number + 1


def test_javascript_functions_are_short() -> None:
    assert [length for *_, length in javascript_functions("function a() {\n  if (b) {\n  }\n}\n")] == [4]
    long = [
        f"{path.relative_to(ROOT)}:{number} {head}"
        for path, text in code_files()
        if path.suffix in {".js", ".mjs"}
        for number, head, length in javascript_functions(text)
        if length > LONGEST_FUNCTION
    ]
    assert not long, long


def test_nothing_committed_is_unfinished_or_names_a_registry_or_a_place_of_one_machine() -> None:
    for path, text in texts():
        for pattern in (UNFINISHED, REGISTRIES, MACHINE_PATHS):
            found = pattern.search(text)
            assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_vendored_files_are_the_ones_their_readme_describes() -> None:
    rows = re.findall(r"^\| ([\w.]+\.js) \| ([0-9a-f]{64}) \|", (VENDOR / "README.md").read_text("utf-8"), re.MULTILINE)
    assert {name for name, _ in rows} == {path.name for path in VENDOR.glob("*.js")}
    for name, digest in rows:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_vendored_packages_bring_their_licences() -> None:
    licences = re.findall(r"\]\((LICENSE-[\w.-]+)\)", (VENDOR / "README.md").read_text("utf-8"))
    assert set(licences) == {path.name for path in VENDOR.glob("LICENSE-*")}
    assert len(licences) == 5


def test_every_locked_requirement_has_a_hash_and_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        assert "://" not in text and "--index" not in text, lock.name
        for entry in re.split(r"\n(?=\w)", re.sub(r"(?m)^\s*#.*\n?", "", text)):
            assert "==" in entry and "--hash=sha256:" in entry, f"{lock.name}: {entry[:60]}"


def test_locked_npm_packages_have_integrity_and_no_address() -> None:
    text = (ROOT / "requirements" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity"') == len(re.findall(r'^    "node_modules/', text, re.MULTILINE))


def test_ci_runs_the_test_command() -> None:
    assert (ROOT / ".ci" / "run").read_text("utf-8").strip().endswith("make test")
