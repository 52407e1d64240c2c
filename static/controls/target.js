import { visibleToken } from "../figures/tokens.js";
import { percent } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { viewOf } from "./view.js";

/**
 * @import {Signal} from "../vendor/preact.js"
 * @import {Page} from "../page.js"
 * @import {RunAtRest} from "../run_at_rest.js"
 *
 * @typedef {{model: string, text: string, t: number | null, token: string | null}} Wish  null: the last step, the model's first guess
 * @typedef {{t: number, token: string, own: boolean}} Target
 */

/** How many guesses can be chosen from. */
const SHOWN = 5;

/** @type {Wish} */
export const NO_WISH = Object.freeze({ model: "", text: "", t: null, token: null });

/**
 * Give the prediction that is asked about; a wish counts for the run it was made on.
 *
 * @param {RunAtRest} run
 * @param {Wish} wish
 * @returns {Target}
 */
export function targetOf({ trace, question }, wish) {
  const { t, token } = wish.model === question.model && wish.text === question.text ? wish : NO_WISH;
  const at = t ?? trace.start.tokens.length - 1;
  const first = trace.steps[at].prediction[0].token;
  return { t: at, token: token ?? first, own: token === null || token === first };
}

/**
 * Let the reader choose the step, and where it matters the word, of the prediction that is asked about.
 *
 * @param {{page: Page, run: RunAtRest, wish: Signal<Wish>, withToken?: boolean}} props
 */
export function TargetChoice({ page, run, wish, withToken = false }) {
  const { store, words } = page;
  const { trace, question: { text } } = run;
  const { t, token } = targetOf(run, wish.value);
  const now = Math.min(store.place.value.t, trace.start.tokens.length - 1);
  const name = (/** @type {number} */ step) => ({ step: step + 1, token: visibleToken(trace.start.tokens[step].text, viewOf(page)) });
  const choose = (/** @type {Partial<Wish>} */ part) => (wish.value = { model: trace.start.model, text, t, token: null, ...part });
  return html`<div class="target">
    <p>${words("lab.target.after", name(t))}</p>
    <div class="target-steps">
      <button type="button" disabled=${now === t} onClick=${() => choose({ t: now })}>${words("lab.target.here", name(now))}</button>
      <button type="button" disabled=${t === trace.start.tokens.length - 1} onClick=${() => choose({ t: null })}>${words("lab.target.last")}</button>
    </div>
    ${withToken && html`<div class="target-words" role="group" aria-label=${words("lab.target.word")}>
      ${trace.steps[t].prediction.slice(0, SHOWN).map((guess) => html`<button type="button" key=${guess.token} aria-pressed=${guess.token === token}
        onClick=${() => choose({ token: guess.token })}>${visibleToken(guess.token, viewOf(page))}${" "}<span>${percent(guess.probability)}</span></button>`)}
    </div>`}
  </div>`;
}
