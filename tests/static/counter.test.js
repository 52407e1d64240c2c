import assert from "node:assert/strict";
import { test } from "node:test";

import { counterFigure, countOf, slopeFigure } from "../../static/figures/counter.js";
import { depthStrip, wordsRightChart } from "../../static/figures/counting.js";
import { equationsOf, parameterList } from "../../static/figures/one_unit_weights.js";
import { tensorsOf } from "../../static/safetensors.js";
import { renderToString } from "../../static/vendor/render_to_string.js";
import { insides, textOf } from "./figures/markup.js";

const words = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const MINUS = "\u2212";

/** A run whose memory has the given values, and that says "end" where asked to. */
function traceOf(text, values, ends, cell = "lstm") {
  const tokens = [...text].map((sign) => ({ text: sign, id: 0, known: true }));
  const steps = values.map((value, t) => ({
    t,
    layers: [cell === "lstm" ? { c: [value], h: [0] } : { h: [value] }],
    prediction: [{ token: ".", probability: ends[t] ? 0.9 : 0.1 }, { token: ")", probability: 0.5 }],
  }));
  return { start: { cell, num_layers: 1, tokens }, steps, end: null };
}

const COUNT = countOf(traceOf("(())", [1, 2, 1, 0], [false, false, false, true]));
const VIEW = { width: 400, label: "what it says", remembered: "memory", open: "open" };

test("countOf(trace) counts the depth from the text, whatever the model remembers", () => {
  assert.deepEqual(COUNT, { quantity: "c", values: [1, 2, 1, 0], depths: [1, 2, 1, 0], wrong: [false, false, false, false] });
  assert.deepEqual(countOf(traceOf("(x)", [0, 0, 0], [false, false, true])).depths, [1, 1, 0]);
});

test("countOf(trace) calls wrong what says “closed” while something is open, and the reverse", () => {
  assert.deepEqual(countOf(traceOf("(())", [1, 2, 1, 0], [false, true, false, false])).wrong, [false, true, false, true]);
});

test("countOf(trace) reads the hidden state of a GRU", () => {
  assert.deepEqual(countOf(traceOf("()", [0.5, -0.5], [false, true], "gru")), { quantity: "h", values: [0.5, -0.5], depths: [1, 0], wrong: [false, false] });
});

