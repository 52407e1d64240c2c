import assert from "node:assert/strict";
import { test } from "node:test";

import { chooseModel, createStore, defaultModel, goTo, GROUP, groupsOf, moveUnit, TELLING } from "../../static/store.js";
import { effect } from "../../static/vendor/preact.js";
import { traceOf } from "./figures/traces.js";
import { dataOf, storeOf } from "./stores.js";

/** The card of a model. @param {ReturnType<typeof storeOf>} store @param {string} id */
const cardOf = (store, id) => store.data.models.find((card) => card.id === id);

/** A store that shows a model of 70 units. @param {number[]} telling */
function largeStore(telling) {
  const store = storeOf({ units: 70, words: ["a", "b"] });
  store.trace.value = { ...store.trace.value, end: { steps: 2, checks: {}, telling_units: telling } };
  return store;
}

test("defaultModel(data) is the default of the page's language, or else the first", () => {
  assert.equal(defaultModel(dataOf("ja")).id, "lstm");
  assert.equal(defaultModel(dataOf("en")).id, "english");
  assert.equal(defaultModel({ ...dataOf("fr") }).id, "large");
});

test("createStore(data) opens with the default model and its first example, at rest", () => {
  const store = createStore(dataOf("en"));
  assert.deepEqual([store.model.value.id, store.text.value, store.trace.value, store.playing.value], ["english", "english first", null, false]);
  assert.deepEqual([store.wrongLink.value, store.symbolic.value, store.table.value, store.lens.value, store.pace.value, store.speed.value], [false, false, false, "story", "word", 1]);
  assert.deepEqual([store.size.value, store.units.value, store.unit.value, store.steps.value, store.place.value], [0, [], 0, 1, { t: 0, phase: 0, progress: 1 }]);
});

test("createStore(data) works without a model, and with one that has no example", () => {
  assert.equal(createStore({ ...dataOf(), models: [] }).text.value, "");
  assert.equal(createStore({ ...dataOf(), models: [{ id: "m", language: "ja" }] }).text.value, "");
});

test("store.units are all of a small model, in their order", () => {
  assert.deepEqual(storeOf({ units: 5 }).units.value, [0, 1, 2, 3, 4]);
  assert.equal(storeOf({ units: 32 }).units.value.length, 32);
});

test("store.units of a large model are the most telling, in unit order, or the group that is chosen", () => {
  const telling = Array.from({ length: 70 }, (_, k) => (k * 13 + 5) % 70);
  const store = largeStore(telling);
  assert.deepEqual(store.units.value, telling.slice(0, GROUP).toSorted((a, b) => a - b));
  store.group.value = 0;
  assert.deepEqual(store.units.value, Array.from({ length: 16 }, (_, k) => k));
  store.group.value = 4;
  assert.deepEqual(store.units.value, [64, 65, 66, 67, 68, 69], "the last group is what is left");
});

test("store.units of a large model are its first while nobody knows the most telling", () => {
  const store = largeStore([]);
  assert.deepEqual(store.units.value, Array.from({ length: 16 }, (_, k) => k));
  store.trace.value = traceOf({ units: 70, arrived: 2 });
  assert.deepEqual(store.units.value, Array.from({ length: 16 }, (_, k) => k));
});

test("groupsOf(size) makes groups of what is not drawn at once", () => {
  assert.deepEqual([0, 1, 32, 33, 64, 65, 128].map(groupsOf), [0, 0, 0, 3, 4, 5, 8]);
});

test("store.unit is the most telling one that is shown, until one is chosen", () => {
  const store = storeOf({ units: 8 });
  assert.equal(store.unit.value, 3, "telling units 3, 0, 1");
  store.chosen.value = 6;
  assert.equal(store.unit.value, 6);
  store.trace.value = traceOf({ units: 4 });
  assert.equal(store.unit.value, 3, "a unit that the new model has not");
});

test("store.unit is that of the untouched run while something is held, and while a run of the same text arrives", () => {
  const store = storeOf({ units: 8 });
  const run = /** @type {any} */ (store.trace.value);
  store.ghost.value = run;
  for (const end of [null, { ...run.end, telling_units: [5] }]) {
    store.trace.value = { ...run, start: { ...run.start, clamps: [{ quantity: "f" }] }, end };
    assert.equal(store.unit.value, 3);
  }
  store.trace.value = { ...traceOf({ units: 8, words: ["other", "words"] }), text: "other words", end: { ...run.end, telling_units: [5] } };
  assert.deepEqual([store.unit.value, store.untouched.value], [5, null], "of another text");
});

test("store.unit is in the group that is shown", () => {
  const store = largeStore([40, 3, 66]);
  assert.equal(store.unit.value, 40);
  store.group.value = 0;
  assert.equal(store.unit.value, 3);
  store.group.value = 1;
  assert.equal(store.unit.value, 16, "the first one, where none is telling");
});

