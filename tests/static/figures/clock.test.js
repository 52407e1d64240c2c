import assert from "node:assert/strict";
import { test } from "node:test";

import { groupKey, GROUPS, lastPlace, moment, phaseKey, PHASES, restingPlace } from "../../../static/figures/clock.js";
import { traceOf, seeded } from "./traces.js";

const CELLS = /** @type {const} */ (["lstm", "gru", "rnn"]);

test("moment(restingPlace(t, phase)) is that phase of that step, at rest", () => {
  for (const t of [0, 1, 2, 39, 4095, 100000]) {
    for (let phase = 0; phase < PHASES; phase += 1) assert.deepEqual(moment(restingPlace(t, phase)), { t, phase, progress: 1 });
  }
});

test("moment(s) between two places is the later phase, on its way", () => {
  assert.deepEqual(moment(3 + 3.25 / 8), { t: 3, phase: 4, progress: 0.25 });
  assert.deepEqual(moment(3 + 7.5 / 8), { t: 4, phase: 0, progress: 0.5 });
  assert.deepEqual(moment(0.5 / 8), { t: 0, phase: 1, progress: 0.5 });
});

test("moment(s) before the text is its first picture", () => {
  for (const s of [-1e9, -1, -0.01, -0, 0]) assert.deepEqual(moment(s), { t: 0, phase: 0, progress: 1 });
});

test("moment(s) is at rest where added fractions miss a place by a rounding error", () => {
  let s = 0;
  for (let eighth = 1; eighth <= 800; eighth += 1) {
    for (let k = 0; k < 10; k += 1) s += 0.0125;
    assert.deepEqual(moment(s), { t: Math.floor(eighth / 8), phase: eighth % 8, progress: 1 });
  }
});

test("moment(s) says of every s all that s says", () => {
  const next = seeded(5);
  for (let k = 0; k < 5000; k += 1) {
    const s = 1000 * Math.abs(next());
    const { t, phase, progress } = moment(s);
    assert.ok(Number.isInteger(t) && t >= 0 && Number.isInteger(phase) && phase >= 0 && phase < PHASES && progress > 0 && progress <= 1, `${s}`);
    assert.ok(Math.abs(t + (phase - 1 + progress) / PHASES - s) < 1e-6, `${s}`);
  }
});

test("moment(s) never goes back while s goes on", () => {
  const passed = (/** @type {number} */ s) => {
    const { t, phase, progress } = moment(s);
    return t * PHASES + phase + progress;
  };
  for (let k = 1; k < 3000; k += 1) assert.ok(passed(k * 0.0031) >= passed((k - 1) * 0.0031), `${k * 0.0031}`);
});

test("lastPlace(trace) is the last phase of the last word, arrived or not", () => {
  assert.deepEqual(moment(lastPlace(traceOf({ words: ["a", "b", "c"] }))), { t: 2, phase: 7, progress: 1 });
  assert.deepEqual(moment(lastPlace(traceOf({ words: ["a", "b", "c"], arrived: 0 }))), { t: 2, phase: 7, progress: 1 });
  assert.equal(lastPlace(traceOf({ words: [] })), 7 / 8);
});

test("groupKey(cell, phase) puts the eight phases into groups that each stay together", () => {
  assert.deepEqual(GROUPS.lstm.map((_, phase) => groupKey("lstm", phase)), ["look", "look", "look", "forget", "write", "write", "reveal", "reveal"].map((name) => `figures.groups.${name}`));
  for (const cell of CELLS) {
    assert.equal(GROUPS[cell].length, PHASES);
    const starts = GROUPS[cell].filter((name, phase) => name !== GROUPS[cell][phase - 1]);
    assert.equal(starts.length, new Set(GROUPS[cell]).size, cell);
  }
});

test("groupKey(cell, phase) names no gate that the cell has not", () => {
  for (const cell of /** @type {const} */ (["gru", "rnn"])) assert.ok(!GROUPS[cell].includes("forget") && !GROUPS[cell].includes("reveal"));
  assert.ok(!GROUPS.rnn.includes("keep") && !GROUPS.rnn.includes("write"));
});

test("phaseKey(cell, phase) is the key of the phase's sentence", () => {
  assert.equal(phaseKey("lstm", 3), "figures.phases.lstm.3");
});
