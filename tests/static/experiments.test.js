import assert from "node:assert/strict";
import { test } from "node:test";

import { FOREVER } from "../../static/clamps.js";
import { followClamps, hold, release, reset, scopeOf, tryPreset, undo } from "../../static/experiments.js";
import { turns } from "./server.js";
import { storeOf } from "./stores.js";

const CLAMP = { layer: 0, quantity: "f", from: 2, until: 5, units: [3], value: 0.5 };
const OTHER = { ...CLAMP, quantity: "i" };

test("hold(store, clamp) and release(store, clamp) change what is held, and undo(store) takes it back", () => {
  const store = storeOf();
  hold(store, CLAMP);
  hold(store, OTHER);
  release(store, CLAMP);
  assert.deepEqual(store.clamps.value, [OTHER]);
  const before = [1, 2, 3, 4].map(() => (undo(store), store.clamps.value));
  assert.deepEqual(before, [[CLAMP, OTHER], [CLAMP], [], []]);
});

test("hold(store, clamp) of a moving hand is one change to undo", () => {
  const store = storeOf();
  hold(store, OTHER);
  hold(store, { ...CLAMP, value: 0.1 });
  for (const value of [0.2, 0.3, 0.4]) hold(store, { ...CLAMP, value }, { moving: true });
  assert.deepEqual(store.clamps.value, [OTHER, { ...CLAMP, value: 0.4 }]);
  undo(store);
  assert.deepEqual(store.clamps.value, [OTHER]);
});

test("tryPreset(store, name) and reset(store) replace everything, and can be undone", () => {
  const store = storeOf();
  hold(store, CLAMP);
  tryPreset(store, "amnesia");
  assert.deepEqual(store.clamps.value, [{ layer: 0, quantity: "f", value: 0, from: 0, until: FOREVER, units: null }]);
  reset(store);
  assert.deepEqual(store.clamps.value, []);
  undo(store);
  undo(store);
  assert.deepEqual(store.clamps.value, [CLAMP]);
});

test("scopeOf(store) is the selected unit or all, from the shown step to the end or for that step", () => {
  const store = storeOf();
  [store.position.value, store.chosen.value] = [4.25, 7];
  assert.deepEqual(scopeOf(store, FOREVER), { layer: 0, from: 4, until: FOREVER, units: [7] });
  [store.reach.value, store.lasting.value] = ["all", "step"];
  assert.deepEqual(scopeOf(store, FOREVER), { layer: 0, from: 4, until: 5, units: null });
});

/** Follow the clamps of a store with runs that end when the test says so. */
function followed() {
  const store = storeOf();
  const runs = /** @type {{clamps: readonly object[], end: () => void}[]} */ ([]);
  followClamps(store, () => new Promise((end) => void runs.push({ clamps: store.clamps.value, end: () => end(undefined) })));
  return { store, runs };
}

test("followClamps(store, run) runs for each change, and not for none", async () => {
  const { store, runs } = followed();
  assert.equal(runs.length, 0);
  hold(store, CLAMP);
  assert.deepEqual(runs.map(({ clamps }) => clamps), [[CLAMP]]);
  runs[0].end();
  await turns();
  assert.equal(runs.length, 1);
  reset(store);
  assert.deepEqual(runs[1].clamps, []);
});

test("followClamps(store, run) runs one at a time, and then for the latest state of things only", async () => {
  const { store, runs } = followed();
  hold(store, CLAMP);
  for (const value of [0.1, 0.2, 0.3]) hold(store, { ...CLAMP, value }, { moving: true });
  assert.equal(runs.length, 1);
  runs[0].end();
  await turns();
  assert.deepEqual(runs.map(({ clamps }) => /** @type {any} */ (clamps[0]).value), [0.5, 0.3]);
  runs[1].end();
  await turns();
  assert.equal(runs.length, 2);
});
