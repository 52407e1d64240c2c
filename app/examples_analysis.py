"""A real request of every call that explains a run, with what it is answered; see `examples`."""

from collections.abc import Mapping

import orjson

from app import api_analysis, api_race, encode, encode_race, inputs, race_stream, traces, wire_analysis, wire_race
from app.api_analysis import Analyse, Body
from app.encode import Json
from app.examples import Example
from app.settings import Settings
from engine.carry import CARRIED
from engine.cells import cell_module
from engine.models import Model


def of_operations(models: Mapping[str, Model], settings: Settings) -> dict[str, Example]:
    """Return the examples by operation, of a default model; none where none of them keeps something and can race."""
    fit = [one for one in models.values() if one.card.get("default") and api_race.can_race(one)]
    model = next((one for one in fit if one.network.stack.cell in CARRIED), None)
    return {} if model is None else _of_runs(model, settings) | _of_races(model, models, settings)


def _of_runs(model: Model, settings: Settings) -> dict[str, Example]:
    """Return what explains the shortest sentence that the card gives."""
    text = min(model.card["examples"], key=len)
    asked, last = {"model": model.id, "text": text}, len(inputs.read_text(model, text, settings)) - 1
    target = {"target": {"t": last}}
    place = {"t": last, "quantity": cell_module(model.network.stack.cell).BLOCKS[0], "unit": 0}
    wire = wire_analysis

    def example(analyse: Analyse[Body], kind: type[Body], fields: Json) -> Example:
        answer = api_analysis.explained(analyse, model, kind.model_validate(asked | fields), settings)
        return Example(body=asked | fields, answers={traces.JSON: orjson.loads(answer)})

    return {
        "show_ledger": example(api_analysis.ledger_of, wire.LedgerRequest, {"units": [0]}),
        "show_contributions": example(api_analysis.contributions_of, wire.ContributionsRequest, place),
        "show_gradients": example(api_analysis.gradients_of, wire.GradientsRequest, target),
        "show_influence": example(api_analysis.influence_of, wire.InfluenceRequest, target),
    }


def _of_races(model: Model, models: Mapping[str, Model], settings: Settings) -> dict[str, Example]:
    """Return the race that a model is in, and a short one among two of its kind."""
    language = model.card["language"]
    told = encode.dumps(encode_race.races_of(models.values(), language))
    able = (one for one in models.values() if one is not model and api_race.can_race(one))
    others = [one for one in able if one.card["language"] == language]
    body = {"models": [one.id for one in (model, *others[:1])], "distance": settings.race_shortest, "sentences": 10}
    race = api_race.race_of([model, *others[:1]], wire_race.RaceRequest.model_validate(body), settings)
    run = {kind: b"".join(race_stream.pieces(race, kind)) for kind in race_stream.FRAMES}
    return {
        "show_race": Example({"language": language}, answers={traces.JSON: orjson.loads(told)}),
        "run_race": Example(
            body=body,
            answers={kind: orjson.loads(text) if kind == traces.JSON else text.decode() for kind, text in run.items()},
        ),
    }
