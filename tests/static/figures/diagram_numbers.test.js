import assert from "node:assert/strict";
import { test } from "node:test";

import { moment } from "../../../static/figures/clock.js";
import { fixed, percent, signed } from "../../../static/numbers.js";
import { CELLS, drawn, everyView } from "./drawings.js";
import { insides, textOf } from "./markup.js";
import { traceOf } from "./traces.js";

const PRINTED = /[<>]?[+\u2212]?\d+\.\d+(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|[<>]?\d+(?:\.\d+)?\u00a0%/g;
const [END, STEP] = [2 + 7 / 8, 1 / 64];
const GATES = new Set(["f", "i", "o", "z", "r"]);

/** What is printed in a drawing, with percentages from the words they stand in. */
function printedIn(trace, s, view = {}) {
  const words = (key, values = {}) => String(values.percent ?? "");
  return insides(drawn(trace, s, { words, unit: 3, ...view }), "text").flatMap((text) => textOf(text).match(PRINTED) ?? []);
}

/** Everything of a step and a unit that may be printed, as it is printed, by the phase in which it comes to be. */
const COMES = {
  lstm: { f: 2, i: 2, o: 2, g: 2, kept: 3, written: 4, c: 5, tanh_c: 6, h: 7 },
  gru: { z: 2, r: 2, kept: 3, n: 4, written: 5, h: 6 },
  rnn: { h: 4 },
};

/** The sums under the squashes, by the phase in which each comes to be: a candidate of a GRU waits for its reset gate. */
const SUMS = { lstm: { f: 1, i: 1, o: 1, g: 1 }, gru: { z: 1, r: 1, n: 4 }, rnn: { h: 1 } };

/** @param {string} name @param {number} value @returns {string[]} */
function written(name, value) {
  return GATES.has(name) ? [fixed(value), percent(value)] : [signed(value)];
}

/** The texts that may stand in a drawing of a step once a phase has happened. */
function allowed(trace, t, phase, unit) {
  const { cell, initial_state: initial } = trace.start;
  const now = trace.steps[t].layers[0];
  const before = t > 0 ? trace.steps[t - 1].layers[0] : { h: initial.h[0], c: initial.c?.[0] };
  const states = [before.h, before.c ?? before.h].flatMap((vector) => written("h", vector[unit]));
  const there = (phases) => Object.keys(phases).filter((name) => phases[name] <= phase);
  const sums = there(SUMS[cell]).map((name) => signed(now.pre[name][unit]));
  const values = [...sums, ...there(COMES[cell]).flatMap((name) => written(name, now[name][unit]))];
  const guess = phase === 7 ? [percent(trace.steps[t].prediction[0].probability)] : [];
  return new Set([...states, ...values, ...guess]);
}

for (const cell of CELLS) {
  test(`cellDiagram(trace, s) prints values of the trace only, none in between and none before its phase: ${cell}`, () => {
    for (const seed of [7, 8]) {
      const trace = traceOf({ cell, seed, units: 4, words: ["a", "b", "c"] });
      everyView((view, name) => {
        for (let s = 0; s <= END; s += STEP) {
          const { t, phase, progress } = moment(s);
          const texts = allowed(trace, t, progress === 1 ? phase : phase - 1, 3);
          for (const text of printedIn(trace, s, view)) assert.ok(texts.has(text), `${name}, ${s}: ${text}`);
        }
      });
    }
  });

  test(`cellDiagram(trace, s) prints each value of the selected unit in its phase: ${cell}`, () => {
    const trace = traceOf({ cell, units: 4, words: ["a", "b"] });
    const now = trace.steps[1].layers[0];
    const isPrinted = (vector, phase, lens, name = "") => {
      vector[3] = GATES.has(name) ? 0.4321 : -0.4321;
      const shows = (s) => printedIn(trace, s, { lens }).some((text) => written(name, vector[3]).includes(text));
      assert.deepEqual([shows(1 + (phase - 1) / 8), shows(1 + (phase - 0.5) / 8), shows(1 + phase / 8)], [false, false, true], name);
      vector[3] = 0.9;
    };
    for (const [name, phase] of Object.entries(SUMS[cell])) isPrinted(now.pre[name], phase, "arithmetic");
    for (const [name, phase] of Object.entries(COMES[cell])) isPrinted(now[name], phase, "unit", name);
  });

  test(`cellDiagram(trace, s) under the story lens prints no state in numbers: ${cell}`, () => {
    const trace = traceOf({ cell, units: 4 });
    for (let s = 0; s < 4; s += 1 / 24) {
      const numbers = printedIn(trace, s, { lens: "story" }).filter((text) => !text.includes("%"));
      assert.ok(numbers.length <= (cell === "rnn" ? 0 : 1), `${s}: the candidate at most, which is no share`);
    }
  });
}

test("cellDiagram(trace, s) prints no number where no unit is selected", () => {
  for (const cell of CELLS) {
    const trace = traceOf({ cell, units: 4 });
    for (let s = 0; s < 2; s += 1 / 16) {
      const texts = printedIn(trace, s, { lens: "unit", unit: null });
      assert.deepEqual(texts.filter((text) => text !== percent(trace.steps[0].prediction[0].probability)), [], `${cell}, ${s}`);
    }
  }
});

test("cellDiagram(trace, s) prints the sum under its squash, and the value when it is there, under the arithmetic lens", () => {
  const trace = traceOf({ units: 4 });
  const { pre, f, g } = trace.steps[1].layers[0];
  const texts = (kind, s) => insides(drawn(trace, s, { lens: "arithmetic", unit: 3 }), "text", `class="gate-${kind}`).map(textOf);
  const [forget, , candidate] = texts("name", 1 + 1 / 8);
  assert.deepEqual([forget, candidate], [`f = σ(${signed(pre.f[3])})`, `g = tanh(${signed(pre.g[3])})`]);
  assert.deepEqual(texts("number", 1 + 1 / 8), ["", "", "", ""]);
  const [opened, , written] = texts("number", 1 + 2 / 8);
  assert.deepEqual([opened, written], [`≈ ${fixed(f[3])}`, `≈ ${signed(g[3])}`]);
});
