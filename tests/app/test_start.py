"""A server that cannot start says why, in one line."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from app import __main__ as start


@pytest.fixture
def no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bind no port: nobody else may have it, and a server which starts in spite of all disturbs nobody."""
    monkeypatch.setattr(start, "listen", lambda *_: socket.socket())


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line with which a start ends."""
    assert start.main() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said.strip()


def changed(root: Path, models: Path, **fields: Any) -> Path:
    """Return a copy of the models in which fields of one card are changed, and left out where they are None."""
    copytree(models, root / "models")
    file = root / "models" / "small-gru" / "card.json"
    card = json.loads(file.read_text("utf-8")) | fields
    file.write_text(json.dumps({key: value for key, value in card.items() if value is not None}), "utf-8")
    return root / "models"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"weights_sha256": None}, "small-gru/card.json: weights_sha256: Field required"),
        ({"vocabulary": 5}, "small-gru/card.json: vocabulary: Input should be a valid array, got 5"),
        ({"unknown": None}, "small-gru/card.json: unknown: Field required"),
        ({"cell": "lstn"}, "small-gru/card.json: cell: Input should be 'lstm', 'gru' or 'rnn', got 'lstn'"),
        (
            {"unit_of_text": "line"},
            "small-gru/card.json: unit_of_text: Input should be 'word' or 'character', got 'line'",
        ),
        ({"id": "small-rnn"}, "small-gru/card.json: id: expected the name of its folder, got 'small-rnn'"),
        ({"parameters": 1}, "small-gru: the card's vocabulary or parameters are not those of the weights"),
        ({"unknown": "?"}, "small-gru: unknown: expected one of the vocabulary's tokens, got '?'"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("no_port")
def test_a_card_that_is_not_one_is_named(
    small_models: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fields: dict[str, Any],
    said: str,
) -> None:
    monkeypatch.setenv("TWO_LANE_MODELS", str(changed(tmp_path, small_models, **fields)))
    assert refused(capsys) == said


def spoil_card(directory: Path) -> None:
    (directory / "card.json").write_bytes(b"{")


def spoil_encoding(directory: Path) -> None:
    (directory / "card.json").write_bytes(b"\xff\xfe{}")


def cut_weights(directory: Path) -> None:
    weights = directory / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])


def lose_weights(directory: Path) -> None:
    (directory / "weights.safetensors").unlink()


@pytest.mark.parametrize("spoil", [spoil_card, spoil_encoding, cut_weights, lose_weights])
@pytest.mark.usefixtures("no_port")
def test_a_model_file_that_is_spoilt_is_named(
    small_models: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
) -> None:
    models = changed(tmp_path, small_models)
    spoil(models / "small-gru")
    monkeypatch.setenv("TWO_LANE_MODELS", str(models))
    assert refused(capsys).startswith("small-gru")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TWO_LANE_TOKENS", "many", "TWO_LANE_TOKENS: Input should be a valid integer"),
        ("TWO_LANE_OPEN_STREAMS", "0", "TWO_LANE_OPEN_STREAMS: Input should be greater than or equal to 1, got '0'"),
        ("TWO_LANE_STALL_SECONDS", "nan", "TWO_LANE_STALL_SECONDS: Input should be"),
        ("TWO_LANE_MODELS", "/nowhere", "TWO_LANE_MODELS: Path does not point to a directory, got '/nowhere'"),
        ("TWO_LANE_STATIC", "/nowhere", "TWO_LANE_STATIC: Path does not point to a directory, got '/nowhere'"),
        ("HOST", "192.0.2.1", "HOST: 192.0.2.1 cannot be used (Cannot assign requested address)."),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    assert refused(capsys).startswith(said)
