import { visibleToken } from "../figures/tokens.js";
import { runSoon } from "../run.js";
import { batch, html } from "../vendor/preact.js";
import { Models } from "./models.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** Milliseconds without a key before the text runs. */
const PAUSE = 350;
/** How many unknown words are named. */
const NAMED = 8;
/** From this share of the limit on, the reader is told how much is left. */
const NEAR = 0.9;

/** The reader's sentence, and what reads it. @param {{page: Page}} props */
export function Sentence({ page }) {
  const { store, words } = page;
  const { text, model, data } = store;
  const change = (/** @type {string} */ value, /** @type {number} */ wait) => {
    batch(() => {
      [text.value, store.carries.value] = [value, false];
      if (store.isEmpty.value) page.retry();
      else runSoon(store, wait);
    });
  };
  return html`<section class="sentence scripted">
    <div class="writing">
      <div class="writing-head"><label class="field-label" for="sentence">${words("controls.sentence")}</label><${State} page=${page} /></div>
      <textarea id="sentence" rows="1" maxlength=${data.limits.text_length} spellcheck="false" autocapitalize="off" value=${text.value}
        lang=${model.value.language ?? undefined} aria-describedby="sentence-state"
        onInput=${(/** @type {any} */ event) => !event.isComposing && change(event.target.value, PAUSE)}
        onCompositionEnd=${(/** @type {any} */ event) => change(event.target.value, PAUSE)}></textarea>
      <${Examples} page=${page} choose=${(/** @type {string} */ example) => change(example, 0)} />
    </div>
    <${Models} page=${page} />
  </section>`;
}

/** Its length against the limit, and what the model does not know. @param {{page: Page}} props */
function State({ page }) {
  const { store, words } = page;
  const { text, trace, status, data, isEmpty } = store;
  const { text_length: longest, tokens: most } = data.limits;
  // Until the server has read a text, the one before is the best guess; of one that it did not read nothing is known.
  const isUnread = status.value === "failed" && trace.value?.text !== text.value;
  const tokens = isEmpty.value || isUnread ? [] : (trace.value?.start.tokens ?? []);
  const unknown = [...new Set(tokens.filter((token) => !token.known).map((token) => token.text))];
  const view = viewOf(page);
  const named = unknown.slice(0, NAMED).map((token) => visibleToken(token, view)).join(" ");
  const rest = unknown.length > NAMED ? ` ${words("controls.more_unknown", { count: unknown.length - NAMED })}` : "";
  const left = longest - [...text.value].length;
  return html`<p class="hint" id="sentence-state">
    ${words(isUnread ? "controls.limit" : "controls.count", { count: tokens.length, limit: most })}
    ${isEmpty.value && html` <strong>${words("controls.empty")}</strong>`}
    ${left < longest * (1 - NEAR) && html` <strong>${words("controls.near_limit", { left, limit: longest })}</strong>`}
    ${unknown.length > 0 && html` <span class="unknown">${words("controls.unknown", { tokens: named })}${rest}</span>`}
  </p>`;
}

/** @param {{page: Page, choose: (example: string) => void}} props */
function Examples({ page: { store, words }, choose }) {
  const { model, text } = store;
  const examples = /** @type {string[]} */ (model.value.examples ?? []);
  return html`<div class="examples" role="group" aria-label=${words("controls.examples")}>
    <span class="examples-title">${words("controls.examples")}</span>
    ${examples.map((example) => html`<button type="button" class="example" key=${example} title=${example} lang=${model.value.language ?? undefined}
      aria-pressed=${example === text.value} onClick=${() => choose(example)}>${example}</button>`)}
  </div>`;
}
