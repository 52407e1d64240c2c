"""The calls of the race: what the cards say, and the same measured again."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Final

import anyio
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from app import api, assets, encode_race, inputs, negotiation, race_stream, traces, wire_race
from app.encode import dumps
from app.limits import limited
from app.problems import Place, Problem
from app.race import Race
from app.settings import Settings
from app.streaming import ClosingStream
from engine.models import Model
from engine.tasks_colour import colour_language

router = APIRouter(
    prefix="/api/v1", dependencies=[Depends(limited)], route_class=api.StrictRoute, strict_content_type=False
)
LANGUAGES: Final = ("ja", "en")  # in which there is something to race on


async def lane(request: Request) -> AsyncIterator[anyio.CancelScope]:
    """Hold one of the open races, and one of the open streams, until the response has ended."""
    state = request.app.state
    with state.races.slots.take(), state.slots.take() as scope:
        yield scope


Lane = Annotated[anyio.CancelScope, Depends(lane)]


@router.get("/race")
async def show_race(request: Request, query: Annotated[wire_race.RaceQuery, Query()]) -> Response:
    """Show how accuracy falls with distance for every cell and seed, and what the cells had in common."""
    body = dumps(encode_race.races_of(request.app.state.models.values(), query.language))
    return assets.sent(assets.packed(body, traces.JSON), request.headers, api.ASK_FIRST)


@router.post("/race/run")
async def run_race(request: Request, body: wire_race.RaceRequest, lane: Lane) -> Response:
    """Measure models again, on freshly drawn sentences that none of them was trained on."""
    kind = negotiation.media_type(request.headers.get("accept", ""), api.KINDS)
    if kind is None:
        raise Problem("not_acceptable")
    state = request.app.state
    race = race_of([api.find(request, name) for name in body.models], body, state.settings)
    return ClosingStream(race_stream.streamed(race, kind, state.races.limiter), kind, lane, state.settings)


def race_of(models: Sequence[Model], body: wire_race.RaceRequest, settings: Settings) -> Race:
    """Return a request as the engine takes it, every check passed: else `out_of_range` or `not_in_race`."""
    inputs.between(len(models), 1, settings.race_models, ("models",))
    inputs.between(body.distance, settings.race_shortest, settings.race_longest, ("distance",))
    inputs.between(body.sentences, 1, settings.race_sentences, ("sentences",))
    for place, model in enumerate(models):
        reason = None if can_race(model) else "no_questions"
        if reason is None and model.card["language"] != models[0].card["language"]:
            reason = "one_language"
        if reason is not None:
            raise Problem("not_in_race", {"model": model.id}, [Place(("body", "models", place), reason, {})])
    language = colour_language(models[0].card["language"])
    return Race(tuple(models), language, body.distance, body.sentences, body.seed, body.precision)


def can_race(model: Model) -> bool:
    """Tell whether a model knows every word of a language whose sentences ask something at a distance."""
    card = model.card
    if card.get("task") != "colour" or card["language"] not in LANGUAGES:
        return False
    return model.vocabulary.ids.keys() >= set(colour_language(card["language"]).vocabulary)
