import assert from "node:assert/strict";
import { test } from "node:test";

import { ground, lineIn, lineKey, markOf, namesAtEnds, placesOf } from "../../../static/figures/line_chart.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, insides, textOf } from "./markup.js";

const CHART = { width: 504, height: 260, lengths: [6, 20, 200], trainedTo: 20 };

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
