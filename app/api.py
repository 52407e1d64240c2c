"""The JSON API v1: each handler decodes, makes one engine call and encodes."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Annotated, Any, Final

import anyio
import orjson
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app import assets, encode, inputs, negotiation, queries, traces, wire
from app.limits import limited
from app.problems import Place, Problem
from app.settings import Settings
from app.streaming import ClosingStream
from engine.models import Model

KINDS: Final = (traces.JSON, traces.LINES, traces.EVENTS)
ASK_FIRST: Final = "no-cache"  # models may change when the server starts again; the ETag tells


class StrictRequest(Request):
    """A request whose body is JSON by the letter: no NaN, no half of a surrogate pair, no thousands of brackets."""

    async def json(self) -> Any:
        """Return the body; JSONDecodeError for anything that is not JSON in UTF-8."""
        return orjson.loads(await self.body())


class StrictRoute(APIRoute):
    """A route that reads its query and its body by the letter, and refuses a body that does not call itself JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap FastAPI's handler."""
        handle = super().get_route_handler()
        models = [field.field_info.annotation for field in self.dependant.query_params]
        names = {name for model in models for name in getattr(model, "model_fields", ())}

        async def strict(request: Request) -> Response:
            queries.check(request, names)
            kind = request.headers.get("content-type", traces.JSON).partition(";")[0].strip().lower()
            if self.body_field and kind != traces.JSON and not kind.endswith("+json"):
                raise HTTPException(415)
            return await handle(StrictRequest(request.scope, request.receive))

        return strict


router = APIRouter(
    prefix="/api/v1", dependencies=[Depends(limited)], route_class=StrictRoute, strict_content_type=False
)


async def slot(request: Request) -> AsyncIterator[anyio.CancelScope]:
    """Hold one of the open streams until the response has ended."""
    with request.app.state.slots.take() as scope:
        yield scope


Slot = Annotated[anyio.CancelScope, Depends(slot)]


def find(request: Request, model: str) -> Model:
    """Return a model; `unknown_model` where there is none."""
    models: dict[str, Model] = request.app.state.models
    if model not in models:
        raise Problem("unknown_model", {"model": model})
    return models[model]


@router.get("/models")
async def list_models(request: Request) -> Response:
    """List the cards of all models, and the limits of this server."""
    cards = [encode.card_of(model, with_vocabulary=False) for model in request.app.state.models.values()]
    body = encode.dumps({"models": cards, "limits": request.app.state.settings.limits()})
    return assets.sent(assets.packed(body, traces.JSON), request.headers, ASK_FIRST)


@router.get("/models/{model}")
async def show_model(request: Request, model: str) -> Response:
    """Show a card with its vocabulary."""
    body = encode.dumps(encode.card_of(find(request, model), with_vocabulary=True))
    return assets.sent(assets.packed(body, traces.JSON), request.headers, ASK_FIRST)


@router.get("/models/{model}/weights")
async def give_weights(request: Request, model: str) -> Response:
    """Give the weights as safetensors under PyTorch's names."""
    found = find(request, model)
    headers = {"ETag": f'"{found.card["weights_sha256"]}"', "Cache-Control": ASK_FIRST}
    if negotiation.has(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{found.id}.safetensors"'
    return Response(found.weights, headers=headers, media_type="application/octet-stream")


@router.post("/trace")
async def trace(
    request: Request, body: wire.TraceRequest, slot: Slot, last_event_id: Annotated[str, Header()] = ""
) -> Response:
    """Run a model over a text: every gate and state of every step."""
    return await _answer(request, body, slot, last_event_id)


@router.get("/trace")
async def trace_by_link(
    request: Request,
    query: Annotated[wire.TraceQuery, Query()],
    slot: Slot,
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """Run a model over a text, for a link, curl or an EventSource."""
    return await _answer(request, wire.TraceRequest(**query.model_dump()), slot, last_event_id)


async def _answer(request: Request, body: wire.TraceRequest, slot: anyio.CancelScope, last_event_id: str) -> Response:
    """Check everything before the first byte; then there is nothing left that could be refused."""
    kind = negotiation.media_type(request.headers.get("accept", ""), KINDS)
    if kind is None:
        raise Problem("not_acceptable")
    state = request.app.state
    found = find(request, body.model)
    asked = await anyio.to_thread.run_sync(job, found, body, state.settings, limiter=state.limiter)
    if kind == traces.EVENTS and last_event_id == traces.LAST_EVENT:
        return Response(status_code=204)  # an EventSource that is told so stops asking
    after = _after(last_event_id, len(asked.tokens)) if kind == traces.EVENTS else None
    return ClosingStream(traces.streamed(asked, kind, state.limiter, after), kind, slot, state.settings)


def job(model: Model, body: wire.TraceRequest, settings: Settings) -> traces.Job:
    """Return a request as the engine takes it, every check passed."""
    if body.text is not None:
        tokens = inputs.read_text(model, body.text, settings)
    else:
        tokens = inputs.read_tokens(model, body.tokens or (), settings)
    clamps = [clamp.model_dump(by_alias=True) for clamp in body.clamps]
    held = inputs.read_clamps(model, clamps, len(tokens), settings.clamps)
    vectors = body.initial_state.model_dump() if body.initial_state else None
    state = inputs.read_state(model, vectors, "initial_state")
    return traces.Job(model, tokens, state, held, body.top, body.precision)


def _after(last_event_id: str, steps: int) -> int | None:
    """Return the step that a client has seen last, None for a client that is new; `invalid` for any other id."""
    if not last_event_id:
        return None
    if not (last_event_id.isascii() and last_event_id.isdecimal() and len(last_event_id) < 10):
        raise Problem("invalid", {}, [Place(("header", "last-event-id"), "integer", {})])
    if int(last_event_id) >= steps:
        values = {"low": 0, "high": steps - 1, "got": int(last_event_id)}
        raise Problem("out_of_range", {}, [Place(("header", "last-event-id"), "between", values)])
    return int(last_event_id)


@router.post("/step")
async def step(request: Request, body: wire.StepRequest) -> Response:
    """Run one step from a given state."""
    state, model = request.app.state, find(request, body.model)
    answer = await anyio.to_thread.run_sync(stepped, model, body, limiter=state.limiter)
    return Response(answer, media_type=traces.JSON)


def stepped(model: Model, body: wire.StepRequest) -> bytes:
    """Return one step and the state after it as JSON."""
    token = inputs.read_token(model, body.token, ("token",))
    state = inputs.read_state(model, body.state.model_dump() if body.state else None, "state")
    running = traces.Running(traces.Job(model, (token,), state, (), body.top, body.precision))
    (found,) = running.advance(1)
    return b'{"step":%b,"state":%b}' % (found, encode.dumps(encode.state_of(running.state)))
