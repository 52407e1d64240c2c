import assert from "node:assert/strict";
import { test } from "node:test";

import { keeperOf, spotOf } from "../../static/finders.js";
import { traceOf } from "./figures/traces.js";

/** A run of three steps and two units, with some of its values given step by step. @param {Record<string, (number | string)[][]>} values */
function runOf(values) {
  const trace = traceOf({ units: 2, words: ["a", "b", "c"] });
  for (const [name, rows] of Object.entries(values)) rows.forEach((row, t) => Object.assign(trace.steps[t].layers[0], { [name]: row }));
  return trace;
}

const HERE = { t: 1, unit: 1 };
const spot = (when, trace, unit = null, changes = {}) => spotOf(when, trace, { unit, here: HERE, topic: null, ...changes });

test('spotOf("most-kept", trace) is where the gate keeps most of the state before it', () => {
  const trace = runOf({ f: [[1, 1], [0.5, 1], [0.5, 0.9]], c: [[4, 1], [1, -5], [0, 0]] });
  assert.deepEqual([spot("most-kept", trace), spot("most-kept", trace, 0)], [{ t: 2, unit: 1 }, { t: 1, unit: 0 }]);
});

test('spotOf("most-written", trace) and ("takes-away", trace) are where most is written up, and down', () => {
  const trace = runOf({ written: [[0.1, -0.9], [0.8, -0.2], [0.3, 0.9]] });
  assert.deepEqual([spot("most-written", trace), spot("most-written", trace, 0)], [{ t: 2, unit: 1 }, { t: 1, unit: 0 }]);
  assert.deepEqual([spot("takes-away", trace), spot("takes-away", trace, 0)], [{ t: 0, unit: 1 }, { t: 0, unit: 0 }]);
});

test('spotOf("least-written", trace) is where the gate is most shut, but at the first word, which has nothing to protect', () => {
  assert.deepEqual(spot("least-written", runOf({ i: [[0, 0], [0.5, 0.2], [0.1, 0.9]] })), { t: 2, unit: 0 });
});

test('spotOf("most-shown", trace), ("least-shown", trace) and ("most-hidden", trace) compare h with the memory', () => {
  const trace = runOf({ tanh_c: [[0.9, 0.2], [-0.8, 0.1], [0.7, 0]], h: [[0.9, 0.2], [-0.1, 0], [0.3, 0]] });
  assert.deepEqual(["most-shown", "least-shown", "most-hidden"].map((when) => spot(when, trace)), [{ t: 0, unit: 0 }, { t: 1, unit: 0 }, { t: 1, unit: 0 }]);
});

test('spotOf("beyond-one", trace) is where the memory is largest, either way', () => {
  assert.deepEqual(spot("beyond-one", runOf({ c: [[1, 0], [2, -3], [0, 0]] })), { t: 1, unit: 1 });
});

test('spotOf("first", trace), ("last", trace), ("topic", trace) and ("here", trace) are steps of the text', () => {
  const trace = runOf({});
  const at = (when, changes) => spotOf(when, trace, { unit: 0, here: HERE, topic: 2, ...changes }).t;
  assert.deepEqual(["first", "last", "topic", "here"].map((when) => at(when)), [0, 2, 2, 1]);
  assert.deepEqual([at("topic", { topic: null }), at("topic", { topic: 9 }), at("here", { here: { t: 40, unit: 0 } })], [1, 2, 2]);
});

test("spotOf(when, trace) keeps the unit that is wanted, or the reader's", () => {
  assert.deepEqual([spot("last", runOf({}), 0).unit, spot("last", runOf({})).unit], [0, 1]);
});

test("spotOf(when, trace) stays where the reader is in a run without such values", () => {
  assert.deepEqual(spot("most-kept", traceOf({ cell: "rnn", units: 2, words: ["a", "b"] })), HERE);
  assert.deepEqual(spot("most-written", { ...runOf({}), steps: [] }), HERE);
});

test("spotOf(when, trace) passes over what is not a number", () => {
  assert.deepEqual(spot("most-written", runOf({ written: [["NaN", 0.2], [0.5, "NaN"], ["NaN", "NaN"]] })), { t: 1, unit: 0 });
});

test("keeperOf(ledger, k) is the unit in whose last memory the word has the largest share", () => {
  const ledger = { units: [4, 7], written_by: [[[9, 9]], [[1, 0.5], [3, -0.1]]], from_initial_state: [[0, 0], [0, 0.2]] };
  assert.equal(keeperOf(ledger, 0), 7, "0.5 of 0.8 against 1 of 4");
  assert.equal(keeperOf(ledger, 1), 4);
  assert.equal(keeperOf({ ...ledger, written_by: [[[0, 0]]], from_initial_state: [[0, 0]] }, 0), 4, "where nothing is remembered, the first");
});
