import { useRef } from "./vendor/preact.js";

/**
 * @import {Trace} from "./figures/types.js"
 * @import {Page} from "./page.js"
 *
 * @typedef {object} RunAtRest  a whole run, and the text it is of
 * @property {Trace} trace
 * @property {any} card  of its model
 * @property {string} text
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
  const { trace, status, playing, text, data } = store;
  const asks = near && !playing.value && status.value === "done" && trace.value !== null;
  if (asks && last.current?.trace !== trace.value) {
    const card = data.models.find(({ id }) => id === trace.value?.start.model);
    last.current = { trace: /** @type {Trace} */ (trace.value), card, text: text.peek() };
  }
  return { run: last.current, asks };
}
