"""What a training prints: lines as it goes, and tables of what it measured, made from the cards alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Card = dict[str, Any]
Rows = Iterable[Sequence[str]]


def say(line: str) -> None:
    """Print a line at once, so that a log can be followed."""
    print(line, flush=True)


def percent(share: float) -> str:
    """Write a share in per cent, with a decimal only where a whole number would hide that it is not all or none."""
    return f"{100 * share:.1f}" if 0.99 < share < 1 or 0 < share < 0.01 else f"{100 * share:.0f}"


def table(head: Sequence[str], rows: Rows) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def tables(subject: str, cards: Sequence[Card]) -> dict[str, str]:
    """Return all that the cards of one subject say about what was measured, each table by its name."""
    trained = [card for card in cards if card["training"]["updates"] and "checkpoint_of" not in card]
    write: dict[str, Callable[[Sequence[Card]], dict[str, str]]] = {
        "colour": colour_tables,
        "brackets": brackets_tables,
        "character": character_tables,
    }
    if not trained:
        return {}
    found = {"recipe": recipe_table(trained), **write[subject.partition("-")[0]](trained)}
    return found | {"stages": stages_table(cards)} if any("checkpoint_of" in card for card in cards) else found


def recipe_table(cards: Sequence[Card]) -> str:
    """Return what was trained and with what."""
    rows = []
    for card in cards:
        training = card["training"]
        size = [f"`{card['id']}`", f"{card['hidden_size']}", f"{card['parameters']:,}"]
        chosen = [training["initialisation"], f"{training['learning_rate']:g}"]
        rows.append([*size, *chosen, f"{training['updates']:,}", f"{training['cpu_seconds']:.0f}"])
    head = ["model", "units", "parameters", "initialisation", "learning rate", "updates", "CPU seconds"]
    return table(head, rows)


def stages_table(cards: Sequence[Card]) -> str:
    """Return the accuracy of a default model untrained, at every checkpoint and at its end."""
    whole = next(card for card in cards if card["default"])
    mine = {whole["id"], whole["untrained_twin"]}
    stages = [card for card in cards if card["id"] in mine or card.get("checkpoint_of") == whole["id"]]
    line = sorted(stages, key=lambda card: int(card["training"]["updates"]))
    scores = [f"{100 * card['held_out']['value']:.1f}" for card in line]
    return table(["updates", *(f"{card['training']['updates']:,}" for card in line)], [["accuracy in %", *scores]])


def colour_tables(cards: Sequence[Card]) -> dict[str, str]:
    """Return accuracy over distance of every seed, the sweeps, and a look into the memory."""
    distances = [*cards[0]["accuracy_over_distance"]["distances"], *cards[0]["farther"]["distances"]]
    scores = ["accuracy in %", "log p of the answer"]
    return {
        "accuracy": table(
            ["% right at a distance of", *(f"{distance:,}" for distance in distances)], accuracy_rows(cards)
        ),
        "sweep": table(["cell", "updates", "initialisation", "learning rate", *scores], colour_sweep_rows(cards)),
        "memory": table(["", *(card["cell"].upper() for card in cards if "memory_source" in card)], memory_rows(cards)),
    }


def accuracy_rows(cards: Sequence[Card]) -> Iterator[list[str]]:
    """Yield the accuracy of every seed of every cell, then of what needs no model."""
    for card in cards:
        measured = card["accuracy_over_distance"]
        for one, far in zip(measured["seeds"], card["farther"]["seeds"], strict=True):
            yield [seed_label(card, measured, one), *map(percent, [*one["accuracy"], *far["accuracy"]])]
        if larger := measured.get("larger_budget"):
            label, unmeasured = f"{card['cell'].upper()}, {larger['updates']:,} updates, seed", ["–"] * 2
            for one in larger["seeds"]:
                yield [f"{label} {one['seed']}", *map(percent, one["accuracy"]), *unmeasured]
    first = cards[0]["accuracy_over_distance"]
    for name, key in (("most frequent answer", "majority"), ("nearest colour word", "nearest_colour")):
        yield [name, *map(percent, first[key]), "–", "–"]


def seed_label(card: Card, measured: Card, one: Card) -> str:
    """Name a seed of a cell, and say whether it is the one that is shipped."""
    shipped = " (shipped)" if one["seed"] == measured["default_seed"] else ""
    return f"{card['cell'].upper()} seed {one['seed']}{shipped}"


def colour_sweep_rows(cards: Sequence[Card]) -> Iterator[list[str]]:
    """Yield every choice of every sweep, and what it scored on validation sentences."""
    for card in cards:
        sweeps = [(card["training"], card["sweep"])]
        if larger := card["accuracy_over_distance"].get("larger_budget"):
            sweeps.append((larger, larger["sweep"]))
        for chosen, rows in sweeps:
            for row in rows:
                score = [f"{100 * row['accuracy']:.1f}", f"{row['log_probability']:.3f}"]
                yield [card["cell"].upper(), f"{chosen['updates']:,}", *choice_cells(row, chosen), *score]


def choice_cells(row: Card, chosen: Card) -> list[str]:
    """Return a choice of a sweep, and say whether it was taken."""
    taken = all(row[key] == chosen[key] for key in ("initialisation", "learning_rate"))
    return [row["initialisation"], f"{row['learning_rate']:g}{' (taken)' if taken else ''}"]


def memory_rows(cards: Sequence[Card]) -> Iterator[list[str]]:
    """Yield what the shipped models keep in their memories, in per cent."""
    carrying = [card for card in cards if "memory_source" in card]
    kept = [percent(card["undisturbed"]["share"]) if "undisturbed" in card else "–" for card in carrying]
    yield ["% of unit-steps that leave the memory undisturbed", *kept]
    for prefix, of in (
        ("", "of the memory of all units"),
        ("unit_", "of the memory of the unit the answer rests on most"),
    ):
        found = [card["memory_source"] for card in carrying]
        yield [f"% of sentences whose topic wrote most {of}", *(percent(one[f"{prefix}share"]) for one in found)]
        yield [f"% {of} that the topic wrote, on average", *(percent(one[f"{prefix}topic_part"]) for one in found)]


def brackets_tables(cards: Sequence[Card]) -> dict[str, str]:
    """Return how far every seed counts, where the shipped ones go wrong, and the sweeps."""
    pairs = cards[0]["counting"]["pairs"]
    seeds = [
        [seed_label(card, card["counting"], one), str(one["depth"]), *map(percent, one["words_right"])]
        for card in cards
        for one in card["counting"]["seeds"]
    ]
    sweeps = [
        [card["cell"].upper(), *choice_cells(row, card["training"]), ", ".join(map(str, row["depth"]))]
        for card in cards
        for row in card["sweep"]
    ]
    return {
        "counting": table(["", "counts to depth", *(f"% right at {count} pairs" for count in pairs)], seeds),
        "breaks": table(["cell", "first wrong word", "wrong after", "truly open", "it says"], break_rows(cards)),
        "sweep": table(["cell", "initialisation", "learning rate", "five seeds count to"], sweeps),
    }


def break_rows(cards: Sequence[Card]) -> Iterator[list[str]]:
    """Yield where the shipped counters go wrong first."""
    for card in cards:
        if broken := card["counting"]["breaks"]:
            word = f"{broken['word']} opening, then {broken['word']} closing brackets"
            said = "nothing is open" if broken["ends"] else "something is open"
            yield [card["cell"].upper(), word, f"{broken['at']} brackets", str(broken["opened"]), said]


def character_tables(cards: Sequence[Card]) -> dict[str, str]:
    """Return the bits per character of the network and of what it is compared with."""
    rows = []
    for card in cards:
        baselines, held_out = card["baselines"], card["held_out"]
        bits = (held_out["value"], baselines["five_gram"], baselines["unigram"], held_out["chance"])
        read = [f"`{card['id']}`", ", ".join(held_out["chapters"]), f"{held_out['characters']:,}"]
        rows.append([*read, f"{card['vocabulary_size']:,}", *(f"{value:.2f}" for value in bits)])
    head = ["bits per character", "held out", "characters of it", "known", "LSTM", "5-gram", "unigram", "uniform guess"]
    return {"bits": table(head, rows)}
