import { read } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { chosenRow, frame } from "./column.js";
import { rowsIn, tenth } from "./geometry.js";
import { restClass } from "./strands.js";

/**
 * @import {Vector, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @import {Box} from "./geometry.js"
 */

/**
 * Draw a gate as a valve: per unit a bar whose opening is the value.
 *
 * @param {Scene} scene
 * @param {Vector | undefined} vector  0 to 1 per unit
 * @param {Box} box
 * @param {string} role  the gate's letter
 * @param {number} opened  0 to 1: how far the bars have moved towards their values
 * @returns {VNode}
 */
export function valve(scene, vector, box, role, opened) {
  const shown = opened > 0 ? vector : undefined;
  return html`<g class=${`valve role-${role}${shown ? "" : " empty"}`} data-quantity=${role}>
    ${frame(scene, box)}
    ${shown && html`<path class="opening rest" d=${bars(scene, shown, box, opened, true)} />
      <path class="opening" d=${bars(scene, shown, box, opened, false)} />${chosenRow(scene, box)}`}
  </g>`;
}

/**
 * Write the bars that are dimmed, or those that are not, as one path.
 *
 * @param {Scene} scene
 * @param {Vector} vector
 * @param {Box} box
 * @param {number} opened
 * @param {boolean} dimmed
 * @returns {string}
 */
function bars(scene, vector, box, opened, dimmed) {
  const rows = rowsIn(scene.units.length, box.y, box.height);
  let path = "";
  scene.units.forEach((unit, row) => {
    if ((restClass(scene, row) !== "") !== dimmed) return;
    const amount = Math.max(0, Math.min(1, read(vector[unit]))) || 0;
    const width = tenth(box.width * amount * opened);
    if (width > 0) path += `M${tenth(box.x)} ${tenth(rows.top(row))}h${width}v${tenth(rows.thickness)}h${-width}z`;
  });
  return path;
}
