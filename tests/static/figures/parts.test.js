import assert from "node:assert/strict";
import { test } from "node:test";

import { column } from "../../../static/figures/column.js";
import { chip, indexed, node, padlock, stateOf, wire } from "../../../static/figures/parts.js";
import { sceneOf } from "../../../static/figures/scene.js";
import { ghosts, restClass, strands } from "../../../static/figures/strands.js";
import { valve } from "../../../static/figures/valve.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, textOf } from "./markup.js";
import { traceOf, viewOf } from "./traces.js";

const BOX = { x: 10, y: 20, width: 50, height: 90 };

/** A scene of three units, whose rows are 26 high. */
const sceneWith = (changes = {}, trace = traceOf({ units: 3 })) => sceneOf(trace, 1.875, viewOf({ units: [0, 1, 2], unit: null, ...changes }));
const colours = (markup) => attributes(markup, "class").flatMap((name) => name.match(/v-\S+/) ?? []);

test("strands(scene, vector, scale, box) is a rectangle for each unit, coloured on the scale", () => {
  const markup = renderToString(strands(sceneWith(), [4, -1, 0], 4, BOX));
  assert.deepEqual(colours(markup), ["v-p20", "v-n10", "v-0"]);
  assert.deepEqual(attributes(markup, "x"), ["10", "10", "10"]);
  assert.deepEqual(attributes(markup, "width"), ["50", "50", "50"]);
});

test("strands(scene, vector, scale, box) draws nothing without a vector or without a width", () => {
  for (const [vector, box] of [[undefined, BOX], [[], BOX], [[1, 1, 1], { ...BOX, width: 0 }], [[1, 1, 1], { ...BOX, width: -3 }]]) {
    assert.equal(renderToString(strands(sceneWith(), vector, 1, box)), "");
  }
});

test("strands(scene, vector, scale, box) outlines the selected unit and dims the others", () => {
  const markup = renderToString(strands(sceneWith({ unit: 1 }), [1, 1, 1], 1, BOX));
  assert.deepEqual(attributes(markup, "class").slice(1), ["rest v-p20", "v-p20", "rest v-p20", "chosen-strand"]);
});

test("restClass(scene, row) dims nothing where no unit is selected, or where there is one only", () => {
  assert.deepEqual([restClass(sceneWith(), 0), restClass(sceneWith({ unit: 1 }), 0), restClass(sceneWith({ unit: 1 }), 1), restClass(sceneWith({ units: [1], unit: 1 }), 0)], ["", "rest ", "", ""]);
});

test("ghosts(scene, vector, ghost, scale, box) draws the untouched strands that are apart, in their own colours", () => {
  const markup = renderToString(ghosts(sceneWith(), [0, 0.5, 1], [0.03, 0.5, -1], 1, BOX));
  assert.deepEqual(attributes(markup, "class").slice(1), ["ghost v-p1", "ghost v-n20"]);
  assert.equal(renderToString(ghosts(sceneWith(), [0, 0.5, 1], [0.02, 0.5, 1], 1, BOX)), '<g class="ghosts"></g>');
  assert.equal(renderToString(ghosts(sceneWith(), [0, 0.5, 1], undefined, 1, BOX)), "");
});

test("column(scene, vector, scale, box) is a tile for each unit in a frame", () => {
  const markup = renderToString(column(sceneWith(), [1, -1, "NaN"], 1, BOX));
  assert.deepEqual(colours(markup), ["v-p20", "v-n20", "v-nan"]);
  assert.match(markup, /^<g class="column role-state">/);
});

test("column(scene, vector, scale, box) without a vector is an empty frame, and without a selection has no outline", () => {
  for (const vector of [undefined, []]) {
    const markup = renderToString(column(sceneWith({ unit: 1 }), vector, 1, BOX, "g"));
    assert.match(markup, /^<g class="column role-g empty"/);
    assert.equal(markup.match(/<rect/g).length, 1);
  }
  assert.doesNotMatch(renderToString(column(sceneWith(), [1, 1, 1], 1, BOX)), /chosen-row/);
  assert.match(renderToString(column(sceneWith({ unit: 1 }), [1, 1, 1], 1, BOX)), /chosen-row/);
});

/** The widths of the bars of a valve, in the order of its units. */
const openings = (vector, opened, changes) => [...renderToString(valve(sceneWith(changes), vector, BOX, "f", opened)).matchAll(/h([\d.]+)v/g)].map(([, width]) => Number(width));

test("valve(scene, vector, box, role, opened) opens every bar as far as its value", () => {
  assert.deepEqual(openings([1, 0.5, 0.25], 1), [50, 25, 12.5]);
  assert.deepEqual(openings([1, 0.5, 0.25], 0.5), [25, 12.5, 6.3]);
});

