import assert from "node:assert/strict";
import { test } from "node:test";

import { around, between, hatching, lineAlong, rowsIn, tenth } from "../../../static/figures/geometry.js";

test("rowsIn(count, y, height) fills the height with rows that do not touch", () => {
  for (const count of [4, 16, 32]) {
    const { top, thickness, pitch } = rowsIn(count, 10, 102);
    assert.ok(thickness > 0 && thickness < pitch);
    assert.ok(Math.abs(top(1) - top(0) - pitch) < 1e-9);
    assert.ok(top(0) >= 10 && top(count - 1) + thickness <= 112);
    assert.ok(Math.abs(top(0) - 10 - (112 - top(count - 1) - thickness)) < 1e-9, "as much room above as below");
  }
});

test("rowsIn(1, y, height) is a strand in the middle, not a wall", () => {
  const { top, thickness } = rowsIn(1, 10, 102);
  assert.ok(thickness < 26);
  assert.ok(Math.abs(top(0) + thickness / 2 - 61) < 1e-9);
});

test("between(from, to, progress) goes from one to the other", () => {
  assert.deepEqual([0, 0.25, 1].map((progress) => between(10, 20, progress)), [10, 12.5, 20]);
});

test("tenth(value) rounds to a tenth, and never to minus zero", () => {
  assert.deepEqual([1.26, -1.26, 7].map(tenth), [1.3, -1.3, 7]);
  assert.ok(Object.is(tenth(-0.01), 0));
});

const CORNER = /** @type {const} */ ([[0, 0], [10, 0], [10, 30]]);

test("lineAlong(points, progress) is that share of the length, round the corners", () => {
  assert.deepEqual([0, 0.125, 0.25, 0.5, 1].map((progress) => lineAlong(CORNER, progress)), ["M0 0", "M0 0L5 0", "M0 0L10 0", "M0 0L10 0L10 10", "M0 0L10 0L10 30"]);
});

test("lineAlong(points, progress) passes points that coincide", () => {
  assert.equal(lineAlong([[0, 0], [0, 0], [10, 0]], 1), "M0 0L0 0L10 0");
});

test("hatching(box) stays in the box, whichever side is longer", () => {
  for (const box of [{ x: 5, y: 7, width: 100, height: 40 }, { x: 5, y: 7, width: 40, height: 100 }]) {
    const lines = [...hatching(box).matchAll(/M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)/g)].map(([, ...numbers]) => numbers.map(Number));
    assert.equal(lines.length, Math.ceil(140 / 12) - 1);
    for (const [fromX, fromY, toX, toY] of lines) {
      assert.ok([fromX, toX].every((x) => x >= 5 && x <= 5 + box.width) && [fromY, toY].every((y) => y >= 7 && y <= 7 + box.height));
      assert.equal(tenth(fromX - toX), tenth(toY - fromY), "at 45 degrees");
    }
  }
});

test("around(x, y, width, height) is a box with that centre", () => {
  assert.deepEqual(around(50, 20, 10, 4), { x: 45, y: 18, width: 10, height: 4 });
});
