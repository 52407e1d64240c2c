"""What explains a run: ledger and contributions against the trace, and what none of the calls takes."""

from functools import partial
from typing import Any
from unittest.mock import AsyncMock

import anyio
import httpx2
import numpy as np
import orjson
import pytest
from fastapi.testclient import TestClient

from app import api_analysis
from app.main import create
from app.runs import whole
from app.settings import Settings
from app.traces import Job
from app.words import LANGUAGES, words
from engine.ledger import amounts, ledger
from tests.app.asking import TEXT, model_of, post

CLAMPS = [
    {"layer": 0, "quantity": "h", "from": 2, "until": 4, "units": [1], "value": 0.5},
    {"layer": 0, "quantity": "h", "from": 5, "until": 6, "units": [0, 2], "value": -0.25},
]
BODY = {"model": "small-lstm", "text": TEXT}
QUESTIONS: dict[str, dict[str, Any]] = {
    "ledger": {},
    "contributions": {"t": 0, "quantity": "f", "unit": 0},
    "gradients": {"target": {"t": 3}},
    "influence": {"target": {"t": 3}},
}
PLACES = [("lstm", 0, "c"), ("lstm", 1, "c"), ("gru", 0, "h")]


def summed(answer: dict[str, Any]) -> np.ndarray:
    """Return the parts of a ledger added up, (T, U)."""
    rows = [np.sum(row, axis=0) for row in answer["written_by"]]
    return np.array(rows) + answer["from_initial_state"] + answer["from_clamp"]


@pytest.mark.parametrize(("cell", "layer", "quantity"), PLACES)
@pytest.mark.parametrize("clamped", [False, True])
def test_the_parts_of_a_ledger_sum_to_the_state_of_the_trace(
    client: TestClient, cell: str, layer: int, quantity: str, clamped: bool
) -> None:
    held = {"quantity": quantity, "layer": layer}
    body: dict[str, Any] = {"clamps": [clamp | held for clamp in CLAMPS]} if clamped else {}
    body["initial_state"] = post(client, "trace", cell)["end"]["state"]
    steps = post(client, "trace", cell, **body)["steps"]
    answer = post(client, "ledger", cell, layer=layer, **body)
    state = [step["layers"][layer][quantity] for step in steps]
    assert (answer["quantity"], answer["units"], answer["state"]) == (quantity, [0, 1, 2], state)
    # a float32 run rounds its state at every step, by 6e-8 of about 1
    np.testing.assert_allclose(summed(answer), state, atol=1e-6)
    assert np.any(answer["from_clamp"]) == clamped
    assert np.all(answer["from_initial_state"][0])


def test_a_ledger_has_the_units_that_were_asked_for_and_the_magnitude_of_all(client: TestClient) -> None:
    model, tokens = model_of(client, "lstm")
    trace = whole(Job(model, tokens, None, (), 1, "full")).trace
    expected, sums = ledger(trace, 1, [2, 0]), amounts(trace, 1)
    answer = post(client, "ledger", layer=1, units=[2, 0])
    assert answer["units"] == [2, 0]
    for t in range(len(tokens)):
        np.testing.assert_array_equal(answer["written_by"][t], expected.written_by[t, : t + 1])
        np.testing.assert_array_equal(answer["magnitude"]["written_by"][t], sums.written_by[t, : t + 1])
        written = [row[-1] for row in answer["written_by"][: t + 1]]
        left = np.multiply(answer["left"][t], written)
        np.testing.assert_allclose(left, answer["written_by"][t], rtol=1e-12)  # the same products in another order
        assert answer["left"][t][t] == [1, 1]


def test_the_summary_names_who_wrote_most_and_adds_up(client: TestClient) -> None:
    state = post(client, "trace")["end"]["state"]
    answer = post(client, "ledger", units=[0], initial_state=state)
    summary, sizes = answer["summary"], answer["magnitude"]
    last = sizes["written_by"][-1]
    assert (summary["t"], summary["k"]) == (len(last) - 1, int(np.argmax(last)))
    assert summary["token"] == answer["tokens"][summary["k"]]["text"]
    assert summary["total"] == pytest.approx(sum(last) + sizes["from_initial_state"][-1], rel=1e-14)
    others = sum(last) - summary["magnitude"]
    shares = [summary["share"], summary["from_initial_state"], summary["from_clamp"], others / summary["total"]]
    assert sum(shares) == pytest.approx(1, rel=1e-14)


