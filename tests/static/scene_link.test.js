import assert from "node:assert/strict";
import { test } from "node:test";

import { followHash, hashOf } from "../../static/scene_link.js";
import { createStore, TELLING } from "../../static/store.js";
import { traceOf } from "./figures/traces.js";
import { dataOf } from "./stores.js";

/** What a reader of a link sees of a store. */
function sceneOf({ model, text, chosen, group, lens, symbolic, table, clamps, wrongLink }) {
  return {
    model: model.value.id, text: text.value, chosen: chosen.value, group: group.value, lens: lens.value,
    symbolic: symbolic.value, table: table.value, clamps: clamps.value, wrong: wrongLink.value,
  };
}

const DEFAULTS = { model: "lstm", text: "lstm first", chosen: null, group: TELLING, lens: "story", symbolic: false, table: false, clamps: [], wrong: false };

/** Follow a hash on a fresh page. @param {string} hash */
function followed(hash) {
  const store = createStore(dataOf());
  const place = followHash(store, hash);
  return { ...sceneOf(store), place };
}

test("followHash(store, hashOf(other)) shows the scene of the other", () => {
  const other = createStore(dataOf());
  other.model.value = other.data.models.find((card) => card.id === "large");
  other.trace.value = traceOf({ units: 70 });
  [other.text.value, other.position.value, other.chosen.value, other.group.value] = ["空 & 色", 3.25, 20, 1];
  [other.lens.value, other.symbolic.value, other.table.value] = ["arithmetic", true, true];
  other.clamps.value = [{ layer: 0, quantity: "f", from: 2, until: 5, units: [1, 20], value: 0.25 }, { layer: 0, quantity: "c", from: 0, until: 100000, units: null, value: -1.5 }];
  const store = createStore(dataOf());
  assert.equal(followHash(store, `#${hashOf(other)}`), 3.25);
  assert.deepEqual(sceneOf(store), sceneOf(other));
});

test("followHash(store, hashOf(other)) begins in the state in which the other began, where the model has a second example", () => {
  const other = createStore(dataOf());
  other.carries.value = true;
  const store = createStore(dataOf());
  followHash(store, `#${hashOf(other)}`);
  assert.equal(store.carries.value, true);
  followHash(store, "#v=1");
  assert.equal(store.carries.value, false);
  store.data.models.forEach((card) => (card.examples = ["only one"]));
  followHash(store, `#${hashOf(other)}`);
  assert.equal(store.carries.value, false);
});

test("followHash(store, hash) puts what the hash leaves open at its default", () => {
  const store = createStore(dataOf());
  [store.text.value, store.chosen.value, store.lens.value, store.symbolic.value] = ["changed", 4, "unit", true];
  store.clamps.value = [{ layer: 0, quantity: "f", from: 0, until: 1, units: null, value: 0 }];
  assert.equal(followHash(store, ""), null);
  assert.deepEqual(sceneOf(store), DEFAULTS);
});

test("followHash(store, hash) takes the first example of the model that the hash names", () => {
  assert.deepEqual(followed("v=1&m=english"), { ...DEFAULTS, model: "english", text: "english first", place: null });
});

test("followHash(store, hash) stands at the end of the word where no phase is named", () => {
  assert.deepEqual([followed("v=1&t=3").place, followed("v=1&t=3&p=0").place, followed("v=1&t=0&p=2").place], [3.875, 3, 0.25]);
});

test("followHash(store, hash) believes no unit or group that the model has not, and says so", () => {
  for (const hash of ["v=1&u=16", "v=1&u=9999", "v=1&g=0", "v=1&m=large&g=5", "v=1&m=signs&u=1"]) {
    const { chosen, group, wrong } = followed(hash);
    assert.deepEqual([chosen, group, wrong], [null, TELLING, true], hash);
  }
  assert.deepEqual([followed("v=1&u=15").chosen, followed("v=1&m=large&g=4").group, followed("v=1&m=large&u=69").chosen], [15, 4, 69]);
});

test("followHash(store, hash) shows the unit that the hash names: in its group if it has it, else among the most telling or in its own", () => {
  for (const [hash, group] of [["u=42", 2], ["u=40", TELLING], ["u=40&g=2", 2], ["u=42&g=1", 2]]) {
    const store = createStore(dataOf());
    const run = (telling) => ({ ...traceOf({ units: 70 }), end: { steps: 14, checks: {}, telling_units: telling } });
    const arrive = (telling) => ([store.trace.value, store.ghost.value] = Array(2).fill(run(telling)));
    arrive([9, 8]);
    followHash(store, `v=1&m=large&${hash}`);
    arrive([40, 3]);
    assert.deepEqual([store.unit.value, store.group.value], [Number(hash.slice(2, 4)), group], hash);
  }
});

test("followHash(store, hash) says that something was wrong, and goes to what was right", () => {
  for (const hash of ["v=2", "v=1&m=none", "v=1&__proto__=1", "v=1&x=", "v=1&t=NaN"]) assert.deepEqual(followed(hash), { ...DEFAULTS, wrong: true, place: null }, hash);
  assert.deepEqual(followed("v=1&m=none&lens=unit&t=2&p=9"), { ...DEFAULTS, lens: "unit", wrong: true, place: 2.875 });
});

test("followHash(store, hash) believes no clamp that does not fit the model, and takes none of the others", () => {
  for (const clamps of ["f:0-3:*:0~f:0-3:16:0", "z:0-3:*:0", "f:3-3:*:0", "f", "f:0-3:*:NaN"]) {
    const { clamps: held, wrong } = followed(`v=1&c=${encodeURIComponent(clamps)}`);
    assert.deepEqual([held, wrong], [[], true], clamps);
  }
  assert.equal(followed("v=1&c=f:0-3:15:0.5").clamps.length, 1);
});

test("followHash(store, hash) asks for the scene that the hash names, if it names one", () => {
  const store = createStore(dataOf());
  const asked = ["v=1&scene=deaf", "v=1&t=1"].map((hash) => (followHash(store, hash), store.asked.value));
  assert.deepEqual(asked, ["deaf", null]);
});

test("followHash(store, hash) forgets that an older link was wrong", () => {
  const store = createStore(dataOf());
  followHash(store, "v=2");
  followHash(store, "v=1&t=1");
  assert.equal(store.wrongLink.value, false);
});

test("hashOf(store) names where the position is going while it moves", () => {
  const store = createStore(dataOf());
  store.trace.value = traceOf();
  store.position.value = 2 + 2.5 / 8;
  assert.match(hashOf(store), /&t=2&p=3&/);
});
