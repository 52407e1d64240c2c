import { PHASES, restingPlace } from "./figures/clock.js";
import { moveUnit } from "./store.js";

/** @import {Page} from "./page.js" */

/** The keys of the figure, in the order of the help: what each does is told under `controls.keys.<name>`. */
export const KEYS = Object.freeze(["step", "phase", "unit", "play", "ends", "numbers", "enter", "escape", "present", "help"]);

const DEEPER = Object.freeze({ story: "unit", unit: "arithmetic", arithmetic: "arithmetic" });
const SHALLOWER = Object.freeze({ story: "story", unit: "story", arithmetic: "unit" });

/**
 * Tell whether a key writes a character. Dictation presses such keys by accident: outside the figure they can be switched off.
 *
 * @param {string} key  `KeyboardEvent.key`
 * @returns {boolean} false for a space; as WCAG 2.1.4 has it
 */
export function isCharacter(key) {
  return /^\S$/u.test(key);
}

/**
 * Give what a key does while the figure has the focus.
 *
 * @param {string} key  `KeyboardEvent.key`
 * @param {Page} page
 * @returns {(() => void) | undefined}
 */
export function actionOf(key, { store, player, help }) {
  if (/^[1-8]$/.test(key)) return () => player.phase(Number(key) - 1);
  const actions = /** @type {Record<string, () => void>} */ ({
    ArrowLeft: () => player.step(-1),
    ArrowRight: () => player.step(1),
    ",": () => player.micro(-1),
    ".": () => player.micro(1),
    ArrowUp: () => moveUnit(store, -1),
    ArrowDown: () => moveUnit(store, 1),
    " ": () => player.toggle(),
    Home: () => player.to(restingPlace(0, PHASES - 1)),
    End: () => player.to(restingPlace(store.steps.value - 1, PHASES - 1)),
    Enter: () => (store.lens.value = DEEPER[store.lens.value]),
    Escape: () => (store.lens.value = SHALLOWER[store.lens.value]),
    "?": () => (help.value = true),
  });
  return actions[key];
}
