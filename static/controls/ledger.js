import { useAnswer } from "../answers.js";
import { visibleToken } from "../figures/tokens.js";
import { fixed, percent, read, signed } from "../numbers.js";
import { isSameReading, useRunAtRest } from "../run_at_rest.js";
import { useEffect } from "../vendor/preact.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/**
 * Keep the ledger of the selected unit in the store, for the river and the table beside it. Draws nothing.
 *
 * @param {{page: Page}} props
 */
export function LedgerSource({ page }) {
  const { store } = page;
  const { run, asks } = useRunAtRest(page, true);
  const cell = run?.trace.start.cell;
  const length = run?.trace.start.tokens.length ?? 0;
  const isShort = length * length <= store.data.limits.ledger_numbers;
  const body = { ...run?.question, layer: viewOf(page).layer, units: [store.unit.value] };
  const answer = useAnswer(page, "/ledger", asks && cell !== "rnn" && isShort ? body : null);
  useEffect(() => {
    store.ledger.value = cell === "rnn" ? null : answer;
  }, [answer.value, answer.status, cell]);
  return null;
}

/**
 * Give the ledger, where it is that of the words on the page; while a hand moves a gate, the one before stays.
 *
 * @param {Page["store"]} store
 */
export function ledgerOf({ ledger, trace }) {
  const { value = null, status } = ledger.value ?? {};
  const start = trace.value?.start;
  return value !== null && status !== "failed" && start !== undefined && isSameReading(value, start) ? value : null;
}

/** Say why a text has no ledger: it is too long for one; "" where it is not. @param {Pick<Page, "store" | "words">} page @returns {string} */
export function tooLong({ store, words }) {
  const most = Math.floor(Math.sqrt(store.data.limits.ledger_numbers));
  return store.steps.value > most && store.trace.value?.start.cell !== "rnn" ? words("lab.memory.too_long", { most }) : "";
}

/**
 * Give what a word wrote and what share of that is left at a step: the signed part of the ledger's unit, or the size in all of them.
 *
 * @param {any} ledger
 * @param {number} k  the word
 * @param {number} t  its own step or a later one
 * @param {boolean} together
 * @returns {{part: number | string, left: number | string}} 0 is left of nothing
 */
export function partOf({ written_by: written, left, magnitude: { written_by: sizes } }, k, t, together) {
  if (!together) return { part: written[t][k][0], left: left[t][k][0] };
  const whole = read(sizes[k][k]);
  return { part: sizes[t][k], left: whole === 0 ? 0 : read(sizes[t][k]) / whole };
}

/**
 * Tell how much of the memory a word wrote, and what is left of it at a step: in the ledger's unit, or in all of them.
 *
 * @param {Pick<Page, "store" | "words">} page
 * @param {any} ledger
 * @param {number | null} k  the word
 * @param {number} t
 * @returns {string} "" where that word has not been read, or has written nothing
 */
export function told(page, ledger, k, t) {
  if (k === null || k > t || k >= ledger.tokens.length) return "";
  const together = page.store.together.value;
  if (together && read(ledger.magnitude.written_by[k][k]) === 0) return "";
  const { part, left } = partOf(ledger, k, t, together);
  const amount = { part: together ? fixed(part) : signed(part), left: percent(left) };
  return page.words(`lab.memory.told.${together ? "all" : "unit"}`, { ...amount, word: visibleToken(ledger.tokens[k].text, viewOf(page)), step: k + 1 });
}