test("store.unit is the chosen one: its group is shown with it, and stays until another one is wanted", () => {
  const store = largeStore([40, 3, 66]);
  store.ghost.value = store.trace.value;
  const shown = [66, 20, 21, 3].map((unit) => ((store.chosen.value = unit), [store.unit.value, store.group.value]));
  assert.deepEqual(shown, [[66, TELLING], [20, 1], [21, 1], [3, 0]]);
  store.group.value = 4;
  store.chosen.value = null;
  assert.deepEqual([store.unit.value, store.group.value], [66, 4], "who pages on lets go of it");
});

test("store.group waits for the most telling units to be known, of the run that is shown, before it leaves them", () => {
  for (const [unit, group] of [[40, TELLING], [41, 2]]) {
    const store = storeOf({ units: 70, words: ["a", "b"], arrived: 1 });
    store.chosen.value = unit;
    assert.equal(store.group.value, TELLING);
    store.trace.value = { ...store.trace.value, end: { steps: 2, checks: {}, telling_units: [40, 3, 66] } };
    store.ghost.value = store.trace.value;
    assert.deepEqual([store.unit.value, store.group.value], [unit, group]);
  }
});

test("moveUnit(store, rows) goes along the rows that are shown, and stops at the ends", () => {
  const store = largeStore([40, 3, 66]);
  assert.deepEqual(store.units.value, [3, 40, 66]);
  const units = [1, 1, -1, -5].map((rows) => (moveUnit(store, rows), store.chosen.value));
  assert.deepEqual(units, [66, 66, 40, 3]);
});

test("goTo(store, t, phase) goes there at once, stops the playing and stays in the text", () => {
  const store = storeOf({ words: ["a", "b", "c"] });
  store.playing.value = true;
  goTo(store, 1, 2);
  assert.deepEqual([store.position.value, store.playing.value], [1.25, false]);
  const places = [[2], [9], [-4], [0, 0]].map(([t, phase]) => (goTo(store, t, phase), store.position.value));
  assert.deepEqual(places, [2.875, 2.875, 0.875, 0]);
});

test("store.settled changes twice a phase, however often the position does", () => {
  const store = storeOf();
  const seen = /** @type {number[]} */ ([]);
  const stop = effect(() => void seen.push(store.settled.value));
  for (let k = 0; k <= 100; k += 1) store.position.value = 1.875 + k / 400;
  stop();
  assert.deepEqual(seen, [0, 1.875, 1.9375, 2, 2.0625, 2.125]);
});

test("store.place tells the step and phase of the position", () => {
  const store = storeOf();
  store.position.value = 2 + 3 / 8;
  assert.deepEqual(store.place.value, { t: 2, phase: 3, progress: 1 });
  store.position.value = 2 + 3.1 / 8;
  assert.deepEqual(store.place.value, { t: 2, phase: 4, progress: 0.5 });
});

test("chooseModel(store, card) keeps the text within a language", () => {
  const store = storeOf();
  store.text.value = "my own";
  chooseModel(store, cardOf(store, "gru"));
  assert.deepEqual([store.model.value.id, store.text.value], ["gru", "my own"]);
});

test("chooseModel(store, card) of another language takes that model's example", () => {
  const store = storeOf();
  chooseModel(store, cardOf(store, "english"));
  assert.equal(store.text.value, "english first");
  chooseModel(store, { id: "bare", language: null });
  assert.equal(store.text.value, "english first", "which keeps the text where it has none");
});

test("chooseModel(store, card) lets go of what was chosen and held in the old model", () => {
  const store = storeOf();
  const clamp = { layer: 0, quantity: "f", from: 0, until: 2, units: [30], value: 0 };
  [store.chosen.value, store.group.value, store.clamps.value, store.undoable.value] = [30, 2, [clamp], [[]]];
  chooseModel(store, cardOf(store, "gru"));
  assert.deepEqual([store.chosen.value, store.group.value, store.clamps.value, store.undoable.value], [null, TELLING, [], []]);
});

test("chooseModel(store, card) keeps the unit through the training of one network, chosen or not", () => {
  const store = storeOf();
  for (const id of ["lstm-untrained", "lstm"]) {
    chooseModel(store, cardOf(store, id));
    assert.equal(store.unit.value, 3);
    store.trace.value = { .../** @type {any} */ (traceOf()), end: { steps: 14, checks: {}, telling_units: [9] } };
    assert.equal(store.unit.value, 3);
  }
  chooseModel(store, cardOf(store, "gru"));
  assert.equal(store.unit.value, 9, "the units of another network are others");
});
