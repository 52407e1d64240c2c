import assert from "node:assert/strict";
import { test } from "node:test";

import { tokenAxis, tokenNames, widthOf } from "../../../static/figures/token_axis.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, insides, textOf } from "./markup.js";

const ROOM = { left: 40, right: 440 };
const axisOf = (count, name = "a", wanted = undefined) => tokenAxis(Array.from({ length: count }, () => name), ROOM, wanted);

test("tokenAxis(names, room) gives every word a column of the same width", () => {
  const { pitch, x } = axisOf(4);
  assert.deepEqual([pitch, x(0), x(3)], [100, 90, 390]);
});

test("tokenAxis(names, room) slants names that do not fit their columns", () => {
  assert.deepEqual([axisOf(4, "short").slanted, axisOf(40, "longer").slanted, axisOf(4, "長い長い長い長い長い").slanted], [false, true, true]);
});

test("tokenAxis(names, room) names every word where they have room, and keeps slanted names apart", () => {
  assert.deepEqual(axisOf(4).named, [0, 1, 2, 3]);
  const { named, pitch } = axisOf(100, "longer");
  assert.ok(named.length > 10);
  for (let k = 1; k < named.length; k += 1) assert.ok((named[k] - named[k - 1]) * pitch >= 14);
});

test("tokenAxis(names, room, wanted) names what is wanted, and nothing that would touch it", () => {
  const { named, pitch } = axisOf(100, "longer", [33]);
  assert.ok(named.includes(33));
  assert.ok(named.every((t) => t === 33 || Math.abs(t - 33) * pitch >= 14));
});

test("tokenAxis(names, room) takes no more height than its longest name needs", () => {
  assert.ok(axisOf(4).height < axisOf(40, "longer").height && axisOf(40, "longer").height < axisOf(40, "x".repeat(500)).height);
  assert.ok(axisOf(40, "x".repeat(500)).height <= 96);
});

test("widthOf(text) counts a Han sign wider than a Latin letter, and an emoji once", () => {
  assert.ok(widthOf("空") > widthOf("a") && widthOf("🙂") === widthOf("空"));
});

test("tokenNames(axis, y) marks strong words and those beyond", () => {
  const markup = renderToString(tokenNames(axisOf(4), 10, { strong: [1], beyond: 2 }));
  assert.deepEqual([...markup.matchAll(/<text(?: class="([^"]*)")?/g)].map(([, name]) => name), [undefined, "strong", "beyond", "beyond"]);
});

test("tokenNames(axis, y) cuts slanted names that are too long between their signs", () => {
  const [name] = insides(renderToString(tokenNames(axisOf(40, "🙂".repeat(30)), 0)), "text").map(textOf);
  assert.match(name, /^🙂+…$/u);
  assert.ok(widthOf(name) <= 96 / 0.71 && widthOf(name) > 110);
  assert.equal(textOf(insides(renderToString(tokenNames(axisOf(40, "longer"), 0)), "text")[0]), "longer");
});

test("tokenNames(axis, y) of a sentence without a word is empty", () => {
  assert.deepEqual(attributes(renderToString(tokenNames(tokenAxis([], ROOM), 0)), "x"), []);
});
