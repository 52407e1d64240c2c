import { html } from "../vendor/preact.js";
import { signedClass } from "./colour.js";
import { rowsIn, tenth } from "./geometry.js";
import { restClass } from "./strands.js";

/**
 * @import {Vector, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @import {Box} from "./geometry.js"
 */

const MARGIN = 3;

/**
 * Draw a vector at a place: a tile per unit, in the order of the strands.
 *
 * @param {Scene} scene
 * @param {Vector | undefined} vector  undefined draws the empty place
 * @param {number} scale
 * @param {Box} box  of the tiles
 * @param {string} [role]  its class
 * @returns {VNode}
 */
export function column(scene, vector, scale, box, role = "state") {
  const rows = rowsIn(scene.units.length, box.y, box.height);
  const present = vector !== undefined && vector.length > 0;
  return html`<g class=${`column role-${role}${present ? "" : " empty"}`} data-quantity=${role === "state" ? undefined : role}>
    ${frame(scene, box)}
    ${present && scene.units.map((unit, row) => html`<rect data-unit=${unit} class=${`${restClass(scene, row)}${signedClass(vector[unit], scale)}`}
      x=${tenth(box.x)} y=${tenth(rows.top(row))} width=${tenth(box.width)} height=${tenth(rows.thickness)} />`)}
    ${present && chosenRow(scene, box)}
  </g>`;
}

/**
 * Draw the frame of a column or a valve, as high as its rows.
 *
 * @param {Scene} scene
 * @param {Box} box
 * @returns {VNode}
 */
export function frame(scene, box) {
  const rows = rowsIn(scene.units.length, box.y, box.height);
  const height = rows.pitch * scene.units.length + 2 * MARGIN;
  return html`<rect class="frame" rx="3" x=${tenth(box.x - MARGIN)} y=${tenth(box.y + (box.height - height) / 2)}
    width=${tenth(box.width + 2 * MARGIN)} height=${tenth(height)} />`;
}

/**
 * Outline the row of the selected unit.
 *
 * @param {Scene} scene
 * @param {Box} box
 * @returns {VNode}
 */
export function chosenRow(scene, box) {
  if (scene.chosen < 0) return null;
  const rows = rowsIn(scene.units.length, box.y, box.height);
  return html`<rect class="chosen-row" rx="1.5" x=${tenth(box.x - MARGIN)} y=${tenth(rows.top(scene.chosen) - 1.5)}
    width=${tenth(box.width + 2 * MARGIN)} height=${tenth(rows.thickness + 3)} />`;
}
