"""Write the README's table of accuracy over distance from the cards: `python -m docs.accuracy`."""

import json
import re
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- accuracy over distance -->", "<!-- end -->"
LANGUAGES = {"ja": "Japanese", "en": "English"}
CELLS = ("lstm", "gru", "rnn")
SHOWN = (6, 15, 30, 50, 100, 200)


def table() -> str:
    """Return the table: mean over the seeds in per cent, with the worst and the best seed where they differ."""
    head = ["language", "cell", "seeds", "updates", *(f"{distance} words" for distance in SHOWN)]
    rows = [row for language in LANGUAGES for cell in CELLS for row in _rows(language, cell)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows])


def written() -> str:
    """Return the table that the README holds now; ValueError where its marks are missing."""
    found = re.search(f"{re.escape(BEGIN)}\n(.*?)\n{re.escape(END)}", README.read_text("utf-8"), re.DOTALL)
    if not found:
        raise ValueError(f"README.md: expected a table between {BEGIN} and {END}")
    return found[1]


def _rows(language: str, cell: str) -> list[list[str]]:
    card = json.loads((ROOT / "models" / f"colour-{language}-{cell}" / "card.json").read_text("utf-8"))
    measured, updates = card["accuracy_over_distance"], card["training"]["updates"]
    rows = [_row(language, cell, measured["distances"], measured["seeds"], updates)]
    larger = measured.get("larger_budget")
    if larger and larger["updates"] != updates:
        rows.append(_row(language, cell, measured["distances"], larger["seeds"], larger["updates"]))
    return rows


def _row(language: str, cell: str, distances: list[int], seeds: list[dict[str, Any]], updates: int) -> list[str]:
    places = [distances.index(distance) for distance in SHOWN]
    cells = [_spread([100 * seed["accuracy"][place] for seed in seeds]) for place in places]
    return [LANGUAGES[language], cell.upper(), str(len(seeds)), f"{updates:,}", *cells]


def _spread(values: list[float]) -> str:
    low, high = f"{min(values):.0f}", f"{max(values):.0f}"
    return f"{mean(values):.0f} %" if low == high else f"{mean(values):.0f} % ({low}–{high})"


if __name__ == "__main__":
    README.write_text(README.read_text("utf-8").replace(written(), table()), "utf-8")
