import { besideOf, isFinished, isUntrained } from "../cards.js";
import { isSameReading } from "../run_at_rest.js";
import { html, useRef } from "../vendor/preact.js";

/**
 * @import {Answer} from "../answers.js"
 * @import {Cell} from "../figures/types.js"
 * @import {Page} from "../page.js"
 * @import {RunAtRest} from "../run_at_rest.js"
 */

/** The order of the small multiples: from the cell without a gate to the one with two lanes. */
export const CELLS = /** @type {const} */ (["rnn", "gru", "lstm"]);

/**
 * Give the models of one task and language, a model for each kind of cell; beside an untrained one the untrained ones.
 *
 * @param {readonly any[]} models  cards
 * @param {any} card
 * @returns {Partial<Record<Cell, any>>} cards by cell, `card` among them
 */
export function siblingsOf(models, card) {
  const isWanted = isUntrained(card) ? isUntrained : isFinished;
  const found = CELLS.map((cell) => [cell, cell === card.cell ? card : besideOf(models, card, cell, isWanted)]);
  return Object.fromEntries(found.filter(([, other]) => other !== undefined));
}

/**
 * Give what all siblings answered about one run: the last time that it was whole, so that no picture mixes two texts or two targets.
 *
 * @param {RunAtRest | null} run
 * @param {readonly {card: any, answer: Answer}[]} asked  a pair for each kind of cell; a card that is undefined is left out
 * @returns {any[] | null} null until there is something, and where an answer failed
 */
export function useWhole(run, asked) {
  const last = useRef(/** @type {any[] | null} */ (null));
  const there = asked.filter(({ card }) => card !== undefined);
  const isOfRun = (/** @type {{card: any, answer: Answer}} */ { card, answer: { status, value } }) => {
    return status === "done" && run !== null && isSameReading(value.start ?? value, { model: card.id, tokens: run.trace.start.tokens });
  };
  if (there.length > 0 && there.every(isOfRun)) last.current = there.map(({ answer }) => answer.value);
  return there.some(({ answer }) => answer.status === "failed") ? null : last.current;
}

/**
 * What sets the compared cells apart besides their kind, or that there is but one.
 *
 * @param {{page: Page, count: number}} props
 */
export function Apart({ page: { store, words }, count }) {
  if (count === 1) return html`<p class="hint">${words("lab.alone")}</p>`;
  return store.carries.value && html`<p class="hint">${words("lab.carried", { cell: store.model.value.cell.toUpperCase() })}</p>`;
}
