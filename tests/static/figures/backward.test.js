import assert from "node:assert/strict";
import { test } from "node:test";

import { backwardAxis, backwardKey, backwardLane, norm, seriesOf, totalOf } from "../../../static/figures/backward.js";
import { backwardTable, halfLifeTable, steps } from "../../../static/figures/backward_table.js";
import { halfLifeStrip } from "../../../static/figures/half_life.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, insides, rowsOf, textOf } from "./markup.js";

const words = (key, values = {}) => [key.replace(/^(lab|figures)\./, ""), ...Object.values(values)].join(" ");

/** What reaches three steps of an LSTM from the prediction after the last. */
const LSTM = {
  cell: "lstm", target: { t: 2 },
  layers: [{ d_h: [0.01, 0.1, 1], d_c: [0.02, 0.2, 2], highway: [0.5, 0.7, 1], initial_state: { d_h: 0.001, d_c: 0.002, highway: 0.4 } }],
};
const RNN = { cell: "rnn", target: { t: 2 }, layers: [{ d_h: [1e-8, 1e-4, 1], d_c: null, highway: null, initial_state: { d_h: 0, d_c: null, highway: null } }] };
const NAMES = ["start", "a", "b", "c"];

const draw = (answer, changes = {}) => renderToString(backwardLane(answer, { axis: backwardAxis([answer]), width: 480, height: 100, names: NAMES, named: true, label: "a lane", ...changes }));

test("seriesOf(answer) begins with the initial state, and has the cell state of an LSTM only", () => {
  assert.deepEqual(seriesOf(LSTM).map(({ quantity, values }) => [quantity, values]), [["d_h", [0.001, 0.01, 0.1, 1]], ["d_c", [0.002, 0.02, 0.2, 2]], ["highway", [0.4, 0.5, 0.7, 1]]]);
  assert.deepEqual(seriesOf(RNN).map(({ quantity }) => quantity), ["d_h"]);
});

test("seriesOf(answer) is of the top layer", () => {
  assert.deepEqual(seriesOf({ ...LSTM, layers: [RNN.layers[0], ...LSTM.layers] })[0].values[1], 0.01);
});

test("totalOf(answer) is what reaches c, or h where there is no c", () => {
  assert.deepEqual([LSTM, RNN].map((answer) => totalOf(answer).quantity), ["d_c", "d_h"]);
});

test("backwardAxis(answers) is one scale for all lanes", () => {
  const { low, high } = backwardAxis([LSTM, RNN]);
  assert.deepEqual([low, high], [-8, 1]);
});

test("backwardLane(answer, view) draws a line for each series, in heights that follow the powers of ten", () => {
  const markup = draw(LSTM);
  assert.deepEqual(attributes(markup, "class").filter((name) => name.startsWith("lane-line")), ["lane-line d_h", "lane-line d_c", "lane-line highway"]);
  const [path] = /class="lane-line d_h" d="([^"]*)"/.exec(markup).slice(1);
  const heights = [...path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  assert.equal(heights.length, 4);
  const gaps = heights.slice(1).map((y, k) => heights[k] - y);
  for (const gap of gaps) assert.ok(Math.abs(gap - gaps[0]) < 0.2 && gap > 0, "tenfold at each step");
});

test("backwardLane(answer, view) marks what is below the scale, and leaves out what is nowhere", () => {
  assert.deepEqual(attributes(draw(RNN), "class").filter((name) => name.startsWith("lane-outside")), ["lane-outside below d_h"]);
  const wild = { ...RNN, layers: [{ ...RNN.layers[0], d_h: ["NaN", "Infinity", 1] }] };
  const markup = draw(wild);
  assert.deepEqual(attributes(markup, "class").filter((name) => name.startsWith("lane-outside")), ["lane-outside below d_h", "lane-outside above d_h"]);
  assert.doesNotMatch(markup, /NaN|Infinity|undefined/);
});

