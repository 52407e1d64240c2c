import { h } from "../vendor/preact.js";
import { bundle, tileIn } from "./bundle.js";
import { remember } from "./remember.js";
import { partsOf, passed, passedOn, strandPath } from "./route.js";
import { round, tileHeight } from "./rows.js";
import { reached, scaleIn } from "./scene.js";

/**
 * @import {Vector, VNode} from "./types.js"
 * @import {Route, Part} from "./route.js"
 * @import {Scene} from "./scene.js"
 *
 * @typedef {object} Flow  a vector on its way, with the column of tiles that it leaves at one place
 * @property {string} name  unique in the picture
 * @property {string} quantity  whose scale colours it
 * @property {Vector | undefined} values
 * @property {Route} route
 * @property {number} strand  the width of a strand
 * @property {number} phase  in which it moves
 * @property {number} [from]  the part of the phase
 * @property {number} [until]
 * @property {{x: number, line: number, width: number}} [column]  the place of its tiles on a line of the route
 */

/**
 * Draw what a flow has become at this moment: its strands up to the front, its tiles riding on the front.
 *
 * Strands and tiles are the same vnodes at every moment; what changes is one clip and one translation.
 *
 * @param {Scene} scene
 * @param {Flow} flow
 * @returns {VNode | null}
 */
export function flowMark(scene, flow) {
  const progress = reached(scene, flow.phase, flow.from, flow.until);
  if (progress === 0 || flow.values === undefined || flow.values.length === 0) return null;
  const parts = partsOf(flow.route);
  const clip = `${scene.view.narrow ? "narrow" : "wide"}-${flow.name}`;
  const clipped = progress < 1 ? `url(#${clip})` : undefined;
  return h("g", { key: flow.name, class: `flow flow-${flow.name}` }, [
    progress < 1 ? h("clipPath", { id: clip, key: "front" }, h("path", { d: passed(parts, progress) })) : null,
    h("g", { "clip-path": clipped, key: "strands" }, strandsOf(scene, flow)),
    flow.column === undefined ? null : columnOf(scene, flow, parts, progress),
  ]);
}

/** @param {Scene} scene @param {Flow} flow @returns {VNode} */
function strandsOf(scene, flow) {
  const values = /** @type {Vector} */ (flow.values);
  const scale = scaleIn(scene, flow.quantity);
  return remember(values, `strands ${flow.name} ${scene.view.narrow}`, `${scene.key}|${scale}`, () =>
    h("g", { class: "strands", "stroke-width": round(flow.strand) }, bundle(scene, values, scale, "strand", (k) => strandPath(flow.route, k))),
  );
}

/** @param {Scene} scene @param {Flow} flow @param {Part[]} parts @param {number} progress @returns {VNode | null} */
function columnOf(scene, flow, parts, progress) {
  const { x, line, width } = /** @type {NonNullable<Flow["column"]>} */ (flow.column);
  const passedLength = passedOn(parts, progress, line);
  if (passedLength === 0) return null;
  const front = parts[line].x + passedLength;
  const values = /** @type {Vector} */ (flow.values);
  const scale = scaleIn(scene, flow.quantity);
  const { rows } = flow.route.lines[line];
  const tiles = remember(values, `tiles ${flow.name} ${scene.view.narrow}`, `${scene.key}|${scale}`, () =>
    h("g", { class: "tiles" }, [...bundle(scene, values, scale, "tile", tileIn(rows, x, width)), outline(scene, rows, x, width)]),
  );
  const behind = Math.min(0, front - x);
  return h("g", { key: "tiles", transform: behind < 0 ? `translate(${round(behind)} 0)` : undefined }, tiles);
}

/** @param {Scene} scene @param {import("./rows.js").Rows} rows @param {number} x @param {number} width @returns {VNode | null} */
function outline(scene, rows, x, width) {
  if (scene.chosen < 0) return null;
  const height = tileHeight(rows) + 3;
  return h("rect", {
    class: "outline", key: "outline", rx: 1.5,
    x: round(x - width / 2 - 3), y: round(rows.at(scene.chosen) - height / 2), width: width + 6, height: round(height),
  });
}
