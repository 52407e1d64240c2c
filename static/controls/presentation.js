import { phaseKey, PHASES } from "../figures/clock.js";
import { visibleToken } from "../figures/tokens.js";
import { actionOf, isCharacter } from "../keyboard.js";
import { percent } from "../numbers.js";
import { fillScreen, leave, presentingAction } from "../present.js";
import { hiddenNow, reveal } from "../teaching.js";
import { html, useEffect, useLayoutEffect, useRef, useSignal } from "../vendor/preact.js";
import { Help } from "./help.js";
import { LedgerSource } from "./ledger.js";
import { LiveRegion } from "./live_region.js";
import { viewOf } from "./view.js";

/**
 * @import {Page} from "../page.js"
 * @import {Signal} from "../vendor/preact.js"
 */

/** The keys of a figure that is no reading of the sentence. */
const APART = new Set(["b", "f", "?"]);
/** How many guesses are shown, and how many words on either side of the one that is read. */
const GUESSES = 3;
const AROUND = 60;

/**
 * The figure in the whole window: the sentence above it, below it what happens and, once revealed, the prediction.
 *
 * @param {{page: Page, children?: any}} props
 */
export function Presentation({ page, children }) {
  const { store, words } = page;
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const blank = useSignal(false);
  const full = useSignal(false);
  // Before the browser paints: a key that is pressed as soon as it is seen must be heard.
  useLayoutEffect(() => open(dialog.current, full), []);
  // The race is no reading of the sentence.
  const isRun = !(store.data.page === "article" && store.figure.value === "race");
  return html`<dialog class=${blank.value ? "presentation blank" : "presentation"} ref=${dialog} tabindex="-1" aria-label=${words("teach.present.title")}
      onKeyDownCapture=${(/** @type {KeyboardEvent} */ event) => onKey(page, event, { blank: () => (blank.value = !blank.value), isRun })}
      onClose=${() => dialog.current?.open || leave(store)}>
    ${isRun ? html`<${Sentence} page=${page} />` : html`<p></p>`}
    <div class="presented">${children}</div>
    <div class="presented-words">
      <p class="phase-sentence">${isRun && store.trace.value && words(phaseKey(store.trace.value.start.cell, store.place.value.phase))}</p>
      ${isRun && html`<${Guess} page=${page} />`}
    </div>
    <${Buttons} page=${page} full=${full.value} isRun=${isRun} />
    ${store.figure.value === "river" && html`<${LedgerSource} page=${page} />`}<${LiveRegion} page=${page} /><${Help} page=${page} />
  </dialog>`;
}

/** Stand above the page, and go back to where the reader was. @param {HTMLDialogElement | null} dialog @param {Signal<boolean>} full */
function open(dialog, full) {
  const top = scrollY;
  // Above a page that fills the screen stands only what is opened after it.
  const show = () => {
    if (!dialog?.isConnected) return;
    dialog.close();
    dialog.showModal();
    dialog.focus();
    full.value = document.fullscreenElement !== null;
  };
  show();
  document.addEventListener("fullscreenchange", show);
  return () => {
    document.removeEventListener("fullscreenchange", show);
    requestAnimationFrame(() => {
      scrollTo({ top, behavior: "instant" });
      document.getElementById("figure")?.focus({ preventScroll: true });
    });
  };
}

/** @param {Page} page @param {KeyboardEvent} event @param {{blank: () => void, isRun: boolean}} now */
function onKey(page, event, { blank, isRun }) {
  if (event.ctrlKey || event.metaKey || event.altKey || page.help.peek()) return;
  // A button keeps its own keys; Escape is the dialog's, which closes.
  const isButton = event.target instanceof Element && event.target.closest("button, a") !== null;
  if (isButton && (event.key === "Enter" || event.key === " ")) return;
  if (event.key === "Escape") return event.stopPropagation();
  if (isCharacter(event.key) && !page.preferences.shortcuts.peek()) return;
  if (!isRun && !APART.has(event.key)) return;
  const act = event.key === "b" ? blank : (presentingAction(event.key, page) ?? actionOf(event.key, page));
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** The sentence in large type, and where it is read. @param {{page: Page}} props */
function Sentence({ page }) {
  const { store } = page;
  const trace = store.trace.value;
  const { t } = store.place.value;
  const now = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => now.current?.scrollIntoView({ block: "nearest", inline: "center" }), [t]);
  if (trace === null) return null;
  const view = viewOf(page);
  const { tokens, language } = trace.start;
  const [from, until] = [Math.max(0, t - AROUND), Math.min(tokens.length, t + AROUND + 1)];
  const name = (/** @type {number} */ at) => (at === t ? "now" : at < t ? "read" : "to-come");
  return html`<p class="presented-sentence" lang=${language ?? undefined}>${from > 0 && "… "}${tokens.slice(from, until).map((token, index) => html`<span
    key=${from + index} class=${name(from + index)} ref=${from + index === t ? now : undefined} aria-current=${from + index === t ? "step" : undefined}>${visibleToken(token.text, view)}</span> `)}${until < tokens.length && "…"}</p>`;
}

/** What the model expects next: a question until it is revealed. @param {{page: Page}} props */
function Guess({ page }) {
  const { store, words } = page;
  const { t, phase, progress } = store.place.value;
  const guesses = phase === PHASES - 1 && progress === 1 ? store.trace.value?.steps[t]?.prediction : undefined;
  const view = viewOf(page);
  if (guesses === undefined) return html`<p class="guess"></p>`;
  if (hiddenNow(store).includes("prediction")) {
    return html`<p class="guess"><button type="button" class="guess-reveal" onClick=${() => reveal(store)}>${words("teach.present.ask")} <kbd>Enter</kbd></button></p>`;
  }
  return html`<p class="guess" role="status">${guesses.slice(0, GUESSES).map((guess, rank) => html`<span key=${guess.token} class=${rank === 0 ? "first" : undefined}>
    ${words("teach.present.guess", { token: visibleToken(guess.token, view), percent: percent(guess.probability, 1) })}</span> `)}</p>`;
}

/** The way for whoever has no keys. @param {{page: Page, full: boolean, isRun: boolean}} props */
function Buttons({ page, full, isRun }) {
  const { store, words, player, preferences, help } = page;
  return html`<div class="presented-buttons">
    ${isRun && html`<button type="button" onClick=${() => player.step(-1)}>${words("controls.back")}</button>
    <button type="button" onClick=${presentingAction("ArrowRight", page)}>${words("controls.forward")}</button>`}
    <span class="hint">${isRun ? words(preferences.shortcuts.value ? "teach.present.keys" : "teach.present.few_keys") : preferences.shortcuts.value && words("teach.present.apart_keys")}</span>
    ${document.fullscreenEnabled && !full && html`<button type="button" onClick=${fillScreen}>${words("teach.present.fill")}</button>`}
    <button type="button" onClick=${() => (help.value = true)}>${words("controls.help")}</button>
    <button type="button" onClick=${() => leave(store)}>${words("teach.present.leave")} <kbd>Esc</kbd></button>
  </div>`;
}
