"""Who may import whom: engine ← app ⇢ wire ⇢ static, and never back."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "static"
# Weights files and cards are JSON inside; nothing else in the engine knows the format.
READS_JSON = {"engine.models", "engine.weights"}
# Their whole point is to know both sides: requests become calls of the engine, its values answers, and both examples.
KNOWS_BOTH_SIDES = {"app.encode", "app.encode_analysis", "app.api", "app.api_analysis", "app.api_race"}
KNOWS_BOTH_SIDES |= {"app.examples", "app.examples_analysis"}
# These take from the wire the names of a few values (Cell, Precision), and no object.
KNOWS_NAMES = {"app.catalogue", "app.race", "app.traces"}
PURE = re.compile(r"\b(document|window|navigator|localStorage|fetch|setTimeout|requestAnimationFrame|performance)\b")
UNREPEATABLE = re.compile(r"\b(Date|Math\.random|crypto)\b")
NETWORK_VALUES = re.compile(r"\bMath\.(exp|expm1|tanh|sinh|cosh)\b")
IMPORT = re.compile(
    r"""(?:^|\n)\s*(?:import|export)\s(?:[^;"']*?\sfrom\s)?\s*["']([^"']+)["']|import\(["']([^"']+)["']\)"""
)
STRING_OR_COMMENT = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)


def python_modules(package: str) -> dict[str, Path]:
    paths = (ROOT / package).rglob("*.py")
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def python_imports(path: Path, names: Mapping[str, Path]) -> set[str]:
    """Return every imported module; a name of a package that is a module counts as the module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = str(node.module)
            found |= {f"{module}.{alias.name}" if f"{module}.{alias.name}" in names else module for alias in node.names}
    return found


def modules_of_the_page() -> dict[Path, str]:
    paths = (path for path in STATIC.rglob("*.js") if not {"vendor", "first_frame"} & set(path.parts))
    return {path: path.read_text("utf-8") for path in sorted(paths)}


def page_imports(path: Path, text: str) -> list[Path]:
    return [(path.parent / (first or second)).resolve() for first, second in IMPORT.findall(text)]


def code_only(text: str) -> str:
    """Return the text without its strings and comments; templates stay, since code stands in them."""
    return STRING_OR_COMMENT.sub('""', text)


def cycle(arrows: Mapping[object, set[object]]) -> list[object]:
    """Return one cycle of a graph, or an empty list."""
    done: set[object] = set()

    def visit(node: object, trail: list[object]) -> list[object]:
        if node in trail:
            return trail[trail.index(node) :]
        if node in done:
            return []
        done.add(node)
        return next((found for following in arrows.get(node, ()) if (found := visit(following, [*trail, node]))), [])

    return next((found for node in arrows if (found := visit(node, []))), [])


def test_a_cycle_is_found() -> None:
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]
    assert cycle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_engine_imports_only_numpy_and_the_standard_library() -> None:
    names = python_modules("engine")
    allowed = sys.stdlib_module_names | {"engine", "numpy"}
    for name, path in names.items():
        roots = {module.split(".")[0] for module in python_imports(path, names)}
        assert roots <= allowed, f"{name} imports {roots - allowed}"
        assert "json" not in roots or name in READS_JSON, f"{name} knows JSON"
        assert not roots & {"http", "socket", "asyncio", "urllib"}, f"{name} knows the web"


def test_app_imports_the_engine_but_no_training_and_no_tests() -> None:
    names = python_modules("app")
    for name, path in names.items():
        foreign = {
            module for module in python_imports(path, names) if module.split(".")[0] in {"models", "tests", "bench"}
        }
        assert not foreign, f"{name} imports {foreign}"


def test_wire_knows_no_engine_object() -> None:
    names = python_modules("app") | python_modules("engine")
    imports = python_imports(ROOT / "app" / "wire.py", names)
    assert not {module for module in imports if module.startswith("engine") and module != "engine.cells"}


def test_only_encode_and_api_touch_both_an_engine_object_and_a_wire_object() -> None:
    names = python_modules("app") | python_modules("engine")
    imports = {name: python_imports(path, names) for name, path in python_modules("app").items()}
    both = {
        name
        for name, found in imports.items()
        if any(module.startswith("app.wire") for module in found)
        and any(module.startswith("engine") for module in found)
    }
    assert both <= KNOWS_BOTH_SIDES | KNOWS_NAMES


@pytest.mark.parametrize("package", ["engine", "app"])
def test_python_modules_form_no_cycle(package: str) -> None:
    names = python_modules(package)
    arrows = {
        name: {module for module in python_imports(path, names) if module in names} for name, path in names.items()
    }
    assert not cycle({name: found - {package} for name, found in arrows.items()})


def test_every_import_of_the_page_resolves() -> None:
    for path, text in modules_of_the_page().items():
        for target in page_imports(path, text):
            assert target.is_file(), f"{path.relative_to(ROOT)} imports {target}"


def test_modules_of_the_page_form_no_cycle() -> None:
    assert not cycle({path: set(page_imports(path, text)) for path, text in modules_of_the_page().items()})


def figures() -> Iterator[tuple[str, Path, str]]:
    pages = modules_of_the_page().items()
    found = [(str(path.relative_to(STATIC)), path, text) for path, text in pages if "figures" in path.parts]
    assert found, "no figure was found"
    yield from found


def test_figures_import_only_figures_numbers_and_vendored_modules() -> None:
    for name, path, text in figures():
        for target in page_imports(path, text):
            allowed = target.parent in {STATIC / "figures", STATIC / "vendor"} or target == STATIC / "numbers.js"
            assert allowed, f"{name} imports {target.name}"


def test_figures_know_no_page_no_clock_and_no_chance() -> None:
    for name, _, text in figures():
        code = code_only(text)
        assert not PURE.findall(code) and not UNREPEATABLE.findall(code), name


def test_browser_computes_positions_and_never_network_values() -> None:
    for path, text in modules_of_the_page().items():
        assert not NETWORK_VALUES.findall(code_only(text)), path.relative_to(ROOT)


def test_controls_keep_no_state_that_another_could_import() -> None:
    for path, text in modules_of_the_page().items():
        if path.parent.name == "controls":
            assert not re.findall(r"export (?:const|let) (\w+) = (?:signal|computed)\(", text), path.name


def test_only_main_acts_on_import() -> None:
    # start.js is no module: it runs before the first paint, so that a page of another theme is never seen.
    for path, text in modules_of_the_page().items():
        if path not in {STATIC / "main.js", STATIC / "start.js"}:
            calls = re.findall(r"^(?:await |void )?[\w.]+\(", code_only(text), re.MULTILINE)
            assert not calls, f"{path.relative_to(ROOT)}: {calls}"
