import assert from "node:assert/strict";
import { test } from "node:test";

import { FOREVER, held, HOLDABLE, PRESETS, preset, rangeOf, read, released, spelled } from "../../static/clamps.js";
import { seeded } from "./figures/traces.js";

/** @import {Clamp} from "../../static/clamps.js" */

/** @type {Clamp} */
const CLAMP = { layer: 0, quantity: "f", from: 2, until: 5, units: [3], value: 0.5 };
const MODEL = /** @type {const} */ ({ cell: "lstm", size: 16 });

test("held(clamps, clamp) replaces what held the same values, and puts the newest last", () => {
  const other = { ...CLAMP, quantity: "i" };
  assert.deepEqual(held([CLAMP, other], { ...CLAMP, value: 1 }), [other, { ...CLAMP, value: 1 }]);
});

test("held(clamps, clamp) keeps what holds another quantity, unit or step", () => {
  const others = [{ quantity: "o" }, { units: [4] }, { units: null }, { from: 1 }, { until: 6 }].map((change) => ({ ...CLAMP, ...change }));
  assert.deepEqual(held(others, CLAMP), [...others, CLAMP]);
});

test("held(clamps, clamp) keeps the newest of more than 64", () => {
  const many = Array.from({ length: 64 }, (_, from) => ({ ...CLAMP, from, until: 100 }));
  const kept = held(many, CLAMP);
  assert.deepEqual([kept.length, kept[0].from, kept.at(-1)], [64, 1, CLAMP]);
});

test("released(clamps, clamp) lets go of that place only, whatever its value", () => {
  const other = { ...CLAMP, units: [3, 4] };
  assert.deepEqual(released([CLAMP, other], { ...CLAMP, value: 9 }), [other]);
});

test("rangeOf(quantity, scale) is that of the quantity, and the scale for c", () => {
  assert.deepEqual(["f", "z", "g", "h", "c"].map((quantity) => rangeOf(quantity, 3)), [{ min: 0, max: 1 }, { min: 0, max: 1 }, { min: -1, max: 1 }, { min: -1, max: 1 }, { min: -3, max: 3 }]);
});

test("preset(name) holds a gate in all units from the first word on", () => {
  const held = { amnesia: ["f", 0], deaf: ["i", 0], mute: ["o", 0], hoarder: ["f", 1] };
  assert.deepEqual(Object.keys(PRESETS), Object.keys(held));
  for (const [name, [quantity, value]] of Object.entries(held)) {
    assert.deepEqual(preset(/** @type {keyof typeof PRESETS} */ (name)), { layer: 0, quantity, value, from: 0, until: FOREVER, units: null });
  }
});

test("spelled(clamps) is short, and empty for none", () => {
  assert.equal(spelled([]), "");
  assert.equal(spelled([CLAMP, { ...CLAMP, quantity: "c", from: 0, until: FOREVER, units: null, value: -1.25 }]), "f:2-5:3:0.5~c:0-:*:-1.25");
});

test("read(spelled(clamps)) gives the clamps back", () => {
  const next = seeded(12);
  const upTo = (most) => Math.floor(Math.abs(next()) * most);
  for (let k = 0; k < 300; k += 1) {
    const clamps = Array.from({ length: 1 + upTo(4) }, () => {
      const from = upTo(50);
      const units = next() < 0 ? null : Array.from({ length: 1 + upTo(3) }, () => upTo(16));
      return { layer: 0, quantity: HOLDABLE.lstm[upTo(6)], from, until: next() < 0 ? FOREVER : from + 1 + upTo(20), units, value: Math.round(Math.abs(next()) * 1e4) / 1e4 };
    });
    assert.deepEqual(read(spelled(clamps), MODEL), clamps);
  }
});

test("read(text, model) believes only quantities that the cell has", () => {
  const fits = (cell) => ["f", "i", "o", "g", "c", "h", "z", "r", "n"].filter((quantity) => read(`${quantity}:0-1:*:0`, { cell, size: 4 }) !== null).join("");
  assert.deepEqual([fits("lstm"), fits("gru"), fits("rnn")], ["fiogch", "hzrn", "h"]);
});

const BAD = [
  "", "~", "f:2-5:3:0.5~", "f:2-5:3", "f:5-2:3:0", "f:3-3:3:0", "f:-1-2:3:0", "f:2-5:16:0", "f:2-5::0", "f:2-5:3_:0", "f:2-5:*_1:0", "f:2-5:3:NaN",
  "f:2-5:3:1e3", "f:2-5:3:1234567", "f:2-5:3:+1", "f:2-5:3:.5", "f:2-5:3:", "f:1234567-:3:0", "f:2.5-5:3:0", "ff:2-5:3:0", "F:2-5:3:0", "f:2-5:3:0 ", "f:2-5:3:0\n", "x:2-5:3:0", "__proto__:0-1:*:0",
];

test("read(text, model) believes nothing of a text of which any part is malformed or does not fit", () => {
  for (const text of BAD) assert.equal(read(text, MODEL), null, JSON.stringify(text));
  assert.equal(read("f:2-5:3:0.5~f:2-5:99:0.5", MODEL), null);
});

test("read(text, model) believes only values that the quantity can be held at by hand, and any memory", () => {
  for (const text of ["f:0-1:*:5", "f:0-1:*:-0.1", "i:0-1:*:1.0001", "g:0-1:*:-1.5", "h:0-1:*:2"]) assert.equal(read(text, MODEL), null, text);
  for (const text of ["f:0-1:*:1", "o:0-1:*:0", "g:0-1:*:-1", "h:0-1:*:1", "c:0-1:*:-12.5"]) assert.equal(spelled(read(text, MODEL) ?? []), text);
});

test("read(text, model) takes 64 clamps and no more", () => {
  const many = (count) => new Array(count).fill("f:2-5:3:0.5").join("~");
  assert.deepEqual([read(many(64), MODEL)?.length, read(many(65), MODEL)], [64, null]);
});
