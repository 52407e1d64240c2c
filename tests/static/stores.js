/**
 * Stores as a page holds them, with cards of models that no server knows.
 *
 * @import {Store} from "../../static/store.js"
 */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";

import { createStore } from "../../static/store.js";
import { traceOf } from "./figures/traces.js";

/**
 * What a server tells a page: models of two languages and three cells, one of them large.
 *
 * @param {string} [language]
 * @returns {any}
 */
export function dataOf(language = "ja") {
  const card = (id, changes = {}) => ({ id, cell: "lstm", language: "ja", default: false, hidden_size: 16, task: "colour", training: { updates: 100 }, examples: [`${id} first`, `${id} second`], ...changes });
  return {
    language, api: "/api/v1", first_frame: null, limits: { text_length: 100, tokens: 50 }, sentences: { short: "a short one", long: "a long one" },
    models: [
      card("large", { hidden_size: 70, task: "character" }), card("lstm", { default: true, untrained_twin: "lstm-untrained" }), card("gru", { cell: "gru" }),
      card("english", { language: "en", default: true }), card("signs", { language: null, hidden_size: 1, task: "brackets" }), card("lstm-untrained", { training: { updates: 0 } }),
    ],
  };
}

/**
 * A store that shows a trace.
 *
 * @param {Parameters<typeof traceOf>[0]} [options]
 * @returns {Store}
 */
export function storeOf(options = {}) {
  const store = createStore(dataOf());
  store.trace.value = traceOf(options);
  return store;
}

/** The cards of all models, as they are stored. @returns {any[]} */
export function shippedCards() {
  const models = new URL("../../models/", import.meta.url);
  const cards = readdirSync(models).map((name) => new URL(`${name}/card.json`, models)).filter((card) => existsSync(card));
  assert.notEqual(cards.length, 0);
  return cards.map((card) => JSON.parse(readFileSync(card, "utf8")));
}
