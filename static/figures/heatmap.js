import { amountShade, SHADES, signedShade } from "./colour.js";
import { QUANTITIES, scaleWithGhost } from "./scales.js";

/**
 * @import {Step, Trace, Vector, View} from "./types.js"
 * @import {Kind} from "./scales.js"
 *
 * @typedef {object} Heatmap  steps × units of one quantity, as places in a palette
 * @property {string} quantity
 * @property {Kind} kind
 * @property {number} scale
 * @property {number} columns  one per token
 * @property {number} rows  one per unit shown, in the order of the rows of the diagram
 * @property {readonly number[]} units
 * @property {number} chosen  the row of the selected unit, or −1
 * @property {Int16Array} values  values[column * rows + row]: index into `palette(kind)`, ABSENT or UNDEFINED
 */

/** The step has not arrived. */
export const ABSENT = -1;
/** The value is not a number. */
export const UNDEFINED = -2;

/**
 * Give the quantities of a cell that have a heatmap.
 *
 * @param {Trace} trace
 * @returns {readonly string[]}
 */
export function heatmapQuantities(trace) {
  return QUANTITIES[trace.start.cell];
}

/**
 * Give the colour classes that the values of a heatmap point at; amounts take their hue from the role class.
 *
 * @param {Kind} kind
 * @returns {string[]} 21 or 41 class names
 */
export function palette(kind) {
  if (kind === "amount") return Array.from({ length: SHADES + 1 }, (_, shade) => `a-${shade}`);
  return Array.from({ length: 2 * SHADES + 1 }, (_, index) => {
    const shade = index - SHADES;
    if (shade === 0) return "v-0";
    return shade > 0 ? `v-p${shade}` : `v-n${-shade}`;
  });
}

/**
 * Give the cells of one heatmap.
 *
 * @param {Trace} trace
 * @param {string} quantity
 * @param {View} view
 * @returns {Heatmap}
 */
export function heatmapCells(trace, quantity, view) {
  const { kind, scale } = scaleWithGhost(trace, view, quantity);
  const columns = trace.start.tokens.length;
  const rows = view.units.length;
  const values = new Int16Array(columns * rows).fill(ABSENT);
  for (let t = 0; t < columns; t += 1) {
    const vector = vectorAt(trace.steps[t], quantity, view.layer);
    if (vector === undefined) continue;
    for (let row = 0; row < rows; row += 1) {
      const shade = kind === "amount" ? amountShade(vector[view.units[row]]) : signedShade(vector[view.units[row]], scale);
      values[t * rows + row] = shade === null ? UNDEFINED : shade + (kind === "amount" ? 0 : SHADES);
    }
  }
  const chosen = view.unit === null ? -1 : view.units.indexOf(view.unit);
  return { quantity, kind, scale, columns, rows, units: view.units, chosen, values };
}

/** @param {Step | undefined} step @param {string} quantity @param {number} layer @returns {Vector | undefined} */
function vectorAt(step, quantity, layer) {
  const record = /** @type {Record<string, Vector> | undefined} */ (/** @type {unknown} */ (step?.layers[layer]));
  return record?.[quantity];
}
