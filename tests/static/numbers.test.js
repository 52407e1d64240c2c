import assert from "node:assert/strict";
import { test } from "node:test";

import { fixed, named, nonFinite, percent, read, relation, scientific, signed } from "../../static/numbers.js";
import { signsFor, thousandths } from "./calculator.js";
import { seeded } from "./figures/traces.js";

test("read(value) reads what is not finite from its name", () => {
  assert.deepEqual([read(0.5), read("Infinity"), read("-Infinity"), read("NaN")], [0.5, Infinity, -Infinity, NaN]);
});

test("nonFinite(value) names what is not finite and nothing else", () => {
  assert.deepEqual(["NaN", "Infinity", "-Infinity"].map(nonFinite), ["figures.not_a_number", "figures.infinite", "figures.minus_infinite"]);
  assert.deepEqual([0, -1e300, 5e-324].map(nonFinite), [null, null, null]);
});

test("named(value, words, write) puts into words what is not finite, and writes the rest", () => {
  const written = ["NaN", "-Infinity", 0.25].map((value) => named(value, (key) => `[${key}]`, (finite) => `${finite}!`));
  assert.deepEqual(written, ["[figures.not_a_number]", "[figures.minus_infinite]", "0.25!"]);
});

test("fixed(value) has two decimals and a real minus sign", () => {
  assert.deepEqual([0, -0, 0.756, -0.414, 1, 12345.678].map((value) => fixed(value)), ["0.00", "0.00", "0.76", "\u22120.41", "1.00", "12345.68"]);
});

test("fixed(value, digits) has so many decimals", () => {
  assert.deepEqual([fixed(0.12345, 3), fixed(-2.5, 1), fixed(3.4, 0)], ["0.123", "\u22122.5", "3"]);
});

test("fixed(value) bounds a value that vanishes above zero, and calls one below zero nearly zero", () => {
  assert.deepEqual([fixed(0.004), fixed(-0.004), fixed(5e-324), fixed(0.0004, 3)], ["<0.005", "≈0", "<0.005", "<0.0005"]);
});

test("fixed(value) writes large values in powers of ten, and infinity as its sign", () => {
  assert.deepEqual([99999.99, 1e5, -1.23e7, "Infinity", "-Infinity", "NaN"].map((value) => fixed(value)), ["99999.99", "1.0×10⁵", "\u22121.2×10⁷", "∞", "\u2212∞", "NaN"]);
});

test("fixed(value) never prints zero for what is not zero, and never a hyphen", () => {
  for (const value of valuesOfAllSizes(2000)) {
    for (const digits of [0, 1, 2, 3]) {
      assert.doesNotMatch(fixed(value, digits), /^\u2212?0(\.0*)?$|-/, `${value}`);
      assert.equal(/[\u2212≈]/.test(fixed(value, digits)), value < 0, `${value}`);
    }
  }
});

test("fixed(value) is at most half a unit of its last digit away from the value", () => {
  for (const value of valuesOfAllSizes(2000).filter((each) => Math.abs(each) < 1e5)) {
    const text = fixed(value);
    const end = numberOf(text.replace(/[<≈]/, ""));
    if (text.startsWith("<")) assert.ok(value > 0 && value < end, `${value}: ${text}`);
    else assert.ok(Math.abs(end - value) <= 0.005 + 1e-11, `${value}: ${text}`);
  }
});

test("signed(value) repeats the sign of all but zero and what is nearly zero", () => {
  assert.deepEqual([0.756, -0.414, 0, -0].map((value) => signed(value)), ["+0.76", "\u22120.41", "0.00", "0.00"]);
  assert.deepEqual([0.004, -0.004, "Infinity", "NaN"].map((value) => signed(value)), ["≈0", "≈0", "+∞", "NaN"]);
});

test("percent(value) prints 0 % and 100 % for exactly 0 and 1 only", () => {
  assert.deepEqual([0, 1, 0.98, 0.004, 0.996, 1e-300, 1 - 2 ** -53].map((value) => percent(value)),
    ["0 %", "100 %", "98 %", "<1 %", ">99 %", "<1 %", ">99 %"].map((text) => text.replace(" ", "\u00a0")));
  assert.deepEqual([percent(0.9631, 1), percent(0.0004, 1), percent(0.9999, 1)], ["96.3\u00a0%", "<0.1\u00a0%", ">99.9\u00a0%"]);
});

