import { h } from "../vendor/preact.js";
import { signedClass } from "./colour.js";
import { round, tileHeight } from "./rows.js";

/**
 * @import {Vector, VNode} from "./types.js"
 * @import {Rows} from "./rows.js"
 * @import {Scene} from "./scene.js"
 */

/**
 * Draw one shape per unit, coloured by signed value; units of one colour share a path, the selected one has its own.
 *
 * @param {Scene} scene
 * @param {Vector} values  of all units of the model
 * @param {number} scale
 * @param {string} kind  "tile" or "strand"
 * @param {(k: number) => string} shape  path data of row k
 * @returns {VNode[]}
 */
export function bundle(scene, values, scale, kind, shape) {
  /** @type {Map<string, string>} */
  const paths = new Map();
  scene.units.forEach((unit, k) => {
    if (k === scene.chosen) return;
    const colour = signedClass(values[unit], scale);
    paths.set(colour, (paths.get(colour) ?? "") + shape(k));
  });
  const rest = scene.chosen < 0 ? "" : " rest";
  const drawn = [...paths].map(([colour, d]) => h("path", { class: `${kind} ${colour}${rest}`, d, key: colour }));
  if (scene.chosen < 0) return drawn;
  const chosen = `${kind} chosen ${signedClass(values[scene.units[scene.chosen]], scale)}`;
  return [...drawn, h("path", { class: chosen, d: shape(scene.chosen), key: "chosen" })];
}

/**
 * Give the shape of a tile in a column of rows.
 *
 * @param {Rows} rows
 * @param {number} x  the middle of the column
 * @param {number} width
 * @returns {(k: number) => string}
 */
export function tileIn(rows, x, width) {
  const height = tileHeight(rows);
  return (k) => `M${round(x - width / 2)} ${round(rows.at(k) - height / 2)}h${width}v${height}h${-width}z`;
}

/**
 * Draw the tiles of a vector that has an order of its own, such as the input: side by side, from left to right.
 *
 * @param {Vector} values
 * @param {number} scale
 * @param {{x: number, y: number, width: number, height: number}} place
 * @returns {VNode[]}
 */
export function strip(values, scale, place) {
  const width = place.width / Math.max(1, values.length);
  const gap = Math.min(0.8, width * 0.15);
  /** @type {Map<string, string>} */
  const paths = new Map();
  values.forEach((value, k) => {
    const colour = signedClass(value, scale);
    const d = `M${round(place.x + k * width)} ${place.y}h${round(width - gap)}v${place.height}h${-round(width - gap)}z`;
    paths.set(colour, (paths.get(colour) ?? "") + d);
  });
  return [...paths].map(([colour, d]) => h("path", { class: `tile ${colour}`, d, key: colour }));
}
