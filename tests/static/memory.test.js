import assert from "node:assert/strict";
import { test } from "node:test";

import { largestOf, writersAt } from "../../static/controls/memory.js";

const LEDGER = {
  written_by: [[[0.5]], [[0.25], [-0.75]]], left: [[[1]], [[0.5], [1]]],
  from_initial_state: [[0], [0.5]], from_clamp: [[0], [-2]],
  magnitude: { written_by: [[4], [1, 0]], from_initial_state: [0, 3], from_clamp: [0, 2] },
};

test("largestOf(summary) is a word's, the initial state's or a held value's part", () => {
  const most = (share, initial, held) => largestOf({ share, from_initial_state: initial, from_clamp: held });
  assert.deepEqual(most(0.6, 0.3, 0.1), { writer: "word", share: 0.6 });
  assert.deepEqual(most(0.2, 0.7, 0), { writer: "initial", share: 0.7 });
  assert.deepEqual(most(0, 0, 1), { writer: "held", share: 1 });
});

test("largestOf(summary) of a memory that nothing was written into is nobody's", () => {
  for (const none of [0, null, "NaN"]) assert.equal(largestOf({ share: none, from_initial_state: none, from_clamp: none }), null);
});

test("writersAt(ledger, t) has the initial state and the held values apart, and the largest part first", () => {
  assert.deepEqual(writersAt(LEDGER, 1, false).map(({ writer, k, part, left }) => [writer, k, part, left]), [
    ["held", null, -2, null], ["word-1", 1, -0.75, 1], ["initial", null, 0.5, null], ["word-0", 0, 0.25, 0.5],
  ]);
  assert.deepEqual(writersAt(LEDGER, 0, false).map(({ writer }) => writer), ["word-0"]);
});

test("writersAt(ledger, t, together) has the sizes of all units, and what is left of those", () => {
  assert.deepEqual(writersAt(LEDGER, 1, true).map(({ writer, part, left }) => [writer, part, left]), [
    ["initial", 3, null], ["held", 2, null], ["word-0", 1, 0.25], ["word-1", 0, 0],
  ]);
});
