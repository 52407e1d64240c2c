import { useAnswer } from "../answers.js";
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
  const { trace, status, clamps, unit } = store;
  const run = trace.value;
  const hasMemory = run !== null && run.end !== null && run.start.cell !== "rnn" && status.value === "done";
  const { layer } = viewOf(page);
  const body = { model: run?.start.model, text: store.text.value, clamps: clamps.value, layer, units: [unit.value] };
  const answer = useAnswer(page, "/ledger", hasMemory ? body : null);
  useEffect(() => {
    store.ledger.value = run?.start.cell === "rnn" ? null : answer;
  }, [answer.value, answer.status, run?.start.cell]);
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
