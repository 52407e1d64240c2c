"""The race, from cards and scores to the wire."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Any, Final

from app.encode import Json
from app.encode_analysis import numbers_of, out
from app.race import Race
from engine.models import Model
from engine.race import Score, guess, held_out
from engine.tasks_colour import Sentence, text_of

Z: Final = 1.959963984540054  # of the normal distribution, 95 % lie within ± Z
MEASURED: Final = "accuracy_over_distance"  # where a card has the race
SHARED: Final = ("distances", "sentences", "trained_to", "chance", "majority", "nearest_colour", "default_rule")
COMPARED: Final = (
    "data",
    "updates",
    "seeds",
    "num_layers",
    "input_size",
    "hidden_size",
    "parameters",
    "learning_rate",
    "initialisation",
)


def races_of(models: Iterable[Model], language: str) -> Json:
    """Return the races of a language, or of "all", that the cards tell of."""
    groups: dict[tuple[Any, ...], list[Json]] = {}
    for card in (model.card for model in models):
        if card.get(MEASURED) and language in ("all", card["language"]):
            measured = card[MEASURED]
            same = (card["language"], card["task"], tuple(measured["distances"]), measured["sentences"])
            groups.setdefault(same, []).append(card)
    return {"races": [_race(cards) for cards in groups.values()]}


def _race(cards: Sequence[Json]) -> Json:
    """Return the race of models that were asked the same sentences."""
    compared = {card["id"]: _compared(card) for card in cards}
    values = {name: {id_: facts[name] for id_, facts in compared.items()} for name in COMPARED}
    first = cards[0]
    equal = {name: of_each[first["id"]] for name, of_each in values.items() if _all_same(list(of_each.values()))}
    return {
        "language": first["language"],
        "task": first["task"],
        **{name: first[MEASURED][name] for name in SHARED},
        "equal": equal,
        "differed": {name: of_each for name, of_each in values.items() if name not in equal},
        "models": [_racer(card) for card in cards],
    }


def _all_same(values: Sequence[Any]) -> bool:
    return all(value == values[0] for value in values)


def _compared(card: Json) -> Json:
    """Return what a comparison of models has to tell."""
    facts: Json = card | card["training"] | {"learning_rate": _learning_rate(card)}
    return facts | {"seeds": [one["seed"] for one in card[MEASURED]["seeds"]]}


def _racer(card: Json) -> Json:
    """Return a model with every training of its kind."""
    measured, training = card[MEASURED], card["training"]
    shares = zip(*(one["accuracy"] for one in measured["seeds"]), strict=True)
    best = _chosen(card)
    return {
        **{name: card[name] for name in ("id", "cell", "parameters")},
        "default_seed": measured["default_seed"],
        "learning_rate": _learning_rate(card),
        "initialisation": training["initialisation"],
        "training": training,
        "seeds": measured["seeds"],
        "mean": [sum(column) / len(column) for column in shares],
        "larger_budget": measured.get("larger_budget"),
        "sweep": [row | {"chosen": row is best} for row in card.get("sweep", ())],
    }


def _chosen(card: Json) -> Json | None:
    """Return the choice that a sweep settled: by accuracy, where it is the same by the answer's log-probability."""
    rows: Sequence[Json] = card.get("sweep", ())
    return max(rows, key=lambda row: (row["accuracy"], row["log_probability"]), default=None)


def _learning_rate(card: Json) -> float | None:
    best = _chosen(card)
    return None if best is None else best["learning_rate"]


def start_of(race: Race) -> Json:
    """Return what is known before the first sentence, and that sentence as an example."""
    first = next(held_out(race.language, race.distance, 1, race.seed))
    asked = first.question
    return {
        "language": race.language.code,
        "distance": race.distance,
        "sentences": race.sentences,
        "seed": race.seed,
        "chance": numbers_of([1 / len(race.language.colours)], out(race.precision))[0],
        "models": [{"id": model.id, "cell": model.network.stack.cell} for model in race.models],
        "example": {
            "text": text_of(asked, race.language),
            "tokens": asked.tokens,
            "topic": asked.tokens[asked.topic_at],
            "topic_at": asked.topic_at,
            "answer": first.answer,
            "guesses": [_guess(race, model, first) for model in race.models],
        },
    }


def _guess(race: Race, model: Model, sentence: Sentence) -> Json:
    """Return what a model takes for the answer."""
    token, probability = guess(model.network, model.vocabulary.ids, sentence)
    return {
        "model": model.id,
        "token": model.vocabulary.tokens[token],
        "probability": numbers_of([probability], out(race.precision))[0],
    }


def progress_of(race: Race, model: Model, score: Score) -> Json:
    """Return how far one model has come."""
    return {"model": model.id, "done": score.sentences, "of": race.sentences, "right": score.right}


def end_of(race: Race, scores: Mapping[str, Score]) -> Json:
    """Return what every model scored."""
    return {"results": [_result(race, model, scores[model.id]) for model in race.models]}


def _result(race: Race, model: Model, score: Score) -> Json:
    sent = out(race.precision)
    accuracy, log_probability = numbers_of([score.accuracy, score.log_probability], sent)
    return {
        "model": model.id,
        "cell": model.network.stack.cell,
        "right": score.right,
        "sentences": score.sentences,
        "accuracy": accuracy,
        "interval": numbers_of(wilson(score.right, score.sentences), sent),
        "log_probability": log_probability,
    }


def wilson(right: int, count: int) -> tuple[float, float]:
    """Return the interval that holds the true share with 95 % confidence (Wilson 1927); it never leaves 0 to 1."""
    share, weight = right / count, Z * Z / count
    middle, half = share + weight / 2, Z * sqrt(share * (1 - share) / count + weight / (4 * count))
    return max(0.0, (middle - half) / (1 + weight)), min(1.0, (middle + half) / (1 + weight))
