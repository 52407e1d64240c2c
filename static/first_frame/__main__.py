"""Draw the stored first frames again: `make first-frame` asks the API for the trace and node for the drawings."""

import json
import subprocess
from pathlib import Path
from typing import Final

from playwright._impl._driver import compute_driver_executable
from starlette.testclient import TestClient

from app.main import create
from app.words import LANGUAGES

FOLDER: Final = Path(__file__).parent


def request_of(language: str) -> dict[str, str]:
    """Return the request whose trace is stored: the default model's first example."""
    card = create().state.models[f"colour-{language}-lstm"].card
    return {"model": card["id"], "text": card["examples"][0]}


def main() -> None:
    """Write the trace and the drawings of both languages."""
    client = TestClient(create())
    for language in LANGUAGES:
        request = request_of(language)
        trace = client.post("/api/v1/trace", json=request).json()
        position = len(trace["steps"]) - 1 / 8  # the last word, all of it
        stored = {"request": request, "trace": trace, "position": position}
        text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
        (FOLDER / f"{language}.json").write_text(text, "utf-8")
    executable = compute_driver_executable()
    node = executable[0] if isinstance(executable, tuple) else executable
    subprocess.run([str(node), str(FOLDER / "draw.mjs")], check=True)


if __name__ == "__main__":
    main()