test("percent(value) is true of every value between 0 and 1", () => {
  for (const value of valuesOfAllSizes(1000).map(Math.abs).filter((each) => each < 1)) {
    for (const digits of [0, 1]) {
      const text = percent(value, digits);
      const shown = numberOf(text.replace(/[<>]|\u00a0%/g, ""));
      if (text.startsWith("<")) assert.ok(100 * value < shown, `${value}: ${text}`);
      else if (text.startsWith(">")) assert.ok(100 * value > shown, `${value}: ${text}`);
      else assert.ok(shown > 0 && shown < 100 && Math.abs(100 * value - shown) <= 0.5 * 10 ** -digits + 1e-9, `${value}: ${text}`);
    }
  }
});

test("percent(value) names what is not finite", () => {
  assert.deepEqual([percent("NaN"), percent("Infinity")], ["NaN", "∞"]);
});

test("scientific(value) writes a mantissa of two digits and a raised exponent", () => {
  assert.deepEqual([0, 2.98e-8, -2.98e-8, 1234567, 1, 1e-10, "NaN", "-Infinity"].map(scientific),
    ["0", "3.0×10⁻⁸", "\u22123.0×10⁻⁸", "1.2×10⁶", "1.0×10⁰", "1.0×10⁻¹⁰", "NaN", "\u2212∞"]);
});

test("relation(products, result) is = where the printed operands make the printed result", () => {
  // 0.500 · 0.500 = 0.25
  assert.equal(relation([[0.5, 0.5]], 0.25), "=");
  // 0.333 · 0.333 + 0.111 = 0.221889, not 0.23
  assert.equal(relation([[0.333, 0.333], [0.111]], 0.23), "≈");
  // 0.9996 and 0.4996 print as 1.000 and 0.500, but their product of 0.4994 as 0.50
  assert.equal(relation([[0.9996, 0.4996]], 0.9996 * 0.4996), "=");
  // 0.340 · 0.749 = 0.25466, but the operands behind them make 0.25509
  assert.equal(relation([[0.3404, 0.7494]], 0.3404 * 0.7494), "≈");
});

test("relation(products, result) is ≈ where an operand or the result hides its digits", () => {
  assert.equal(relation([[0, 0.5]], 0), "=");
  assert.equal(relation([[0.0001, 0.5]], 0.00005), "≈");
  assert.equal(relation([[0.0001, 0.5], [0.25]], 0.25), "≈");
  assert.equal(relation([[124900, 0.5]], 62450), "≈", "124900 prints as 1.2×10⁵, and half of that is not 62450");
  assert.deepEqual([relation([[1e5, 1]], 1e5), relation([[99999, 1]], 99999)], ["≈", "="]);
  for (const name of ["NaN", "Infinity", "-Infinity"]) {
    assert.equal(relation([[name, 0.5]], name), "≈");
    assert.equal(relation([[0.5, 0.5]], name), "≈");
  }
});

test("relation(products, result) is = exactly where a reader with a calculator finds the same", () => {
  const found = { "=": 0, "≈": 0 };
  for (const { products, result } of sums(20000)) {
    const sign = relation(products, result);
    const told = signsFor(products.map((factors) => factors.map((factor) => thousandths(fixed(factor, 3)))), thousandths(fixed(result)));
    found[sign] += 1;
    assert.ok(told.includes(sign), `${JSON.stringify(products)} ${sign} ${result}`);
  }
  assert.ok(found["="] > 2000 && found["≈"] > 2000, JSON.stringify(found));
});

/** Seeded values from 1e−9 to 1e9 in size, of both signs. @param {number} count */
function valuesOfAllSizes(count) {
  const next = seeded(11);
  return Array.from({ length: count }, () => next() * 10 ** Math.round(9 * next())).filter((value) => value !== 0);
}

/** Seeded sums of one or two products, the result as computed, with operands as a cell has them and far beyond. @param {number} count */
function sums(count) {
  const next = seeded(3);
  const operand = () => next() * 10 ** (next() < 0.6 ? 0 : Math.round(6 * next()));
  return Array.from({ length: count }, () => {
    const products = [[operand(), operand()], ...(next() < 0 ? [] : [[operand(), operand()]])];
    return { products, result: products.reduce((sum, [a, b]) => sum + a * b, 0) };
  });
}

/** @param {string} text @returns {number} */
function numberOf(text) {
  return Number(text.replace("\u2212", "-"));
}
