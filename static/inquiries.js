import { read } from "./numbers.js";
import { problemOf } from "./wire.js";

/**
 * Single questions to the API, for what is asked once and not kept on the page.
 *
 * @import {Page} from "./page.js"
 * @import {Layer, Trace} from "./figures/types.js"
 */

/**
 * Ask the API; rejects with what the problem document says.
 *
 * @param {{api: string, language: string}} data
 * @param {string} path
 * @param {object} body
 */
export async function post({ api, language }, path, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": language };
  const answer = await fetch(`${api}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await problemOf(answer));
  return answer.json();
}

/**
 * Run the reader's text through the model of a kind that reads their language.
 *
 * @param {Page} page
 * @param {string} cell
 * @param {object[]} [clamps]
 * @returns {Promise<Trace>}
 */
export function run(page, cell, clamps = []) {
  return post(page.store.data, "/trace", { model: cellOf(page, cell).id, text: page.store.text.value, clamps });
}

/**
 * Give the card of the colour model of a kind.
 *
 * @param {Page} page
 * @param {string} cell
 */
export function cellOf({ store }, cell) {
  const language = store.model.value.language ?? store.data.language;
  return store.data.models.find((card) => card.id === `colour-${language}-${cell}`);
}

/**
 * Measure how much each word matters to the last prediction: what leaving it out changes.
 *
 * The last word itself is left out of the account: without it the question has not been asked.
 *
 * @param {Page} page
 * @param {string} [model]
 * @returns {Promise<number[]>} by word, from 0 to 1
 */
export async function influences({ store }, model = store.model.value.id) {
  const target = { t: store.steps.value - 1, token: null };
  const { words } = await post(store.data, "/influence", { model, text: store.text.value, target });
  return words.slice(0, -1).map((/** @type {any} */ word) => read(word.removal.effect));
}

/** Give the word that the last prediction rests on most, null where there is but one. @param {Page} page @param {string} [model] @returns {Promise<number | null>} */
export async function topicOf(page, model) {
  const effects = await influences(page, model);
  return effects.length === 0 ? null : effects.indexOf(Math.max(...effects));
}

/** Give the layer that the prediction is read from. @param {Trace["steps"][number]} step @returns {Layer} */
export function top(step) {
  return step.layers[step.layers.length - 1];
}
