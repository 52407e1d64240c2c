import { FOREVER } from "../clamps.js";
import { hold, scopeOf } from "../experiments.js";

/** @import {Page} from "../page.js" */

const VALVES = new Set(["f", "i", "o", "z", "r"]);

/**
 * Open or shut a valve by hand: the row that is pressed is the unit, where the pointer is within the valve the opening.
 *
 * @param {Page} page
 * @param {PointerEvent} event
 */
export function dragValve(page, event) {
  const group = event.target instanceof Element ? event.target.closest(".valve[data-quantity]") : null;
  const frame = group?.querySelector(".frame");
  if (!(group instanceof SVGElement) || !frame || !VALVES.has(group.dataset.quantity ?? "")) return;
  event.preventDefault();
  const { store } = page;
  const quantity = /** @type {string} */ (group.dataset.quantity);
  const box = frame.getBoundingClientRect();
  const row = Math.floor(((event.clientY - box.top) / box.height) * store.units.value.length);
  store.chosen.value = store.units.value[Math.min(Math.max(row, 0), store.units.value.length - 1)];
  const set = (/** @type {PointerEvent} */ at, /** @type {boolean} */ moving) => {
    const value = Math.min(Math.max((at.clientX - box.left) / box.width, 0), 1);
    hold(store, { ...scopeOf(store, FOREVER), quantity, value: Math.round(value * 100) / 100 }, { moving });
  };
  set(event, false);
  const move = (/** @type {PointerEvent} */ at) => set(at, true);
  const end = new AbortController();
  addEventListener("pointermove", move, { signal: end.signal });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => end.abort(), { signal: end.signal });
}
