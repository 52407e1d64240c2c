import assert from "node:assert/strict";
import { test } from "node:test";

import { depthStrip, wordsRightChart } from "../../../static/figures/counting.js";
import { ground, lineIn, lineKey, markOf, namesAtEnds, placesOf } from "../../../static/figures/line_chart.js";
import { raceFigure, shippedOf, worstOf } from "../../../static/figures/race.js";
import { raceTable } from "../../../static/figures/race_table.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, insides, rowsOf, textOf } from "./markup.js";

const words = (key, values = {}) => [key.replace(/^lab\./, ""), ...Object.values(values)].join(" ");
const CHART = { width: 504, height: 260, lengths: [6, 20, 200], trainedTo: 20 };
const runner = (cell, seeds, larger = null) => ({ cell, default_seed: 1, seeds, larger_budget: larger });
const RACE = {
  distances: [6, 20, 200], trained_to: 20, chance: 0.1667, majority: [0.2, 0.2, 0.2], nearest_colour: [0, 0.1, 0.2],
  models: [
    runner("lstm", [{ seed: 1, accuracy: [1, 1, 0.9] }, { seed: 2, accuracy: [1, 0.8, 0.3] }], { updates: 20000, seeds: [{ seed: 1, accuracy: [1, 1, 1] }] }),
    runner("rnn", [{ seed: 1, accuracy: [0.9, 0.3, 0.2] }]),
  ],
};
const VIEW = { words, width: 504, height: 260, larger: false, distance: 20, measured: null, label: "the race" };

const draw = (changes = {}) => renderToString(raceFigure(RACE, { ...VIEW, ...changes }));
const lines = (markup) => attributes(markup, "class").filter((name) => name.startsWith("chart-line"));

test("placesOf(chart) puts 0 at the bottom, 1 at the top, and lengths on a log scale between the sides", () => {
  const { x, y, left, right, top, bottom } = placesOf(CHART);
  assert.deepEqual([y(0), y(1), y("NaN")], [bottom, top, bottom]);
  assert.ok(left < x(6) && x(6) < x(20) && x(20) < x(200) && x(200) < right);
  assert.ok(Math.abs(x(60) - x(20) - (x(180) - x(60))) < 1e-9, "three times is as far everywhere");
  assert.deepEqual([x(1), x(1e9)], [left, right]);
});

test("ground(chart, names) writes the lengths that have room, the last one always", () => {
  const marks = (lengths) => insides(renderToString(ground({ ...CHART, lengths }, { trained: "t", length: "l" })), "text", 'text-anchor="middle"').map(textOf).slice(0, -1);
  assert.deepEqual(marks([6, 20, 200]), ["6", "20", "200"]);
  const crowded = marks([100, 101, 102, 103, 200]);
  assert.ok(crowded.length < 5 && crowded.at(-1) === "200");
});

test("lineIn(chart, line) goes through a value for each length, with marks on the shipped one only", () => {
  const [seed, shipped] = ["seed", "shipped"].map((kind) => renderToString(lineIn(CHART, { cell: "gru", kind, values: [1, 0.5, 0] })));
  const { x, y } = placesOf(CHART);
  const points = [...attributes(seed, "d")[0].matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, px, py]) => [Number(px), Number(py)]);
  assert.deepEqual(points, CHART.lengths.map((length, k) => [Math.round(10 * x(length)) / 10, y([1, 0.5, 0][k])]));
  assert.deepEqual([seed, shipped].map((markup) => /chart-marks/.test(markup)), [false, true]);
});

test("markOf(cell, x, y) has a shape for each cell, and lineKey(cell) shows it", () => {
  const marks = ["lstm", "gru", "rnn"].map((cell) => markOf(cell, 15, 5));
  assert.equal(new Set(marks).size, 3);
  assert.ok(renderToString(lineKey("gru")).includes(marks[1]) && !renderToString(lineKey("gru", "seed")).includes(marks[1]));
});

