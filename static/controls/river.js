import { river } from "../figures/river.js";
import { visibleToken } from "../figures/tokens.js";
import { html, useLayoutEffect, useRef, useSignal } from "../vendor/preact.js";
import { ledgerOf } from "./ledger.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

const HEIGHT = 190;

/** The river under the tokens: the upper lane over the whole sentence, and who wrote it. @param {{page: Page}} props */
export function River({ page }) {
  const { store, words } = page;
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const width = useSignal(1200);
  useLayoutEffect(() => {
    if (place.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => (width.value = Math.round(entry.contentRect.width)));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  const ledger = ledgerOf(store);
  const pick = (/** @type {Event} */ event) => {
    const ribbon = event.target instanceof Element ? event.target.closest("[data-word]") : null;
    store.word.value = ribbon instanceof SVGElement ? Number(ribbon.dataset.word) : null;
  };
  const view = viewOf(page);
  const names = (ledger?.tokens ?? []).map((/** @type {{text: string}} */ token) => visibleToken(token.text, view));
  const label = words(store.together.value ? "lab.memory.river_together" : "lab.memory.river_unit", { unit: store.unit.value + 1 });
  return html`<div class="river-place scripted" ref=${place} onPointerOver=${pick} onPointerLeave=${() => (store.word.value = null)} onClick=${pick}>
    ${ledger && river(ledger, { width: width.value, height: HEIGHT, together: store.together.value, word: store.word.value, names, label, words })}
  </div>`;
}
