import { read, signed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";
import { roundUp } from "./scales.js";
import { tokenAxis, tokenNames } from "./token_axis.js";

/**
 * One unit counts brackets: what it remembers against how many are open.
 *
 * @import {Step, Trace, VNode} from "./types.js"
 *
 * @typedef {object} Count  step by step
 * @property {"c" | "h"} quantity  what the cell remembers with
 * @property {number[]} values
 * @property {number[]} depths  brackets open after the step, counted from the text
 * @property {boolean[]} wrong  whether the model is mistaken about anything being open
 *
 * @typedef {{width: number, label: string, remembered: string, open: string}} CountView
 */

const CHANGES = Object.freeze({ "(": 1, ")": -1 });
const [END, CLOSE] = [".", ")"];
const EDGE = 40;
const TOP = 20; // with the name of what is remembered over the lane
const HIGH = 104; // of the memory
const LOW = 56; // of the depth under it
const GAP = 24;
const INSIDE = 8;
const APART = 0.12; // of a scale, between the names of two marks

/**
 * Read a run: what is remembered, what is true, and where the model is wrong.
 *
 * It says that nothing is open where it finds the full stop likelier than a closing bracket.
 *
 * @param {Trace} trace
 * @returns {Count}
 */
export function countOf({ start, steps }) {
  const quantity = start.cell === "lstm" ? "c" : "h";
  const layer = start.num_layers - 1;
  let depth = 0;
  const depths = start.tokens.map(({ text }) => (depth += CHANGES[/** @type {keyof typeof CHANGES} */ (text)] ?? 0));
  const values = steps.map((step) => read(step.layers[layer][quantity]?.[0] ?? NaN));
  return { quantity, values, depths, wrong: steps.map((step, t) => saysEnd(step) !== (depths[t] === 0)) };
}

/** @param {Step} step @returns {boolean} */
function saysEnd({ prediction }) {
  const of = (/** @type {string} */ token) => read(prediction.find((guess) => guess.token === token)?.probability ?? 0);
  return of(END) > of(CLOSE);
}

/**
 * Draw the memory over the text, and under it the brackets that are open.
 *
 * @param {Count} count
 * @param {readonly string[]} names
 * @param {CountView} view
 * @returns {VNode} an svg element
 */
export function counterFigure({ quantity, values, depths, wrong }, names, { width, label, remembered, open }) {
  const columns = tokenAxis(names, { left: EDGE, right: width - 8 });
  const range = rangeOf(values, quantity);
  const y = (/** @type {number} */ value) => TOP + HIGH - INSIDE - share(value, range) * (HIGH - 2 * INSIDE);
  const floor = TOP + HIGH + GAP + LOW;
  const deepest = Math.max(1, ...depths);
  const points = values.map((value, t) => /** @type {const} */ ([columns.x(t), y(value)]));
  return html`<svg class="counter-figure" viewBox=${`0 0 ${width} ${floor + columns.height + 6}`} role="img" aria-label=${label}>
    <rect class=${quantity === "c" ? "cell-lane" : "hidden-lane"} x=${EDGE} y=${TOP} width=${tenth(width - 8 - EDGE)} height=${HIGH} rx="10" />
    ${marksOf(range).map((mark) => html`<text class="lane-mark" text-anchor="end" x=${EDGE - 5} y=${tenth(y(mark) + 4)}>${signed(mark, Number.isInteger(mark) ? 0 : 1)}</text>`)}
    <path class="lane-grid" d=${`M${EDGE} ${tenth(y(0))}H${width - 8}`} />
    <path class="counter-depth" d=${stairs(depths, columns, floor, (LOW - 4) / deepest)} />
    <text class="lane-mark" text-anchor="end" x=${EDGE - 5} y=${floor - LOW + 12}>${deepest}</text><text class="lane-mark" text-anchor="end" x=${EDGE - 5} y=${floor}>0</text>
    <path class="lane-line d_c" d=${lineThrough(points)} />
    ${columns.pitch > 9 && html`<path class="lane-dots d_c" d=${points.map(([px, py]) => `M${tenth(px)} ${tenth(py)}h0`).join("")} />`}
    <path class="counter-wrong" d=${points.filter((_, t) => wrong[t]).map(([px, py]) => `M${tenth(px - 6)} ${tenth(py - 6)}l12 12m0 -12l-12 12`).join("")} />
    <text class="lane-note" x=${EDGE + 2} y=${TOP - 6}>${remembered}</text><text class="lane-note" x=${EDGE + 2} y=${floor - LOW - 6}>${open}</text>
    ${tokenNames(columns, floor + 2)}
  </svg>`;
}

/**
 * Draw the memory against the depth: a counter's dots lie on one slope, going up and coming down.
 *
 * @param {Count} count
 * @param {{size: number, label: string, depth: string}} view
 * @returns {VNode} an svg element
 */
export function slopeFigure({ quantity, values, depths, wrong }, { size, label, depth }) {
  const range = rangeOf(values, quantity);
  const [least, most] = [Math.min(0, ...depths), Math.max(1, ...depths)];
  const [left, bottom] = [EDGE, size - 34];
  const x = (/** @type {number} */ value) => left + 10 + ((value - least) / (most - least)) * (size - left - 20);
  const y = (/** @type {number} */ value) => bottom - 10 - share(value, range) * (bottom - 20);
  const dots = (/** @type {boolean} */ rising, /** @type {number} */ radius) => values.map((value, t) => (depths[t] > (depths[t - 1] ?? 0) === rising ? circle(x(depths[t]), y(value), radius) : "")).join("");
  return html`<svg class="slope-figure" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label}>
    <rect class=${quantity === "c" ? "cell-lane" : "hidden-lane"} x=${left} y="2" width=${size - left} height=${bottom - 2} rx="10" />
    ${marksOf(range).map((mark) => html`<text class="lane-mark" text-anchor="end" x=${left - 5} y=${tenth(y(mark) + 4)}>${signed(mark, Number.isInteger(mark) ? 0 : 1)}</text>`)}
    <path class="slope-rising" d=${dots(true, 3.5)} /><path class="slope-falling" d=${dots(false, 6)} />
    <path class="counter-wrong" d=${values.map((value, t) => (wrong[t] ? `M${tenth(x(depths[t]) - 6)} ${tenth(y(value) - 6)}l12 12m0 -12l-12 12` : "")).join("")} />
    <text class="lane-mark" text-anchor="middle" x=${tenth(x(least))} y=${bottom + 14}>${least}</text><text class="lane-mark" text-anchor="middle" x=${tenth(x(most))} y=${bottom + 14}>${most}</text>
    <text class="lane-mark" text-anchor="middle" x=${(left + size) / 2} y=${bottom + 30}>${depth}</text>
  </svg>`;
}

/** h lies between −1 and 1; c has no bound, and its scale the sides that are used. @param {readonly number[]} values @param {"c" | "h"} quantity @returns {[number, number]} */
function rangeOf(values, quantity) {
  if (quantity === "h") return [-1, 1];
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(0, ...finite), Math.max(0, ...finite)];
  return [least < 0 ? -roundUp(-least) : 0, most > 0 ? roundUp(most) : 0];
}

