import { percent, read } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { moment, PHASES } from "./clock.js";
import { isNamedToken, visibleToken } from "./tokens.js";

/** @import {Candidate, Trace, View, VNode} from "./types.js" */

/** How many candidates are shown. */
const SHOWN = 5;

/**
 * Draw the most probable next tokens as bars with percentages.
 *
 * The prediction of a step is there once its last phase has happened; before that, the one of the step before stands.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {VNode}
 */
export function prediction(trace, s, view) {
  const t = predictingStep(s);
  const step = trace.steps[t];
  const next = trace.start.tokens[t + 1];
  const title = t < 0 ? view.words("figures.prediction_before") : titleOf(trace, t, view);
  return html`<figure class="prediction">
    <figcaption class="prediction-title">${title}</figcaption>
    ${step === undefined
      ? html`<p class="prediction-waiting">${t < 0 ? "" : view.words("figures.not_arrived")}</p>`
      : html`<ol class="prediction-bars">${step.prediction.slice(0, SHOWN).map((candidate) => bar(candidate, next?.text, view))}</ol>`}
  </figure>`;
}

/**
 * Say whose prediction stands at a position.
 *
 * @param {number} s
 * @returns {number} t, or −1 before the first word has gone through
 */
export function predictingStep(s) {
  const { t, phase, progress } = moment(s);
  return phase === PHASES - 1 && progress === 1 ? t : t - 1;
}

/** @param {Trace} trace @param {number} t @param {View} view @returns {string} */
function titleOf(trace, t, view) {
  return view.words("figures.prediction_after", { token: visibleToken(trace.start.tokens[t].text, view) });
}

/** @param {Candidate} candidate @param {string | undefined} actual @param {View} view @returns {VNode} */
function bar(candidate, actual, view) {
  const width = Math.max(0, Math.min(100, 100 * read(candidate.probability))) || 0;
  const came = candidate.token === actual;
  return html`<li class=${came ? "prediction-bar came" : "prediction-bar"}>
    <span class=${isNamedToken(candidate.token) ? "prediction-token named" : "prediction-token"}>${visibleToken(candidate.token, view)}</span>
    <svg class="prediction-scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="prediction-track" width="100" height="10" /><rect class="prediction-amount" width=${width.toFixed(2)} height="10" />
    </svg>
    <span class="prediction-percent">${percent(candidate.probability, 1)}</span>
    ${came ? html`<span class="prediction-came">${view.words("figures.came")}</span>` : null}
  </li>`;
}
