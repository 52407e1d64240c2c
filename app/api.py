"""The JSON API v1: each handler decodes, makes one engine call and encodes."""

from typing import Annotated, Any, Final

import anyio
from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import Response

from app import encode, traces, wire
from app.limits import limited
from app.problems import Problem
from app.streaming import ClosingStream
from engine.errors import ShapeError
from engine.models import Model, run

router = APIRouter(prefix="/api/v1", dependencies=[Depends(limited)])
JSON, LINES, EVENTS = "application/json", "application/x-ndjson", "text/event-stream"
KINDS: Final = (JSON, LINES, EVENTS)


def find(request: Request, model: str) -> Model:
    """Return a model; `unknown_model` where there is none."""
    models: dict[str, Model] = request.app.state.models
    if model not in models:
        raise Problem("unknown_model", {"model": model[:100]})
    return models[model]


def accepted(header: str) -> str:
    """Return the representation that an Accept header weighs highest; the first named wins a tie."""
    best, weight = "", 0.0
    for part in header.lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        kind = JSON if kind in ("*/*", "application/*", "") else EVENTS if kind == "text/*" else kind
        quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        if kind in KINDS and quality.replace(".", "", 1).isdecimal() and float(quality) > weight:
            best, weight = kind, float(quality)
    if not best:
        raise Problem("not_acceptable")
    return best


@router.get("/models")
async def list_models(request: Request) -> Response:
    """List the cards of all models, and the limits of this server."""
    limits = request.app.state.settings.limits()
    cards = [encode.card_of(model, with_vocabulary=False) for model in request.app.state.models.values()]
    return Response(encode.dumps({"models": cards, "limits": limits}), media_type=JSON)


@router.get("/models/{model}")
async def show_model(request: Request, model: str) -> Response:
    """Show a card with its vocabulary."""
    return Response(encode.dumps(encode.card_of(find(request, model), with_vocabulary=True)), media_type=JSON)


@router.get("/models/{model}/weights")
async def give_weights(request: Request, model: str) -> Response:
    """Give the weights as safetensors under PyTorch's names."""
    found = find(request, model)
    headers = {"ETag": f'"{found.card["weights_sha256"]}"', "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{found.id}.safetensors"'
    return Response(found.weights, headers=headers, media_type="application/octet-stream")


@router.post("/trace")
async def trace(request: Request, body: wire.TraceRequest) -> Response:
    """Run a model over a text: every gate and state of every step."""
    return await _answer(request, body)


@router.get("/trace")
async def trace_by_link(
    request: Request,
    model: str,
    text: str,
    top: Annotated[int, Query(ge=1, le=20)] = 5,
    precision: wire.Precision = "display",
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """Run a model over a text, for a link, curl or an EventSource."""
    after = int(last_event_id) if last_event_id.isdecimal() and len(last_event_id) < 10 else -1
    return await _answer(request, wire.TraceRequest(model=model, text=text, top=top, precision=precision), after)


async def _answer(request: Request, body: wire.TraceRequest, after: int = -1) -> Response:
    kind = accepted(request.headers.get("accept", JSON))
    state = request.app.state
    job = await anyio.to_thread.run_sync(traces.prepare, find(request, body.model), body, state.settings)
    if kind == JSON:
        whole = await anyio.to_thread.run_sync(traces.whole, job, limiter=state.limiter)
        return Response(whole, media_type=JSON, headers={"Vary": "Accept"})
    state.slots.check()
    batches = traces.lines(job) if kind == LINES else traces.events(job, after)
    return ClosingStream(traces.streamed(batches, state.slots, state.limiter), kind)


@router.post("/step")
async def step(request: Request, body: wire.StepRequest) -> Response:
    """Run one step from a given state."""
    model = find(request, body.model)
    try:
        before = encode.state_from(model, body.state)
    except ShapeError as error:
        raise Problem("out_of_range", {"reason": str(error)}) from error
    (token,) = traces.listed(model, [body.token])
    done = run(model, [token.id], before)
    (found,) = encode.steps_of(model, done, [token.text], body.top, body.precision)
    after: dict[str, Any] = encode.state_of(done.trace.state, body.precision)
    return Response(encode.dumps({"step": found, "state": after}), media_type=JSON)
