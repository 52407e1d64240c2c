import { isUntrained } from "./badge.js";

/** @import {Cell} from "../figures/types.js" */

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
  const isSibling = (/** @type {any} */ other) => other.task === card.task && other.language === card.language && isUntrained(other) === isUntrained(card);
  const found = CELLS.map((cell) => [cell, cell === card.cell ? card : models.find((other) => other.cell === cell && isSibling(other))]);
  return Object.fromEntries(found.filter(([, other]) => other !== undefined));
}
