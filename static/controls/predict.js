import { answerOf, choicesOf, decidingOf } from "../predictions.js";
import { fill } from "../words.js";
import { html, useEffect, useSignal } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

/**
 * A question to commit to before it is computed on the reader's own sentence. Nothing is scored, and nothing is locked.
 *
 * @param {{page: Page, of: string}} props
 */
export function Predict({ page, of }) {
  const { store, words } = page;
  const texts = store.data.article.predict[of];
  const chosen = useSignal(/** @type {string | null} */ (null));
  const found = useSignal(/** @type {import("../predictions.js").Found | null} */ (null));
  const status = useSignal(/** @type {"idle" | "loading" | "failed"} */ ("idle"));
  const deciding = useSignal(/** @type {number | null | undefined} */ (undefined)); // not known yet
  const asksForWords = Object.keys(texts.options).length === 0;
  const { text, status: standing } = store;
  useEffect(() => {
    if (!asksForWords || standing.value !== "done") return;
    [chosen.value, found.value, deciding.value] = [null, null, undefined];
    decidingOf(of, page).then((t) => (deciding.value = t), () => (deciding.value = null));
  }, [text.value, standing.value === "done"]);
  const isWaiting = asksForWords && deciding.value === undefined;
  const choices = isWaiting ? [] : choicesOf(of, page, texts.options, deciding.value ?? null);
  const commit = async (/** @type {string} */ key) => {
    chosen.value = key;
    [status.value, found.value] = ["loading", null];
    const answer = await answerOf(of, page, choices).catch(() => null);
    [status.value, found.value] = [answer === null ? "failed" : "idle", answer];
  };
  return html`<fieldset class="predict">
    <legend>${words("article.predict.title")}</legend>
    <p class="ask">${fill(texts.ask, {})}</p>
    <div class="options">${choices.map(({ key, label }) => html`<button type="button" key=${key} aria-pressed=${chosen.value === key} onClick=${() => commit(key)}>${label}</button>`)}</div>
    <div role="status">
      ${status.value === "loading" && html`<p class="hint">${words("controls.loading")}</p>`}
      ${status.value === "failed" && html`<p>${words("controls.failed")}</p>`}
      ${found.value !== null && chosen.value !== null && html`<p class="feedback">${feedback(texts, chosen.value, found.value)}</p>
        <p class="result">${fill(texts.result, found.value.values)}</p>`}
    </div>
  </fieldset>`;
}

/** @param {any} texts @param {string} chosen @param {import("../predictions.js").Found} found @returns {string} */
function feedback(texts, chosen, { right }) {
  return texts.feedback[chosen] ?? texts.feedback[right.includes(chosen) ? "right" : "wrong"];
}
