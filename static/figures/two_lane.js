import { html } from "../vendor/preact.js";
import { column } from "./column.js";
import { around, between, rowsIn } from "./geometry.js";
import * as places from "./two_lane_places.js";
import { chip, chosenName, drawing, foretold, gateName, indexed, label, node, notArrived, padlock, stateOf, wire } from "./parts.js";
import { placesFor, reached, scaleIn, sceneOf, stepName } from "./scene.js";
import { ghosts, strands } from "./strands.js";
import { valve } from "./valve.js";
import { visibleToken } from "./tokens.js";

/**
 * @import {Layer, Trace, Vector, View, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @import {Places} from "./two_lane_places.js"
 */

/** @type {Partial<Layer>} */
const NOTHING = Object.freeze({});
const SQUASH = /** @type {const} */ ({ f: "σ", i: "σ", g: "tanh", o: "σ" });
/** What the share that a gate lets through is called. */
const SHARES = Object.freeze({ f: "figures.keep", i: "figures.write", o: "figures.reveal", g: undefined });

/**
 * Draw one step of an LSTM: the cell state's lane above, the hidden state's below, the gates between.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {VNode}
 */
export function twoLane(trace, s, view) {
  const scene = sceneOf(trace, s, view);
  const at = placesFor(view, places);
  return drawing(scene, at.size, html`
    ${lanes(scene, at)}${upperLane(scene, at)}${lowerLane(scene, at)}
    ${feeds(scene, at)}${forget(scene, at)}${write(scene, at)}${reveal(scene, at)}
    ${notArrived(scene, at.machine)}`);
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function lanes(scene, at) {
  const { words, narrow, medium } = scene.view;
  const name = (/** @type {string} */ lane) => words(medium ? `figures.lanes.${lane}_short` : `figures.lanes.${lane}`);
  return html`<g class="lanes">
    <rect class="lane cell-lane" rx="12" x=${at.left} y=${at.cLane.y} width=${at.right - at.left} height=${at.cLane.height} />
    <rect class="lane hidden-lane" rx="12" x=${at.left} y=${at.hLane.y} width=${at.right - at.left} height=${at.hLane.height} />
    <text class="lane-title" x=${at.left + 4} y=${at.cTitle}>${name("c")}</text>
    <text class=${narrow ? "lane-title end" : "lane-title"} x=${narrow ? at.right - 2 : at.left + 4} y=${at.hTitle}>${name("h")}</text>
    ${chosenName(scene, at.right - 4, at.cTitle)}
  </g>`;
}

/**
 * Draw the old memory, what is kept of it, and the new one.
 *
 * @param {Scene} scene
 * @param {Places} at
 * @returns {VNode}
 */
export function upperLane(scene, at) {
  const { record = NOTHING, previous } = scene;
  const scale = scaleIn(scene, "c");
  const kept = reached(scene, 3);
  const added = reached(scene, 5, 0.2);
  const box = (/** @type {number} */ from, /** @type {number} */ to) => ({ x: from, width: to - from, y: at.cRows.y, height: at.cRows.height });
  const tiles = (/** @type {number} */ x) => around(x, at.cRows.y + at.cRows.height / 2, at.tile, at.cRows.height);
  return html`<g class="upper">
    ${strands(scene, previous.c, scale, box(at.left, at.f.x))}
    ${strands(scene, record.kept, scale, box(at.f.x, between(at.f.x, at.sum.x, kept)))}
    ${strands(scene, record.c, scale, box(at.sum.x, between(at.sum.x, at.right, added)))}
    ${ghosts(scene, previous.c, scene.ghostPrevious.c, scale, box(at.left, at.f.x))}
    ${ghosts(scene, record.c, scene.ghost?.c, scale, box(at.sum.x, between(at.sum.x, at.right, added)))}
    ${column(scene, previous.c, scale, tiles(at.before))}
    ${column(scene, kept > 0 ? record.kept : undefined, scale, tiles(between(at.f.x, at.kept, kept || 1)))}
    ${column(scene, added > 0 ? record.c : undefined, scale, tiles(between(at.sum.x, at.c, added || 1)))}
    ${label(scene, indexed("c", stepName(scene, -1)), previous.c, at.before - at.tile / 2, at.cNames, "strong")}
    ${label(scene, partName(scene, "kept", "f⊙c"), kept === 1 ? record.kept : undefined, at.kept, at.cNames)}
    ${label(scene, indexed("c", stepName(scene, 0)), added === 1 ? record.c : undefined, at.c, at.cNames, "strong middle")}
    ${padlock(scene, "c", at.c + at.tile, at.cRows.y + 4)}
  </g>`;
}

/** The hidden state before and after, and the word beside it. @param {Scene} scene @param {Places} at @returns {VNode} */
function lowerLane(scene, at) {
  const { record = NOTHING, previous } = scene;
  const arrived = reached(scene, 0);
  const shown = reached(scene, 7);
  const box = (/** @type {number} */ from, /** @type {number} */ to) => ({ x: from, width: to - from, y: at.hRows.y, height: at.hRows.height });
  const tiles = (/** @type {number} */ x, /** @type {number} */ y) => around(x, y, at.tile, at.hRows.height);
  const middle = at.hRows.y + at.hRows.height / 2;
  const top = at.hRows.y;
  const bottom = top + at.hRows.height;
  return html`<g class="lower">
    ${strands(scene, previous.h, 1, box(at.left, between(at.before, at.bracket - 6, arrived)))}
    ${strands(scene, record.h, 1, box(at.out, between(at.out, at.right, reached(scene, 7, 0.4))))}
    ${ghosts(scene, previous.h, scene.ghostPrevious.h, 1, box(at.left, between(at.before, at.bracket - 6, arrived)))}
    ${ghosts(scene, record.h, scene.ghost?.h, 1, box(at.out, between(at.out, at.right, reached(scene, 7, 0.4))))}
    ${column(scene, previous.h, 1, tiles(at.before, middle))}
    ${column(scene, shown > 0 ? record.h : undefined, 1, tiles(between(at.out, at.h, shown || 1), between(at.gates, middle, Math.min(1, 1.6 * (shown || 1)))))}
    ${wire([[at.bracket, at.chip.y - at.chip.size], [at.bracket, bottom]], arrived)}
    <path class="bracket" d=${`M${at.bracket - 4} ${top}h8V${bottom}h-8`} />
    ${chip(scene, at.bracket, between(at.chip.y + 14, at.chip.y, arrived), at.chip.size)}
    ${label(scene, indexed("x", stepName(scene, 0)), undefined, at.bracket + 8, at.hNames, "faint")}
    ${label(scene, indexed("h", stepName(scene, -1)), previous.h, scene.view.narrow ? at.left + 4 : at.before - at.tile / 2, at.hNames, "strong")}
    ${label(scene, indexed("h", stepName(scene, 0)), shown === 1 ? record.h : undefined, scene.view.narrow ? at.right - 4 : at.h, at.hNames, scene.view.narrow ? "strong end" : "strong middle")}
    ${padlock(scene, "h", at.h - at.tile, at.hRows.y + 4)}
    ${scene.view.narrow ? foretold(scene, at.out - (scene.view.lens === "story" ? 8 : 44), at.hNames) : foretold(scene, at.right - 4, at.chip.y + 5)}
  </g>`;
}

/** One bus and four feeds, each to its squash. @param {Scene} scene @param {Places} at @returns {VNode} */
function feeds(scene, at) {
  const bus = reached(scene, 1, 0, 0.6);
  const up = reached(scene, 1, 0.6);
  const gates = /** @type {const} */ (["f", "i", "g", "o"]);
  return html`<g class="feeds">
    ${wire([[at.bracket + 4, at.bus], [at.o.x, at.bus]], bus)}
    ${gates.map((gate) => html`${wire([[at[gate].x, at.bus], [at[gate].x, at.squash + at.radius]], up)}
      <circle class="tap" cx=${at[gate].x} cy=${at.bus} r="3.5" />
      ${wire([[at[gate].x, at.squash - at.radius], [at[gate].x, gate === "f" ? at.cut : at.gates + halfOf(scene, at)]], reached(scene, gate === "f" ? 3 : 2, 0, 0.4), gate)}
      ${node(SQUASH[gate], at[gate].x, at.squash, at.radius, `role-${gate}`)}
      ${gateName(scene, gate, [at[gate].x, at.squash], at.radius, { squash: SQUASH[gate], sentence: SHARES[gate] })}
      ${padlock(scene, gate, at[gate].x - (gate === "g" ? at.tile : at.valve) / 2 - 10, (gate === "f" ? at.cRows.y : at.gates - at.machineRows / 2) + 6)}`)}
  </g>`;
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function forget(scene, at) {
  const box = around(at.f.x, at.cRows.y + at.cRows.height / 2, at.valve, at.cRows.height);
  return html`<g class="forget">
    ${valve(scene, scene.record?.f, box, "f", reached(scene, 2))}
    ${node("×", at.f.x, at.cut, at.operator, stateOf(scene, 3))}
  </g>`;
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function write(scene, at) {
  const { record = NOTHING } = scene;
  const risen = reached(scene, 4, 0.3);
  const run = reached(scene, 4, 0, 0.3);
  const tiles = around(between(at.g.x, at.sum.x, risen || 1), between(at.gates, at.products, risen || 1), at.tile, at.machineRows);
  const opened = reached(scene, 2);
  const sumY = at.cRows.y + at.cRows.height / 2;
  return html`<g class="write">
    ${valve(scene, record.i, around(at.i.x, at.gates, at.valve, at.machineRows), "i", opened)}
    ${column(scene, opened > 0 ? record.g : undefined, 1, around(at.g.x, at.gates, at.tile * opened || at.tile, at.machineRows), "g")}
    ${wire([[at.i.x + at.valve / 2 + 3, at.gates], [at.sum.x, at.gates]], run)}
    ${wire([[at.g.x - at.tile / 2 - 3, at.gates], [at.sum.x, at.gates]], run)}
    ${wire([[at.sum.x, at.gates - at.operator], [at.sum.x, at.products + halfOf(scene, at)]], risen)}
    ${wire([[at.sum.x, at.products - halfOf(scene, at)], [at.sum.x, sumY]], reached(scene, 5, 0, 0.4))}
    ${column(scene, risen > 0 ? record.written : undefined, scaleIn(scene, "c"), tiles)}
    ${scene.record && label(scene, partName(scene, "written", "i⊙g"), risen === 1 ? record.written : undefined, at.sum.x + at.tile / 2 + 8, at.products + (scene.view.narrow ? 16 : 4), "")}
    ${node("×", at.sum.x, at.gates, at.operator, stateOf(scene, 4))}
    ${node("+", at.sum.x, sumY, at.operator * 1.25, stateOf(scene, 5))}
  </g>`;
}

/** @param {Scene} scene @param {Places} at @returns {VNode} */
function reveal(scene, at) {
  const { record = NOTHING } = scene;
  const { narrow, medium, words } = scene.view;
  const roomy = !narrow && !medium; // to the right of the outermost column
  const squashed = reached(scene, 6, 0.2);
  const shown = reached(scene, 7, 0, 0.4);
  const laneY = at.cRows.y + at.cRows.height;
  const tiles = around(at.out, between(at.tanh, at.products, squashed || 1), at.tile, at.machineRows);
  return html`<g class="reveal">
    ${wire([[at.out, laneY], [at.out, at.products - halfOf(scene, at)]], reached(scene, 6, 0, 0.5))}
    ${wire([[at.out, at.products + halfOf(scene, at)], [at.out, at.hRows.y]], shown)}
    ${wire([[at.o.x + at.valve / 2 + 3, at.gates], [at.out, at.gates]], shown)}
    <circle class="tap" cx=${at.out} cy=${laneY} r="3.5" />
    ${valve(scene, record.o, around(at.o.x, at.gates, at.valve, at.machineRows), "o", reached(scene, 2))}
    ${column(scene, squashed > 0 ? record.tanh_c : undefined, 1, tiles)}
    ${node("tanh", at.out, at.tanh, at.operator, stateOf(scene, 6))}
    ${node("×", at.out, at.gates, at.operator, stateOf(scene, 7))}
    ${label(scene, "tanh c", squashed === 1 ? record.tanh_c : undefined, at.out + (roomy ? 20 : -at.tile / 2 - 7), at.products + (narrow ? -6 : 4), roomy ? "" : "end")}
    ${narrow ? null : html`<text class="label" x=${at.out + 20} y=${at.gates + 4}>${medium ? "o⊙tanh c" : words("figures.parts.revealed")}</text>`}
  </g>`;
}

/** Half the height of a framed vector of the machine room. @param {Scene} scene @param {Places} at @returns {number} */
function halfOf(scene, at) {
  return (rowsIn(scene.units.length, 0, at.machineRows).pitch * scene.units.length) / 2 + 3;
}

/** @param {Scene} scene @param {"kept" | "written"} part @param {string} symbol @returns {string} */
function partName(scene, part, symbol) {
  return scene.view.narrow ? symbol : scene.view.words(`figures.parts.${part}`);
}
