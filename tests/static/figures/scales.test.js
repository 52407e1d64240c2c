import assert from "node:assert/strict";
import { test } from "node:test";

import { QUANTITIES, roundUp, scaleOf, scaleWithGhost, SUMS } from "../../../static/figures/scales.js";
import { seeded, traceOf } from "./traces.js";

const CELLS = /** @type {const} */ (["lstm", "gru", "rnn"]);

/** A trace with the given cell states, whose parts are all zero. @param {(number | string)[][]} states */
function traceOfStates(states) {
  const trace = traceOf({ units: states[0].length, words: states.map(() => "a") });
  const none = states[0].map(() => 0);
  trace.steps.forEach((step, t) => Object.assign(step.layers[0], { c: states[t], kept: none, written: none }));
  return trace;
}

test("scaleOf(trace, layer, gate) is 0 to 1, whatever the values", () => {
  for (const gate of ["f", "i", "o", "z", "r"]) assert.deepEqual(scaleOf(traceOf(), 0, gate), { quantity: gate, kind: "amount", scale: 1 });
});

test("scaleOf(trace, layer, quantity) is −1 to 1 for what a tanh bounds", () => {
  for (const quantity of ["g", "n", "h", "tanh_c"]) assert.deepEqual(scaleOf(traceOf(), 0, quantity), { quantity, kind: "signed", scale: 1 });
});

test("scaleOf(trace, layer, quantity) of a GRU bounds the parts of h, but not the input and the sums", () => {
  const trace = traceOf({ cell: "gru", words: ["a"] });
  Object.assign(trace.steps[0].layers[0], { x: [2.5], kept: [2.5], written: [2.5], pre: { z: [4.5], r: [0], n: [0] } });
  assert.deepEqual(["x", "pre", "kept", "written"].map((quantity) => scaleOf(trace, 0, quantity).scale), [3, 5, 1, 1]);
});

test('scaleOf(trace, layer, "c") is the largest magnitude of the whole trace, rounded up', () => {
  assert.equal(scaleOf(traceOfStates([[0.2, -0.1], [0.3, 0.9]]), 0, "c").scale, 1);
  assert.equal(scaleOf(traceOfStates([[0.2, -2.4], [0.3, 0.9]]), 0, "c").scale, 3);
  assert.equal(scaleOf(traceOfStates([[0.2, 0.1], [0.3, 7]]), 0, "c").scale, 8);
});

test('scaleOf(trace, layer, "c") counts what is kept, what is written and the initial state', () => {
  const kept = traceOfStates([[0.1], [0.1]]);
  kept.steps[1].layers[0].kept = [-3.5];
  const written = traceOfStates([[0.1], [0.1]]);
  written.steps[0].layers[0].written = [4.5];
  const initial = traceOfStates([[0.1], [0.1]]);
  initial.start.initial_state = { h: [[0]], c: [[-5.5]] };
  assert.deepEqual([kept, written, initial].map((trace) => scaleOf(trace, 0, "c").scale), [4, 5, 6]);
});

test("scaleOf(trace, layer, quantity) is the same for c and the parts that c is the sum of", () => {
  const trace = traceOf({ seed: 4 });
  assert.ok(scaleOf(trace, 0, "c").scale > 1);
  for (const part of ["kept", "written"]) assert.equal(scaleOf(trace, 0, part).scale, scaleOf(trace, 0, "c").scale);
});

test("scaleOf(trace, layer, quantity) leaves out what is not finite", () => {
  assert.equal(scaleOf(traceOfStates([["Infinity", "NaN"], ["-Infinity", 1.2]]), 0, "c").scale, 1.5);
});

test("scaleOf(trace, layer, quantity) follows a trace that is still arriving", () => {
  const trace = traceOfStates([[0.5], [2.5], [7.5]]);
  const arriving = { ...trace, steps: trace.steps.slice(0, 1) };
  const scales = [1, 2].map((t) => {
    const { scale } = scaleOf(arriving, 0, "c");
    arriving.steps.push(trace.steps[t]);
    return scale;
  });
  assert.deepEqual([...scales, scaleOf(arriving, 0, "c").scale], [1, 3, 8]);
});

test("scaleOf(trace, layer, quantity) tells layers, and pre-activations from the input, apart", () => {
  const trace = traceOf({ layers: 2, words: ["a"] });
  const [lower, upper] = trace.steps[0].layers;
  Object.assign(lower, { x: [1.8], pre: { i: [0.1], f: [-9.5], g: [0], o: [0] } });
  Object.assign(upper, { x: [5.5], pre: { i: [0.1], f: [0.1], g: [0], o: [2.5] } });
  assert.deepEqual([[0, "x"], [0, "pre"], [1, "x"], [1, "pre"]].map(([layer, name]) => scaleOf(trace, layer, name).scale), [2, 10, 6, 3]);
});

test("scaleOf(trace, layer, quantity) is wide enough for every value of a trace, and at most twice as wide", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const trace = traceOf({ seed });
    const largest = Math.max(...trace.steps.flatMap(({ layers: [{ c, kept, written }] }) => [...c, ...kept, ...written].map(Math.abs)));
    const { scale } = scaleOf(trace, 0, "c");
    assert.ok(largest <= scale && (scale === 1 || scale <= 2 * largest), `${largest} on ${scale}`);
  }
});

test("roundUp(value) ends at a number that a reader can divide in the head", () => {
  assert.deepEqual([0, 0.3, 1, 1.01, 1.6, 2.5, 3, 3.1, 6.5, 8.5, 95, 1000, 1001].map(roundUp), [1, 1, 1, 1.5, 2, 3, 3, 4, 8, 10, 100, 1000, 1500]);
});

test("roundUp(value) is never below the value, and never twice as much", () => {
  const next = seeded(9);
  for (let k = 0; k < 2000; k += 1) {
    const value = 10 ** (9 * Math.abs(next()));
    const end = roundUp(value);
    assert.ok(end >= value && end <= 2 * value, `${value} to ${end}`);
    assert.equal(roundUp(end), end, `${end} is round already`);
  }
});

test("roundUp(value) stays finite", () => {
  for (const value of [1e308, Number.MAX_VALUE, Infinity]) assert.ok(Number.isFinite(roundUp(value)) && roundUp(value) >= Math.min(value, Number.MAX_VALUE), `${value}`);
  assert.equal(roundUp(NaN), 1);
});

test("QUANTITIES and SUMS name what each cell has, and nothing else", () => {
  for (const cell of CELLS) {
    const [layer] = traceOf({ cell, words: ["a"] }).steps[0].layers;
    for (const quantity of QUANTITIES[cell]) assert.ok(Array.isArray(layer[quantity]), `${cell} ${quantity}`);
    assert.deepEqual(SUMS[cell].toSorted(), Object.keys(layer.pre).toSorted());
  }
});

test("scaleWithGhost(trace, view, quantity) is one scale over the run that is held and the untouched one", () => {
  const [held, untouched] = [traceOfStates([[0.4, -0.9]]), traceOfStates([[12, -2]])];
  assert.deepEqual(scaleWithGhost(held, { layer: 0, ghost: null }, "c").scale, 1);
  for (const [trace, ghost] of [[held, untouched], [untouched, held]]) {
    assert.deepEqual(scaleWithGhost(trace, { layer: 0, ghost }, "c"), { quantity: "c", kind: "signed", scale: 15 });
  }
  assert.equal(scaleWithGhost(held, { layer: 0, ghost: untouched }, "f").scale, 1);
});
