import assert from "node:assert/strict";
import { test } from "node:test";

import { format, parse } from "../../static/address.js";

/** @import {Scene} from "../../static/address.js" */

const ALLOWED = { models: ["lstm", "gru"], longest: 20 };
const EMPTY = Object.freeze({ scene: {}, wrong: 0 });
/** @type {Scene} */
const SCENE = { model: "lstm", text: "空の色は", t: 0, phase: 0, unit: null, group: -1, lens: "story", symbolic: false, table: false, clamps: "" };

/** Write a scene, read it again, and give back what came of it. @param {Partial<Scene>} changes @returns {Scene} */
function roundTrip(changes) {
  const { scene, wrong } = parse(`#${format({ ...SCENE, ...changes })}`, ALLOWED);
  assert.equal(wrong, 0);
  return { ...SCENE, ...scene };
}

const CHANGES = {
  model: ["gru"],
  text: ["a & b = c # d", "100 %", "+ +", "日本\n語", "🙂🙂", "%E3%81", "\"<'>\""],
  t: [1, 39, 100000],
  phase: [1, 7],
  unit: [0, 10000],
  group: [0, 3, 1000],
  lens: ["unit", "arithmetic"],
  symbolic: [true],
  table: [true],
  figure: ["unrolled", "river", "why", "race", "backward", "parameters"],
  together: [true],
  quantity: ["i", "n"],
  clamps: ["f:3-9:0_2:1~i:0-:*:0"],
};

for (const [name, values] of Object.entries(CHANGES)) {
  test(`parse(format(scene)) gives ${name} back`, () => {
    for (const value of values) assert.deepEqual(roundTrip({ [name]: value }), { ...SCENE, [name]: value });
  });
}

test("parse(format(scene)) gives all fields back at once", () => {
  const scene = { model: "gru", text: "色", t: 12, phase: 3, unit: 5, group: 2, lens: /** @type {const} */ ("arithmetic"), symbolic: true, table: true };
  assert.deepEqual(parse(format({ ...SCENE, ...scene }), ALLOWED), { scene, wrong: 0 });
});

test("format(scene) leaves out what is at its default", () => {
  assert.equal(format({ ...SCENE, text: "a" }), "v=1&m=lstm&x=a&t=0&p=0&lens=story");
});

test("format(scene) needs nothing that a URL's fragment may not hold", () => {
  assert.match(format({ ...SCENE, text: "空 #?&=+%\n🙂" }), /^[\w.*%+=&-]+$/);
});

test("parse(hash) reads an empty hash as the default, with or without #", () => {
  for (const hash of ["", "#"]) assert.deepEqual(parse(hash, ALLOWED), EMPTY);
});

test("parse(hash) believes nothing of another version", () => {
  for (const hash of ["t=1", "v=2&t=1", "v=&t=1", "v=1.0&t=1", "v=2&v=1&t=1", "figure", "%"]) {
    assert.deepEqual(parse(hash, ALLOWED), { scene: {}, wrong: 1 }, hash);
  }
});

const NO_COUNTS = ["", " ", "-1", "\u22121", "+1", "1.5", "1e3", "0x10", "NaN", "Infinity", "1234567", "9".repeat(400), "1 ", "١", "１", "null"];
for (const key of ["t", "p", "u", "g", "sym", "tab", "all"]) {
  test(`parse(hash) counts ${key} as wrong where it is no count`, () => {
    for (const value of NO_COUNTS) {
      assert.deepEqual(parse(`v=1&${key}=${encodeURIComponent(value)}`, ALLOWED), { scene: {}, wrong: 1 }, value);
    }
  });
}

test("parse(hash) takes a number up to its limit and no further", () => {
  for (const [key, name, most] of /** @type {const} */ ([["t", "t", 100000], ["p", "phase", 7], ["u", "unit", 10000], ["g", "group", 1000]])) {
    assert.deepEqual(parse(`v=1&${key}=${most}`, ALLOWED), { scene: { [name]: most }, wrong: 0 });
    assert.deepEqual(parse(`v=1&${key}=${most + 1}`, ALLOWED), { scene: {}, wrong: 1 });
  }
  for (const key of ["sym", "tab", "all"]) assert.deepEqual(parse(`v=1&${key}=2`, ALLOWED), { scene: {}, wrong: 1 });
});

test("parse(hash) takes a model, a lens, a figure and a quantity that there are", () => {
  for (const pair of ["m=rnn", "m=", "m=LSTM", "lens=", "lens=Story", "lens=river", "fig=", "fig=River", "q=", "q=x", "q=ff"]) {
    assert.deepEqual(parse(`v=1&${pair}`, ALLOWED), { scene: {}, wrong: 1 }, pair);
  }
});

test("parse(hash) takes the name of a scene that there is", () => {
  for (const name of ["river", "q-forget-one"]) assert.deepEqual(parse(`v=1&scene=${name}`, ALLOWED), { scene: { scene: name }, wrong: 0 });
  for (const name of ["", "A", "a b", "<b>", "x".repeat(500), "nothing", "q-nothing", "constructor", "q-constructor", "__proto__"]) assert.deepEqual(parse(`v=1&scene=${encodeURIComponent(name)}`, ALLOWED), { scene: {}, wrong: 1 }, name);
});

test("parse(hash) counts the code points of a text", () => {
  assert.deepEqual(parse(`v=1&x=${"🙂".repeat(20)}`, ALLOWED).scene, { text: "🙂".repeat(20) });
  assert.deepEqual(parse(`v=1&x=${"🙂".repeat(21)}`, ALLOWED), { scene: {}, wrong: 1 });
});

test("parse(hash) refuses a text of nothing but space", () => {
  for (const text of ["", "+", "%20%0A", "%E3%80%80"]) assert.deepEqual(parse(`v=1&x=${text}`, ALLOWED), { scene: {}, wrong: 1 }, text);
});

test("parse(hash) refuses a text that is no UTF-8", () => {
  for (const text of ["%E3%81", "a%FFb", "%ED%A0%80"]) assert.deepEqual(parse(`v=1&x=${text}`, ALLOWED), { scene: {}, wrong: 1 }, text);
});

test("parse(hash) takes a stray percent sign for itself", () => {
  assert.deepEqual(parse("v=1&x=100%&t=3", ALLOWED), { scene: { text: "100%", t: 3 }, wrong: 0 });
});

const FOREIGN = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__", "T", "unit", "", "x[]", "日"];
for (const key of FOREIGN) {
  test(`parse(hash) counts the unknown key "${key}" as wrong and reads the rest`, () => {
    const { scene, wrong } = parse(`v=1&${encodeURIComponent(key)}=1&t=3`, ALLOWED);
    assert.deepEqual([{ ...scene }, wrong, Object.getPrototypeOf(scene)], [{ t: 3 }, 1, Object.prototype]);
  });
}

test("parse(hash) counts every malformed part and keeps the others", () => {
  assert.deepEqual(parse("#v=1&m=no&x=&t=-1&p=8&u=x&g=1.5&lens=&sym=2&tab=yes&z=1", ALLOWED), { scene: {}, wrong: 10 });
  assert.deepEqual(parse("#v=1&m=gru&t=NaN&p=2", ALLOWED), { scene: { model: "gru", phase: 2 }, wrong: 1 });
});
