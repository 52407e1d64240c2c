/**
 * @import {View} from "../figures/types.js"
 * @import {Page, Shape} from "../page.js"
 */

/**
 * Give what a figure is told besides the trace and the position.
 *
 * @param {Pick<Page, "store" | "words">} page
 * @param {Shape} [shape]
 * @returns {View}
 */
export function viewOf({ store, words }, shape = "wide") {
  const { data, trace, untouched, unit, units, lens, symbolic } = store;
  const isHeld = (trace.value?.start.clamps ?? []).length > 0;
  return {
    ...{ words, narrow: shape === "narrow", medium: shape === "medium", language: data.language, layer: (trace.value?.start.num_layers ?? 1) - 1 },
    ...{ unit: unit.value, units: units.value, lens: lens.value, symbolic: symbolic.value },
    ghost: isHeld ? untouched.value : null,
  };
}