def test_the_summary_names_who_wrote_most_of_each_unit(client: TestClient) -> None:
    state = post(client, "trace")["end"]["state"]
    erased = {"quantity": "c", "layer": 1, "from": 7, "until": 8, "units": [1], "value": 0}
    answer = post(client, "ledger", layer=1, units=[2, 1], initial_state=state, clamps=[erased])
    parts = np.abs(np.array(answer["written_by"][-1])[:, 0])
    whole = parts.sum() + abs(answer["from_initial_state"][-1][0])
    first, second = answer["summary"]["by_unit"]
    assert first["unit"] == 2
    assert first["k"] == int(parts.argmax())
    assert first["token"] == answer["tokens"][first["k"]]["text"]
    assert first["share"] == pytest.approx(parts.max() / whole, rel=1e-12)
    assert first["from_initial_state"] == pytest.approx(1 - parts.sum() / whole, abs=1e-12)
    assert second == {"unit": 1, "k": None, "token": None, "share": 0, "from_initial_state": 0, "from_clamp": 0}


def test_the_summary_gives_a_held_value_its_share_of_a_unit(client: TestClient) -> None:
    held = {"quantity": "c", "from": 3, "until": 5, "units": [1], "value": 4}
    answer = post(client, "ledger", units=[1], clamps=[held])
    parts = np.abs(np.array(answer["written_by"][-1])[:, 0])
    part = abs(answer["from_clamp"][-1][0])
    summary = answer["summary"]["by_unit"][0]
    assert summary["from_clamp"] == pytest.approx(part / (part + parts.sum()), rel=1e-12)
    assert summary["share"] == pytest.approx(parts.max() / (part + parts.sum()), rel=1e-12)


