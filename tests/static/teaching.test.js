import assert from "node:assert/strict";
import { test } from "node:test";

import { format, HIDEABLE, parse } from "../../static/address.js";
import { presentingAction } from "../../static/present.js";
import { followHash, hashOf } from "../../static/scene_link.js";
import { createStore } from "../../static/store.js";
import { hiddenNow, reveal } from "../../static/teaching.js";
import { dataOf, storeOf } from "./stores.js";

const ALLOWED = { models: ["lstm"], longest: 20 };

/** A store that shows three words, at the end of one of them. @param {number} t */
function readingAt(t) {
  const store = storeOf({ words: ["a", "b", "c"] });
  store.position.value = t + 7 / 8;
  return store;
}

test("hiddenNow(store) is what the link hides, until it is revealed", () => {
  const store = readingAt(0);
  store.hide.value = ["prediction", "badge"];
  assert.deepEqual(hiddenNow(store), ["prediction", "badge"]);
  reveal(store);
  assert.deepEqual(hiddenNow(store), []);
});

test("hiddenNow(store) hides every prediction of a presentation, until it is revealed for that word", () => {
  const store = readingAt(0);
  store.presenting.value = true;
  assert.deepEqual(hiddenNow(store), ["prediction"]);
  reveal(store);
  assert.deepEqual(hiddenNow(store), []);
  store.position.value = 1 + 7 / 8;
  assert.deepEqual(hiddenNow(store), ["prediction"]);
});

test("hiddenNow(store) hides in a presentation what the link hides as well, and names nothing twice", () => {
  const store = readingAt(1);
  [store.presenting.value, store.hide.value] = [true, ["prediction", "numbers"]];
  assert.deepEqual(hiddenNow(store), ["prediction", "numbers"]);
  reveal(store);
  assert.deepEqual(hiddenNow(store), ["numbers"]);
});

/** Press a key while presenting; give what the player was told. @param {ReturnType<typeof readingAt>} store @param {string} key */
function pressed(store, key) {
  const told = [];
  presentingAction(key, { store, player: /** @type {any} */ ({ step: (words) => told.push(words) }) })?.();
  return told;
}

test("presentingAction(key) steps by a clicker's keys as by arrows", () => {
  for (const [key, by] of [["PageDown", 1], ["ArrowRight", 1], ["PageUp", -1], ["ArrowLeft", -1]]) assert.deepEqual(pressed(readingAt(0), key), [by], key);
});

test("presentingAction(key) reveals where a clicker can go no further", () => {
  const store = readingAt(2);
  store.presenting.value = true;
  assert.deepEqual(pressed(store, "PageDown"), []);
  assert.deepEqual(hiddenNow(store), []);
});

test("presentingAction(key) reveals by Enter and r, and leaves the figure's other keys alone", () => {
  for (const key of ["Enter", "r"]) {
    const store = readingAt(0);
    store.presenting.value = true;
    pressed(store, key);
    assert.deepEqual(hiddenNow(store), [], key);
  }
  for (const key of [",", ".", "Home", "1", " ", "Escape", "x"]) assert.equal(presentingAction(key, /** @type {any} */ ({ store: readingAt(0) })), undefined, key);
});

test("parse(format(scene)) gives back what is hidden and whether it is presented", () => {
  const scene = { model: "lstm", text: "a,b", t: 0, phase: 0, unit: null, group: -1, lens: /** @type {const} */ ("story"), symbolic: false, table: false, clamps: "" };
  for (const hide of [["prediction"], ["numbers", "badge"], HIDEABLE]) {
    const hash = format({ ...scene, hide, present: true });
    assert.ok(hash.endsWith(`&hide=${hide.join(",")}`), hash);
    const read = parse(hash, ALLOWED);
    assert.deepEqual([read.wrong, read.scene.hide, read.scene.present, read.scene.text], [0, hide, true, "a,b"]);
  }
  assert.doesNotMatch(format(scene), /hide|present/);
});

test("parse(hash) hides what it knows, and says that something could not be read", () => {
  const hidden = (/** @type {string} */ value) => parse(`v=1&hide=${value}`, ALLOWED);
  assert.deepEqual(hidden("badge,prediction").scene.hide, ["prediction", "badge"]);
  for (const value of ["", "everything", "prediction,everything", "prediction,prediction", "Prediction", "prediction badge", "constructor"]) {
    assert.equal(hidden(value).wrong, 1, value);
  }
  assert.deepEqual(hidden("prediction,everything").scene.hide, ["prediction"]);
  for (const value of ["2", "yes", "-1", ""]) assert.equal(parse(`v=1&present=${value}`, ALLOWED).wrong, 1, value);
});

test("followHash(store, hashOf(other)) hides and presents as the other, and forgets what was revealed", () => {
  const other = createStore(dataOf());
  [other.hide.value, other.presenting.value] = [["equation"], true];
  const store = createStore(dataOf());
  [store.revealed.value, store.shownAt.value] = [true, 0];
  followHash(store, hashOf(other));
  assert.deepEqual(hiddenNow(store), ["prediction", "equation"]);
  followHash(store, hashOf(createStore(dataOf())));
  assert.deepEqual([store.presenting.value, hiddenNow(store)], [false, []]);
});

test("hashOf(store, changes) writes a link for others and leaves the page as it is", () => {
  const store = createStore(dataOf());
  assert.match(hashOf(store, { hide: ["table"], present: true }), /&present=1&hide=table$/);
  assert.deepEqual([store.hide.value, store.presenting.value], [[], false]);
});
