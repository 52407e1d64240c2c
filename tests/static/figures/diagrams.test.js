import assert from "node:assert/strict";
import { test } from "node:test";

import { CELLS, drawn, everyView, SHAPES } from "./drawings.js";
import { attributes, insides, textOf } from "./markup.js";
import { traceOf } from "./traces.js";

const nodesIn = (markup) => markup.match(/<[a-z]/g).length;
const count = (markup, pattern) => markup.match(pattern)?.length ?? 0;

/** The eight places of a step, and the way to each of them. */
const PLACES = Array.from({ length: 8 }, (_, phase) => [1 + phase / 8, 1 + (phase - 0.6) / 8]).flat();

for (const cell of CELLS) {
  for (const [units, most] of [[1, 170], [16, 400], [32, 600]]) {
    test(`cellDiagram(trace, s) of ${units} units has at most ${most} nodes: ${cell}`, () => {
      const trace = traceOf({ cell, units });
      everyView((view, name) => {
        for (const s of PLACES) assert.ok(nodesIn(drawn(trace, s, view)) <= most, `${name}, ${s}`);
      });
    });
  }

  test(`cellDiagram(trace, s) has no inline style, and no place that is not a number: ${cell}`, () => {
    for (const units of [1, 3, 32]) {
      const trace = traceOf({ cell, units, arrived: 2 });
      everyView((view, name) => {
        for (const s of [0, 0.05, ...PLACES, 2.5, 40, -3]) assert.doesNotMatch(drawn(trace, s, view), /style=|NaN|undefined|null|Infinity|\[object/, `${name}, ${s}`);
      });
    }
  });

  test(`cellDiagram(trace, s) draws what is not finite, and names it in words: ${cell}`, () => {
    for (const value of ["NaN", "Infinity", "-Infinity"]) {
      const trace = traceOf({ cell, units: 2, words: ["a", "b", "c"] });
      for (const step of trace.steps) {
        fill(step.layers[0], value);
        step.prediction = [{ token: "b", probability: value }];
      }
      everyView((view, name) => {
        for (const s of PLACES) assert.doesNotMatch(drawn(trace, s, view), /NaN|Infinity|∞|undefined/, `${name}, ${s}`);
      });
      assert.match(drawn(trace, 1.875, { lens: "unit" }), { NaN: />not_a_number</, Infinity: />infinite</, "-Infinity": />minus_infinite</ }[value]);
    }
  });

  test(`cellDiagram(trace, s) hatches a step that has not arrived, and no other: ${cell}`, () => {
    const trace = traceOf({ cell, arrived: 2 });
    everyView((view) => {
      assert.deepEqual([1.5, 2, 2.5, 9].map((s) => count(drawn(trace, s, view), /class="hatch"/g)), [0, 1, 1, 1]);
    });
  });

  test(`cellDiagram(trace, s) outside the text is its first picture, or its last: ${cell}`, () => {
    const trace = traceOf({ cell, words: ["a", "b"] });
    for (const s of [2, 3, 1e6]) assert.equal(drawn(trace, s), drawn(trace, 1.875));
    assert.equal(drawn(trace, -1), drawn(trace, 0));
  });

  test(`cellDiagram(trace, s) is an image with a label that names word and step from 1: ${cell}`, () => {
    const markup = drawn(traceOf({ cell }), 2.375);
    assert.match(markup, /^<svg [^>]*role="img"/);
    assert.deepEqual(attributes(markup, "aria-label"), [`diagram.${cell} 3 14 色`]);
    assert.doesNotMatch(markup, /tabindex|<a |<button|focusable/);
  });

  test(`cellDiagram(trace, s) tells its cell, shape, lens and phase to the style sheet: ${cell}`, () => {
    const trace = traceOf({ cell });
    for (let phase = 0; phase < 8; phase += 1) assert.match(drawn(trace, 3 + phase / 8), new RegExp(`class="cell-diagram cell-${cell} wide lens-story phase-${phase}"`));
  });

  test(`cellDiagram(trace, s) draws every vector in the order of the units shown: ${cell}`, () => {
    const markup = drawn(traceOf({ cell }), 3.875, { units: [9, 2, 14], unit: 2 });
    const bundles = insides(markup, "g").map((inside) => attributes(inside, "data-unit")).filter((units) => units.length > 0);
    assert.ok(bundles.length >= 2);
    for (const units of bundles) assert.deepEqual(units.slice(0, 3), ["9", "2", "14"]);
  });
}

for (const cell of /** @type {const} */ (["lstm", "gru"])) {
  test(`cellDiagram(trace, s) shows a new picture in each of the eight phases: ${cell}`, () => {
    const pictures = Array.from({ length: 9 }, (_, k) => drawn(traceOf({ cell }), 1 + (7 + k) / 8).replace(/phase-\d|aria-label="[^"]*"/g, ""));
    for (let k = 1; k <= 8; k += 1) assert.notEqual(pictures[k], pictures[k - 1], `phase ${k - 1}`);
  });
}

test("cellDiagram(trace, s) has two lanes and three valves for an LSTM, one and two for a GRU, one and none for an RNN", () => {
  for (const view of Object.values(SHAPES)) {
    const markups = CELLS.map((cell) => drawn(traceOf({ cell }), 1.875, view));
    assert.deepEqual(markups.map((markup) => count(markup, /class="lane /g)), [2, 1, 1]);
    assert.deepEqual(markups.map((markup) => [...markup.matchAll(/class="valve role-(\w)/g)].map(([, gate]) => gate).join("")), ["fio", "rz", ""]);
  }
});

test("cellDiagram(trace, s) draws nothing of an LSTM for a GRU or an RNN", () => {
  everyView((view) => {
    for (const s of PLACES) {
      for (const cell of /** @type {const} */ (["gru", "rnn"])) {
        assert.doesNotMatch(drawn(traceOf({ cell }), s, view), /cell-lane|role-[fiog]\b|>c[₀-₉]|tanh c|gates(_short)?\.[fiog]|parts\.(kept|written|revealed)\b/);
      }
      assert.doesNotMatch(drawn(traceOf({ cell: "rnn" }), s, view), /role-[zrn]\b|valve|1−z|parts\./);
    }
  });
});

test("cellDiagram(trace, s) counts its labels from 1, or writes them symbolically", () => {
  const labels = (changes, s = 10) => insides(drawn(traceOf(), s + 7 / 8, changes), "text", 'class="label').map(textOf).filter((text) => /^[xhc][₀-₉ₜ]/.test(text));
  assert.deepEqual(labels(), ["c₁₀", "c₁₁", "x₁₁", "h₁₀", "h₁₁"]);
  assert.deepEqual(labels({}, 0), ["c₀", "c₁", "x₁", "h₀", "h₁"]);
  assert.deepEqual(labels({ symbolic: true }), ["cₜ₋₁", "cₜ", "xₜ", "hₜ₋₁", "hₜ"]);
});

test("cellDiagram(trace, s) shows the layer of the view", () => {
  const trace = traceOf({ layers: 2 });
  assert.notEqual(drawn(trace, 2, { layer: 0 }), drawn(trace, 2, { layer: 1 }));
});

/** Put one value everywhere. @param {any} record @param {string} value */
function fill(record, value) {
  for (const vector of Object.values(record)) {
    if (Array.isArray(vector)) vector.fill(value);
    else fill(vector, value);
  }
}
