import { answersToClaims } from "../claims.js";
import { sentenceOf, useRunAtRest } from "../run_at_rest.js";
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
  const tries = useSignal(0);
  const { run } = useRunAtRest(page, true);
  const sentence = run && sentenceOf(page, run);
  useEffect(() => {
    if (sentence === null) return undefined;
    let isOld = false;
    [found.value, failed.value] = [null, false];
    answersToClaims(page).then((values) => isOld || (found.value = values), () => isOld || (failed.value = true));
    return () => (isOld = true);
  }, [sentence, tries.value]);
  return html`<dl class="claims">${CLAIMS.map((claim) => html`<div key=${claim}>
    <dt>${texts[claim].said}</dt>
    <dd>${found.value === null ? words(failed.value ? "controls.failed" : "article.claims_waiting") : fill(texts[claim].found, found.value[claim])}</dd>
  </div>`)}</dl>
  ${failed.value && html`<p><button type="button" onClick=${() => (tries.value += 1)}>${words("controls.retry")}</button></p>`}`;
}
