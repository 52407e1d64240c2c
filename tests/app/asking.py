"""Asking the app to explain a run of one of the small models."""

from typing import Any

from fastapi.testclient import TestClient

from engine.models import Model
from engine.text import Token, tokenise

TEXT = "The colour of the sky, is blue"


def post(client: TestClient, call: str, cell: str = "lstm", **body: object) -> Any:
    request = {"model": f"small-{cell}", "text": TEXT, "precision": "full"} | body
    answer = client.post(f"/api/v1/{call}", json=request)
    assert answer.status_code == 200, answer.text
    return answer.json()


def model_of(client: TestClient, cell: str) -> tuple[Model, tuple[Token, ...]]:
    """Return a model of the app, and the tokens of TEXT."""
    model = client.app.state.models[f"small-{cell}"]  # type: ignore[attr-defined]
    return model, tokenise(TEXT, model.vocabulary, "word", "en")
