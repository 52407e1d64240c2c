import { answerOf, choicesOf, evidenceOf, unknown } from "../predictions.js";
import { sentenceOf, useRunAtRest } from "../run_at_rest.js";
import { isFinal, problemIn } from "../wire.js";
import { fill } from "../words.js";
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";

/**
 * @import {Page} from "../page.js"
 * @import {Choice, Evidence, Found} from "../predictions.js"
 */

/** The chapter whose answer is of the held-out sentences, whatever the reader's is. */
const MEASURED = "forgetting";

/**
 * A question to commit to before it is computed on the reader's own sentence. Nothing is scored, and nothing is locked.
 *
 * @param {{page: Page, of: string}} props
 */
export function Predict({ page, of }) {
  const { words } = page;
  const texts = page.store.data.article.predict[of];
  const chosen = useSignal(/** @type {string | null} */ (null));
  const found = useSignal(/** @type {Found | null} */ (null));
  const failure = useSignal(/** @type {unknown} */ (null));
  const evidence = useSignal(/** @type {Evidence | null} */ (null)); // not known yet
  const tries = useSignal(0);
  const latest = useRef(0);
  const { run } = useRunAtRest(page, true);
  const sentence = run && (of === MEASURED ? of : sentenceOf(page, run));
  const wait = (/** @type {Promise<any>} */ answer, /** @type {{value: any}} */ place) => {
    const mine = (latest.current += 1);
    const into = (/** @type {{value: any}} */ signal) => (/** @type {unknown} */ value) => mine === latest.current && (signal.value = value);
    found.value = failure.value = null;
    answer.then(into(place), into(failure));
  };
  useEffect(() => {
    if (sentence === null) return;
    chosen.value = evidence.value = null;
    wait(evidenceOf(of, page), evidence);
  }, [sentence, tries.value]);
  const known = evidence.value ?? unknown(page);
  const isWaiting = evidence.value === null && Object.keys(texts.options).length === 0;
  const choices = isWaiting ? [] : choicesOf(page, texts.options, known);
  const commit = (/** @type {string} */ key) => {
    chosen.value = key;
    wait(answerOf(of, page, choices, known), found);
  };
  return html`<fieldset class="predict">
    <legend>${words("article.predict.title")}</legend>
    <p class="ask">${fill(texts.ask, {})}</p>
    ${isWaiting || choices.length > 1 ? html`<${Options} choices=${choices} chosen=${chosen.value} commit=${commit} />` : html`<p class="hint">${words("article.predict.too_few")}</p>`}
    <div role="status">
      ${chosen.value !== null && found.value === null && failure.value === null && html`<p class="hint">${words("controls.loading")}</p>`}
      ${failure.value !== null && html`<p>${problemIn(failure.value) || words("controls.failed")} ${evidence.value === null && !isFinal(failure.value) && html`<button type="button" onClick=${() => (tries.value += 1)}>${words("controls.retry")}</button>`}</p>`}
      ${found.value !== null && chosen.value !== null && html`<${Answer} texts=${texts} chosen=${chosen.value} found=${found.value} />`}
    </div>
  </fieldset>`;
}

/** @param {{choices: readonly Choice[], chosen: string | null, commit: (key: string) => void}} props */
function Options({ choices, chosen, commit }) {
  return html`<div class="options">${choices.map(({ key, label }) => html`<button type="button" key=${key} aria-pressed=${chosen === key} onClick=${() => commit(key)}>${label}</button>`)}</div>`;
}

/** What to think of the choice, and what came out. @param {{texts: any, chosen: string, found: Found}} props */
function Answer({ texts, chosen, found: { right, values } }) {
  const feedback = texts.feedback[chosen] ?? texts.feedback[right.includes(chosen) ? "right" : "wrong"];
  return html`<p class="feedback">${feedback}</p><p class="result">${fill(texts.result, values)}</p>`;
}
