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
  const { written_by: sizes } = ledger.magnitude;
  const isTogether = page.store.together.value;
  if (isTogether && read(sizes[k][k]) === 0) return "";
  const amount = isTogether
    ? { part: fixed(sizes[t][k]), left: percent(read(sizes[t][k]) / read(sizes[k][k])) }
    : { part: signed(ledger.written_by[t][k][0]), left: percent(ledger.left[t][k][0]) };
  return page.words(`lab.memory.told.${isTogether ? "all" : "unit"}`, { ...amount, word: visibleToken(ledger.tokens[k].text, viewOf(page)), step: k + 1 });
}
