import { percent } from "../numbers.js";
import { chooseModel } from "../store.js";
import { html } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

/** A model that does not know more of a text than this should say so. */
const MOSTLY = 1 / 3;

/** What the reader must be told now, and what can be done about it. @param {{page: Page}} props */
export function Notices({ page }) {
  const { store, words } = page;
  const { wrongLink, status, carries, model } = store;
  const begin = () => ((carries.value = false), page.rerun());
  return html`<div class="notices">
    <p class="notice unscripted">${words("page.no_script")}</p>
    ${wrongLink.value && html`<p class="notice" role="alert">${words("controls.wrong_link")}${" "}
      <button type="button" onClick=${() => (wrongLink.value = false)}>${words("controls.dismiss")}</button></p>`}
    ${status.value === "failed" && html`<p class="notice" role="alert"><${FailedRun} page=${page} again=${page.retry} /></p>`}
    ${status.value === "empty" && page.store.data.page === "article" && !page.writing.value && html`<p class="notice" role="status">${words("controls.empty")}</p>`}
    ${carries.value && html`<p class="notice" role="status">${words("controls.carries", { text: model.value.examples[1] })}${" "}
      <button type="button" onClick=${begin}>${words("controls.begin_at_zeros")}</button></p>`}
    <${MostlyUnknown} page=${page} />
  </div>`;
}

/** Why a run has failed, and, where that may help, the way to ask for it again. @param {{page: Page, again: () => void}} props */
export function FailedRun({ page, again }) {
  return html`${whatFailed(page)}${" "}${!page.store.refused.value && html`<button type="button" onClick=${again}>${page.words("controls.retry")}</button>`}`;
}

/** @param {Page} page @returns {string} */
function whatFailed({ store, words }) {
  const { problem, trace } = store;
  if (problem.value !== "") return problem.value;
  const begun = trace.value !== null && trace.value.end === null;
  return words(begun ? "controls.interrupted" : "controls.failed");
}

/** @param {{page: Page}} props */
function MostlyUnknown({ page }) {
  const { store, words } = page;
  const share = store.trace.value?.end?.unknown_share ?? 0;
  const reader = store.data.models.find((card) => card.task === "character" && card.language === store.model.value.language);
  if (store.isEmpty.value || store.status.value === "failed" || share <= MOSTLY || reader === undefined || store.trace.value?.start.model === reader.id) return null;
  const change = () => (chooseModel(store, reader), page.retry());
  return html`<p class="notice" role="status">${words("controls.mostly_unknown", { percent: percent(share) })}${" "}
    <button type="button" onClick=${change}>${words("controls.use_characters")}</button></p>`;
}
