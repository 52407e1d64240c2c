import assert from "node:assert/strict";
import { test } from "node:test";

import { amountShade, signedClass } from "../../../static/figures/colour.js";
import { ABSENT, heatmapCells, heatmapQuantities, palette, UNDEFINED } from "../../../static/figures/heatmap.js";
import { scaleOf } from "../../../static/figures/scales.js";
import { traceOf, viewOf } from "./traces.js";

const CELLS = /** @type {const} */ (["lstm", "gru", "rnn"]);

test("heatmapQuantities(trace) are the cell's gates, candidate and states", () => {
  assert.deepEqual(CELLS.map((cell) => heatmapQuantities(traceOf({ cell })).join("")), ["fiogch", "zrnh", "h"]);
});

test("palette(kind) has a class for every shade, from the least to the most", () => {
  assert.deepEqual([palette("amount").length, palette("amount")[0], palette("amount").at(-1)], [21, "a-0", "a-20"]);
  assert.deepEqual([palette("signed").length, palette("signed")[0], palette("signed")[20], palette("signed").at(-1)], [41, "v-n20", "v-0", "v-p20"]);
  for (const kind of /** @type {const} */ (["amount", "signed"])) assert.equal(new Set(palette(kind)).size, palette(kind).length);
});

for (const cell of CELLS) {
  test(`heatmapCells(trace, quantity) points at the colour of every value: ${cell}`, () => {
    const trace = traceOf({ cell });
    for (const quantity of heatmapQuantities(trace)) {
      const { kind, scale, columns, rows, values } = heatmapCells(trace, quantity, viewOf());
      assert.deepEqual([columns, rows, values.length], [14, 16, 14 * 16]);
      assert.equal(scale, scaleOf(trace, 0, quantity).scale);
      const colours = trace.steps.flatMap((step) => step.layers[0][quantity].map((value) => (kind === "amount" ? `a-${amountShade(value)}` : signedClass(value, scale))));
      assert.deepEqual([...values].map((place) => palette(kind)[place]), colours, quantity);
    }
  });
}

test("heatmapCells(trace, quantity) has the rows of the view, in its order", () => {
  const trace = traceOf();
  const all = heatmapCells(trace, "c", viewOf()).values;
  const some = heatmapCells(trace, "c", viewOf({ units: [9, 2, 4] }));
  assert.deepEqual(some.units, [9, 2, 4]);
  for (let t = 0; t < 14; t += 1) assert.deepEqual([...some.values.slice(3 * t, 3 * t + 3)], [9, 2, 4].map((unit) => all[16 * t + unit]));
});

test("heatmapCells(trace, quantity) gives the row of the selected unit", () => {
  const chosen = (view) => heatmapCells(traceOf(), "c", viewOf({ units: [9, 2, 4], ...view })).chosen;
  assert.deepEqual([chosen({ unit: 4 }), chosen({ unit: 3 }), chosen({ unit: null })], [2, -1, -1]);
});

test("heatmapCells(trace, quantity) has a column for every token, empty where the step has not arrived", () => {
  const { columns, values } = heatmapCells(traceOf({ arrived: 3, units: 2 }), "h", viewOf({ units: [0, 1] }));
  assert.equal(columns, 14);
  assert.ok(values.slice(0, 6).every((place) => place >= 0));
  assert.ok(values.slice(6).every((place) => place === ABSENT));
});

test("heatmapCells(trace, quantity) marks what is not a number, and gives infinity the strongest colour", () => {
  const trace = traceOf({ units: 3, words: ["a"] });
  Object.assign(trace.steps[0].layers[0], { c: ["NaN", "Infinity", "-Infinity"], f: ["NaN", 1, 0] });
  const view = viewOf({ units: [0, 1, 2] });
  assert.deepEqual([...heatmapCells(trace, "c", view).values], [UNDEFINED, 40, 0]);
  assert.deepEqual([...heatmapCells(trace, "f", view).values], [UNDEFINED, 20, 0]);
});

test("heatmapCells(trace, quantity) shows the layer of the view", () => {
  const trace = traceOf({ layers: 2 });
  const [lower, upper] = [0, 1].map((layer) => heatmapCells(trace, "h", viewOf({ layer })).values);
  assert.notDeepEqual(lower, upper);
  assert.deepEqual([...upper.slice(0, 16)].map((place) => palette("signed")[place]), trace.steps[0].layers[1].h.map((value) => signedClass(value, 1)));
});

test("heatmapCells(trace, quantity) of a held run and of its ghost are on one scale", () => {
  const [held, ghost] = [traceOf({ words: ["a"] }), traceOf({ words: ["a"] })];
  Object.assign(held.steps[0].layers[0], { c: new Array(16).fill(0.5), kept: [], written: [] });
  Object.assign(ghost.steps[0].layers[0], { c: new Array(16).fill(12), kept: [], written: [] });
  const [cells, row] = [heatmapCells(held, "c", viewOf({ ghost })), heatmapCells(ghost, "c", viewOf({ units: [3], ghost: held }))];
  assert.deepEqual([cells.scale, row.scale], [15, 15]);
  assert.equal(palette("signed")[cells.values[0]], signedClass(0.5, 15));
  assert.equal(palette("signed")[row.values[0]], signedClass(12, 15));
});
