import { river, wordBeside } from "../figures/river.js";
import { visibleToken } from "../figures/tokens.js";
import { html, useEffect, useLayoutEffect, useRef, useSignal } from "../vendor/preact.js";
import { ledgerOf, told, tooLong } from "./ledger.js";
import { viewOf } from "./view.js";

/**
 * @import {Signal} from "../vendor/preact.js"
 * @import {Ledger, RiverView} from "../figures/river.js"
 * @import {Page} from "../page.js"
 */

/** Before it has been measured. */
const SIZE = { width: 1200, height: 190 };
const ALL = { from: 0, until: Infinity };

/** The river under the tokens: the upper lane over the whole sentence, and who wrote it. @param {{page: Page}} props */
export function River({ page }) {
  const { store, words } = page;
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const size = useSignal(SIZE);
  const seen = useSignal(ALL);
  useLayoutEffect(() => {
    if (place.current === null) return undefined;
    const observer = new ResizeObserver(([{ contentRect }]) => (size.value = { width: Math.round(contentRect.width), height: Math.round(contentRect.height) }));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => followScroll(place.current, store.steps.value, seen), [store.steps.value, size.value]);
  const ledger = ledgerOf(store);
  const view = viewOf(page);
  const names = (ledger?.tokens ?? []).map((/** @type {{text: string}} */ token) => visibleToken(token.text, view));
  const label = words(store.together.value ? "lab.memory.river_together" : "lab.memory.river_unit", { unit: store.unit.value + 1 });
  const drawn = { ...size.value, together: store.together.value, word: store.word.value, names, seen: seen.value, label, words };
  const pick = (/** @type {Event} */ event) => {
    const ribbon = event.target instanceof Element ? event.target.closest("[data-word]") : null;
    store.word.value = ribbon instanceof SVGElement ? Number(ribbon.dataset.word) : null;
  };
  // In the presentation the arrows are the steps'.
  const isChosenFrom = !store.presenting.value && !tooLong(page);
  return html`<div class="river-place scripted" ref=${place} tabindex=${isChosenFrom ? 0 : undefined} role="group" aria-label=${words("lab.memory.river_group")}
      onPointerOver=${pick} onPointerLeave=${() => (store.word.value = null)} onClick=${pick} onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKey(event, page, ledger, drawn)}>
      ${tooLong(page) ? html`<p class="notice">${tooLong(page)}</p>` : ledger && river(ledger, drawn)}
    </div>
    <p class="river-told scripted" role="status">${(ledger && toldOf(page, ledger)) || (!tooLong(page) && html`<span class="hint">${words("lab.memory.river_point")}</span>`)}</p>`;
}

/**
 * Keep the steps whose names are whole where a long text is scrolled.
 *
 * @param {HTMLElement | null} place
 * @param {number} steps
 * @param {Signal<{from: number, until: number}>} seen
 */
function followScroll(place, steps, seen) {
  const strip = place?.closest(".strip");
  if (!strip) return undefined;
  const look = () => {
    const column = strip.scrollWidth / steps;
    const end = strip.scrollLeft + strip.clientWidth;
    const from = strip.scrollLeft > 0 ? Math.ceil(strip.scrollLeft / column + 0.5) : 0;
    const until = end < strip.scrollWidth - 1 ? Math.floor(end / column - 0.5) : steps;
    if (from !== seen.peek().from || until !== seen.peek().until) seen.value = { from, until };
  };
  look();
  strip.addEventListener("scroll", look, { passive: true });
  return () => strip.removeEventListener("scroll", look);
}

/** @param {KeyboardEvent} event @param {Page} page @param {Ledger | null} ledger @param {RiverView} view */
function onKey(event, { store }, ledger, view) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by === undefined || ledger === null || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  store.word.value = wordBeside(ledger, view, by);
}

/** What the word that is pointed at wrote; at its own step, where the reader is before it. @param {Page} page @param {any} ledger */
function toldOf(page, ledger) {
  const { word, place } = page.store;
  const t = Math.min(Math.max(place.value.t, word.value ?? 0), ledger.state.length - 1);
  const part = told(page, ledger, word.value, t);
  return part && page.words("lab.memory.river_at", { step: t + 1, part });
}
