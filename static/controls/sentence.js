import { runText } from "../store.js";
import { html } from "../vendor/preact.js";

/** @import {Store} from "../store.js" */

const PAUSE = 350; // milliseconds without a key before the text runs
let timer = 0;

/** @param {{store: Store, words: (key: string, values?: any) => string}} props */
export function Sentence({ store, words }) {
  const { text, model, trace, status, problem, data } = store;
  const unknown = trace.value?.start.tokens.filter((token) => !token.known).map((token) => token.text) ?? [];
  const change = (/** @type {string} */ value, /** @type {number} */ wait) => {
    text.value = value;
    clearTimeout(timer);
    timer = setTimeout(() => void runText(store), wait);
  };
  return html`<section class="sentence">
    <label class="field-label" for="sentence">${words("controls.sentence")}</label>
    <textarea id="sentence" rows="2" maxlength=${data.limits.text_length} spellcheck="false" value=${text.value}
      aria-describedby="sentence-state" onInput=${(/** @type {any} */ event) => change(event.target.value, PAUSE)}></textarea>
    <p class="hint" id="sentence-state">
      ${words("controls.count", { count: trace.value?.start.tokens.length ?? 0, limit: data.limits.tokens })}
      ${unknown.length > 0 && html` · <span class="unknown">${words("controls.unknown", { tokens: unknown.join(" ") })}</span>`}
    </p>
    ${status.value === "failed" && html`<p class="notice" role="alert">${problem.value || words("controls.failed")}${" "}
      <button type="button" onClick=${() => void runText(store)}>${words("controls.retry")}</button></p>`}
    <div class="choices">
      <label>${words("controls.model")} <select value=${model.value.id} onChange=${(/** @type {any} */ event) => pick(store, event.target.value)}>
        ${data.models.map((card) => html`<option value=${card.id} key=${card.id}>${nameOf(card, words)}</option>`)}
      </select></label>
      <label>${words("controls.examples")} <select value="" onChange=${(/** @type {any} */ event) => change(event.target.value, 0)}>
        <option value=""></option>
        ${(model.value.examples ?? []).map((/** @type {string} */ example) => html`<option key=${example}>${example}</option>`)}
      </select></label>
    </div>
    <p class="badge">${badgeOf(model.value, words)}</p>
  </section>`;
}

/** @param {Store} store @param {string} id */
function pick(store, id) {
  const { model, text, data, chosen } = store;
  const before = model.value;
  model.value = data.models.find((card) => card.id === id) ?? before;
  chosen.value = null;
  const sameReader = before.language === model.value.language && before.unit_of_text === model.value.unit_of_text;
  if (!sameReader) text.value = model.value.examples?.[0] ?? text.value;
  void runText(store);
}

/** @param {any} card @param {(key: string) => string} words @returns {string} */
function nameOf(card, words) {
  const language = words(`controls.${card.language ?? "none"}`);
  const untrained = isUntrained(card) ? ` · ${words("controls.untrained")}` : "";
  return `${card.cell.toUpperCase()} · ${words(`controls.task_${card.task}`)} · ${language}${untrained}`;
}

/** @param {any} card @param {(key: string, values?: any) => string} words @returns {string} */
function badgeOf(card, words) {
  const { value, sentences, chance } = card.held_out ?? {};
  const percent = (/** @type {number} */ share) => (100 * share).toFixed(1);
  const score = isUntrained(card) || chance === undefined || chance === null
    ? words(isUntrained(card) ? "controls.badge_untrained" : "controls.none")
    : words("controls.badge_score", { value: percent(value), sentences, chance: percent(chance) });
  const [task, language] = [words(`controls.task_${card.task}`), words(`controls.${card.language ?? "none"}`)];
  return words("controls.badge", { task, language, parameters: card.parameters, score });
}

/** @param {any} card @returns {boolean} */
function isUntrained(card) {
  return card.training?.updates === 0;
}
