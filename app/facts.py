"""The numbers that the prose may name, each from a card or from the engine, as they are written."""

from collections.abc import Iterable, Mapping
from math import log
from typing import Any, Final

from app.sentences import pair
from engine.cells import CELLS
from engine.models import Model

Card = Mapping[str, Any]
NO_BREAK: Final = "\u00a0"


def facts(models: Mapping[str, Model], language: str) -> dict[str, str]:
    """Return every fact of a language by name; a model that is not there leaves its facts out."""
    cards = {name: model.card for name, model in models.items()}
    found = {f"half_life_{name}": f"{log(0.5) / log(gate):.1f}" for name, gate in (("090", 0.9), ("099", 0.99))}
    for cell in CELLS:
        found |= _of_cell(cell, cards.get(f"colour-{language}-{cell}"))
    found |= _of_task(cards.get(f"colour-{language}-lstm"))
    return found | _of_others(cards, language) | _of_pair(models, language)


def percent(share: float) -> str:
    """Write a share in per cent; what is not all or nothing is not rounded to it."""
    shown = f"{100 * share:.0f}"
    if (share < 1 and shown == "100") or (share > 0 and shown == "0"):
        shown = f"{100 * share:.1f}"
    return f"{shown}{NO_BREAK}%"


def _of_cell(cell: str, card: Card | None) -> dict[str, str]:
    """Return the accuracy of the shipped model, and the worst and best of its seeds."""
    if card is None:
        return {}
    measured = card["accuracy_over_distance"]
    seeds = {seed["seed"]: seed["accuracy"] for seed in measured["seeds"]}
    found = {f"{cell}_mean": percent(card["held_out"]["value"])}
    for place, distance in enumerate(measured["distances"]):
        at = [accuracy[place] for accuracy in seeds.values()]
        found[f"{cell}_{distance}"] = percent(seeds[measured["default_seed"]][place])
        found[f"{cell}_worst_{distance}"], found[f"{cell}_best_{distance}"] = percent(min(at)), percent(max(at))
    return found


def _of_task(card: Card | None) -> dict[str, str]:
    """Return what the language, the sentences and the default model are like."""
    if card is None:
        return {}
    measured = card["accuracy_over_distance"]
    counts = {
        "units": card["hidden_size"],
        "parameters": card["parameters"],
        "vocabulary": card["vocabulary_size"],
        "updates": card["training"]["updates"],
        "sentences": card["held_out"]["sentences"],
        "seeds": len(measured["seeds"]),
        "trained_to": measured["trained_to"],
        "shortest": min(measured["distances"]),
        "longest": max(measured["distances"]),
    }
    nearest = measured["nearest_colour"]
    shares = {"chance": card["held_out"]["chance"], "nearest_colour": sum(nearest) / len(nearest)}
    return {name: f"{count:,}" for name, count in counts.items()} | {
        name: percent(share) for name, share in shares.items()
    }


def _of_others(cards: Mapping[str, Card], language: str) -> dict[str, str]:
    """Return what was measured about the lanes, the counter and the reader of books."""
    found: dict[str, str] = {}
    lstm = cards.get(f"colour-{language}-lstm", {})
    for name in ("undisturbed", "memory_source"):
        if name in lstm:
            found[name] = percent(lstm[name]["share"])
    if "memory_source" in lstm:
        found["memory_source_unit"] = percent(lstm["memory_source"]["unit_share"])
    if "undisturbed" in lstm:
        found |= {f"undisturbed_{key}": f"{value:g}" for key, value in _thresholds(lstm["undisturbed"])}
    if counter := cards.get("brackets-lstm"):
        default = next(s for s in counter["counting"]["seeds"] if s["seed"] == counter["counting"]["default_seed"])
        found |= {"bracket_depth": f"{default['depth']}", "bracket_trained": f"{counter['counting']['trained_to']}"}
    if reader := cards.get(f"character-{language}-lstm"):
        found["character_bits"] = f"{reader['held_out']['value']:.2f}"
        found["five_gram_bits"] = f"{reader['baselines']['five_gram']:.2f}"
    return found


def _of_pair(models: Mapping[str, Model], language: str) -> dict[str, str]:
    """Return what each model takes for the answer of the article's long sentence, and the answer."""
    chosen = pair(models, language)
    return {f"{cell}_guess": word for cell, word in chosen.guesses.items()} | {"answer": chosen.answer}


def _thresholds(measured: Card) -> Iterable[tuple[str, float]]:
    return (("f", measured["open"]), ("write", measured["small"]))
