import { html } from "../vendor/preact.js";
import { signedClass } from "./colour.js";
import { rowsIn, tenth } from "./geometry.js";

/**
 * @import {Vector, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @import {Box} from "./geometry.js"
 */

/**
 * Draw a stretch of a lane as a bundle of strands, one per unit.
 *
 * @param {Scene} scene
 * @param {Vector | undefined} vector
 * @param {number} scale
 * @param {Box} box  nothing is drawn when it has no width
 * @returns {VNode}
 */
export function strands(scene, vector, scale, box) {
  if (vector === undefined || vector.length === 0 || box.width <= 0) return null;
  const rows = rowsIn(scene.units.length, box.y, box.height);
  return html`<g class="strands">${scene.units.map(
    (unit, row) => html`<rect data-unit=${unit} class=${`${restClass(scene, row)}${signedClass(vector[unit], scale)}`}
      x=${tenth(box.x)} y=${tenth(rows.top(row))} width=${tenth(box.width)} height=${tenth(rows.thickness)} />`,
  )}${outline(scene, rows, box)}</g>`;
}

/** @param {Scene} scene @param {ReturnType<typeof rowsIn>} rows @param {Box} box @returns {VNode} */
function outline(scene, rows, box) {
  if (scene.chosen < 0 || scene.units.length === 1) return null;
  return html`<rect class="chosen-strand" x=${tenth(box.x)} y=${tenth(rows.top(scene.chosen) - 1)} width=${tenth(box.width)} height=${tenth(rows.thickness + 2)} />`;
}

/**
 * Name the class that dims a row while another one is selected.
 *
 * @param {Scene} scene
 * @param {number} row
 * @returns {string} "" or "rest "
 */
export function restClass(scene, row) {
  return scene.chosen >= 0 && row !== scene.chosen && scene.units.length > 1 ? "rest " : "";
}
