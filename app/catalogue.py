"""The models that a server runs: read once; one that is not what it should be is refused by its name."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from app.settings import first_error
from app.wire import Cell
from engine.errors import EngineError, FormatError
from engine.models import Model, load


class CardFile(BaseModel):
    """What a card needs for its model to run; what else it says is for readers."""

    model_config = ConfigDict(strict=True)

    id: str
    cell: Cell
    language: str | None
    unit_of_text: Literal["word", "character"]
    vocabulary: list[str]
    unknown: str
    parameters: int
    weights_sha256: str


def read(folder: Path) -> dict[str, Model]:
    """Return every model of a folder by its id, which is its own folder's name; FormatError for one that is spoilt."""
    return {path.parent.name: _read(path) for path in sorted(folder.glob("*/card.json"))}


def _read(card: Path) -> Model:
    name = card.parent.name
    try:
        found = CardFile.model_validate_json(card.read_bytes())
    except ValidationError as error:
        raise FormatError(f"{name}/card.json: {first_error(error)}") from None
    if found.id != name:
        raise FormatError(f"{name}/card.json: id: expected the name of its folder, got {found.id!r}")
    try:
        return load(card.parent)
    except EngineError as error:
        raise FormatError(str(error) if str(error).startswith(name) else f"{name}: {error}") from None
