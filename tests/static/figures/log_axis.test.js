import assert from "node:assert/strict";
import { test } from "node:test";

import { logAxis, logAxisOver, power } from "../../../static/figures/log_axis.js";
import { seeded } from "./traces.js";

test("logAxisOver(values) spans all that is positive and finite, from 1 or higher down", () => {
  const ends = (values) => (({ low, high }) => [low, high])(logAxisOver(values));
  assert.deepEqual([ends([0.5, 0.003]), ends([2500, 1]), ends([1e-9]), ends([0.02, "Infinity", "NaN", 0, -5])], [[-3, 0], [0, 4], [-9, 0], [-2, 0]]);
});

test("logAxisOver(values) has two decades at least, and none below 10⁻¹⁶", () => {
  const ends = (values) => (({ low, high }) => [low, high])(logAxisOver(values));
  assert.deepEqual([ends([]), ends([1]), ends([1e-300]), ends([1e5, 9e4])], [[-2, 0], [-2, 0], [-16, 0], [3, 5]]);
});

test("axis.at(value) is the share of the way in powers of ten", () => {
  const axis = logAxis(-4, 0);
  assert.deepEqual([1e-4, 1e-2, 1].map((value) => axis.at(value)), [{ share: 0, where: "on" }, { share: 0.5, where: "on" }, { share: 1, where: "on" }]);
});

test("axis.at(value) tells what is beyond an end, and what is nowhere", () => {
  const axis = logAxis(-4, 0);
  assert.deepEqual([9e-5, 0, 1.1, "Infinity"].map((value) => axis.at(value)), [{ share: 0, where: "below" }, { share: 0, where: "below" }, { share: 1, where: "above" }, { share: 1, where: "above" }]);
  assert.deepEqual(["NaN", -1].map((value) => axis.at(value).where), ["none", "none"]);
});

test("axis.ticks are few, evenly apart, and on the axis", () => {
  assert.deepEqual([logAxis(-2, 0).ticks, logAxis(-16, 0).ticks, logAxis(-1, 3).ticks], [[-2, -1, 0], [-15, -12, -9, -6, -3, 0], [-1, 0, 1, 2, 3]]);
  const next = seeded(4);
  for (let k = 0; k < 200; k += 1) {
    const low = Math.round(30 * next());
    const high = low + 2 + Math.round(Math.abs(next()) * 300);
    const { ticks } = logAxis(low, high);
    assert.ok(ticks.length >= 1 && ticks.length <= 8 && ticks[0] >= low && ticks.at(-1) <= high, `${low} to ${high}: ${ticks}`);
    assert.ok(ticks.every((tick) => Number.isInteger(tick) && !Object.is(tick, -0)));
  }
});

test("power(exponent) writes 1 and raised digits", () => {
  assert.deepEqual([0, 3, -6, 12].map(power), ["1", "10³", "10⁻⁶", "10¹²"]);
});
