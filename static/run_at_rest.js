import { lstmOf, questionOf } from "./inquiries.js";
import { useRef } from "./vendor/preact.js";

/**
 * @import {Trace} from "./figures/types.js"
 * @import {Page} from "./page.js"
 *
 * @typedef {object} RunAtRest  a whole run
 * @property {Trace} trace
 * @property {any} card  of its model
 * @property {ReturnType<typeof questionOf>} question  what was asked for it
 */

/**
 * Give the run that can be asked about: the one the page shows, once it is whole and while nothing plays or is under way.
 *
 * The text field may be ahead of it by what the reader is typing.
 *
 * @param {Page} page
 * @param {boolean} near  whether anybody is near enough to see an answer
 * @returns {{run: RunAtRest | null, asks: boolean}} the last such run, and whether it is time to ask
 */
export function useRunAtRest({ store }, near) {
  const last = useRef(/** @type {RunAtRest | null} */ (null));
  const { trace, status, playing, data } = store;
  const shown = trace.value;
  const asks = near && !playing.value && status.value !== "loading" && shown !== null && shown.end !== null;
  if (asks && last.current?.trace !== shown) {
    const card = data.models.find(({ id }) => id === shown.start.model);
    last.current = { trace: shown, card, question: questionOf(shown) };
  }
  return { run: last.current, asks };
}

/** What is the same as long as the answers of an LSTM are: which one it is, and the text. @param {Page} page @param {RunAtRest} run @returns {string} */
export function sentenceOf(page, { question }) {
  return `${lstmOf(page, question.model)} ${question.text}`;
}

/** What asks a model for the run, or, where it is another one, for its own of the same text. @param {any} card @param {RunAtRest} run @returns {RunAtRest["question"]} */
export function questionFor({ id }, { question }) {
  return id === question.model ? question : { model: id, text: question.text, clamps: [] };
}

/**
 * Tell whether two answers are of the same words in the same model.
 *
 * @param {{model: string, tokens: readonly {text: string}[]}} one
 * @param {{model: string, tokens: readonly {text: string}[]}} other
 */
export function isSameReading(one, other) {
  const [first, second] = [one, other].map(({ model, tokens }) => JSON.stringify([model, tokens.map(({ text }) => text)]));
  return first === second;
}
