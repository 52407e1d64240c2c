"""The stored first frame: its numbers are the engine's, its drawings the figure code's."""

import json

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.main import create
from app.settings import ROOT
from app.words import LANGUAGES
from static.first_frame.__main__ import drawn

FOLDER = ROOT / "static" / "first_frame"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stored_trace_is_the_engines(language: str) -> None:
    stored = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    now = TestClient(create()).post("/api/v1/trace", json=stored["request"]).json()
    assert now["start"] == stored["trace"]["start"]
    for ours, theirs in zip(now["steps"], stored["trace"]["steps"], strict=True):
        assert [guess["token"] for guess in ours["prediction"][:1]] == [theirs["prediction"][0]["token"]]
        for name in ("i", "f", "g", "o", "c", "h"):
            # another processor may round float32 sums otherwise, by some 1e-6 of c's scale
            np.testing.assert_allclose(ours["layers"][0][name], theirs["layers"][0][name], atol=1e-4)


def test_the_stored_pages_are_drawn_by_the_pages_own_code() -> None:
    stored = {language: json.loads((FOLDER / f"{language}.json").read_text("utf-8")) for language in LANGUAGES}
    for name, markup in drawn(create(), stored).items():
        assert markup == (FOLDER / f"{name}.html").read_text("utf-8"), name
