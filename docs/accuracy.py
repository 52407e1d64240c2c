"""Write what the models' cards say into README.md and docs/models.md: `python -m docs.accuracy`."""

import json
import re
from pathlib import Path
from statistics import mean
from typing import Any

from models.train.colour import CHECKPOINTS
from models.train.report import percent, tables

ROOT = Path(__file__).resolve().parents[1]
README, DOCUMENT = ROOT / "README.md", ROOT / "docs" / "models.md"
ACCURACY, END = "accuracy over distance", "<!-- end -->"
LANGUAGES = {"ja": "Japanese", "en": "English"}
CELLS = ("lstm", "gru", "rnn")
STAGES = ("lstm-untrained", *(f"lstm-at-{updates}" for updates in CHECKPOINTS))
SHOWN = (6, 15, 40, 75, 100, 200)
SUBJECTS = {
    **{f"colour-{language}": [f"colour-{language}-{name}" for name in (*CELLS, *STAGES)] for language in LANGUAGES},
    "brackets": ["brackets-lstm", "brackets-gru"],
    "character": ["character-ja-lstm", "character-en-lstm"],
}


def main() -> None:
    """Write every table of both documents again."""
    write(README, {ACCURACY: table()})
    write(DOCUMENT, documented())


def table() -> str:
    """Return the README's table: mean over the seeds, with the worst and the best seed where they differ."""
    head = ["language", "cell", "seeds", "updates", *(f"{distance:,} words" for distance in SHOWN)]
    rows = [row for language in LANGUAGES for cell in CELLS for row in _rows(language, cell)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows])


def written() -> str:
    """Return the table that the README holds now."""
    return held(README)[ACCURACY]


def documented() -> dict[str, str]:
    """Return the tables of docs/models.md by the names of their marks, each as the training prints it."""
    found = {}
    for subject, models in SUBJECTS.items():
        for name, text in tables(subject, [card(model) for model in models]).items():
            found[f"{subject}: {name}"] = text
    return found


def card(model: str) -> dict[str, Any]:
    """Read the card of a model."""
    content: dict[str, Any] = json.loads((ROOT / "models" / model / "card.json").read_text("utf-8"))
    return content


def held(document: Path) -> dict[str, str]:
    """Return what stands between the marks of a document, by their names."""
    marked = re.findall(rf"<!-- (.+?) -->\n(.*?)\n{END}", document.read_text("utf-8"), re.DOTALL)
    return dict(marked)


def write(document: Path, texts: dict[str, str]) -> None:
    """Put each text between the marks of its name; ValueError where a document lacks them."""
    content = document.read_text("utf-8")
    for name, old in held(document).items():
        content = content.replace(f"<!-- {name} -->\n{old}\n{END}", f"<!-- {name} -->\n{texts[name]}\n{END}")
    document.write_text(content, "utf-8")
    if missing := texts.keys() - held(document).keys():
        raise ValueError(f"{document.name}: expected marks for {', '.join(sorted(missing))}")


def _rows(language: str, cell: str) -> list[list[str]]:
    content = card(f"colour-{language}-{cell}")
    measured, updates = content["accuracy_over_distance"], content["training"]["updates"]
    rows = [_row(language, cell, measured["distances"], measured["seeds"], updates)]
    if larger := measured.get("larger_budget"):
        rows.append(_row(language, cell, measured["distances"], larger["seeds"], larger["updates"]))
    return rows


def _row(language: str, cell: str, distances: list[int], seeds: list[dict[str, Any]], updates: int) -> list[str]:
    places = [distances.index(distance) for distance in SHOWN]
    cells = [_spread([seed["accuracy"][place] for seed in seeds]) for place in places]
    return [LANGUAGES[language], cell.upper(), str(len(seeds)), f"{updates:,}", *cells]


def _spread(shares: list[float]) -> str:
    low, high = percent(min(shares)), percent(max(shares))
    return f"{low} %" if low == high else f"{percent(mean(shares))} % ({low}–{high})"


if __name__ == "__main__":
    main()
