import { read } from "../numbers.js";
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

/** What is nearer to the untouched run than this share of the scale is not told apart from it. */
const APART = 0.02;

/**
 * Draw the untouched run as dashed lines over the strands that have left it.
 *
 * @param {Scene} scene
 * @param {Vector | undefined} vector
 * @param {Vector | undefined} ghost
 * @param {number} scale
 * @param {Box} box
 * @returns {VNode}
 */
export function ghosts(scene, vector, ghost, scale, box) {
  if (!vector?.length || !ghost?.length || box.width <= 0) return null;
  const rows = rowsIn(scene.units.length, box.y, box.height);
  return html`<g class="ghosts">${scene.units.map((unit, row) => {
    if (Math.abs(read(vector[unit]) - read(ghost[unit])) <= APART * scale) return null;
    const y = tenth(rows.top(row) + rows.thickness / 2);
    return html`<path class=${`ghost ${restClass(scene, row)}${signedClass(ghost[unit], scale)}`} d=${`M${tenth(box.x)} ${y}h${tenth(box.width)}`} />`;
  })}</g>`;
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
