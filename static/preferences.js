import { computed, effect, signal } from "./vendor/preact.js";

const STORED = "two-lane-lstm";

/** @import {ReadonlySignal} from "./vendor/preact.js" */
/** @typedef {"auto" | "light" | "dark"} Theme */
/** @typedef {ReturnType<typeof createPreferences>} Preferences */

/**
 * Hold what the reader prefers, and keep it for the next visit where the browser lets us.
 *
 * @param {{still: boolean, night: ReadonlySignal<boolean>, paper?: ReadonlySignal<boolean>, read: () => string | null, write: (text: string) => void}} browser
 *   `still` is whether the system asks for less motion, `night` whether for a dark page; `paper` is whether it is being printed
 */
export function createPreferences({ still, night, paper = signal(false), read, write }) {
  const kept = parsed(read);
  const theme = signal(/** @type {Theme} */ (["light", "dark"].includes(kept.theme) ? kept.theme : "auto"));
  const motion = signal(/** @type {boolean | null} */ (typeof kept.motion === "boolean" ? kept.motion : null));
  const shortcuts = signal(kept.shortcuts !== false);
  const calm = computed(() => (motion.value === null ? still : !motion.value));
  const dark = computed(() => !paper.value && (theme.value === "auto" ? night.value : theme.value === "dark"));
  const keep = () => {
    const text = JSON.stringify({ theme: theme.value, motion: motion.value, shortcuts: shortcuts.value });
    try {
      write(text);
    } catch {
      // A browser that keeps nothing still shows what was chosen.
    }
  };
  return { theme, motion, shortcuts, calm, dark, paper, keep };
}

/**
 * Give the browser's side of preferences.
 *
 * @param {{keeps: boolean}} page  a page in somebody else's keeps and reads nothing; its address may name a theme
 * @returns {Parameters<typeof createPreferences>[0]}
 */
export function browserPreferences({ keeps }) {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const night = signal(scheme.matches);
  scheme.addEventListener("change", () => (night.value = scheme.matches));
  const paper = signal(false);
  addEventListener("beforeprint", () => (paper.value = true));
  addEventListener("afterprint", () => (paper.value = false));
  return {
    ...{ night, paper },
    still: matchMedia("(prefers-reduced-motion: reduce)").matches,
    read: () => (keeps ? localStorage.getItem(STORED) : JSON.stringify({ theme: new URLSearchParams(location.search).get("theme") })),
    write: (text) => keeps && localStorage.setItem(STORED, text),
  };
}

/**
 * Put the theme on the document, now and whenever it changes.
 *
 * @param {Preferences} preferences
 */
export function showPreferences(preferences) {
  effect(() => {
    document.documentElement.dataset.theme = preferences.paper.value ? "light" : preferences.theme.value;
    preferences.keep();
  });
}

/** @param {() => string | null} read @returns {any} */
function parsed(read) {
  try {
    return JSON.parse(read() ?? "{}") ?? {};
  } catch {
    return {};
  }
}
