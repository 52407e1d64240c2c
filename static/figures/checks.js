import { named, read, scientific } from "../numbers.js";
import { html } from "../vendor/preact.js";

/** @import {Trace, View, VNode} from "./types.js" */

// Single precision carries about seven digits; the sums of a step lose one or two of them.
const TOLERANCE = 1e-5;

/**
 * Say whether the identities of the cell hold on the whole shown trace, with the largest error found.
 *
 * @param {Trace} trace
 * @param {View} view
 * @returns {VNode}
 */
export function checks(trace, view) {
  const found = Object.entries(trace.end?.checks ?? {});
  if (trace.end === null) return html`<p class="checks">${view.words("figures.checks_waiting")}</p>`;
  if (found.length === 0) return html`<p class="checks">${view.words("figures.checks_none")}</p>`;
  return html`<ul class="checks">
    ${found.map(([name, error]) => html`<li class=${holds(error) ? "check holds" : "check fails"}>
      <span class="check-mark" aria-hidden="true">${holds(error) ? "✓" : "✗"}</span>${" "}
      ${view.words(`figures.checks.${name}`)}${" "}
      <span class="check-error">${view.words(holds(error) ? "figures.check_holds" : "figures.check_fails", { error: named(error, view.words, scientific) })}</span>
    </li>`)}
  </ul>`;
}

/** @param {number | string} error @returns {boolean} */
function holds(error) {
  return read(error) <= TOLERANCE;
}
