import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenValue, isHeldBy, reached, scaleIn, sceneOf, stepName } from "../../../static/figures/scene.js";
import { traceOf, viewOf } from "./traces.js";

test("sceneOf(trace, s) is the step, its phase and its token", () => {
  const trace = traceOf();
  const scene = sceneOf(trace, 2 + 3 / 8, viewOf());
  assert.deepEqual([scene.t, scene.phase, scene.progress, scene.cell], [2, 3, 1, "lstm"]);
  assert.equal(scene.record, trace.steps[2].layers[0]);
  assert.equal(scene.token, trace.start.tokens[2]);
});

test("sceneOf(trace, s) starts and stops a motion gently", () => {
  const progress = (share) => sceneOf(traceOf(), 2 + (2 + share) / 8, viewOf()).progress;
  assert.deepEqual([progress(0.5), progress(1)], [0.5, 1]);
  assert.ok(progress(0.1) > 0 && progress(0.1) < 0.05 && progress(0.9) > 0.95 && progress(0.9) < 1);
});

test("sceneOf(trace, s) knows the state before the step", () => {
  const trace = traceOf();
  const { previous } = sceneOf(trace, 2, viewOf());
  assert.deepEqual(previous, { h: trace.steps[1].layers[0].h, c: trace.steps[1].layers[0].c });
  assert.equal(sceneOf(trace, 1, viewOf()).previous.h, trace.steps[0].layers[0].h);
});

test("sceneOf(trace, s) starts from the wire's initial state, or from zeros", () => {
  const trace = traceOf({ units: 2 });
  trace.start.initial_state = { h: [[0.25, 0]], c: [[-2, 0]] };
  assert.deepEqual(sceneOf(trace, 0, viewOf()).previous, { h: [0.25, 0], c: [-2, 0] });
  trace.start.initial_state = null;
  assert.deepEqual(sceneOf(trace, 0, viewOf()).previous, { h: [0, 0], c: [0, 0] });
});

test("sceneOf(trace, s) has no record of a step that has not arrived, and no state before the next one", () => {
  const trace = traceOf({ arrived: 3 });
  const [arrived, next, later] = [2, 3, 4].map((s) => sceneOf(trace, s, viewOf()));
  assert.deepEqual([arrived, next, later].map(({ record }) => record !== undefined), [true, false, false]);
  assert.deepEqual([next, later].map(({ previous }) => previous.c.length), [16, 0]);
});

test("sceneOf(trace, s) holds to the text, whatever s", () => {
  const trace = traceOf({ words: ["a", "b"] });
  for (const s of [1.9, 2, 5, 1e9]) {
    const { t, phase, progress } = sceneOf(trace, s, viewOf());
    assert.deepEqual([t, phase, progress], [1, 7, 1], `${s}`);
  }
  for (const s of [-0.5, -1e9]) {
    const { t, phase, progress } = sceneOf(trace, s, viewOf());
    assert.deepEqual([t, phase, progress], [0, 0, 1], `${s}`);
  }
});

test("sceneOf(trace, s) of a text without a word has no token and no record", () => {
  const { t, token, record } = sceneOf(traceOf({ words: [] }), 0, viewOf());
  assert.deepEqual([t, token, record], [0, undefined, undefined]);
});

test("sceneOf(trace, s) shows the units of the view that the model has, in its order", () => {
  const scene = sceneOf(traceOf({ units: 8 }), 0, viewOf({ units: [7, -1, 2, 8, 0], unit: 2 }));
  assert.deepEqual([scene.units, scene.chosen], [[7, 2, 0], 1]);
});

test("sceneOf(trace, s) selects no unit where none is wanted or shown", () => {
  const chosen = (unit) => sceneOf(traceOf(), 0, viewOf({ units: [7, 2], unit })).chosen;
  assert.deepEqual([chosen(null), chosen(3), chosen(7)], [-1, -1, 0]);
});

