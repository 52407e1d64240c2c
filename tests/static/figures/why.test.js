import assert from "node:assert/strict";
import { test } from "node:test";

import { whyFigure } from "../../../static/figures/why.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { signsFor, thousandths } from "../calculator.js";
import { attributes, insides, textOf } from "./markup.js";
import { seeded } from "./traces.js";

const term = (source, index, value, weight, gate = 1) => ({ source, index, value, weight, gate, product: value * weight * gate });

const WHY = {
  quantity: "f", activation: "sigmoid", pre: 1.5, squashed: 0.81757, value: 0.81757, by_source: { x: 1.1, h: -0.1, bias: 0.5 },
  both_ways: { up: [term("x", 2, 2, 0.5), term("bias", 0, 1, 0.5)], down: [term("h", 3, 0.5, -0.8), term("h", 1, 0.1, -1)], rest: 0.5, rest_count: 7 },
};

const draw = (changes = {}, view = {}) => renderToString(whyFigure({ ...WHY, ...changes }, { words: (key, values = {}) => [key.replace("lab.why.", ""), ...Object.values(values)].join(" "), word: "空", held: false, open: null, ...view }));
const rows = (markup) => insides(markup, "li").map((row) => insides(row, "span").map(textOf));

test("whyFigure(why) lists what speaks for it from the largest on, then the rest, and what speaks against it to the largest", () => {
  assert.deepEqual(rows(draw()).map(([name, product]) => [name, product]), [
    ["from_word 空 3", "+1.000"], ["from_bias", "+0.500"], ["rest 7", "+0.500"], ["from_unit 2", "\u22120.100"], ["from_unit 4", "\u22120.400"],
  ]);
});

test("whyFigure(why) prints the factors of each product but the bias, and a gate where there is one", () => {
  assert.deepEqual(rows(draw()).map(([, , factors]) => factors), ["+0.500 × (+2.000)", "", undefined, "\u22121.000 × (+0.100)", "\u22120.800 × (+0.500)"]);
  const gated = draw({ both_ways: { up: [], down: [term("h", 3, 0.5, -0.8, 0.25)], rest: 0, rest_count: 0 } });
  assert.deepEqual(rows(gated), [["from_unit 4", "\u22120.100", "\u22120.800 × (+0.500) × 0.250"]]);
});

test("whyFigure(why) draws bars from the middle, as long as their share of the largest", () => {
  const bars = [...draw().matchAll(/<rect class="(\w+)" x="([\d.]+)" width="([\d.]+)"/g)].map(([, side, x, width]) => [side, Number(x), Number(width)]);
  assert.deepEqual(bars, [["more", 50, 50], ["more", 50, 25], ["more", 50, 25], ["less", 45, 5], ["less", 30, 20]]);
});

test("whyFigure(why) opens a unit of h where there is a step before, and no word or bias", () => {
  assert.equal(insides(draw({}, { open: () => {} }), "button").map(textOf).join(), "from_unit 2,from_unit 4");
  assert.equal(insides(draw(), "button").length, 0);
});

test("whyFigure(why) sums its sources up, with = exactly where their printed digits make the printed sum", () => {
  const next = seeded(6);
  const found = new Set();
  for (let k = 0; k < 500; k += 1) {
    const [x, h, bias] = [3 * next(), 3 * next(), next()];
    const text = textOf(insides(draw({ by_source: { x, h, bias }, pre: x + h + bias }), "p", "why-sum")[0]);
    const [parts, sum] = text.split(/\s*[=≈] a = /);
    const sign = /** @type {"=" | "≈"} */ (/[=≈](?= a)/.exec(text)[0]);
    const printed = parts.match(/≈0|[+\u2212]?\d\.\d+/g).map(thousandths);
    found.add(sign);
    assert.ok(signsFor(printed.map((part) => [part, 1000n]), thousandths(/^[≈+\u2212]?[\d.]+/.exec(sum)[0])).includes(sign), text);
  }
  assert.deepEqual([...found].toSorted(), ["=", "≈"]);
});

test("whyFigure(why) squashes the sum with the activation of the quantity, never as equal", () => {
  const sums = (changes) => textOf(insides(draw(changes), "p", "why-sum")[0]);
  assert.match(sums({}), /= a = \+1\.50 σ\(a\) ≈ 0\.82$/);
  assert.match(sums({ quantity: "g", activation: "tanh", squashed: 0.9051, value: 0.9051 }), /tanh\(a\) ≈ \+0\.91$/);
});

test("whyFigure(why) says where a value is held, a gate without a sign", () => {
  assert.match(draw({ value: 0.64 }, { held: true }), /held 0\.64</);
  assert.match(draw({ quantity: "g", activation: "tanh", value: 0.64 }, { held: true }), /held \+0\.64</);
});

test("whyFigure(why) takes no value for held because it was rounded on another path", () => {
  assert.doesNotMatch(draw({ value: 1, squashed: 0.9999999 }), /held/);
});

test("whyFigure(why) names what is not finite in words", () => {
  const wild = { pre: "NaN", squashed: "NaN", value: "NaN", by_source: { x: "Infinity", h: "-Infinity", bias: 0 }, both_ways: { up: [{ ...WHY.both_ways.up[0], value: "Infinity", product: "Infinity" }], down: [], rest: "NaN", rest_count: 1 } };
  const markup = draw(wild);
  assert.doesNotMatch(markup, /NaN|Infinity|∞/);
  assert.match(textOf(markup), /not_a_number/);
  assert.equal(attributes(markup, "width").length, 2);
});
