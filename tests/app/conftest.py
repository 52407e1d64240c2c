"""The app over small models, in this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create
from app.settings import Settings


@pytest.fixture(scope="session")
def settings(small_models: Path) -> Settings:
    return Settings(models=small_models, text_length=200, tokens=40, body_size=20_000, requests_a_minute=100_000)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create(settings), raise_server_exceptions=False) as client:
        yield client
