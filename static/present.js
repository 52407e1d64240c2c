import { movedWord } from "./player.js";
import { hiddenNow, reveal } from "./teaching.js";
import { batch, effect } from "./vendor/preact.js";

/**
 * The figure as a lecture shows it: it fills the window, a clicker moves it, and a prediction waits to be revealed.
 *
 * @import {Page} from "./page.js"
 * @import {Store} from "./store.js"
 */

/** What a key would be typed into. */
const TEXT = "input, textarea, select, [contenteditable]";

/** Let the figure fill the window, and the window the screen where the browser allows it. @param {Store} store */
export function present(store) {
  batch(() => ([store.presenting.value, store.shownAt.value] = [true, null]));
  fillScreen();
}

/** Back to the page. @param {Store} store */
export function leave(store) {
  store.presenting.value = false;
  if (document.fullscreenElement) void document.exitFullscreen();
}

/** Ask for the whole screen; a browser that has it not, or refuses, leaves the window as it is. */
export function fillScreen() {
  void document.documentElement.requestFullscreen?.().catch(() => {});
}

/**
 * Tell the style sheet what is hidden, and follow the key that presents and the browser's own way out.
 *
 * @param {Page} page
 */
export function followTeaching({ store, preferences }) {
  effect(() => {
    document.documentElement.dataset.hidden = hiddenNow(store).join(" ");
  });
  document.addEventListener("keydown", (event) => {
    const isMeant = event.key === "f" && !(event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented);
    if (!isMeant || !preferences.shortcuts.peek() || store.presenting.peek() || isBusy(event.target)) return;
    event.preventDefault();
    present(store);
  });
  document.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement === null) store.presenting.value = false;
  });
}

/** Whether a key belongs to something else: a text box, or an open dialog. @param {EventTarget | null} target */
function isBusy(target) {
  return (target instanceof Element && target.closest(TEXT) !== null) || document.querySelector("dialog[open]") !== null;
}

/**
 * Give what a key does while presenting, before the figure's own keys.
 *
 * @param {string} key  `KeyboardEvent.key`
 * @param {Pick<Page, "store" | "player">} page
 * @returns {(() => void) | undefined}
 */
export function presentingAction(key, { store, player }) {
  const on = () => {
    const isAtEnd = movedWord(store.position.peek(), 1, store.steps.peek()) === store.position.peek();
    if (isAtEnd) reveal(store);
    else player.step(1);
  };
  const actions = /** @type {Record<string, () => void>} */ ({
    ArrowLeft: () => player.step(-1),
    ArrowRight: on,
    PageUp: () => player.step(-1),
    PageDown: on,
    Enter: () => reveal(store),
    r: () => reveal(store),
    f: () => leave(store),
  });
  return actions[key];
}