test("namesAtEnds(chart, lines) keeps names apart, and all of them in the chart", () => {
  for (const ends of [[1, 1, 1], [0, 0, 0], [0.5, 0.52, 0.9]]) {
    const named = ends.map((value, k) => ({ cell: ["lstm", "gru", "rnn"][k], kind: "shipped", values: [value] }));
    const heights = attributes(renderToString(namesAtEnds(CHART, named)), "y").map(Number).toSorted((a, b) => a - b);
    for (let k = 1; k < 3; k += 1) assert.ok(heights[k] - heights[k - 1] >= 14.9, `${ends}: ${heights}`);
    assert.ok(heights[0] >= 20 && heights[2] <= 260 - 40 + 4.1, `${ends}: ${heights}`);
  }
});

test("raceFigure(race, view) draws every seed, the shipped ones last, and the larger budget where wanted", () => {
  assert.deepEqual(lines(draw()), ["chart-line seed cell-lstm", "chart-line shipped cell-lstm", "chart-line shipped cell-rnn"]);
  assert.equal(lines(draw({ larger: true })).filter((name) => name.includes("larger")).length, 1);
});

test("raceFigure(race, view) marks chance, and what the reader measured with its interval", () => {
  const measured = { distance: 20, results: [{ cell: "lstm", accuracy: 0.9, interval: [0.8, 0.95] }] };
  assert.match(draw(), />17\u00a0%</);
  assert.doesNotMatch(draw(), /chart-interval/);
  const { y } = placesOf(CHART);
  const [path] = /class="chart-interval cell-lstm" d="([^"]*)"/.exec(draw({ measured })).slice(1);
  assert.ok(path.includes(` ${Math.round(10 * y(0.8)) / 10}h`) && path.includes(`V${Math.round(10 * y(0.95)) / 10}m`));
});

test("shippedOf(model) are the accuracies of the shipped seed, and worstOf(race, model) the worst of all", () => {
  assert.deepEqual(shippedOf(RACE.models[0]), [1, 1, 0.9]);
  assert.deepEqual(worstOf(RACE, RACE.models[0]), { seed: 2, distance: 200, accuracy: 0.3, shipped: 0.9 });
});

test("raceTable(race) has a row for each seed, then what needs no model", () => {
  assert.deepEqual(rowsOf(renderToString(raceTable(RACE, words))).map((row) => row.join(" | ").replaceAll("\u00a0", " ")), [
    "race.axis | 6 | 20 | 200", "race.rows.shipped LSTM 1 | 100.0 % | 100.0 % | 90.0 %", "race.rows.seed LSTM 2 | 100.0 % | 80.0 % | 30.0 %",
    "race.rows.larger LSTM 1 20000 | 100.0 % | 100.0 % | 100.0 %", "race.rows.shipped RNN 1 | 90.0 % | 30.0 % | 20.0 %",
    "race.rows.majority | 20.0 % | 20.0 % | 20.0 %", "race.rows.nearest_colour | 0.0 % | 10.0 % | 20.0 %",
  ]);
});

const COUNTERS = ["lstm", "rnn"].map((cell, k) => ({
  cell, counting: { trained_to: 10, pairs: [10, 100, 1000], words: 100, default_seed: 1, seeds: [{ seed: 1, depth: [900, 0][k], words_right: [1, 1, 0.5] }, { seed: 2, depth: 30, words_right: [1, 0, 0] }] },
}));

test("depthStrip(counters, view) marks the depth of every seed on one scale, none before its beginning", () => {
  const markup = renderToString(depthStrip(COUNTERS, { width: 500, words, label: "depths" }));
  const places = [...markup.matchAll(/class="chart-marks cell-lstm" d="M([\d.]+)/g)].map(([, x]) => Number(x));
  assert.ok(places.length === 1 && places[0] > 400 && places[0] < 500);
  assert.match(markup, /class="chart-marks cell-rnn" d="M52 /, "a depth of 0 lies at the beginning");
  assert.deepEqual(insides(markup, "text", 'text-anchor="middle"').map(textOf), ["1", "10", "100", "1000"]);
});

test("wordsRightChart(counters, view) draws every seed, and names the shipped ones", () => {
  const markup = renderToString(wordsRightChart(COUNTERS, { width: 500, height: 240, words, label: "words" }));
  assert.deepEqual(lines(markup), ["chart-line seed cell-lstm", "chart-line seed cell-rnn", "chart-line shipped cell-lstm", "chart-line shipped cell-rnn"]);
  assert.deepEqual(insides(markup, "text", "chart-name").map(textOf), ["LSTM", "RNN"]);
});
