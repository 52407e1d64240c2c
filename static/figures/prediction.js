import { named, percent, read } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { moment, PHASES } from "./clock.js";
import { isNamedToken, visibleToken } from "./tokens.js";

/** @import {Candidate, Step, Trace, View, VNode, WireNumber} from "./types.js" */

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
  const t = Math.min(predictingStep(s), trace.start.tokens.length - 1);
  const step = trace.steps[t];
  const next = trace.start.tokens[t + 1];
  const said = changeOf(trace, s, view);
  const title = t < 0 ? view.words("figures.prediction_before") : titleOf(trace, t, view);
  return html`<figure class="prediction">
    <figcaption class="prediction-title">${title}</figcaption>
    ${step === undefined
      ? html`<p class="prediction-waiting">${t < 0 ? "" : view.words("figures.not_arrived")}</p>`
      : html`${said !== null && html`<p class="prediction-change">${said}</p>`}
        <ol class="prediction-bars">${step.prediction.slice(0, SHOWN).map((candidate) => bar(candidate, next?.text, view.ghost?.steps[t], view))}</ol>`}
  </figure>`;
}

/**
 * Say what became of the untouched run's first guess.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {string | null} null where nothing is held, or where the step has not arrived
 */
export function changeOf(trace, s, view) {
  const t = Math.min(predictingStep(s), trace.start.tokens.length - 1);
  const [step, ghost] = [trace.steps[t], view.ghost?.steps[t]];
  if (step === undefined || ghost === undefined) return null;
  const [{ token, probability }] = ghost.prediction;
  const now = step.prediction.find((candidate) => candidate.token === token);
  const least = shareOf(step.prediction.at(-1)?.probability ?? NaN, view);
  const after = now === undefined ? least.replace(/^(?!<)/, "<") : shareOf(now.probability, view);
  return view.words("figures.prediction_change", { token: visibleToken(token, view), before: shareOf(probability, view), after });
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

/** @param {Candidate} candidate @param {string | undefined} actual @param {Step | undefined} ghost @param {View} view @returns {VNode} */
function bar(candidate, actual, ghost, view) {
  const width = widthOf(candidate);
  const untouched = ghost?.prediction.find((other) => other.token === candidate.token);
  const came = candidate.token === actual;
  return html`<li class=${came ? "prediction-bar came" : "prediction-bar"}>
    <span class=${isNamedToken(candidate.token) ? "prediction-token named" : "prediction-token"}>${visibleToken(candidate.token, view)}</span>
    <svg class="prediction-scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="prediction-track" width="100" height="10" /><rect class="prediction-amount" width=${width.toFixed(2)} height="10" />
      ${untouched && html`<rect class="prediction-ghost" width=${widthOf(untouched).toFixed(2)} height="10" />`}
    </svg>
    <span class="prediction-percent">${shareOf(candidate.probability, view)}</span>
    ${came ? html`<span class="prediction-came">${view.words("figures.came")}</span>` : null}
  </li>`;
}

/** @param {WireNumber} probability @param {View} view @returns {string} */
function shareOf(probability, view) {
  return named(probability, view.words, (finite) => percent(finite, 1));
}

/** @param {Candidate} candidate @returns {number} 0 to 100 */
function widthOf(candidate) {
  return Math.max(0, Math.min(100, 100 * read(candidate.probability))) || 0;
}
