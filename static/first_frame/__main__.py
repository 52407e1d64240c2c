"""Run the model of each language over its first example, and draw the page around it: `make first-frame`."""

import json
import subprocess
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.main import create
from app.pages import PAGES, page_data
from app.words import LANGUAGES
from tests.static.run import node

FOLDER = Path(__file__).parent


def main() -> None:
    """Write what is stored: the run of every language, and the page that shows it."""
    app = create()
    stored = {language: run_of(app, language) for language in LANGUAGES}
    for language, run in stored.items():
        text = json.dumps(run, ensure_ascii=False, separators=(",", ":"))
        (FOLDER / f"{language}.json").write_text(text, "utf-8")
    for name, markup in drawn(app, stored).items():
        (FOLDER / f"{name}.html").write_text(markup, "utf-8")


def run_of(app: FastAPI, language: str) -> dict[str, Any]:
    """Return the run that a page opens with: the default model over its first example, at the end of the last word."""
    cards = [model.card for model in app.state.models.values()]
    card = next(card for card in cards if card["default"] and card["language"] == language)
    request = {"model": card["id"], "text": card["examples"][0]}
    trace = TestClient(app).post("/api/v1/trace", json=request).json()
    return {"request": request, "trace": trace, "position": len(trace["steps"]) - 1 / 8}


def drawn(app: FastAPI, stored: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return the figure of every page of every language around its stored run, drawn by the page's own code."""
    frames = {
        f"{language}.{page.name}": {"data": page_data(app, language, page), "stored": run, "module": page.module}
        for language, run in stored.items()
        for page in PAGES
        if page.module
    }
    done = subprocess.run(
        [node(), str(FOLDER / "draw.mjs")], input=json.dumps(frames), capture_output=True, text=True, check=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