test("valve(scene, vector, box, role, opened) keeps to its box, and draws no bar for nothing", () => {
  assert.deepEqual(openings([1.5, 0, -1], 1), [50]);
  assert.deepEqual(openings(["NaN", "Infinity", "-Infinity"], 1), [50]);
});

test("valve(scene, vector, box, role, opened) is empty until it opens", () => {
  assert.match(renderToString(valve(sceneWith(), [1, 1, 1], BOX, "f", 0)), /^<g class="valve role-f empty"/);
  assert.deepEqual([openings([1, 1, 1], 0), openings(undefined, 1)], [[], []]);
});

test("valve(scene, vector, box, role, opened) dims the bars of the units that are not selected", () => {
  const paths = attributes(renderToString(valve(sceneWith({ unit: 2 }), [0.2, 0.4, 0.6], BOX, "f", 1)), "d");
  assert.deepEqual(paths.map((path) => [...path.matchAll(/h([\d.]+)v/g)].map(([, width]) => width)), [["10", "20"], ["30"]]);
});

test("wire(points, progress) shows its whole course until it has been run", () => {
  const parts = (progress) => attributes(renderToString(wire([[0, 0], [10, 0]], progress, "f")), "class").slice(1);
  assert.deepEqual([parts(0), parts(0.5), parts(1)], [["course"], ["course", "run"], ["run"]]);
  assert.deepEqual(attributes(renderToString(wire([[0, 0], [10, 0]], 0.5)), "d"), ["M0 0L10 0", "M0 0L5 0"]);
});

test("node(sign, x, y, size, state) is a circle for σ and operators, and a square for tanh", () => {
  const shapes = ["σ", "×", "+", "tanh"].map((sign) => renderToString(node(sign, 5, 6, 10, "now")));
  assert.deepEqual(shapes.map((markup) => [/<circle/.test(markup), /<rect/.test(markup), /class="(\w+) now"/.exec(markup)[1], textOf(markup)]),
    [[true, false, "squash", "σ"], [true, false, "operator", "×"], [true, false, "operator", "+"], [false, true, "squash", "tanh"]]);
});

test("indexed(symbol, index) lowers digits, t and the signs", () => {
  assert.deepEqual([indexed("c", "10"), indexed("h", "t"), indexed("c", "t\u22121"), indexed("h", "t+1")], ["c₁₀", "hₜ", "cₜ₋₁", "hₜ₊₁"]);
});

test("stateOf(scene, phase) is waiting, now or done", () => {
  const scene = sceneOf(traceOf(), 1 + 3 / 8, viewOf());
  assert.deepEqual([2, 3, 4].map((phase) => stateOf(scene, phase)), ["done", "now", "waiting"]);
});

/** The chip of a word. @param {string} text @param {boolean} [known] */
function chipOf(text, known = true) {
  const trace = traceOf({ words: [text], units: 3 });
  trace.start.tokens[0].known = known;
  return renderToString(chip(sceneOf(trace, 0.875, viewOf()), 100, 50, 10));
}

test("chip(scene, x, y, size) is as wide as its word, and a Japanese sign wider than a Latin one", () => {
  const width = (text) => Number(attributes(chipOf(text), "width")[0]);
  assert.ok(width("a") < width("abcdef") && width("abc") < width("あいう"));
  assert.equal(width("a"), 26, "never narrower than its ends");
});

test("chip(scene, x, y, size) cuts long words between signs, not through them", () => {
  assert.deepEqual(["elevenchars", "twelve chars", "🙂".repeat(11), "🙂".repeat(12)].map((text) => textOf(chipOf(text))), ["elevenchars", "twelve ch…", "🙂".repeat(11), `${"🙂".repeat(9)}…`]);
});

test("chip(scene, x, y, size) marks a word that the model does not know", () => {
  assert.deepEqual([chipOf("a"), chipOf("a", false)].map((markup) => attributes(markup, "class")[0]), ["chip", "chip unknown"]);
});

test("padlock(scene, quantity, x, y) is there for the selected unit, layer and steps of a clamp only", () => {
  const trace = traceOf({ units: 3 });
  const clamp = { layer: 0, quantity: "f", from: 1, until: 3, units: [2], value: 1 };
  const shows = (changes, view = {}, s = 1, quantity = "f") => {
    trace.start.clamps = [{ ...clamp, ...changes }];
    return renderToString(padlock(sceneOf(trace, s, viewOf({ units: [0, 1, 2], unit: 2, ...view })), quantity, 0, 0)) !== "";
  };
  assert.deepEqual([shows({}), shows({ units: null }), shows({}, {}, 2.875)], [true, true, true]);
  assert.deepEqual([shows({}, { unit: 1 }), shows({}, {}, 0.875), shows({}, {}, 3), shows({}, {}, 1, "i"), shows({ layer: 1 })], [false, false, false, false, false]);
});
