"""What a training prints: lines as it goes, and tables of what it measured, made from the cards alone."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Card = dict[str, Any]


def say(line: str) -> None:
    """Print a line at once, so that a log can be followed."""
    print(line, flush=True)


def percent(share: float) -> str:
    """Write a share in per cent, with a decimal only where a whole number would hide that it is not all or none."""
    return f"{100 * share:.1f}" if 0.99 < share < 1 or 0 < share < 0.01 else f"{100 * share:.0f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def tables(subject: str, cards: Sequence[Card]) -> str:
    """Return all that the cards of one subject say about what was measured."""
    trained = [card for card in cards if card["training"]["updates"]]
    write: dict[str, Callable[[Sequence[Card]], list[str]]] = {
        "colour": colour_tables,
        "brackets": brackets_tables,
        "character": character_tables,
    }
    return "\n\n".join(write[subject.partition("-")[0]](trained))


def colour_tables(cards: Sequence[Card]) -> list[str]:
    """Return accuracy over distance of every seed of every cell, then the sweeps."""
    first = cards[0]["accuracy_over_distance"]
    rows = []
    for card in cards:
        measured = card["accuracy_over_distance"]
        for one in measured["seeds"]:
            shipped = " (shipped)" if one["seed"] == measured["default_seed"] else ""
            rows.append([f"{card['cell']} seed {one['seed']}{shipped}", *map(percent, one["accuracy"])])
        if larger := measured.get("larger_budget"):
            label = f"{card['cell']}, {larger['updates']} updates, seed"
            rows += [[f"{label} {one['seed']}", *map(percent, one["accuracy"])] for one in larger["seeds"]]
    rows.append(["most frequent answer", *map(percent, first["majority"])])
    rows.append(["nearest colour word", *map(percent, first["nearest_colour"])])
    sweeps = [
        [card["cell"], row["initialisation"], f"{row['learning_rate']:g}", *sweep_scores(row)]
        for card in cards
        for row in card["sweep"]
    ]
    return [
        table(["accuracy in % at a distance of", *map(str, first["distances"])], rows),
        table(["cell", "initialisation", "learning rate", "accuracy in %", "log p of the answer"], sweeps),
    ]


def sweep_scores(row: Card) -> list[str]:
    """Return what a choice of a sweep scored on validation sentences."""
    return [f"{100 * row['accuracy']:.1f}", f"{row['log_probability']:.3f}"]


def brackets_tables(cards: Sequence[Card]) -> list[str]:
    """Return how far every seed counts, then the sweep."""
    (card,) = cards
    counting = card["counting"]
    rows = []
    for one in counting["seeds"]:
        shipped = " (shipped)" if one["seed"] == counting["default_seed"] else ""
        rows.append([f"seed {one['seed']}{shipped}", str(one["depth"]), *map(percent, one["words_right"])])
    sweep = [
        [row["initialisation"], f"{row['learning_rate']:g}", ", ".join(map(str, row["depth"]))] for row in card["sweep"]
    ]
    return [
        table(["", "counts to depth", *(f"% right at {pairs} pairs" for pairs in counting["pairs"])], rows),
        table(["initialisation", "learning rate", "five seeds count to"], sweep),
    ]


def character_tables(cards: Sequence[Card]) -> list[str]:
    """Return the bits per character of the network and of what it is compared with."""
    rows = []
    for card in cards:
        baselines, held_out = card["baselines"], card["held_out"]
        bits = (held_out["value"], baselines["five_gram"], baselines["unigram"], held_out["chance"])
        rows.append([card["id"], *(f"{value:.3f}" for value in bits)])
    return [table(["bits per character", "LSTM", "5-gram", "unigram", "uniform guess"], rows)] if rows else []
