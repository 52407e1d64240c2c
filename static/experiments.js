import { held, preset, released } from "./clamps.js";
import { FREE } from "./store.js";
import { batch, effect } from "./vendor/preact.js";

/**
 * @import {Clamp} from "./figures/types.js"
 * @import {PRESETS} from "./clamps.js"
 * @import {Store} from "./store.js"
 */

/**
 * Hold a value; while a hand moves, only the first change can be undone to.
 *
 * @param {Store} store
 * @param {Clamp} clamp
 * @param {{moving?: boolean}} [how]
 */
export function hold(store, clamp, { moving = false } = {}) {
  change(store, held(store.clamps.peek(), clamp), !moving);
}

/** @param {Store} store @param {Clamp} clamp */
export function release(store, clamp) {
  change(store, released(store.clamps.peek(), clamp), true);
}

/** @param {Store} store @param {keyof typeof PRESETS} name */
export function tryPreset(store, name) {
  change(store, [preset(name)], true);
}

/** @param {Store} store */
export function reset(store) {
  change(store, FREE, true);
}

/** Take the last change back. @param {Store} store */
export function undo(store) {
  const before = store.undoable.peek().at(-1);
  if (before === undefined) return;
  batch(() => {
    store.undoable.value = store.undoable.peek().slice(0, -1);
    store.clamps.value = before;
  });
}

/** @param {Store} store @param {readonly Clamp[]} clamps @param {boolean} remember */
function change(store, clamps, remember) {
  batch(() => {
    if (remember) store.undoable.value = [...store.undoable.peek(), store.clamps.peek()];
    store.clamps.value = clamps;
  });
}

/**
 * Give the unit or units, and the steps, that the next clamp is for.
 *
 * @param {Store} store
 * @param {number} forever
 * @returns {Pick<Clamp, "from" | "until" | "units" | "layer">}
 */
export function scopeOf(store, forever) {
  const { t } = store.place.peek();
  const until = store.lasting.peek() === "step" ? t + 1 : forever;
  return { layer: 0, from: t, until, units: store.reach.peek() === "unit" ? [store.unit.peek()] : null };
}

/**
 * Run again whenever a clamp changes: one run at a time, and after it the latest state of things.
 *
 * @param {Store} store
 * @param {() => Promise<void>} run
 */
export function followClamps(store, run) {
  let known = store.clamps.peek();
  let isRunning = false;
  const again = async () => {
    if (isRunning) return;
    isRunning = true;
    while (known !== store.clamps.peek()) {
      known = store.clamps.peek();
      await run();
    }
    isRunning = false;
  };
  effect(() => {
    if (store.clamps.value !== known) void again();
  });
}
