"""The operations of a description as the page shows them: fields in a table, commands, answers cut to be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote
from typing import Any, Final, NamedTuple

import orjson

from app import openapi, problems, traces

Json = dict[str, Any]

SERVER: Final = "localhost:8000"
SHOWN: Final = 3  # entries of a list in an example
CUT: Final = "…"
FLAT_LIST: Final = re.compile(r"\[\s+([^\[\]{}]+?)\s+\]")
SPACES: Final = re.compile(r"\s+")


class Field(NamedTuple):
    """One thing that a request may hold."""

    name: str
    place: str  # a key of the words for places
    kind: str
    required: bool
    default: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation as the page shows it."""

    id: str
    method: str
    path: str
    fields: list[Field]
    curl: str
    answers: list[tuple[str, str]]  # media type and text
    problems: list[tuple[str, list[str]]]  # status and codes


def entries(document: Json) -> list[Entry]:
    """Return the operations of a description, in its order."""
    schemas = document["components"]["schemas"]
    return [
        Entry(
            described["operationId"],
            method.upper(),
            path,
            [*_parameters(described), *_properties(described, schemas)],
            curl(path, described),
            [*_answers(described["responses"]["200"]["content"])],
            [(status, [*_codes(answer)]) for status, answer in described["responses"].items() if status >= "4"],
        )
        for path, operations in document["paths"].items()
        for method, described in operations.items()
    ]


def _parameters(described: Json) -> list[Field]:
    return [
        Field(one["name"], one["in"], kind_of(one["schema"], {}), one["required"], _default(one["schema"]))
        for one in described.get("parameters", ())
    ]


def _properties(described: Json, schemas: Json) -> list[Field]:
    """Return the fields of a body, those of its lists of objects among them."""
    if "requestBody" not in described:
        return []
    name = described["requestBody"]["content"][traces.JSON]["schema"]["$ref"].rsplit("/", 1)[1]
    found: list[Field] = []
    for key, schema in schemas[name]["properties"].items():
        found.append(_field(key, schema, schemas[name], schemas))
        inner = schema.get("items", {}).get("$ref", "").rsplit("/", 1)[-1]
        if inner:
            held = schemas[inner]["properties"].items()
            found += [_field(f"{key}[].{part}", one, schemas[inner], schemas) for part, one in held]
    return found


def _field(name: str, schema: Json, owner: Json, schemas: Json) -> Field:
    required = name.rsplit(".", 1)[-1] in owner.get("required", ())
    return Field(name, "body", kind_of(schema, schemas), required, _default(schema))


def kind_of(schema: Json, schemas: Json) -> str:
    """Return in a few signs what a schema takes: `integer 1–20`, `[string]`, `display | full`, `{h, c}`, `[{…}]`."""
    if "$ref" in schema:
        inner = list(schemas[schema["$ref"].rsplit("/", 1)[1]]["properties"])
        return f"{{{', '.join(inner)}}}" if len(inner) < SHOWN else f"{{{CUT}}}"
    if "anyOf" in schema:
        return " | ".join(kind_of(one, schemas) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if schema["type"] == "array":
        return f"[{kind_of(schema['items'], schemas)}]"
    bounds = [f"{schema[key]:g}" for key in ("minimum", "maximum") if schema.get(key, 10**6) < 10**6]
    return " ".join([schema["type"], "–".join(bounds)]).strip() if len(bounds) == 2 else str(schema["type"])


def _default(schema: Json) -> str:
    found = schema.get("default")
    return "" if found in (None, "", []) else orjson.dumps(found).decode().strip('"')


def curl(path: str, described: Json) -> str:
    """Return the example as a command."""
    options: list[str] = []
    for one in described.get("parameters", ()):
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", one.get("example", "…"))
        elif "example" in one:
            options += ["--data-urlencode", quote(f"{one['name']}={one['example']}")]
    if options:
        options.insert(0, "-G")
    if openapi.BINARY in described["responses"]["200"]["content"]:
        options.append("-OJ")
    if "requestBody" in described:
        body = described["requestBody"]["content"][traces.JSON].get("example", {})
        options += ["--json", quote(orjson.dumps(body).decode())]
    return " ".join(["curl", SERVER + path, *options])


def _answers(content: Json) -> Iterator[tuple[str, str]]:
    for kind, media in content.items():
        shown = media.get("examples", {}).get("answer", {})
        if "value" in shown:
            yield kind, pretty(shown["value"])
        elif shown:
            yield kind, cut_stream(shown["serializedValue"])


def _codes(answer: Json) -> list[str]:
    return list(answer["content"][problems.MEDIA_TYPE]["examples"])


def pretty(value: Any) -> str:
    """Return JSON to be read: long lists cut, lists of plain values in one line."""
    text = orjson.dumps(cut(value), option=orjson.OPT_INDENT_2).decode().replace(f'"{CUT}"', CUT)
    return FLAT_LIST.sub(lambda found: f"[{SPACES.sub(' ', found[1])}]", text)


def cut_stream(text: str) -> str:
    """Return the lines of a stream, the long lists in their JSON cut."""
    return "\n".join(_cut_line(line) for line in text.splitlines())


def _cut_line(line: str) -> str:
    field, brace, rest = line.partition("{")
    if not brace:
        return line
    return field + orjson.dumps(cut(orjson.loads(brace + rest))).decode().replace(f'"{CUT}"', CUT)


def cut(value: Any) -> Any:
    """Return a value whose lists hold no more than a few entries and then a sign that there are more."""
    if isinstance(value, dict):
        return {key: cut(one) for key, one in value.items()}
    if isinstance(value, list):
        return [cut(one) for one in value[:SHOWN]] + ([CUT] if len(value) > SHOWN else [])
    return value
