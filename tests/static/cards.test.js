import assert from "node:assert/strict";
import { test } from "node:test";

import { finishedOf, isFinished, isUntrained, momentsOf } from "../../static/cards.js";

/** @param {string} id @param {number} updates @param {object} [links] */
const card = (id, updates, links = {}) => ({ id, training: { updates }, untrained_twin: null, checkpoint_of: null, ...links });

const LAST = card("a", 5000, { untrained_twin: "a-untrained" });
const MODELS = [LAST, card("a-at-100", 100, { checkpoint_of: "a" }), card("a-at-50", 50, { checkpoint_of: "a" }), card("a-untrained", 0), card("b", 300)];
const idsOf = (/** @type {any[]} */ cards) => cards.map(({ id }) => id);

test("momentsOf(models, card) are those of one training, the first first, whichever of them is asked for", () => {
  for (const one of MODELS.slice(0, 4)) assert.deepEqual(idsOf(momentsOf(MODELS, one)), ["a-untrained", "a-at-50", "a-at-100", "a"], one.id);
  assert.deepEqual(idsOf(momentsOf(MODELS, MODELS[4])), ["b"]);
});

test("finishedOf(models, card) is what came of the training", () => {
  assert.deepEqual(idsOf(MODELS.map((one) => finishedOf(MODELS, one))), ["a", "a", "a", "a", "b"]);
});

test("isFinished(card) and isUntrained(card) are true of no checkpoint", () => {
  assert.deepEqual(MODELS.map(isFinished), [true, false, false, false, true]);
  assert.deepEqual(MODELS.map(isUntrained), [false, false, false, true, false]);
});
