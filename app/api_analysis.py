"""The calls that explain a run: each handler decodes, makes one engine call and encodes."""

from collections.abc import Callable
from typing import TypeVar

import anyio
import numpy as np
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app import api, encode_analysis, inputs, traces, wire, wire_analysis
from app.encode import Json, dumps
from app.limits import limited
from app.problems import Place, Problem
from app.runs import whole
from app.settings import Settings
from app.traces import Job
from engine.carry import CARRIED, carry, half_lives, keep_gate, left_at, parts_at, shares_by_unit
from engine.cells import cell_module
from engine.contributions import contributions
from engine.gradients import prediction_gradient
from engine.influence import influence
from engine.ledger import amounts, ledger
from engine.models import Model, Run
from engine.tasks_classes import classmates

router = APIRouter(
    prefix="/api/v1", dependencies=[Depends(limited)], route_class=api.StrictRoute, strict_content_type=False
)
Body = TypeVar("Body", bound=wire.Sentence)
Analyse = Callable[[Job, Body, Settings], Json]


@router.post("/ledger")
async def show_ledger(request: Request, body: wire_analysis.LedgerRequest) -> Response:
    """Say which token wrote how much of a memory."""
    return await _answer(request, body, ledger_of)


@router.post("/contributions")
async def show_contributions(request: Request, body: wire_analysis.ContributionsRequest) -> Response:
    """Take one pre-activation apart into the products it is the sum of."""
    return await _answer(request, body, contributions_of)


@router.post("/gradients")
async def show_gradients(request: Request, body: wire_analysis.GradientsRequest) -> Response:
    """Follow the gradient of one prediction back through every step."""
    return await _answer(request, body, gradients_of)


@router.post("/influence")
async def show_influence(request: Request, body: wire_analysis.InfluenceRequest) -> Response:
    """Say how far each word moves one prediction, by running the sentence without it and with others of its class."""
    return await _answer(request, body, influence_of)


async def _answer(request: Request, body: Body, analyse: Analyse[Body]) -> Response:
    state, model = request.app.state, api.find(request, body.model)
    with state.analyses.slots.take():
        async with state.analyses.limiter:
            if await request.is_disconnected():
                return Response()  # to nobody: a page that moves on takes back what it asked
            answer = await anyio.to_thread.run_sync(explained, analyse, model, body, state.settings)
    return Response(answer, media_type=traces.JSON)


def explained(analyse: Analyse[Body], model: Model, body: Body, settings: Settings) -> bytes:
    """Return the answer to a request as JSON."""
    fields = {name: getattr(body, name) for name in wire.Reading.model_fields if hasattr(body, name)}
    job = api.job(model, wire.TraceRequest.model_construct(**fields), settings)
    # A state may overflow, under a clamp: that is shown as Infinity, and is no warning in the log.
    with np.errstate(over="ignore", invalid="ignore"):
        return dumps(analyse(job, body, settings))


def ledger_of(job: Job, body: wire_analysis.LedgerRequest, settings: Settings) -> Json:
    """Return who wrote a memory; `not_available` for an RNN, `too_many_numbers` for more than an answer may hold."""
    stack = job.model.network.stack
    if stack.cell not in CARRIED:
        values = {"quantity": "ledger", "cell": stack.cell.upper()}
        raise Problem("not_available", values, [Place(("body", "model"), "no_ledger", {})])
    inputs.below(body.layer, stack.num_layers, ("layer",))
    units = list(range(stack.hidden_size)) if body.units is None else body.units
    for place, unit in enumerate(units):
        inputs.below(unit, stack.hidden_size, ("units", place))
    numbers = len(job.tokens) ** 2 * len(units)
    if numbers > settings.ledger_numbers:
        raise Problem("too_many_numbers", {"limit": settings.ledger_numbers, "length": numbers})
    trace = whole(job).trace
    carried = carry(trace, body.layer)
    keep, shares = carried.keep[:, 0, units], shares_by_unit(parts_at(carried, len(job.tokens) - 1))[:, 0, units]
    left = [left_at(keep[: t + 1])[1:] for t in range(len(keep))]
    parts = ledger(trace, body.layer, units)
    return encode_analysis.ledger_of(job, body.layer, parts, left, amounts(trace, body.layer), shares)


def contributions_of(job: Job, body: wire_analysis.ContributionsRequest, settings: Settings) -> Json:
    """Return why a gate is what it is; `not_available` or `out_of_range` for a place that is not there."""
    stack = job.model.network.stack
    if body.quantity not in cell_module(stack.cell).BLOCKS:
        values = {"quantity": f"pre.{body.quantity}", "cell": stack.cell.upper()}
        raise Problem("not_available", values, [Place(("body", "quantity"), "not_of_cell", values)])
    limits = {"t": len(job.tokens), "layer": stack.num_layers, "unit": stack.hidden_size}
    for name, limit in limits.items():
        inputs.below(getattr(body, name), limit, (name,))
    place = body.model_dump(include={"t", "layer", "quantity", "unit"})
    return encode_analysis.contributions_of(job, place, contributions(stack, whole(job).trace, **place))


def gradients_of(job: Job, body: wire_analysis.GradientsRequest, settings: Settings) -> Json:
    """Return the backward pass of a prediction; `out_of_range` or `unknown_token` for a target that is not there."""
    made, token = _target(job, body.target)
    ids = [one.id for one in job.tokens]
    found = prediction_gradient(job.model.network, ids, body.target.t, token, job.state, job.clamps)
    layers = range(len(found.layers)) if made.trace.cell in CARRIED else ()
    lives = [half_lives(keep_gate(made.trace, layer)[: body.target.t + 1, 0]) for layer in layers]
    target = encode_analysis.target_of(job, made, body.target.t, token)
    return encode_analysis.gradients_of(job, target, found, lives, body)


def influence_of(job: Job, body: wire_analysis.InfluenceRequest, settings: Settings) -> Json:
    """Return how much each word matters; as `gradients_of`, and `too_many_runs` for more than a request may start."""
    made, token = _target(job, body.target)
    read = job.tokens[: body.target.t + 1]
    others = [_others(job.model, one.id) if one.known else [] for one in read]
    steps = len(read) * (len(read) + sum(map(len, others)))
    if steps > settings.influence_steps:
        raise Problem("too_many_runs", {"limit": settings.influence_steps, "length": steps})
    target = encode_analysis.target_of(job, made, body.target.t, token)
    found = influence(job.model.network, [one.id for one in read], others, job.state)
    return encode_analysis.influence_of(job, target, found)


def _target(job: Job, target: wire_analysis.Target) -> tuple[Run, int]:
    """Return the run and the token of a target."""
    inputs.below(target.t, len(job.tokens), ("target", "t"))
    given = None if target.token is None else inputs.read_token(job.model, target.token, ("target", "token")).id
    made = whole(job)
    return made, int(made.log_probabilities[target.t].argmax()) if given is None else given


def _others(model: Model, token: int) -> list[int]:
    """Return the other tokens of a token's class."""
    card, vocabulary = model.card, model.vocabulary
    words = classmates(card.get("task", ""), card["language"], vocabulary.tokens[token])
    return [vocabulary.ids[word] for word in words if word in vocabulary.ids]
