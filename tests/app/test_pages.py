"""Pages and static files over a small tree of their own."""

import gzip
import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app import pages
from app.assets import packed, read
from app.main import create
from app.settings import Settings

PAGE = """<html lang="{{ language }}">{% for module in modules %}<link rel="modulepreload" href="{{ module }}">
{% endfor %}<p>{{ words.problems.busy.title }}</p>{{ first_frame }}
<script type="application/json" id="page-data">{{ page_data }}</script><script src="{{ asset("main.js") }}"></script>"""
FILES = {
    "main.js": '/** @import {T} from "./types.js" */\nimport { a } from "./figures/a.js";\nimport "./b.js";\n',
    "figures/a.js": 'import {\n  b,\n} from "../b.js";\nexport * from "./c.js";\n',
    "figures/c.js": 'export const c = "from";\n',
    "article.js": 'import "./b.js";\n',
    "lab.js": "export {};\n",
    "b.js": "export const b = 1;\n" * 100,
    "types.js": "export {};\n",
    "first_frame/en.article.html": "<svg><title>a < b</title></svg>",
    "first_frame/en.json": '{"trace": {"start": {}, "steps": []}}',
}


SHEETS = ("tokens", "base", "layout", "controls", "figures", "teach", "river", "laboratory", "article", "embed")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, content in {f"static/{name}": text for name, text in FILES.items()}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / "static/css").mkdir()
    for sheet in SHEETS:
        (tmp_path / f"static/css/{sheet}.css").write_text(f".{sheet} {{}}\n")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/article.html").write_text(PAGE)
    return tmp_path


@pytest.fixture
def small(root: Path, settings: Settings) -> TestClient:
    paths = {"static": root / "static", "templates": root / "templates"}
    return TestClient(create(settings.model_copy(update=paths)))


@pytest.mark.parametrize(
    ("header", "language"),
    [("ja,en;q=0.5", "ja"), ("en-GB", "en"), ("fr", "en"), ("", "en"), ("en;q=0.2, ja-JP", "ja"), ("ja;q=0", "en")],
)
def test_the_root_leads_to_the_language_of_the_reader(small: TestClient, header: str, language: str) -> None:
    answer = small.get("/", headers={"Accept-Language": header}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/{language}/")
    assert answer.headers["vary"] == "Accept-Language"


def test_a_page_names_every_module_that_its_entry_imports_and_no_other(small: TestClient) -> None:
    text = small.get("/en/").text
    modules = [name.split("/", 3)[3] for name in re.findall(r'preload" href="([^"]+)"', text)]
    assert modules == ["main.js", "figures/a.js", "b.js", "figures/c.js", "article.js"]


def test_every_address_on_a_page_is_served_for_good(small: TestClient) -> None:
    for address in re.findall(r'(?:href|src)="(/static[^"]+)"', small.get("/ja/").text):
        answer = small.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_page_data_is_json_that_cannot_end_its_element(small: TestClient) -> None:
    text = small.get("/en/").text
    data = json.loads(re.findall(r'id="page-data">(.*?)</script>', text)[0])
    assert data["language"] == "en"
    assert [card["id"] for card in data["models"]] == ["small-gru", "small-lstm", "small-rnn"]
    assert data["first_frame"].endswith("/first_frame/en.json")
    assert pages.embedded({"a": "</script>&"}) == r'{"a":"\u003c/script\u003e\u0026"}'


def test_the_first_frame_is_in_the_page_as_drawn(small: TestClient) -> None:
    assert FILES["first_frame/en.article.html"] in small.get("/en/").text


def test_a_client_that_takes_gzip_gets_the_same_bytes_compressed(small: TestClient) -> None:
    address = small.app.state.assets.address("b.js")  # type: ignore[attr-defined]
    plain = small.get(address, headers={"Accept-Encoding": "identity"})
    short = small.get(address, headers={"Accept-Encoding": "gzip"})
    assert (plain.headers.get("content-encoding"), short.headers["content-encoding"]) == (None, "gzip")
    assert plain.content == short.content  # the client unpacks
    assert int(short.headers["content-length"]) < len(plain.content) / 4
    asset = packed(plain.content, "text/javascript")
    assert asset.compressed is not None
    assert gzip.decompress(asset.compressed) == asset.content


def test_a_client_that_has_a_page_is_told_so(small: TestClient) -> None:
    first = small.get("/ja/")
    again = small.get("/ja/", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == again.headers["cache-control"] == "no-cache"


def test_a_forgotten_slash_leads_to_the_page(small: TestClient) -> None:
    answer = small.get("/ja", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/ja/")


def test_head_gives_the_headers_alone(small: TestClient) -> None:
    get, head = small.get("/en/"), small.head("/en/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize(
    "name", ["../templates/article.html", "%2e%2e/templates/article.html", "nothing.js", "", "main.js/", "%00"]
)
def test_nothing_outside_the_tree_is_served(small: TestClient, name: str) -> None:
    version = small.app.state.assets.hash  # type: ignore[attr-defined]
    assert small.get(f"/static/{version}/{name}").status_code == 404
    assert small.get("/static/000000000000/main.js").status_code == 404


def test_the_hash_changes_with_any_byte_of_the_tree(root: Path) -> None:
    before = read(root / "static").hash
    (root / "static/types.js").write_text("export { };\n")
    assert read(root / "static").hash != before


def test_an_import_of_a_file_that_is_not_there_is_named(root: Path) -> None:
    (root / "static/b.js").unlink()
    with pytest.raises(KeyError, match=r"b\.js"):
        read(root / "static").modules("main.js")


MODULE = """/**
 * What it does.
 */
export const a = "/** kept */"; // why
  // a whole line
  /** @type {T} */
export const b = /** @type {any} */ (a).map((/** @type {T} */ one) => one);
"""
SENT = """


export const a = "/** kept */"; // why


export const b = (a).map((one) => one);
"""


def test_comments_stay_behind_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    sources = {"a.js": MODULE, "vendor/b.js": "/** licence */\n", "a.css": "/* why\n so */\n.a { margin: 0 }\n"}
    for name, content in sources.items():
        (tmp_path / name).write_text(content)
    found = {name: asset.content.decode() for name, asset in read(tmp_path).files.items()}
    assert found == {"a.js": SENT, "vendor/b.js": sources["vendor/b.js"], "a.css": "\n\n.a { margin: 0 }\n"}


def test_a_page_asks_for_one_style_sheet_joined_of_its_own_in_their_order(small: TestClient) -> None:
    found = small.app.state.assets  # type: ignore[attr-defined]
    joined = found.files["css/page-lab.css"].content.decode()
    assert re.findall(r"[.](\w+) {}", joined) == list(pages.LABORATORY.styles)
