import { questionOf } from "./inquiries.js";
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
 * Give the run that can be asked about: the one the page shows, once it is whole and while nothing plays.
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
  const asks = near && !playing.value && status.value === "done" && trace.value !== null;
  if (asks && trace.value !== null && last.current?.trace !== trace.value) {
    const card = data.models.find(({ id }) => id === trace.value?.start.model);
    last.current = { trace: trace.value, card, question: questionOf(trace.value) };
  }
  return { run: last.current, asks };
}

/** What is the same as long as the reader's sentence is, in whichever cell it is read. @param {RunAtRest} run @returns {string} */
export function sentenceOf({ card, question }) {
  return `${card.language} ${question.text}`;
}
