import assert from "node:assert/strict";
import { test } from "node:test";

import { FOREVER } from "../../static/clamps.js";
import { runSoon, runText } from "../../static/run.js";
import { setScene } from "../../static/set_scene.js";
import { traceOf } from "./figures/traces.js";
import { framesOf } from "./frames.js";
import { partsOf, serverOf, turns } from "./server.js";
import { storeOf } from "./stores.js";

/** A page that shows a run, whose player writes down that it was stopped. */
function pageOf(t) {
  framesOf(t);
  const stops = /** @type {boolean[]} */ ([]);
  const store = storeOf({ units: 4, words: ["a", "b", "c"] });
  store.trace.value = { ...store.trace.value, start: { ...store.trace.value.start, model: "lstm" }, end: { steps: 3, checks: {}, telling_units: [2] } };
  return { page: /** @type {any} */ ({ store, player: { settle: () => void stops.push(true) } }), store, calls: serverOf(t), stops };
}

/** Answer a run. */
async function answer(call, trace) {
  call.open();
  call.send(...partsOf(trace));
  call.close();
  await turns();
}

const RUN = traceOf({ units: 4, words: ["a", "b", "c", "d"] });

test('setScene(page, "forget-open") goes to the step at which the telling unit keeps most, without a new run', async (t) => {
  const { page, store, calls, stops } = pageOf(t);
  const [first, second, third] = store.trace.value.steps.map((step) => step.layers[0]);
  [first.c[2], second.c[2], first.f[2], second.f[2], third.f[2]] = [-3, 0.1, 1, 0.9, 0.8];
  store.position.value = 2.875;
  await setScene(page, "forget-open");
  assert.deepEqual([store.position.value, store.chosen.value, store.lens.value, calls.length, stops.length], [1 + 3 / 8, 2, "unit", 0, 1]);
});

test('setScene(page, "deaf") holds the input gate shut from the first word on, and runs the text so', async (t) => {
  const { page, store, calls } = pageOf(t);
  const done = setScene(page, "deaf");
  await turns();
  const clamp = { layer: 0, quantity: "i", value: 0, from: 0, until: FOREVER, units: null };
  assert.deepEqual([store.clamps.value, calls[0].request.clamps], [[clamp], [clamp]]);
  await answer(calls[0], RUN);
  await answer(calls[1], RUN);
  await done;
  assert.equal(store.position.value, 3.875, "after the last word");
});

test('setScene(page, "forget-shut") holds one value where it has been found', async (t) => {
  const { page, store, calls } = pageOf(t);
  const done = setScene(page, "forget-shut");
  await turns();
  const [{ from, until, units, quantity }] = store.clamps.value;
  assert.deepEqual([quantity, units, until - from, store.place.value], ["f", [2], 1, { t: from, phase: 3, progress: 1 }]);
  await answer(calls[0], RUN);
  await answer(calls[1], RUN);
  await done;
});

test("setScene(page, id) shows the input gate open and nearly shut in one unit, the one that opens and shuts most", async (t) => {
  const { page, store } = pageOf(t);
  for (const { layers: [{ i, written }] } of store.trace.value.steps) [i[0], written[0], i[1], written[1], i[3], written[3]] = [1, 0.9, 0, 0, 0.5, 0.2];
  [store.trace.value.steps[1].layers[0].i[3], store.trace.value.steps[2].layers[0].written[3]] = [0.01, 0.8];
  for (const [id, place] of Object.entries({ "write-open": 2, "write-shut": 1, "write-why": 1, add: 2 })) {
    await setScene(page, id);
    assert.deepEqual([store.chosen.value, store.place.value.t], [3, place], id);
  }
});

test("setScene(page, id) lets go of what an older scene held", async (t) => {
  const { page, store, calls } = pageOf(t);
  store.clamps.value = [{ layer: 0, quantity: "f", value: 0, from: 0, until: 2, units: null }];
  const done = setScene(page, "two-lanes");
  await turns();
  assert.deepEqual([store.clamps.value, calls[0].request.clamps], [[], undefined]);
  await answer(calls[0], RUN);
  await done;
});

test('setScene(page, "gru") and ("untrained") choose the model of that kind, in the language of the one that is there', async (t) => {
  for (const [id, model] of [["gru", "gru"], ["untrained", "lstm-untrained"]]) {
    const { page, store, calls } = pageOf(t);
    const done = setScene(page, id);
    await turns();
    assert.equal(calls[0].request.model, model);
    await answer(calls[0], RUN);
    await done;
    assert.equal(store.model.value.id, model);
    t.mock.restoreAll();
  }
});

test('setScene(page, "lstm-long") reads the long sentence', async (t) => {
  const { page, store, calls } = pageOf(t);
  const done = setScene(page, "lstm-long");
  await turns();
  assert.equal(calls[0].request.text, "a long one");
  await answer(calls[0], RUN);
  await done;
  assert.equal(store.text.value, "a long one");
});

test('setScene(page, "read-on") plays from the first word on', async (t) => {
  const { page, store } = pageOf(t);
  store.position.value = 2.875;
  await setScene(page, "read-on");
  assert.deepEqual([store.position.value, store.playing.value], [0, true]);
});

test("setScene(page, id) runs what has just been typed, and is placed in that run", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { page, store, calls } = pageOf(t);
  store.text.value = "a b c d";
  runSoon(store, 350);
  const done = setScene(page, "two-lanes");
  assert.equal(calls[0]?.request.text, "a b c d");
  await answer(calls[0], RUN);
  await done;
  t.mock.timers.tick(350);
  assert.deepEqual([calls.length, store.position.value], [1, 3.875]);
});

test("setScene(page, id) leaves the run alone that was asked for while it looked for its place", async (t) => {
  const { page, store, calls } = pageOf(t);
  const done = setScene(page, "topic-word");
  await turns();
  assert.match(calls[0].address, /influence$/);
  store.text.value = "a b c d";
  const newer = runText(store);
  await answer(calls[1], RUN);
  await newer;
  calls[0].answer(Response.json({ tokens: [], words: [1, 0, 0].map((effect) => ({ removal: { effect } })) }));
  await done;
  assert.equal(store.position.value, 3.875);
});

test("setScene(page, id) does nothing for a scene that is not there", async (t) => {
  const { page, store, calls, stops } = pageOf(t);
  await setScene(page, "constructor");
  assert.deepEqual([store.position.value, calls.length, stops.length], [0, 0, 0]);
});
