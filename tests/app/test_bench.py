"""The measurement of the streams runs, and measures what it says."""

import json
from pathlib import Path

import pytest

from bench import streaming
from engine.models import load
from tests.app.live import serve


def test_a_whole_trace_is_received_and_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "TOKENS", 30)
    (tmp_path / "models").mkdir()
    streaming.write_model(tmp_path / "models")
    assert load(tmp_path / "models" / "bench").network.stack.hidden_size == streaming.HIDDEN
    with serve(tmp_path / "models", tmp_path / "log") as live:
        first, whole = streaming.trace(live.port)
        assert 0 < first < whole
        monkeypatch.setattr(streaming, "WORDS", 300)  # more than the model has
        monkeypatch.setattr(streaming, "TOKENS", 300)
        with pytest.raises(SystemExit, match="got 422"):
            streaming.trace(live.port)


def test_what_is_compared_with_holds_as_many_numbers_as_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "TOKENS", 2)
    (step, _) = streaming.made_up()
    (layer,) = step["layers"]
    assert sum(values.size for values in layer.values()) == 14 * streaming.HIDDEN
    assert json.loads(streaming.with_orjson(step)).keys() == json.loads(streaming.with_json(step)).keys()
