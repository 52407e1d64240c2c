"""The description of the API (OpenAPI 3.2): what FastAPI derives, and what it cannot know of streams and problems."""

from typing import Any, Final, NamedTuple

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app import examples, examples_analysis, problems, traces, wire, wire_analysis, wire_documents, wire_race
from app.examples import Example
from app.words import words

Json = dict[str, Any]

ENGLISH: Final = "en"
VERSION: Final = "3.2.0"  # the first that can describe a stream
BINARY: Final = "application/octet-stream"
ALWAYS: Final = ("invalid", "too_many_requests", "internal")
SENT: Final = ("too_slow", "too_large", "not_json", "unknown_model")  # of a request with a body
RUN: Final = ("unknown_token", "out_of_range", "not_available")
TEXT: Final = ("text_too_long", "too_many_tokens", "empty_text")
STREAM: Final = ("not_acceptable", *TEXT, "out_of_range", "busy")
EXPLAIN: Final = (*SENT, *RUN, *TEXT, "too_many_clamps", "busy", *ALWAYS)


class Operation(NamedTuple):
    """What an operation answers, None for bytes, the codes of its problems, and the lines of its stream, if it has one.

    A line holds one field: the name of the event, and its data.
    """

    answer: type[BaseModel] | None
    problems: tuple[str, ...]
    lines: tuple[type[BaseModel], ...] = ()


TRACE_LINES: Final = (wire.StartLine, wire.StepLine, wire.EndLine)
RACE_LINES: Final = (wire_race.RaceStartLine, wire_race.RaceProgressLine, wire_race.RaceEndLine)
RACE: Final = (*SENT, "not_acceptable", "not_in_race", "out_of_range", "busy", *ALWAYS)
OPERATIONS: Final = {
    "list_models": Operation(wire_documents.Models, ALWAYS),
    "show_model": Operation(wire_documents.CardWithVocabulary, ("unknown_model", *ALWAYS)),
    "give_weights": Operation(None, ("unknown_model", *ALWAYS)),
    "trace": Operation(wire.Trace, (*SENT, *RUN, "too_many_clamps", *STREAM, *ALWAYS), TRACE_LINES),
    "trace_by_link": Operation(wire.Trace, ("unknown_model", *STREAM, *ALWAYS), TRACE_LINES),
    "step": Operation(wire.StepAnswer, (*SENT, *RUN, *ALWAYS)),
    "show_ledger": Operation(wire_analysis.LedgerAnswer, (*EXPLAIN, "too_many_numbers")),
    "show_contributions": Operation(wire_analysis.ContributionsAnswer, EXPLAIN),
    "show_gradients": Operation(wire_analysis.GradientsAnswer, EXPLAIN),
    "show_influence": Operation(wire_analysis.InfluenceAnswer, (*SENT, *RUN, *TEXT, "too_many_runs", "busy", *ALWAYS)),
    "show_race": Operation(wire_race.Races, ALWAYS),
    "run_race": Operation(wire_race.RaceAnswer, RACE, RACE_LINES),
    "healthz": Operation(wire_documents.Health, ("internal",)),
    "readyz": Operation(wire_documents.Readiness, ("not_ready", "internal")),
}
REFERENCE: Final = "#/components/schemas/{model}"
ASKED: Final = (  # the requests, whose fields the words describe
    *("TraceRequest", "StepRequest", "Clamp", "LedgerRequest", "ContributionsRequest", "GradientsRequest"),
    *("InfluenceRequest", "Target", "RaceRequest"),
)
RETRY_AFTER: Final[Json] = {
    "description": words(ENGLISH)["api_docs"]["retry_after"],
    "schema": {"type": "integer", "minimum": 1},
}


def describe(app: FastAPI) -> Json:
    """Return the description; the same every time, since models are loaded once."""
    if app.openapi_schema is None:
        texts = words(ENGLISH)["api_docs"]
        document = get_openapi(
            title=app.title,
            version=app.version,
            openapi_version=VERSION,
            summary=texts["lead"],
            description=texts["conventions"],
            license_info={"name": "MIT", "identifier": "MIT"},
            routes=app.routes,
        )
        document["externalDocs"] = {"url": "/api/v1/docs"}
        settings = app.state.settings
        document["components"] = _components(document["components"]["schemas"], examples.of_problems(settings))
        asked = examples.of_operations(app.state.models, settings)
        asked |= examples_analysis.of_operations(app.state.models, settings)
        for described in (operation for path in document["paths"].values() for operation in path.values()):
            _complete(described, asked.get(described["operationId"], Example()))
        app.openapi_schema = document
    return app.openapi_schema