test("backwardLane(answer, view) points its arrows from the prediction back", () => {
  const [path] = /class="lane-arrows" d="([^"]*)"/.exec(draw(LSTM)).slice(1);
  const heads = [...path.matchAll(/M([\d.]+) [\d.]+L([\d.]+) /g)].map(([, back, tip]) => [Number(back), Number(tip)]);
  assert.ok(heads.length > 0);
  for (const [back, tip] of heads) assert.ok(tip < back);
});

test("backwardLane(answer, view) greys what lies beyond its prediction, and names words where wanted", () => {
  const early = { ...LSTM, target: { t: 1 } };
  assert.match(draw(early), /lane-beyond/);
  assert.doesNotMatch(draw(LSTM), /lane-beyond/);
  assert.deepEqual(insides(draw(LSTM), "text").map(textOf).slice(-4), NAMES);
  assert.doesNotMatch(draw(LSTM, { named: false }), /token-names/);
});

test("backwardKey(quantity) dots the norms, and not the product of the gates", () => {
  assert.deepEqual(["d_h", "d_c", "highway"].map((quantity) => /lane-dots/.test(renderToString(backwardKey(quantity)))), [true, true, false]);
});

test("norm(value) has decimals where they say something, else powers of ten, and words for what is not finite", () => {
  assert.deepEqual([1.843, 0.0371, 0.99, 0.01, 0.0099, 8.9e-10, 99999, 1e5, 0, "Infinity", "NaN"].map((value) => norm(value, words)),
    ["1.84", "0.037", "0.990", "0.010", "9.9×10⁻³", "8.9×10⁻¹⁰", "99999.00", "1.0×10⁵", "0", "infinite", "not_a_number"]);
});

test("backwardTable(answers, names) goes from the prediction back, with a column for each series", () => {
  assert.deepEqual(rowsOf(renderToString(backwardTable([LSTM, RNN], NAMES, words))), [
    ["step", "word", "LSTM ‖∂L/∂h‖", "LSTM ‖∂L/∂c‖", "LSTM Π f", "RNN ‖∂L/∂h‖"],
    ["3", "c", "1.00", "2.00", "1.00", "1.00"], ["2", "b", "0.100", "0.200", "0.700", "1.0×10⁻⁴"],
    ["1", "a", "0.010", "0.020", "0.500", "1.0×10⁻⁸"], ["", "start", "1.0×10⁻³", "2.0×10⁻³", "0.400", "0"],
  ]);
});

const HALVES = /** @type {const} */ ([{ cell: "lstm", gate: "f", values: [0.05, 10, 1e9, "Infinity"] }, { cell: "gru", gate: "z", values: [2.5] }]);

test("halfLifeTable(rows) has a row for each unit, and nothing for units that a model has not", () => {
  assert.deepEqual(rowsOf(renderToString(halfLifeTable(HALVES, words))), [
    ["unit", "LSTM f", "GRU z"], ["1", "0.1", "2.5"], ["2", "10.0", ""], ["3", "1.0×10⁹", ""], ["4", "infinite", ""],
  ]);
  assert.deepEqual([steps(undefined, words), steps("NaN", words)], ["", "not_a_number"]);
});

test("halfLifeStrip(rows, view) marks every unit, what never halves at the end of all scales", () => {
  const markup = renderToString(halfLifeStrip(HALVES, { words, width: 600, steps: 23, label: "half-lives" }));
  const marks = [...markup.matchAll(/class="half-life-marks" d="([^"]*)"/g)].map(([, path]) => [...path.matchAll(/M([\d.]+) /g)].map(([, x]) => Number(x)));
  assert.deepEqual(marks.map((row) => row.length), [4, 1]);
  const [least, ten, huge, never] = marks[0];
  assert.ok(least < ten && ten < huge && huge < never && never > 600 - 52);
  assert.doesNotMatch(markup, /NaN|undefined/);
});
