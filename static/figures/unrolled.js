import { named, signed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { signedClass } from "./colour.js";
import { around, rowsIn, tenth } from "./geometry.js";
import { chip, drawing, foretold, indexed, node, stateOf, wire } from "./parts.js";
import { reached, sceneOf } from "./scene.js";
import { visibleToken } from "./tokens.js";

/**
 * The loop of an RNN, and the same loop unrolled along the sentence: every box is the same box at another moment.
 *
 * @import {Trace, Vector, View, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 */

/** How many steps stand side by side: the one that is read, and those before it. */
const WIDE = 6;
const NARROW = 3;

/**
 * Draw the loop and its unrolling around a step.
 *
 * @param {Trace} trace  of an RNN
 * @param {number} s
 * @param {View} view
 * @returns {VNode}
 */
export function unrolled(trace, s, view) {
  const scene = sceneOf(trace, s, view);
  const count = Math.min(view.narrow ? NARROW : WIDE, trace.start.tokens.length);
  const first = Math.max(0, Math.min(scene.t - count + 2, trace.start.tokens.length - count));
  const size = { width: view.narrow ? 390 : 760, height: 360 };
  const loopWidth = view.narrow ? 92 : 150;
  const pitch = (size.width - loopWidth - 24) / count;
  const x = (/** @type {number} */ index) => loopWidth + 24 + pitch * (index + 0.5);
  const at = { top: 40, box: 190, word: 300, tile: view.narrow ? 16 : 22, rows: 96 };
  return drawing(scene, size, html`
    ${loop(scene, loopWidth / 2, at)}
    <text class="label strong middle" x=${loopWidth + 10} y=${at.box + 5}>=</text>
    ${Array.from({ length: count }, (_, index) => moment(scene, first + index, x(index), Math.max(x(index - 1) + 24, loopWidth + 22), at))}
    ${foretold(scene, size.width - 4, size.height - 28)}
    <text class="label faint end" x=${size.width - 4} y=${size.height - 6}>${view.words("figures.unrolled.same")}</text>`);
}

/** @typedef {{top: number, box: number, word: number, tile: number, rows: number}} Places */

/** The network as it is built: one box that hears itself. @param {Scene} scene @param {number} x @param {Places} at @returns {VNode} */
function loop(scene, x, at) {
  return html`<g class="loop">
    <path class="loop-back" d=${`M${x + 22} ${at.box - 8}h20v-52h-${84}v52h20`} />
    <path class="arrow" d=${`M${x - 28} ${at.box - 12}l6 4l-6 4z`} />
    ${box(x, at.box, "now")}
    ${wire([[x, at.word - 18], [x, at.box + 22]], 1)}
    ${wire([[x, at.box - 22], [x, at.top + 92]], 1)}
    <text class="label strong middle" x=${x} y=${at.word}>${indexed("x", "t")}</text>
    <text class="label strong middle" x=${x} y=${at.top + 84}>${indexed("h", "t")}</text>
    <text class="label middle" x=${x} y=${at.top + 8}>${scene.view.words("figures.unrolled.built")}</text>
  </g>`;
}

/** The box at one step, with its word, its state, and the wire from the step before. @param {Scene} scene @param {number} t @param {number} x @param {number} start  of the wire @param {Places} at @returns {VNode} */
function moment(scene, t, x, start, at) {
  const { trace, view } = scene;
  const isNow = t === scene.t;
  const done = t < scene.t ? 1 : 0;
  const arrived = isNow ? reached(scene, 0) : done;
  const computed = isNow ? reached(scene, 4) : done;
  const h = trace.steps[t]?.layers[view.layer]?.h;
  const token = trace.start.tokens[t];
  const name = view.symbolic ? `t${t === scene.t ? "" : t < scene.t ? `\u2212${scene.t - t}` : `+${t - scene.t}`}` : String(t + 1);
  return html`<g class=${`moment${isNow ? " is-now" : ""}${t > scene.t ? " later" : ""}`}>
    ${t > 0 && wire([[start, at.box], [x - 22, at.box]], isNow ? reached(scene, 1) : done)}
    ${wire([[x, at.word - 16], [x, at.box + 22]], arrived)}
    ${wire([[x, at.box - 22], [x, at.top + at.rows + 8]], computed)}
    ${box(x, at.box, isNow ? stateOf(scene, 4) : done ? "done" : "waiting")}
    ${tiles(scene, computed > 0 ? h : undefined, x, at)}
    <text class="label middle" x=${x} y=${at.top - 10}>${indexed("h", name)}${isNow && scene.view.lens !== "story" && computed === 1 && chosen(scene, h)}</text>
    ${isNow ? chip(scene, x, at.word, view.narrow ? 11 : 14) : html`<text class="label middle" x=${x} y=${at.word} dy=".35em">${token ? visibleToken(token.text, view) : ""}</text>`}
  </g>`;
}

/** @param {number} x @param {number} y @param {string} state @returns {VNode} */
function box(x, y, state) {
  return node("A", x, y, 20, `box ${state}`);
}

/** @param {Scene} scene @param {Vector | undefined} h @param {number} x @param {Places} at @returns {VNode} */
function tiles(scene, h, x, at) {
  const frame = around(x, at.top + at.rows / 2, at.tile, at.rows);
  const rows = rowsIn(scene.units.length, frame.y, frame.height);
  return html`<g class=${h ? "column role-state" : "column role-state empty"}>
    <rect class="frame" rx="3" x=${tenth(frame.x - 3)} y=${tenth(frame.y - 3)} width=${tenth(frame.width + 6)} height=${tenth(frame.height + 6)} />
    ${h && scene.units.map((unit, row) => html`<rect data-unit=${unit} class=${signedClass(h[unit], 1)} x=${tenth(frame.x)} y=${tenth(rows.top(row))} width=${frame.width} height=${tenth(rows.thickness)} />`)}
    ${h && scene.chosen >= 0 && html`<rect class="chosen-row" rx="1.5" x=${tenth(frame.x - 3)} y=${tenth(rows.top(scene.chosen) - 1.5)} width=${tenth(frame.width + 6)} height=${tenth(rows.thickness + 3)} />`}
  </g>`;
}

/** @param {Scene} scene @param {Vector | undefined} h @returns {VNode} */
function chosen(scene, h) {
  const value = h?.[scene.units[scene.chosen]];
  return value === undefined ? null : html`<tspan class="number" dx="4">${named(value, scene.view.words, signed)}</tspan>`;
}
