/**
 * @import {View} from "../figures/types.js"
 * @import {Page} from "../page.js"
 */

/**
 * Give what a figure is told besides the trace and the position.
 *
 * @param {Page} page
 * @param {boolean} narrow
 * @returns {View}
 */
export function viewOf({ store, words }, narrow) {
  const { data, trace, unit, units, lens, symbolic } = store;
  return {
    ...{ words, narrow, language: data.language, layer: (trace.value?.start.num_layers ?? 1) - 1 },
    ...{ unit: unit.value, units: units.value, lens: lens.value, symbolic: symbolic.value },
  };
}
