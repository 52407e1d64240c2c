import { FOREVER } from "./clamps.js";
import { visibleToken } from "./figures/tokens.js";
import { percent, read, scientific, signed } from "./numbers.js";
import { cellOf, indexOfMost, influences, lstmOf, post, run, textOf, top } from "./inquiries.js";
import { viewOf } from "./controls/view.js";

/**
 * What is said of an LSTM's two lanes, tested on the reader's own sentence.
 *
 * @import {Page} from "./page.js"
 * @import {Trace} from "./figures/types.js"
 */

/**
 * Measure what each claim is about.
 *
 * @param {Page} page
 * @returns {Promise<Record<"lower_alone" | "upper_idle" | "unchanged" | "protected", Record<string, string>>>}
 */
export async function answersToClaims(page) {
  const deaf = { layer: 0, quantity: "i", from: 0, until: FOREVER, units: null, value: 0 };
  const body = { model: lstmOf(page), text: textOf(page) };
  const [free, held] = await Promise.all([run(page, body.model), run(page, body.model, [deaf])]);
  const last = free.steps.length - 1;
  const [{ effects }, gradients] = await Promise.all([
    influences(page, body.model),
    post(page.store.data, "/gradients", { ...body, target: { t: last, token: null } }),
  ]);
  return {
    lower_alone: { value: String(Math.max(...held.steps.flatMap((step) => top(step).h.map((value) => Math.abs(read(value)))))) },
    upper_idle: { percent: percent(undisturbed(free, cellOf(page, "lstm").undisturbed)) },
    unchanged: carried(page, free, indexOfMost(effects) ?? 0),
    protected: arriving(gradients.layers[0]),
  };
}

/** @param {Trace} trace @param {{open: number, small: number}} rule @returns {number} the share of units and steps that nothing disturbs */
function undisturbed(trace, { open, small }) {
  const calm = trace.steps.flatMap((step) => (top(step).f ?? []).map((f, unit) => read(f) > open && Math.abs(read(top(step).written?.[unit] ?? NaN)) < small));
  return calm.filter(Boolean).length / calm.length;
}

/** What the most telling unit carried after a word and after the last. @param {Page} page @param {Trace} trace @param {number} k */
function carried(page, trace, k) {
  const unit = trace.end?.telling_units?.[0] ?? 0;
  const c = (/** @type {number} */ t) => signed(top(trace.steps[t]).c?.[unit] ?? NaN);
  return { unit: String(unit + 1), word: visibleToken(trace.start.tokens[k].text, viewOf(page)), value: c(k), other_value: c(trace.steps.length - 1) };
}

/** How much of the gradient at the last word arrives at the first. @param {{total: any[], highway: any[]}} layer */
function arriving({ total, highway }) {
  const share = (/** @type {any} */ first) => shareOf(read(first) / read(total[total.length - 1]));
  return { percent: share(total[0]), other_percent: share(highway[0]) };
}

/** A share that may be far below one per cent, or far above a hundred. @param {number} share @returns {string} */
function shareOf(share) {
  return share >= 0.001 && share < 1 ? percent(share, 1) : `${share < 0.001 ? scientific(100 * share) : Math.round(100 * share)}\u00a0%`;
}