/** The marks of a path, [x, y] each. */
function marksOf(markup, name) {
  const path = new RegExp(`class="${name}" d="([^"]*)"`).exec(markup)?.[1] ?? "";
  return [...path.matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

test("counterFigure(count) draws the memory and the depth of every step, and no inline style", () => {
  const markup = renderToString(counterFigure(COUNT, ["(", "(", ")", ")"], VIEW));
  assert.equal(marksOf(markup, "lane-dots d_c").length, 4);
  assert.equal(/class="counter-depth" d="([^"]*)"/.exec(markup)[1].match(/H/g).length, 4);
  assert.equal(marksOf(markup, "counter-wrong").length, 0);
  assert.doesNotMatch(markup, /style=|NaN|undefined/);
});

test("counterFigure(count) has the same height for the same memory, and a cross where the model is wrong", () => {
  const count = { ...COUNT, wrong: [false, true, false, false] };
  const markup = renderToString(counterFigure(count, ["(", "(", ")", ")"], VIEW));
  const [first, , third] = marksOf(markup, "lane-dots d_c");
  assert.equal(first[1], third[1]);
  assert.equal(marksOf(markup, "counter-wrong").length, 1);
});

test("counterFigure(count) survives a memory that is not a number and a text that closes too much", () => {
  const count = countOf(traceOf("))", ["NaN", "Infinity"], [false, false]));
  assert.doesNotMatch(renderToString(counterFigure(count, [")", ")"], VIEW)), /NaN|Infinity/);
  assert.doesNotMatch(renderToString(slopeFigure(count, { size: 200, label: "told", depth: "depth" })), /NaN|Infinity/);
});

test("slopeFigure(count) puts a counter's dots on one line", () => {
  const markup = renderToString(slopeFigure(COUNT, { size: 200, label: "told", depth: "depth" }));
  const rising = marksOf(markup, "slope-rising");
  const falling = marksOf(markup, "slope-falling");
  assert.deepEqual([rising.length, falling.length], [2, 2]);
  assert.equal(falling[0][1], rising[0][1]); // depth 1, going up and coming down
});

const SEEDS = [{ seed: 1, depth: 30, words_right: [1, 0.5] }, { seed: 2, depth: 103, words_right: [1, 1] }];
const COUNTING = { trained_to: 20, tried_to: 400, pairs: [5, 200], words: 200, default_seed: 2, seeds: SEEDS };

test("depthStrip(counters) has an open mark for each seed and a full one for the shipped", () => {
  const markup = renderToString(depthStrip([{ cell: "lstm", counting: COUNTING }], { width: 400, words, label: "told" }));
  const [[other]] = marksOf(markup, "chart-measured cell-lstm");
  const [[shipped]] = marksOf(markup, "chart-marks cell-lstm");
  assert.ok(shipped > other);
  assert.match(markup, /class="chart-trained"/);
});

test("wordsRightChart(counters) has a line for each seed", () => {
  const markup = renderToString(wordsRightChart([{ cell: "lstm", counting: COUNTING }], { width: 400, height: 200, words, label: "told" }));
  assert.equal(markup.match(/class="chart-line seed/g).length, 1);
  assert.equal(markup.match(/class="chart-line shipped/g).length, 1);
});

/** A safetensors file of float32 tensors. */
function fileOf(tensors) {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { shape, values }]) => [name, { dtype: "F32", shape, data_offsets: [end, (end += 4 * values.length)] }]);
  const header = new TextEncoder().encode(JSON.stringify({ ...Object.fromEntries(entries), __metadata__: { format: "pt" } }));
  const file = new ArrayBuffer(8 + header.length + end);
  new DataView(file).setBigUint64(0, BigInt(header.length), true);
  new Uint8Array(file).set(header, 8);
  const view = new DataView(file, 8 + header.length);
  Object.values(tensors).flatMap(({ values }) => values).forEach((value, index) => view.setFloat32(4 * index, value, true));
  return file;
}

const ROWS = { lstm: 4, gru: 3 };

function weightsOf(cell) {
  const rows = ROWS[cell];
  const column = (/** @type {number} */ from) => Array.from({ length: rows }, (_, row) => from + row / 4);
  const zeros = Array.from({ length: rows }, () => 0);
  return tensorsOf(fileOf({
    "rnn.weight_ih_l0": { shape: [rows, 1], values: column(1) },
    "rnn.weight_hh_l0": { shape: [rows, 1], values: column(-2) },
    "rnn.bias_ih_l0": { shape: [rows], values: column(3) },
    "rnn.bias_hh_l0": { shape: [rows], values: cell === "lstm" ? zeros : column(5) },
  }));
}

test("tensorsOf(file) reads every tensor by name, its shape and its numbers", () => {
  const { shape, values } = weightsOf("lstm").get("rnn.weight_ih_l0");
  assert.deepEqual([shape, [...values]], [[4, 1], [1, 1.25, 1.5, 1.75]]);
});

test("tensorsOf(file) refuses a file that does not add up", () => {
  assert.throws(() => tensorsOf(new ArrayBuffer(3)), RangeError);
  const cut = fileOf({ a: { shape: [2], values: [1, 2] } });
  assert.throws(() => tensorsOf(cut.slice(0, cut.byteLength - 4)), /entry of a/);
});

test("equationsOf(lstm) has twelve numbers, in the order in which PyTorch stores them", () => {
  const equations = equationsOf("lstm", weightsOf("lstm"));
  assert.deepEqual(equations.map(({ role, squash }) => `${role} ${squash}`), ["i σ", "f σ", "g tanh", "o σ"]);
  assert.deepEqual(equations[1].terms, [[1.25, "x"], [-1.75, "h₋₁"], [3.25, ""]]);
  assert.equal(equations.flatMap(({ terms }) => terms).length, 12);
});

test("equationsOf(gru) keeps both biases, and what the reset gate lets through apart", () => {
  const equations = equationsOf("gru", weightsOf("gru"));
  assert.deepEqual(equations.map(({ role }) => role), ["r", "z", "n"]);
  assert.deepEqual(equations[2], { role: "n", squash: "tanh", terms: [[1.5, "x"], [3.5, ""]], inner: [[-1.5, "h₋₁"], [5.5, ""]] });
  assert.equal(equations.flatMap(({ terms, inner = [] }) => [...terms, ...inner]).length, 12);
});

test("parameterList(cell, equations) writes the equations with the numbers in them", () => {
  const lines = insides(renderToString(parameterList("lstm", equationsOf("lstm", weightsOf("lstm")), words)), "p").map(textOf);
  assert.equal(lines[0], "lab.counter.parameters LSTM 12");
  assert.match(lines[2], new RegExp(`^f = σ \\(\\+1\\.25 x ?${MINUS}1\\.75 h₋₁ ?\\+3\\.25 \\)$`));
  assert.deepEqual(lines.slice(5), ["c = f · c₋₁ + i · g", "h = o · tanh c"]);
});

test("counterFigure(count) gives a memory that dips below zero no more room than it needs", () => {
  const markup = renderToString(counterFigure({ ...COUNT, values: [10, 20, 10, -0.5] }, ["(", "(", ")", ")"], VIEW));
  const heights = marksOf(markup, "lane-dots d_c").map(([, y]) => y);
  assert.ok((heights[3] - heights[0]) / (heights[3] - heights[1]) > 0.48);
  assert.deepEqual(insides(markup, "text", 'class="lane-mark"').map(textOf).slice(0, 2), ["0", "+20"]);
});
