"""What the server says of its models is what PyTorch makes of the weights that it serves.

PyTorch's numbers were recorded by `python -m bench.proof record`, under the SHA-256 of the weights.
"""

from collections.abc import Iterator
from hashlib import sha256

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.main import create
from app.settings import Settings
from bench.agreement import TOLERANCE, difference, recorded, request

SHIPPED = create(Settings(requests_a_minute=100_000))
RUNS = recorded()
QUANTITIES = {"lstm": {*"hcifgo"}, "gru": {*"hrzn"}, "rnn": {"h"}}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(SHIPPED) as client:
        yield client


@pytest.mark.parametrize("precision", ["full", "display"])
@pytest.mark.parametrize("name", SHIPPED.state.models)
def test_a_served_trace_is_pytorchs_run_of_the_served_weights(client: TestClient, name: str, precision: str) -> None:
    digest = sha256(client.get(f"/api/v1/models/{name}/weights").content).hexdigest()
    assert digest in RUNS, f"{name} was trained again: record it with python -m bench.proof record"
    card = client.get(f"/api/v1/models/{name}").json()
    trace = client.post("/api/v1/trace", json=request(card, precision)).json()
    assert RUNS[digest].keys() == QUANTITIES[card["cell"]] | {"probability"}
    assert difference(trace, card["vocabulary"], RUNS[digest]) <= TOLERANCE


def test_a_swapped_gate_would_be_found(client: TestClient) -> None:
    card = client.get("/api/v1/models/colour-en-lstm").json()
    trace = client.post("/api/v1/trace", json=request(card, "full")).json()
    numbers = RUNS[card["weights_sha256"]]
    swapped = {**numbers, "i": numbers["f"], "f": numbers["i"]}
    assert difference(trace, card["vocabulary"], swapped) > 0.1
    shifted = {**numbers, "probability": np.roll(numbers["probability"], 1)}
    assert difference(trace, card["vocabulary"], shifted) > 0.1


def test_no_run_is_kept_of_a_model_that_is_not_shipped() -> None:
    assert RUNS.keys() == {model.card["weights_sha256"] for model in SHIPPED.state.models.values()}
