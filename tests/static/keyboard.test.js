import assert from "node:assert/strict";
import { test } from "node:test";

import { actionOf, isCharacter } from "../../static/keyboard.js";
import { signal } from "../../static/vendor/preact.js";
import { storeOf } from "./stores.js";

/** A page whose player writes down what it is told. */
function pageOf(options = {}) {
  const told = [];
  const names = ["step", "micro", "to", "phase", "toggle"];
  const player = Object.fromEntries(names.map((name) => [name, (...values) => told.push([name, ...values])]));
  return { told, store: storeOf(options), player, help: signal(false) };
}

/** Press keys one after the other. @param {any} page @param {string[]} keys */
function press(page, ...keys) {
  for (const key of keys) actionOf(key, page)();
  return page;
}

test('actionOf("ArrowLeft") and ("ArrowRight") go a word back and on', () => {
  assert.deepEqual(press(pageOf(), "ArrowLeft", "ArrowRight").told, [["step", -1], ["step", 1]]);
});

test('actionOf(",") and (".") go a micro-step back and on', () => {
  assert.deepEqual(press(pageOf(), ",", ".").told, [["micro", -1], ["micro", 1]]);
});

test('actionOf("1") to ("8") go to that micro-step', () => {
  assert.deepEqual(press(pageOf(), ..."12345678").told, [0, 1, 2, 3, 4, 5, 6, 7].map((phase) => ["phase", phase]));
});

test('actionOf("Home") and ("End") go to the end of the first word and of the last', () => {
  assert.deepEqual(press(pageOf({ words: ["a", "b", "c"] }), "Home", "End").told, [["to", 0.875], ["to", 2.875]]);
});

test('actionOf(" ") plays and pauses', () => {
  assert.deepEqual(press(pageOf(), " ").told, [["toggle"]]);
});

test('actionOf("ArrowUp") and ("ArrowDown") choose the unit above and below, and stop at the ends', () => {
  const page = pageOf({ units: 5 });
  const rows = ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"].map((key) => press(page, key).store.unit.value);
  assert.deepEqual(rows, [4, 4, 3, 2, 1, 0, 0, 1], "from the most telling unit, 3, on");
});

test('actionOf("Enter") looks closer and ("Escape") looks from further away', () => {
  const page = pageOf();
  const lenses = ["Escape", "Enter", "Enter", "Enter", "Escape", "Escape", "Escape"].map((key) => press(page, key).store.lens.value);
  assert.deepEqual(lenses, ["story", "unit", "arithmetic", "arithmetic", "unit", "story", "story"]);
});

test('actionOf("?") opens the help', () => {
  assert.equal(press(pageOf(), "?").help.value, true);
});

test("actionOf(key) leaves every other key to the browser", () => {
  for (const key of ["Tab", "0", "9", "a", "F5", "PageDown", "10", "", "Shift"]) {
    assert.equal(actionOf(key, pageOf()), undefined, key);
  }
});

test("isCharacter(key) holds for letters, digits and marks, and not for a key with a name or a space", () => {
  for (const key of ["f", "F", "1", ",", "?", "あ", "𠮷"]) assert.ok(isCharacter(key), key);
  for (const key of [" ", "Enter", "ArrowLeft", "PageDown", "Escape", "F1", "Dead", ""]) assert.ok(!isCharacter(key), key);
});
