import assert from "node:assert/strict";
import { test } from "node:test";

import { told } from "../../static/controls/ledger.js";
import { createStore } from "../../static/store.js";
import { dataOf } from "./stores.js";

const LEDGER = {
  tokens: [{ text: "空" }, { text: "の" }, { text: "色" }],
  written_by: [[[-0.5]], [[-0.4], [0.2]], [[-0.3], [0.1], [0]]],
  left: [[[1]], [[0.8], [1]], [[0.6], [0.5], [1]]],
  magnitude: { written_by: [[4], [3, 1], [1, 0.5, 0]] },
};

/** What is told of a word at a step: its name, the part, what is left, and its own step. */
function partOf(k, t, together = false) {
  const store = createStore(dataOf());
  store.together.value = together;
  return told({ store, words: (_, values) => Object.values(values).join(" | ") }, LEDGER, k, t);
}

test("told(page, ledger, k, t) has the signed part of one unit, and how much of it is left", () => {
  assert.equal(partOf(0, 2), "\u22120.30 | 60\u00a0% | 空 | 1");
  assert.equal(partOf(1, 1), "+0.20 | 100\u00a0% | の | 2");
});

test("told(page, ledger, k, t) of all units together has the size of a part, and how much of that is left", () => {
  assert.equal(partOf(0, 2, true), "1.00 | 25\u00a0% | 空 | 1");
  assert.equal(partOf(1, 2, true), "0.50 | 50\u00a0% | の | 2");
});

test("told(page, ledger, k, t) says nothing of no word, of one that is not read yet, and of one that wrote nothing", () => {
  assert.deepEqual([partOf(null, 2), partOf(2, 1), partOf(3, 2), partOf(2, 2, true)], ["", "", "", ""]);
});