def _components(derived: Json, wrong: dict[str, problems.Problem]) -> Json:
    """Return the schemas of all that is sent and answered, and an example of every problem."""
    lines = [line for one in OPERATIONS.values() for line in one.lines]
    models = [one.answer for one in OPERATIONS.values() if one.answer] + [*lines, wire_documents.ProblemDocument]
    _, ours = models_json_schema([(model, "serialization") for model in models], ref_template=REFERENCE)
    schemas = {name: schema for name, schema in derived.items() if "ValidationError" not in name} | ours["$defs"]
    fields = words(ENGLISH)["api_docs"]["fields"]
    for name in ASKED:
        for key, schema in schemas[name]["properties"].items():
            schema["description"] = fields[key]
    shown = {code: {"summary": code, "value": problems.document(one, ENGLISH)} for code, one in wrong.items()}
    return {"schemas": schemas, "examples": shown}


def _complete(described: Json, example: Example) -> None:
    """Add to what FastAPI describes of an operation its words, answers, problems and example."""
    texts, operation = words(ENGLISH)["api_docs"], OPERATIONS[described["operationId"]]
    described |= texts["operations"][described["operationId"]]
    for parameter in described.get("parameters", ()):
        parameter["description"] = texts["fields"][parameter["name"]]
        if parameter["name"] in example.parameters:
            parameter["example"] = example.parameters[parameter["name"]]
    if example.body is not None:
        described["requestBody"]["content"][traces.JSON]["example"] = example.body
    described["responses"] = {"200": {"description": texts["answered"], "content": _content(operation, example)}}
    if operation.answer is wire.Trace:
        described["responses"]["204"] = {"description": texts["nothing_left"]}
    by_status: dict[int, list[str]] = {}
    for code in dict.fromkeys(operation.problems):
        by_status.setdefault(problems.STATUS[code], []).append(code)
    described["responses"] |= {str(status): _problem(codes) for status, codes in sorted(by_status.items())}


def _content(operation: Operation, example: Example) -> Json:
    """Return the representations of an answer."""
    if operation.answer is None:
        address = f"/api/v1/models/{example.parameters.get('model')}/weights"
        shown = {"examples": {"weights": {"externalValue": address}}} if example.parameters else {}
        return {BINARY: {"schema": {"contentMediaType": BINARY}, **shown}}
    content: Json = {traces.JSON: {"schema": _reference(operation.answer)}}
    if operation.lines:
        content[traces.LINES] = {"itemSchema": {"anyOf": [_reference(line) for line in operation.lines]}}
        content[traces.EVENTS] = {"itemSchema": _event(operation.lines)}
    for kind, answer in example.answers.items():
        shown = {"value": answer} if kind == traces.JSON else {"serializedValue": answer}
        content[kind]["examples"] = {"answer": shown}
    return content


def _event(lines: tuple[type[BaseModel], ...]) -> Json:
    """Return the schema of an event: its data are JSON."""
    held: Json = {name: field.annotation for line in lines for name, field in line.model_fields.items()}
    data = {
        "type": "string",
        "contentMediaType": traces.JSON,
        "contentSchema": {"anyOf": [_reference(part) for part in held.values()]},
    }
    fields = {"event": {"enum": [*held]}, "id": {"type": "string"}, "retry": {"type": "integer"}}
    return {"type": "object", "properties": {**fields, "data": data}, "required": ["event", "data"]}


def _problem(codes: list[str]) -> Json:
    """Return what is answered with one status, whichever of the codes it is."""
    schema = {"allOf": [_reference(wire_documents.ProblemDocument), {"properties": {"code": {"enum": codes}}}]}
    shown = {code: {"$ref": f"#/components/examples/{code}"} for code in codes}
    answer: Json = {
        "description": ", ".join(words(ENGLISH)["problems"][code]["title"] for code in codes),
        "content": {problems.MEDIA_TYPE: {"schema": schema, "examples": shown}},
    }
    if {"too_many_requests", "busy"} & {*codes}:
        answer["headers"] = {"Retry-After": RETRY_AFTER}
    return answer


def _reference(model: type[BaseModel]) -> Json:
    return {"$ref": REFERENCE.format(model=model.__name__)}
