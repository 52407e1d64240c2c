import { html } from "../vendor/preact.js";
import { column } from "./column.js";
import { around, between } from "./geometry.js";
import { chip, chosenName, drawing, foretold, indexed, label, node, notArrived, padlock, stateOf, wire } from "./parts.js";
import { placesFor, reached, scaleIn, sceneOf, stepName } from "./scene.js";
import { ghosts, strands } from "./strands.js";

/**
 * @import {Trace, View, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @typedef {typeof WIDE} Places
 */

const WIDE = {
  size: { width: 1200, height: 260 }, left: 20, right: 1180, tile: 26, radius: 18,
  title: 22, lane: { y: 34, height: 136 }, rows: { y: 44, height: 102 }, names: 163,
  before: 90, bracket: 240, sum: 480, squash: 700, h: 920, chip: { y: 222, size: 16 },
  machine: { x: 280, y: 50, width: 800, height: 90 },
};

/** @type {Places} */
const NARROW = {
  size: { width: 390, height: 178 }, left: 4, right: 386, tile: 15, radius: 12,
  title: 14, lane: { y: 21, height: 94 }, rows: { y: 28, height: 64 }, names: 109,
  before: 22, bracket: 92, sum: 160, squash: 226, h: 320, chip: { y: 154, size: 12.5 },
  machine: { x: 110, y: 32, width: 250, height: 56 },
};

/** @type {Places} */
const MEDIUM = {
  size: { width: 760, height: 222 }, left: 6, right: 754, tile: 21, radius: 15,
  title: 17, lane: { y: 27, height: 118 }, rows: { y: 35, height: 88 }, names: 139,
  before: 48, bracket: 150, sum: 300, squash: 440, h: 600, chip: { y: 196, size: 15 },
  machine: { x: 180, y: 45, width: 500, height: 76 },
};

/**
 * Draw one step of a plain RNN: one state, no valve; everything of the old one goes through the sum and the squash.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {VNode}
 */
export function noLane(trace, s, view) {
  const scene = sceneOf(trace, s, view);
  const at = placesFor(view, { NARROW, MEDIUM, WIDE });
  return drawing(scene, at.size, html`
    <rect class="lane hidden-lane" rx="12" x=${at.left} y=${at.lane.y} width=${at.right - at.left} height=${at.lane.height} />
    <text class="lane-title" x=${at.left + 4} y=${at.title}>${view.words("figures.only_lane")}</text>${chosenName(scene, at.right - 4, at.title)}
    ${input(scene, at)}${renewal(scene, at)}${foretold(scene, at.right - 4, at.chip.y + 5)}${notArrived(scene, at.machine)}`);
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function input(scene, at) {
  const { h } = scene.previous;
  const arrived = reached(scene, 0);
  const { y, height } = at.rows;
  return html`<g class="input">
    ${strands(scene, h, 1, { ...at.rows, x: at.left, width: between(at.before, at.bracket - 6, arrived) - at.left })}
    ${column(scene, h, 1, around(at.before, y + height / 2, at.tile, height))}
    ${wire([[at.bracket, at.chip.y - at.chip.size], [at.bracket, y + height]], arrived)}
    <path class="bracket" d=${`M${at.bracket - 4} ${y}h8v${height}h-8`} />
    ${chip(scene, at.bracket, between(at.chip.y + 14, at.chip.y, arrived), at.chip.size)}
    ${label(scene, indexed("x", stepName(scene, 0)), undefined, at.bracket + 8, at.names, "faint")}
    ${label(scene, indexed("h", stepName(scene, -1)), h, at.before - at.tile / 2, at.names, "strong")}
  </g>`;
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function renewal(scene, at) {
  const { record } = scene;
  const middle = at.rows.y + at.rows.height / 2;
  const summed = reached(scene, 1, 0.4);
  const squashed = reached(scene, 4, 0.4);
  const tiles = (/** @type {number} */ x) => around(x, middle, at.tile, at.rows.height);
  const h = squashed > 0 ? record?.h : undefined;
  return html`<g class="renewal">
    ${wire([[at.bracket + 4, middle], [at.sum - at.tile / 2 - 3, middle]], reached(scene, 1, 0, 0.4))}
    ${wire([[at.sum + at.tile / 2 + 3, middle], [at.squash, middle]], reached(scene, 4, 0, 0.4))}
    ${strands(scene, h, 1, { ...at.rows, x: at.squash, width: between(0, at.right - at.squash, squashed) })}
    ${column(scene, summed > 0 ? record?.pre.h : undefined, scaleIn(scene, "pre"), tiles(at.sum))}
    ${ghosts(scene, h, scene.ghost?.h, 1, { ...at.rows, x: at.squash, width: between(0, at.right - at.squash, squashed) })}
    ${column(scene, h, 1, tiles(between(at.squash, at.h, squashed || 1)))}
    ${padlock(scene, "h", at.h + at.tile, at.rows.y + 4)}
    ${node("tanh", at.squash, middle, at.radius, stateOf(scene, 4))}
    ${label(scene, scene.view.narrow ? "a" : scene.view.words("figures.gates.h"), summed === 1 ? record?.pre.h : undefined, at.sum, at.names)}
    ${label(scene, indexed("h", stepName(scene, 0)), squashed === 1 ? record?.h : undefined, at.h, at.names, "strong middle")}
  </g>`;
}
