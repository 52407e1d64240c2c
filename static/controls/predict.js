import { answerOf, choicesOf, evidenceOf, unknown } from "../predictions.js";
import { sentenceOf, useRunAtRest } from "../run_at_rest.js";
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
  const status = useSignal(/** @type {"idle" | "loading" | "failed"} */ ("idle"));
  const evidence = useSignal(/** @type {Evidence | null} */ (null)); // not known yet
  const tries = useSignal(0);
  const latest = useRef(0);
  const { run } = useRunAtRest(page, true);
  const sentence = run && (of === MEASURED ? of : sentenceOf(run));
  useEffect(() => {
    if (sentence === null) return;
    const mine = (latest.current += 1);
    [chosen.value, found.value, status.value, evidence.value] = [null, null, "idle", null];
    const isLatest = () => mine === latest.current;
    evidenceOf(of, page).then((found) => isLatest() && (evidence.value = found), () => isLatest() && (status.value = "failed"));
  }, [sentence, tries.value]);
  const known = evidence.value ?? unknown(page);
  const isWaiting = evidence.value === null && Object.keys(texts.options).length === 0;
  const choices = isWaiting ? [] : choicesOf(page, texts.options, known);
  const commit = async (/** @type {string} */ key) => {
    const mine = (latest.current += 1);
    chosen.value = key;
    [status.value, found.value] = ["loading", null];
    const answer = await answerOf(of, page, choices, known).catch(() => null);
    if (mine === latest.current) [status.value, found.value] = [answer === null ? "failed" : "idle", answer];
  };
  return html`<fieldset class="predict">
    <legend>${words("article.predict.title")}</legend>
    <p class="ask">${fill(texts.ask, {})}</p>
    ${isWaiting || choices.length > 1 ? html`<${Options} choices=${choices} chosen=${chosen.value} commit=${commit} />` : html`<p class="hint">${words("article.predict.too_few")}</p>`}
    <div role="status">
      ${status.value === "loading" && html`<p class="hint">${words("controls.loading")}</p>`}
      ${status.value === "failed" && html`<p>${words("controls.failed")} ${evidence.value === null && html`<button type="button" onClick=${() => (tries.value += 1)}>${words("controls.retry")}</button>`}</p>`}
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
