import assert from "node:assert/strict";
import { test } from "node:test";

import { runText } from "../../static/run.js";
import { answer, page, traceNamed } from "./runs.js";
import { turns } from "./server.js";

const CLAMP = { layer: 0, quantity: "f", from: 0, until: 3, units: null, value: 0 };

test("runText(store) under clamps sends them, and runs the text once more without", async (t) => {
  const { store, calls } = page(t);
  store.clamps.value = [CLAMP];
  const done = runText(store);
  assert.deepEqual([calls[0].request.clamps, calls[0].request.top], [[CLAMP], 20]);
  await answer(calls[0], traceNamed("held"));
  assert.deepEqual(calls[1].request, { model: "lstm", text: store.text.value });
  await answer(calls[1], traceNamed("free"));
  await done;
  assert.deepEqual([store.trace.value.start.model, store.ghost.value.start.model], ["held", "free"]);
});

test("runText(store) under clamps takes the run of the same text that is known for a ghost", async (t) => {
  const { store, calls } = page(t);
  const free = runText(store);
  await answer(calls[0], traceNamed("lstm"));
  await free;
  store.clamps.value = [CLAMP];
  const held = runText(store);
  await answer(calls[1], traceNamed("lstm"));
  await held;
  assert.equal(calls.length, 2);
  assert.equal(store.ghost.value.steps.length, 3);
});

test("runText(store) under clamps has no ghost where a run fails, or is overtaken", async (t) => {
  const { store, calls } = page(t);
  store.clamps.value = [CLAMP];
  const failing = runText(store);
  calls[0].fail(new TypeError("Failed to fetch"));
  await failing;
  assert.equal(calls.length, 1, "no ghost of a run that failed");
  const first = runText(store);
  await answer(calls[1], traceNamed("held"));
  const second = runText(store);
  await first;
  assert.deepEqual([store.ghost.value, calls[2].signal.aborted], [null, true]);
  await answer(calls[3], traceNamed("held"));
  calls[4].fail(new TypeError("Failed to fetch"));
  await second;
  assert.deepEqual([store.ghost.value, store.status.value], [null, "done"]);
});


const LEFT = { h: [[0.5, -1]], c: [[2, 0.25]] };

test("runText(store) that carries on begins in the state that the model's second example leaves, and asks for it once", async (t) => {
  const { store, calls } = page(t);
  const [, second] = store.model.value.examples;
  store.carries.value = true;
  const first = runText(store);
  assert.deepEqual(calls[0].request, { model: "lstm", text: second });
  calls[0].answer(Response.json({ end: { state: LEFT } }));
  await turns();
  assert.deepEqual(calls[1].request, { model: "lstm", text: store.text.value, initial_state: LEFT });
  await answer(calls[1], traceNamed("lstm"));
  await first;
  store.clamps.value = [CLAMP];
  void runText(store);
  await turns();
  assert.deepEqual([calls[2].request.initial_state, calls[2].request.clamps], [LEFT, [CLAMP]]);
});

test("runText(store) that carries on says why it cannot, and is overtaken by a newer run", async (t) => {
  const { store, calls } = page(t);
  store.model.value = { ...store.model.value, id: "other" };
  store.carries.value = true;
  const failing = runText(store);
  calls[0].answer(Response.json({ detail: "too much" }, { status: 429, headers: { "Content-Type": "application/problem+json" } }));
  await failing;
  assert.deepEqual([store.status.value, store.problem.value], ["failed", "too much"]);
  const slow = runText(store);
  store.carries.value = false;
  const newer = runText(store);
  calls[1].answer(Response.json({ end: { state: LEFT } }));
  await slow;
  await answer(calls[2], traceNamed("other"));
  await newer;
  assert.deepEqual([store.status.value, store.trace.value.start.model], ["done", "other"]);
});
