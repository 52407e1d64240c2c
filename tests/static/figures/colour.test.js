import assert from "node:assert/strict";
import { test } from "node:test";

import { amountShade, SHADES, signedClass, signedShade } from "../../../static/figures/colour.js";
import { seeded } from "./traces.js";

const NAMES = /^v-0$|^v-[np]([1-9]|1\d|20)$/;

test("signedShade(value, scale) runs from −20 at one end of the scale to 20 at the other", () => {
  assert.deepEqual([-1, -0.5, -0.025, 0, 0.026, 0.5, 1].map((value) => signedShade(value, 1)), [-20, -10, 0, 0, 1, 10, 20]);
});

test("signedShade(value, scale) goes by the square root on a scale beyond 1, so that c = 1 is seen beside c = 15", () => {
  assert.deepEqual([-16, -4, -1, 0, 1, 4, 16].map((value) => signedShade(value, 16)), [-20, -10, -5, 0, 5, 10, 20]);
  assert.deepEqual(["-Infinity", 1e300, "NaN"].map((value) => signedShade(value, 16)), [-20, 20, null]);
});

test("signedShade(value, scale) gives what lies beyond the scale the strongest colour", () => {
  assert.deepEqual(["-Infinity", -1e300, 1e300, "Infinity"].map((value) => signedShade(value, 1)), [-20, -20, 20, 20]);
});

test("signedShade(value, scale) knows no shade of what is not a number", () => {
  assert.equal(signedShade("NaN", 1), null);
});

test("signedShade(value, scale) never goes back while the value grows", () => {
  const shades = Array.from({ length: 801 }, (_, k) => signedShade((k - 400) / 300, 1));
  assert.deepEqual(shades, shades.toSorted((a, b) => a - b));
  assert.equal(new Set(shades).size, 2 * SHADES + 1);
});

test("signedShade(value, scale) is as strong for a negative value as for a positive one, but on a border", () => {
  const next = seeded(2);
  for (let k = 0; k < 500; k += 1) {
    const value = 1.2 * next();
    assert.equal(signedShade(-value, 1) + signedShade(value, 1), 0, `${value}`);
  }
});

test("signedShade(value, scale) and amountShade(value) are never minus zero", () => {
  assert.ok(Object.is(signedShade(-0.001, 1), 0) && Object.is(amountShade(-0), 0));
});

test("signedClass(value, scale) names the shade with its sign, and one class for what is not a number", () => {
  assert.deepEqual([-1, -0.5, -0.001, 0, 0.5, 1, "NaN"].map((value) => signedClass(value, 1)), ["v-n20", "v-n10", "v-0", "v-0", "v-p10", "v-p20", "v-nan"]);
  for (let k = -60; k <= 60; k += 1) assert.match(signedClass(k / 40, 1), NAMES);
});

test("amountShade(value) runs from 0 at 0 to 20 at 1, and no further", () => {
  assert.deepEqual([0, 0.024, 0.026, 0.5, 1, 1.5, -0.5, "Infinity", "-Infinity", "NaN"].map(amountShade), [0, 0, 1, 10, 20, 20, 0, 20, 0, null]);
});