def test_of_a_memory_that_is_empty_nobody_wrote_most(client: TestClient) -> None:
    deaf = {"quantity": "i", "from": 0, "until": 99, "value": 0}
    summary = post(client, "ledger", clamps=[deaf])["summary"]
    assert (summary["k"], summary["token"], summary["share"], summary["total"]) == (None, None, None, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_rnn_has_no_ledger(client: TestClient, language: str) -> None:
    body = {"model": "small-rnn", "text": TEXT}
    answer = client.post("/api/v1/ledger", json=body, headers={"Accept-Language": language})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_available")
    assert answer.json()["problems"][0]["message"] == words(language)["problems"]["messages"]["no_ledger"]


@pytest.mark.parametrize(
    ("cell", "layer", "quantities"), [("lstm", 0, "ifgo"), ("lstm", 1, "ifgo"), ("gru", 0, "zrn"), ("rnn", 0, "h")]
)
def test_contributions_sum_to_the_pre_activation_of_the_trace(
    client: TestClient, cell: str, layer: int, quantities: str
) -> None:
    trace = post(client, "trace", cell)
    for t, quantity in enumerate(quantities):
        step = trace["steps"][t]["layers"][layer]
        answer = post(client, "contributions", cell, t=t, layer=layer, quantity=quantity, unit=2)
        assert (answer["pre"], answer["value"]) == (step["pre"][quantity][2], step[quantity][2])
        assert answer["sum"] == pytest.approx(answer["pre"], abs=2e-6)  # the run added up in float32
        products = [term["product"] for term in answer["terms"]]
        assert sum(answer["by_source"].values()) == pytest.approx(sum(products), rel=1e-12)
        assert products == sorted(products, key=abs, reverse=True)
        x = {term["index"]: term["value"] for term in answer["terms"] if term["source"] == "x"}
        np.testing.assert_array_equal(np.float32([x[index] for index in sorted(x)]), np.float32(step["x"]))
        assert answer["token"] == trace["steps"][t]["token"]


def test_a_grus_candidate_hears_the_state_before_through_its_reset_gate(client: TestClient) -> None:
    r = post(client, "trace", "gru")["steps"][3]["layers"][0]["r"][1]
    answer = post(client, "contributions", "gru", t=3, quantity="n", unit=1)
    assert answer["r"] == pytest.approx(r, rel=1e-7)  # the same float32, with the digits of a float64
    for term in answer["terms"]:
        heard = term["source"] == "h" or (term["source"], term["index"]) == ("bias", 1)
        assert term["gate"] == (answer["r"] if heard else 1)
        assert term["product"] == pytest.approx(term["weight"] * term["value"] * term["gate"], rel=1e-14)
    assert post(client, "contributions", "gru", t=3, quantity="z", unit=1)["r"] is None


def test_both_ways_and_the_rest_are_all_of_it(client: TestClient) -> None:
    answer = post(client, "contributions", t=3, layer=1, quantity="f", unit=0)
    up, down, rest = (answer["both_ways"][name] for name in ("up", "down", "rest"))
    assert all(term["product"] > 0 for term in up) and all(term["product"] < 0 for term in down)
    named = sum(term["product"] for term in (*up, *down))
    assert named + rest == pytest.approx(answer["sum"], rel=1e-12)
    assert len(up) + len(down) + answer["both_ways"]["rest_count"] == len(answer["terms"])


def test_a_clamped_gate_is_not_what_its_contributions_make_it(client: TestClient) -> None:
    shut = {"quantity": "f", "from": 2, "until": 3, "value": 0}
    answer = post(client, "contributions", t=2, quantity="f", unit=0, clamps=[shut])
    assert answer["value"] == 0
    assert answer["squashed"] == pytest.approx(1 / (1 + np.exp(-answer["pre"])), rel=1e-6)


@pytest.mark.parametrize(
    ("call", "body", "code"),
    [
        ("ledger", {"layer": 2}, "out_of_range"),
        ("ledger", {"units": [0, 3]}, "out_of_range"),
        ("ledger", {"units": []}, "invalid"),
        ("ledger", {"model": "nobody"}, "unknown_model"),
        ("ledger", {"text": " "}, "empty_text"),
        ("ledger", {"text": "sky " * 41}, "too_many_tokens"),
        ("ledger", {"text": None, "tokens": ["nonsense"]}, "unknown_token"),
        ("ledger", {"clamps": [{"quantity": "z", "from": 0, "until": 1, "value": 0}]}, "not_available"),
        ("ledger", {"top": 5}, "invalid"),
        ("contributions", {"t": 8, "quantity": "f", "unit": 0}, "out_of_range"),
        ("contributions", {"t": 0, "quantity": "f", "unit": 3}, "out_of_range"),
        ("contributions", {"t": 0, "quantity": "f", "unit": 0, "layer": 2}, "out_of_range"),
        ("contributions", {"t": 0, "quantity": "z", "unit": 0}, "not_available"),
        ("contributions", {"t": 0, "quantity": "h", "unit": 0}, "not_available"),
        ("contributions", {"t": 0, "quantity": "c", "unit": 0}, "invalid"),
        ("contributions", {"t": -1, "quantity": "f", "unit": 0}, "invalid"),
        ("gradients", {"target": {"t": 8}}, "out_of_range"),
        ("gradients", {"target": {"t": 0, "token": "nonsense"}}, "unknown_token"),
        ("gradients", {"target": {"t": 0}, "clip": 0}, "invalid"),
        ("gradients", {}, "invalid"),
        ("influence", {"target": {"t": 8}}, "out_of_range"),
        ("influence", {"target": {"t": 0}, "clamps": []}, "invalid"),
    ],
)
def test_every_wrong_request_has_its_problem(client: TestClient, call: str, body: dict[str, Any], code: str) -> None:
    answer = client.post(f"/api/v1/{call}", json={"model": "small-lstm", "text": TEXT} | body)
    assert (answer.status_code // 100, answer.json()["code"]) == (4, code)
    assert all(not place["message"].startswith("The value is not valid") for place in answer.json()["problems"])


def test_what_is_too_much_is_refused_and_told_how_to_ask_for_less(settings: Settings) -> None:
    narrow = settings.model_copy(update={"ledger_numbers": 64 * 2, "influence_steps": 49})
    client = TestClient(create(narrow))
    for call, most, more in (
        ("ledger", {"units": [0, 1]}, {"units": [0, 1, 2]}),
        ("influence", {"target": {"t": 6}}, {"target": {"t": 7}}),
    ):
        post(client, call, **most)
        answer = client.post(f"/api/v1/{call}", json={"model": "small-lstm", "text": TEXT} | more).json()
        assert answer["code"] == {"ledger": "too_many_numbers", "influence": "too_many_runs"}[call]
    assert "fewer units" in words("en")["problems"]["too_many_numbers"]["detail"]


def test_a_state_that_overflows_is_shown_as_infinite(client: TestClient) -> None:
    most = float(np.finfo(np.float32).max)
    initial = {"h": [[0, 0, 0]] * 2, "c": [[most, 0, 0], [0, 0, 0]]}
    wild = [{"quantity": "g", "from": 0, "until": 9, "units": [0], "value": most}]
    wild += [{"quantity": gate, "from": 0, "until": 9, "units": [0], "value": 1} for gate in ("i", "f")]
    assert post(client, "ledger", initial_state=initial, clamps=wild)["state"][0][0] == "Infinity"
    for call, more in (
        ("contributions", {"t": 4, "quantity": "f", "unit": 0}),
        ("gradients", {"target": {"t": 4}, "vectors": True}),
    ):
        post(client, call, initial_state=initial, clamps=wild, **more)


def test_display_precision_has_six_digits(client: TestClient) -> None:
    full = post(client, "ledger")["written_by"][5]
    shown = post(client, "ledger", precision="display")["written_by"][5]
    assert np.array(shown).tolist() == [[float(f"{value:.6g}") for value in row] for row in full]


def test_no_more_questions_are_under_way_than_the_server_takes(settings: Settings) -> None:
    app = create(settings)
    client = TestClient(app)
    for call, body in QUESTIONS.items():
        post(client, call, **body)
        assert not app.state.analyses.slots.open
        app.state.analyses.slots.most = 0
        answer = client.post(f"/api/v1/{call}", json=BODY | body)
        assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "busy", "1")
        app.state.analyses.slots.most = 1


def test_a_trace_does_not_wait_for_questions(settings: Settings) -> None:
    app = create(settings)

    async def asked() -> tuple[int, int]:
        transport = httpx2.ASGITransport(app)
        async with (
            httpx2.AsyncClient(transport=transport, base_url="http://x") as client,
            anyio.create_task_group() as tasks,
            app.state.analyses.limiter,
        ):
            tasks.start_soon(partial(client.post, "/api/v1/influence", json=BODY | {"target": {"t": 3}}))
            while not app.state.analyses.slots.open:
                await anyio.lowlevel.checkpoint()
            answer = await client.post("/api/v1/trace", json=BODY)
            waiting = len(app.state.analyses.slots.open)
        return answer.status_code, waiting

    assert anyio.run(asked) == (200, 1)


def test_what_nobody_waits_for_is_not_computed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    computed = list[object]()
    monkeypatch.setattr(api_analysis, "explained", lambda *asked: computed.append(asked) or b"{}")
    sent = [{"type": "http.request", "body": orjson.dumps(BODY), "more_body": False}, {"type": "http.disconnect"}]
    scope = {"type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "path": "/api/v1/ledger"}
    scope |= {"raw_path": b"/api/v1/ledger", "query_string": b"", "client": ("192.0.2.1", 1), "server": ("x", 80)}
    scope |= {"headers": [(b"content-type", b"application/json")]}

    async def asked(*, leaves: bool) -> None:
        messages = iter(sent)

        async def receive() -> Any:
            message = next(messages)
            if message["type"] == "http.disconnect" and not leaves:
                await anyio.sleep_forever()
            return message

        await create(settings)(scope, receive, AsyncMock())

    anyio.run(partial(asked, leaves=True))
    assert not computed
    anyio.run(partial(asked, leaves=False))
    assert len(computed) == 1