/** Both ends and zero, but for an end so near to zero that their names would touch. @param {[number, number]} range @returns {number[]} */
function marksOf([low, high]) {
  return [0, ...[low, high].filter((end) => Math.abs(end) > APART * (high - low))];
}

/** @param {number} value @param {[number, number]} range @returns {number} */
function share(value, [low, high]) {
  return (Math.min(high, Math.max(low, value || 0)) - low) / (high - low || 1);
}

/** @param {readonly (readonly [number, number])[]} points @returns {string} */
function lineThrough(points) {
  return points.map(([x, y], t) => `${t === 0 ? "M" : "L"}${tenth(x)} ${tenth(y)}`).join("");
}

/** @param {number} x @param {number} y @param {number} r @returns {string} */
function circle(x, y, r) {
  return `M${tenth(x - r)} ${tenth(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

/** @param {readonly number[]} depths @param {{x: (t: number) => number, pitch: number}} columns @param {number} floor @param {number} unit @returns {string} */
function stairs(depths, { x, pitch }, floor, unit) {
  const steps = depths.map((depth, t) => `V${tenth(floor - Math.max(0, depth) * unit)}H${tenth(x(t) + pitch / 2)}`);
  return `M${tenth(x(0) - pitch / 2)} ${floor}${steps.join("")}V${floor}z`;
}
