import assert from "node:assert/strict";
import { test } from "node:test";

import { counterFigure, countOf, slopeFigure } from "../../../static/figures/counter.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, insides, textOf } from "./markup.js";
import { traceOf } from "./traces.js";

const TEXT = [..."(())"];

/** A counter that remembers its depth exactly, and says what the caller says. @param {{cell?: "lstm" | "gru" | "rnn", ends?: number[], text?: string[]}} [options] */
function counter({ cell = "lstm", ends = [0.1, 0.1, 0.1, 0.9], text = TEXT } = {}) {
  const trace = traceOf({ cell, units: 1, inputs: 1, words: text });
  let depth = 0;
  trace.steps.forEach((step, t) => {
    depth += text[t] === "(" ? 1 : -1;
    Object.assign(step.layers[0], { [cell === "lstm" ? "c" : "h"]: [depth / (cell === "lstm" ? 1 : 10)] });
    step.prediction = [{ token: "(", probability: 0.05 }, { token: ".", probability: ends[t] }, { token: ")", probability: 1 - ends[t] }];
  });
  return trace;
}

const VIEW = { width: 448, label: "a counter", remembered: "c", open: "open" };
const places = (markup, name, command = "[ML]") => [...new RegExp(`class="${name}" d="([^"]*)"`).exec(markup)[1].matchAll(new RegExp(`${command}([\\d.]+) ([\\d.]+)`, "g"))].map(([, x, y]) => [Number(x), Number(y)]);

test("countOf(trace) counts the brackets that are open after each step", () => {
  assert.deepEqual(countOf(counter()).depths, [1, 2, 1, 0]);
  assert.deepEqual(countOf(counter({ text: [..."a)(b"] })).depths, [0, -1, 0, 0]);
});

test("countOf(trace) reads what the cell remembers with", () => {
  const of = (cell) => (({ quantity, values }) => [quantity, values])(countOf(counter({ cell })));
  assert.deepEqual([of("lstm"), of("gru")], [["c", [1, 2, 1, 0]], ["h", [0.1, 0.2, 0.1, 0]]]);
});

test("countOf(trace) finds the steps at which the model is mistaken about anything being open", () => {
  assert.deepEqual(countOf(counter()).wrong, [false, false, false, false]);
  assert.deepEqual(countOf(counter({ ends: [0.1, 0.9, 0.1, 0.4] })).wrong, [false, true, false, true]);
});

test("countOf(trace) takes a token that is not named as one of no probability", () => {
  const trace = counter();
  trace.steps[3].prediction = [{ token: ".", probability: 0.01 }];
  trace.steps[0].prediction = [{ token: "(", probability: 1 }];
  assert.deepEqual(countOf(trace).wrong, [false, false, false, false]);
});

test("counterFigure(count, names, view) draws the memory over the stairs of the depth", () => {
  const markup = renderToString(counterFigure(countOf(counter()), TEXT, VIEW));
  const heights = places(markup, "lane-line d_c").map(([, y]) => y);
  assert.ok(heights[1] < heights[0] && heights[0] === heights[2] && heights[3] > heights[2]);
  const stairs = [...attributes(markup, "d").find((path) => path.includes("V") && path.endsWith("z")).matchAll(/V([\d.]+)H/g)].map(([, y]) => Number(y));
  assert.equal(stairs[0] - stairs[1], stairs[3] - stairs[0], "every bracket is as high");
  assert.doesNotMatch(markup, /NaN|undefined/);
});

test("counterFigure(count, names, view) crosses out where the model is wrong", () => {
  const crosses = (ends) => /class="counter-wrong" d="([^"]*)"/.exec(renderToString(counterFigure(countOf(counter({ ends })), TEXT, VIEW)))?.[1].match(/M/g)?.length ?? 0;
  assert.deepEqual([crosses([0.1, 0.1, 0.1, 0.9]), crosses([0.9, 0.9, 0.1, 0.9])], [0, 2]);
});

test("counterFigure(count, names, view) has the side of c's scale that is used, and both sides of h", () => {
  const marks = (trace) => insides(renderToString(counterFigure(countOf(trace), TEXT, VIEW)), "text", 'text-anchor="end"').map(textOf).slice(0, -2);
  assert.deepEqual([marks(counter()), marks(counter({ cell: "rnn" }))], [["0", "+2"], ["\u22121", "0", "+1"]]);
});

test("counterFigure(count, names, view) draws values that are not finite, and a text without a step", () => {
  const wild = counter();
  wild.steps.forEach((step, t) => (step.layers[0].c = [["NaN", "Infinity", "-Infinity", 1][t]]));
  for (const trace of [wild, { ...counter(), steps: [] }]) {
    assert.doesNotMatch(renderToString(counterFigure(countOf(trace), TEXT, VIEW)), /NaN|Infinity|undefined/);
  }
});

test("slopeFigure(count, view) puts what rises and what falls of a counter on one slope", () => {
  const markup = renderToString(slopeFigure(countOf(counter()), { size: 240, label: "a slope", depth: "open" }));
  const centre = (radius) => ([x, y]) => [Math.round(10 * (x + radius)) / 10, y];
  const rising = places(markup, "slope-rising", "M").map(centre(3.5));
  const falling = places(markup, "slope-falling", "M").map(centre(6));
  assert.deepEqual([rising.length, falling.length], [2, 2]);
  assert.deepEqual(falling[0], rising[0], "depth 1, both ways");
  assert.ok(rising[1][0] > rising[0][0] && rising[1][1] < rising[0][1]);
});

test("slopeFigure(count, view) draws values that are not finite, and closings without an opening", () => {
  const wild = counter({ text: [...")))("] });
  wild.steps[0].layers[0].c = ["NaN"];
  assert.doesNotMatch(renderToString(slopeFigure(countOf(wild), { size: 240, label: "a slope", depth: "open" })), /NaN|Infinity|undefined/);
});
