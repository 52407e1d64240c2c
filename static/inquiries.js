import { besideOf } from "./cards.js";
import { read } from "./numbers.js";
import { ask } from "./wire.js";

/**
 * Single questions to the API, for what is asked once and not kept on the page.
 *
 * @import {Page} from "./page.js"
 * @import {Clamp, Layer, State, Trace} from "./figures/types.js"
 */

/**
 * Ask the API; rejects with `Refused` where it answers with a problem.
 *
 * @param {{api: string, language: string}} data
 * @param {string} path
 * @param {object} body
 */
export async function post({ api, language }, path, body) {
  return (await ask(`${api}${path}`, { language, body: JSON.stringify(body) })).json();
}

/**
 * Say which run is on the page, so that an answer is of that run and of no other.
 *
 * @param {Trace} trace
 * @returns {{model: string, text: string, clamps: readonly Clamp[], initial_state?: State}}
 */
export function questionOf({ start, text }) {
  const { model, clamps = [], initial_state: state } = start;
  const isCarried = state !== null && [...state.h, ...(state.c ?? [])].flat().some((value) => value !== 0);
  return { model, text: text ?? "", clamps, ...(isCarried && { initial_state: state }) };
}

/** Give the text that has been run; the box may be ahead of it by what is being typed. @param {Page} page @returns {string} */
export function textOf({ store }) {
  return store.trace.value?.text ?? store.text.value;
}

/**
 * Run the reader's text through a model, from zeros.
 *
 * @param {Page} page
 * @param {string} model
 * @param {object[]} [clamps]
 * @returns {Promise<Trace>}
 */
export function run(page, model, clamps = []) {
  return post(page.store.data, "/trace", { model, text: textOf(page), clamps });
}

/**
 * Give the card of the colour model of a kind.
 *
 * @param {Page} page
 * @param {string} cell
 */
export function cellOf({ store }, cell) {
  const language = store.model.value.language ?? store.data.language;
  return besideOf(store.data.models, { task: "colour", language }, cell);
}

/** Give the id of the LSTM that answers are of: a model itself, or else the LSTM beside it. @param {Page} page @param {string} [id]  of the model on the page, if not given @returns {string} */
export function lstmOf({ store }, id = store.trace.value?.start.model ?? store.model.value.id) {
  const { models } = store.data;
  const card = models.find((one) => one.id === id);
  return card.cell === "lstm" ? id : besideOf(models, card, "lstm").id;
}

/**
 * Measure how much each word matters to the last prediction: what leaving it out changes.
 *
 * The last word itself is left out of the account: without it the question has not been asked.
 *
 * @param {Page} page
 * @param {string} [model]
 * @returns {Promise<{tokens: {text: string, known: boolean}[], effects: number[]}>} by word, from 0 to 1
 */
export async function influences(page, model = page.store.model.value.id) {
  const { data, trace } = page.store;
  const [shown, asked] = [trace.value?.start.model, model].map((id) => data.models.find((card) => card.id === id));
  // A model of characters reads the same text in other steps.
  const { start } = shown?.unit_of_text === asked.unit_of_text ? trace.value : await post(data, "/trace", { model, text: textOf(page) });
  const target = { t: start.tokens.length - 1, token: null };
  const { tokens, words } = await post(data, "/influence", { model, text: textOf(page), target });
  return { tokens, effects: words.slice(0, -1).map((/** @type {any} */ word) => read(word.removal.effect)) };
}

/** @param {number[]} effects @returns {number | null} the word of the largest; null where there is none */
export function indexOfMost(effects) {
  return effects.length === 0 ? null : effects.indexOf(Math.max(...effects));
}

/** Give the word that the last prediction rests on most, null where there is but one. @param {Page} page @param {string} [model] @returns {Promise<number | null>} */
export async function topicOf(page, model) {
  return indexOfMost((await influences(page, model)).effects);
}

/** Give the layer that the prediction is read from. @param {Trace["steps"][number]} step @returns {Layer} */
export function top(step) {
  return step.layers[step.layers.length - 1];
}
