import { signal } from "./vendor/preact.js";

/**
 * What a teacher has set: what is hidden for now, and whether the figure fills the window.
 *
 * @import {HIDEABLE} from "./address.js"
 * @import {ReadonlySignal, Signal} from "./vendor/preact.js"
 *
 * @typedef {typeof HIDEABLE[number]} Hideable
 *
 * @typedef {object} Teaching
 * @property {Signal<boolean>} presenting  whether the figure fills the window
 * @property {Signal<boolean>} unreached  whether what fills the window could not be fetched when it was last asked for
 * @property {Signal<readonly Hideable[]>} hide  what the link hides
 * @property {Signal<boolean>} revealed  whether the reader has asked for it all the same
 * @property {Signal<number | null>} shownAt  while presenting, the word whose prediction has been revealed
 */

/** @returns {Teaching} */
export function teachingSignals() {
  return {
    presenting: signal(false),
    unreached: signal(false),
    hide: signal(/** @type {readonly Hideable[]} */ ([])),
    revealed: signal(false),
    shownAt: signal(/** @type {number | null} */ (null)),
  };
}

/**
 * Give what is hidden now. While presenting, the prediction of every word is, until it is revealed for that word.
 *
 * @param {Teaching & {place: ReadonlySignal<{t: number}>}} store
 * @returns {readonly Hideable[]}
 */
export function hiddenNow({ presenting, hide, revealed, shownAt, place }) {
  const hidden = revealed.value ? [] : hide.value;
  if (!presenting.value) return hidden;
  const others = hidden.filter((name) => name !== "prediction");
  return shownAt.value === place.value.t ? others : ["prediction", ...others];
}

/**
 * Show what is hidden: while presenting the prediction of this word, else all that the link hides.
 *
 * @param {Teaching & {place: ReadonlySignal<{t: number}>}} store
 */
export function reveal({ presenting, revealed, shownAt, place }) {
  if (presenting.peek()) shownAt.value = place.peek().t;
  else revealed.value = true;
}
