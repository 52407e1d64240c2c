import assert from "node:assert/strict";
import { test } from "node:test";

import { influences, lstmOf, questionOf } from "../../static/inquiries.js";
import { traceOf } from "./figures/traces.js";
import { serverOf, turns } from "./server.js";
import { shippedCards, storeOf } from "./stores.js";

const CLAMP = { layer: 0, quantity: "f", from: 0, until: 3, units: null, value: 0 };

test("questionOf(trace) asks for the run that is shown: its model, text, clamps, and state where it does not begin at zeros", () => {
  const run = { ...traceOf({ units: 2 }), text: "a b" };
  const began = (/** @type {any} */ state, clamps = undefined) => questionOf({ ...run, start: { ...run.start, model: "m", initial_state: state, clamps } });
  assert.deepEqual(began({ h: [[0, 0]], c: [[0, 0]] }), { model: "m", text: "a b", clamps: [] });
  assert.deepEqual(began(null, [CLAMP]), { model: "m", text: "a b", clamps: [CLAMP] });
  for (const state of [{ h: [[0, 0]], c: [[0, 0.5]] }, { h: [[-1, 0]] }]) {
    assert.deepEqual(began(state), { model: "m", text: "a b", clamps: [], initial_state: state });
  }
});

test("influences(page, model) asks about the last word of the text that has been run, not of what is being typed", async (t) => {
  const store = storeOf({ units: 2, words: ["a", "b", "c"] });
  store.trace.value = { ...store.trace.value, text: "a b c", start: { ...store.trace.value.start, model: "lstm" } };
  store.text.value = "a b c d";
  const calls = serverOf(t);
  const done = influences(/** @type {any} */ ({ store }), "lstm");
  assert.deepEqual(calls[0].request, { model: "lstm", text: "a b c", target: { t: 2, token: null } });
  const words = [0.25, 0.5, 1].map((effect) => ({ removal: { effect } }));
  calls[0].answer(Response.json({ tokens: ["tokens"], words }));
  assert.deepEqual(await done, { tokens: ["tokens"], effects: [0.25, 0.5] });
});

test("influences(page, model) reads the text first where the model on the page reads it in other steps", async (t) => {
  const store = storeOf({ units: 2, words: ["a", " ", "b"] });
  const [large, lstm] = ["large", "lstm"].map((id) => store.data.models.find((card) => card.id === id));
  [large.unit_of_text, lstm.unit_of_text] = ["character", "word"];
  store.trace.value = { ...store.trace.value, text: "a b", start: { ...store.trace.value.start, model: "large" } };
  const calls = serverOf(t);
  void influences(/** @type {any} */ ({ store }), "lstm");
  assert.deepEqual([calls[0].address, calls[0].request], ["/api/v1/trace", { model: "lstm", text: "a b" }]);
  calls[0].answer(Response.json(traceOf({ words: ["a", "b"] })));
  await turns();
  assert.deepEqual(calls[1].request.target, { t: 1, token: null });
});

test("lstmOf(page) is the model that is shown where it is an LSTM, else the trained one of its task and language", () => {
  const store = storeOf();
  const lstmBeside = (/** @type {string} */ model) => {
    store.trace.value = { ...store.trace.value, start: { ...store.trace.value.start, model } };
    return lstmOf(/** @type {any} */ ({ store: { ...store, data: { ...store.data, models: shippedCards() } } }));
  };
  for (const own of ["character-en-lstm", "brackets-lstm", "colour-ja-lstm-untrained", "colour-en-lstm-at-50"]) assert.equal(lstmBeside(own), own);
  for (const cell of ["gru", "rnn", "gru-untrained"]) assert.equal(lstmBeside(`colour-en-${cell}`), "colour-en-lstm");
  assert.equal(lstmBeside("brackets-gru"), "brackets-lstm");
});