test("sceneOf(trace, s) shows the layer of the view", () => {
  const trace = traceOf({ layers: 2 });
  const scene = sceneOf(trace, 3, viewOf({ layer: 1 }));
  assert.equal(scene.record, trace.steps[3].layers[1]);
  assert.equal(scene.previous.h, trace.steps[2].layers[1].h);
});

test("reached(scene, phase) is 0 before the phase, 1 after it and its progress in it", () => {
  const scene = sceneOf(traceOf(), 1 + 3.5 / 8, viewOf());
  assert.deepEqual([3, 4, 5].map((phase) => reached(scene, phase)), [1, 0.5, 0]);
  assert.equal(reached(sceneOf(traceOf(), 1 + 4 / 8, viewOf()), 4), 1);
});

test("reached(scene, phase, from, until) runs in a part of the phase", () => {
  const at = (progress) => ({ ...sceneOf(traceOf(), 1.5, viewOf()), progress });
  assert.deepEqual([0.2, 0.4, 0.5, 0.6, 1].map((progress) => reached(at(progress), 4, 0.4, 0.6)).map((share) => Math.round(100 * share)), [0, 0, 50, 100, 100]);
});

test("chosenValue(scene, vector) is the selected unit's, and nothing where there is none", () => {
  const scene = sceneOf(traceOf(), 1, viewOf({ units: [9, 4], unit: 4 }));
  assert.equal(chosenValue(scene, scene.record.c), scene.record.c[4]);
  assert.equal(chosenValue(scene, undefined), undefined);
  assert.equal(chosenValue(sceneOf(traceOf(), 1, viewOf({ unit: null })), scene.record.c), undefined);
});

test("stepName(scene, offset) counts steps from 1, or is symbolic", () => {
  const names = (symbolic) => [0, -1].map((offset) => stepName(sceneOf(traceOf(), 10, viewOf({ symbolic })), offset));
  assert.deepEqual([names(false), names(true)], [["11", "10"], ["t", "t\u22121"]]);
  assert.equal(stepName(sceneOf(traceOf(), 0, viewOf()), -1), "0");
});

test("scaleIn(scene, quantity) is the scale of the layer that is shown", () => {
  const trace = traceOf({ layers: 2, words: ["a"] });
  trace.steps[0].layers.forEach((layer, number) => Object.assign(layer, { c: [[2.5, 7][number]], kept: [], written: [] }));
  assert.deepEqual([0, 1].map((layer) => scaleIn(sceneOf(trace, 0, viewOf({ layer })), "c")), [3, 8]);
});

test("scaleIn(scene, quantity) leaves a ghost its room where values are held", () => {
  const [held, ghost] = [traceOf({ words: ["a"] }), traceOf({ words: ["a"] })];
  Object.assign(held.steps[0].layers[0], { c: [0.5], kept: [0.5], written: [0] });
  Object.assign(ghost.steps[0].layers[0], { c: [12], kept: [12], written: [0] });
  assert.deepEqual([null, ghost].map((behind) => scaleIn(sceneOf(held, 0, viewOf({ ghost: behind })), "c")), [1, 15]);
});

test("isHeldBy(clamps, place) is true within a clamp's steps and units of its quantity and layer, and nowhere else", () => {
  const clamps = [{ layer: 0, quantity: "f", from: 3, until: 5, units: [2], value: 1 }, { layer: 1, quantity: "i", from: 0, until: 99, units: null, value: 0 }];
  const place = { layer: 0, quantity: "f", t: 4, unit: 2 };
  const isHeld = (changes) => isHeldBy(clamps, { ...place, ...changes });
  assert.deepEqual([{}, { t: 3 }, { layer: 1, quantity: "i", t: 0, unit: 7 }].map(isHeld), [true, true, true]);
  assert.deepEqual([{ t: 2 }, { t: 5 }, { unit: 1 }, { quantity: "i" }, { layer: 1 }].map(isHeld), new Array(5).fill(false));
});
