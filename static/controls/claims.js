import { answersToClaims } from "../claims.js";
import { fill } from "../words.js";
import { html, useEffect, useSignal } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

const CLAIMS = /** @type {const} */ (["lower_alone", "upper_idle", "unchanged", "protected"]);

/** What is said of the two lanes, and what is measured on the reader's sentence. @param {{page: Page}} props */
export function Claims({ page }) {
  const { store, words } = page;
  const texts = store.data.article.claims;
  const found = useSignal(/** @type {Awaited<ReturnType<typeof answersToClaims>> | null} */ (null));
  const failed = useSignal(false);
  const key = `${store.model.value.language} ${store.text.value}`;
  const isHere = store.chapter.value === "lanes";
  useEffect(() => {
    if (!isHere || store.status.value !== "done") return;
    failed.value = false;
    answersToClaims(page).then((values) => (found.value = values), () => ([found.value, failed.value] = [null, true]));
  }, [key, isHere, store.status.value]);
  return html`<dl class="claims">${CLAIMS.map((claim) => html`<div key=${claim}>
    <dt>${texts[claim].said}</dt>
    <dd>${found.value === null ? words(failed.value ? "controls.failed" : "article.claims_waiting") : fill(texts[claim].found, found.value[claim])}</dd>
  </div>`)}</dl>`;
}
