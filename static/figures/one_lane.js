import { html } from "../vendor/preact.js";
import { column } from "./column.js";
import { around, between, rowsIn } from "./geometry.js";
import * as places from "./one_lane_places.js";
import { chip, chosenName, drawing, foretold, gateName, indexed, label, node, notArrived, padlock, stateOf, wire } from "./parts.js";
import { placesFor, reached, sceneOf, stepName } from "./scene.js";
import { ghosts, strands } from "./strands.js";
import { valve } from "./valve.js";

/**
 * @import {Layer, Trace, View, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @import {Places} from "./one_lane_places.js"
 */

/** @type {Partial<Layer>} */
const NOTHING = Object.freeze({});
/** The candidate waits for the reset gate. */
const GATES = /** @type {const} */ ({
  z: { squash: "σ", sentence: "figures.keep" },
  r: { squash: "σ", sentence: "figures.reset" },
  n: { squash: "tanh", summed: 4, squashed: 4 },
});

/**
 * Draw one step of a GRU: one lane for the hidden state, and the valve z that divides it between old and new.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {VNode}
 */
export function oneLane(trace, s, view) {
  const scene = sceneOf(trace, s, view);
  const at = placesFor(view, places);
  return drawing(scene, at.size, html`
    <rect class="lane hidden-lane" rx="12" x=${at.left} y=${at.lane.y} width=${at.right - at.left} height=${at.lane.height} />
    <text class="lane-title" x=${at.left + 4} y=${at.title}>${view.words("figures.only_lane")}</text>${chosenName(scene, at.right - 4, at.title)}
    ${lane(scene, at)}${input(scene, at)}${feeds(scene, at)}${candidate(scene, at)}${mixing(scene, at)}
    ${foretold(scene, at.right - 4, at.chip.y + 5)}${notArrived(scene, at.machine)}`);
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function lane(scene, at) {
  const { record = NOTHING, previous } = scene;
  const kept = reached(scene, 3);
  const added = reached(scene, 6, 0.2);
  const box = (/** @type {number} */ from, /** @type {number} */ to) => ({ ...at.rows, x: from, width: to - from });
  const tiles = (/** @type {number} */ x) => around(x, at.rows.y + at.rows.height / 2, at.tile, at.rows.height);
  return html`<g class="lane-of-h">
    ${strands(scene, previous.h, 1, box(at.left, at.z.x))}
    ${strands(scene, record.kept, 1, box(at.z.x, between(at.z.x, at.sum, kept)))}
    ${strands(scene, record.h, 1, box(at.sum, between(at.sum, at.right, added)))}
    ${ghosts(scene, previous.h, scene.ghostPrevious.h, 1, box(at.left, at.z.x))}
    ${ghosts(scene, record.h, scene.ghost?.h, 1, box(at.sum, between(at.sum, at.right, added)))}
    ${padlock(scene, "h", at.h + at.tile, at.rows.y + 4)}
    ${column(scene, previous.h, 1, tiles(at.before))}
    ${column(scene, kept > 0 ? record.kept : undefined, 1, tiles(between(at.z.x, at.kept, kept || 1)))}
    ${column(scene, added > 0 ? record.h : undefined, 1, tiles(between(at.sum, at.h, added || 1)))}
    ${label(scene, indexed("h", stepName(scene, -1)), previous.h, scene.view.narrow ? at.left + 4 : at.before - at.tile / 2, at.names, "strong halo-lane")}
    ${label(scene, partName(scene, "kept_gru", "z⊙h"), kept === 1 ? record.kept : undefined, at.kept, at.names)}
    ${label(scene, indexed("h", stepName(scene, 0)), added === 1 ? record.h : undefined, at.h, at.names, "strong middle")}
  </g>`;
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function input(scene, at) {
  const arrived = reached(scene, 0);
  const { bracket } = at;
  return html`<g class="input">
    ${wire([[bracket, at.rows.y + at.rows.height], [bracket, at.bus - 22]], arrived)}
    ${wire([[bracket, at.chip.y - at.chip.size], [bracket, at.bus + 22]], arrived)}
    <path class="bracket" d=${`M${bracket - 4} ${at.bus - 22}h8v44h-8`} />
    <circle class="tap" cx=${bracket} cy=${at.rows.y + at.rows.height} r="3.5" />
    ${chip(scene, bracket, between(at.chip.y + 14, at.chip.y, arrived), at.chip.size)}
    ${label(scene, indexed("x", stepName(scene, 0)), undefined, bracket + 8, at.bus + 34, "faint")}
  </g>`;
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function feeds(scene, at) {
  const bus = reached(scene, 1, 0, 0.6);
  const up = reached(scene, 1, 0.6);
  const half = halfOf(scene, at);
  return html`<g class="feeds">
    ${wire([[at.bracket + 4, at.bus], [at.n.x, at.bus]], bus)}
    ${/** @type {const} */ (["z", "r", "n"]).map((gate) => html`
      ${wire([[at[gate].x, at.bus], [at[gate].x, at.squash + at.radius]], up)}
      <circle class="tap" cx=${at[gate].x} cy=${at.bus} r="3.5" />
      ${wire([[at[gate].x, at.squash - at.radius], [at[gate].x, gate === "z" ? at.cut : at.gates + half]], reached(scene, { z: 3, r: 2, n: 4 }[gate], 0, 0.4), gate)}
      ${node(GATES[gate].squash, at[gate].x, at.squash, at.radius, `role-${gate}`)}
      ${gateName(scene, gate, [at[gate].x, at.squash], at.radius, GATES[gate])}
      ${padlock(scene, gate, at[gate].x - (gate === "n" ? at.tile : at.valve) / 2 - 10, (gate === "z" ? at.rows.y : at.gates - at.machineRows / 2) + 6)}`)}
  </g>`;
}

/** The reset gate opens what the candidate sees of the old state. @param {Scene} scene @param {Places} at @returns {VNode} */
function candidate(scene, at) {
  const { record = NOTHING } = scene;
  const formed = reached(scene, 4, 0.4);
  const meet = (at.squash + at.radius + at.bus) / 2 + (scene.view.narrow ? 12 : 4);
  return html`<g class="candidate">
    ${wire([[at.r.x + at.valve / 2 + 3, at.gates], [at.turn, at.gates], [at.turn, meet], [at.n.x - at.operator, meet]], reached(scene, 4, 0, 0.4), "r")}
    ${valve(scene, record.r, around(at.r.x, at.gates, at.valve, at.machineRows), "r", reached(scene, 2))}
    ${column(scene, formed > 0 ? record.n : undefined, 1, around(at.n.x, at.gates, at.tile * formed || at.tile, at.machineRows), "n")}
    ${node("×", at.n.x, meet, at.operator, stateOf(scene, 4))}
  </g>`;
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function mixing(scene, at) {
  const { record = NOTHING } = scene;
  const passed = reached(scene, 5, 0.3);
  const half = halfOf(scene, at);
  const middle = at.rows.y + at.rows.height / 2;
  const tiles = around(at.sum, between(at.gates, at.written, passed || 1), at.tile, at.machineRows);
  return html`<g class="mixing">
    ${valve(scene, record.z, around(at.z.x, middle, at.valve, at.rows.height), "z", reached(scene, 2))}
    ${wire([[at.z.x, at.share], [at.sum - at.operator, at.share]], reached(scene, 5, 0, 0.3), "z")}
    ${wire([[at.sum, at.gates - half], [at.sum, at.written + half]], passed)}
    ${wire([[at.sum, at.written - half], [at.sum, middle]], reached(scene, 6, 0, 0.4))}
    ${column(scene, passed > 0 ? record.written : undefined, 1, tiles)}
    <text class="label role-z" x=${at.z.x + 8} y=${at.share - 6}>1−z</text>
    ${label(scene, partName(scene, "written_gru", "(1−z)⊙n"), passed === 1 ? record.written : undefined, at.sum + at.tile / 2 + 8, at.written + 4, "")}
    ${node("×", at.z.x, at.cut, at.operator, stateOf(scene, 3))}
    ${node("×", at.sum, at.share, at.operator, stateOf(scene, 5))}
    ${node("+", at.sum, middle, at.operator * 1.25, stateOf(scene, 6))}
  </g>`;
}

/** @param {Scene} scene @param {Places} at @returns {number} */
function halfOf(scene, at) {
  return (rowsIn(scene.units.length, 0, at.machineRows).pitch * scene.units.length) / 2 + 3;
}

/** @param {Scene} scene @param {string} part @param {string} symbol @returns {string} */
function partName(scene, part, symbol) {
  return scene.view.narrow ? symbol : scene.view.words(`figures.parts.${part}`);
}
