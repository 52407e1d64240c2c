import { useAnswer } from "../answers.js";
import { useRunAtRest } from "../run_at_rest.js";
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
  const body = { model: run?.trace.start.model, text: run?.text, clamps: run?.trace.start.clamps ?? [], layer: viewOf(page).layer, units: [store.unit.value] };
  const answer = useAnswer(page, "/ledger", asks && cell !== "rnn" && isShort ? body : null);
  useEffect(() => {
    store.ledger.value = cell === "rnn" ? null : answer;
  }, [answer.value, answer.status, cell]);
  return null;
}

/**
 * Give the ledger, where it is that of the run on the page.
 *
 * @param {Page["store"]} store
 */
export function ledgerOf({ ledger, trace }) {
  const value = ledger.value?.value ?? null;
  const fits = value !== null && value.model === trace.value?.start.model && value.tokens.length === trace.value?.start.tokens.length;
  return fits ? value : null;
}
