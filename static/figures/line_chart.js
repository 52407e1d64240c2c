import { percent, read } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";

/**
 * Shares from 0 to 1 over a length on a log scale: a line for each seed of each model, the shipped one bold.
 *
 * @import {Cell, VNode, WireNumber} from "./types.js"
 *
 * @typedef {{cell: Cell, kind: "seed" | "shipped" | "larger", values: readonly WireNumber[]}} Line  a value for each length
 *
 * @typedef {object} Chart
 * @property {number} width
 * @property {number} height
 * @property {readonly number[]} lengths  ascending
 * @property {number} trainedTo  up to which length there were examples in training
 *
 * @typedef {object} Places
 * @property {(length: number) => number} x
 * @property {(share: WireNumber) => number} y
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 */

const LEFT = 46;
const RIGHT = 58; // for the names of the lines
const TOP = 20;
const BOTTOM = 40;
const SIZE = 12;
const APART = 15; // between the names of two lines
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** @param {Chart} chart @returns {Places} */
export function placesOf({ width, height, lengths }) {
  const [left, right, top, bottom] = [LEFT, width - RIGHT, TOP, height - BOTTOM];
  const [first, last] = [Math.log(lengths[0] * 0.92), Math.log(lengths[lengths.length - 1] * 1.04)];
  return {
    ...{ left, right, top, bottom },
    x: (length) => left + Math.min(1, Math.max(0, (Math.log(length) - first) / (last - first))) * (right - left),
    y: (share) => bottom - (read(share) || 0) * (bottom - top),
  };
}

/**
 * Draw the ground: the lengths that were trained, the scales and the lengths that were measured.
 *
 * @param {Chart} chart
 * @param {{trained: string, length: string}} names
 * @returns {VNode}
 */
export function ground(chart, names) {
  const { x, y, left, right, top, bottom } = placesOf(chart);
  const trained = x(chart.trainedTo);
  return html`<rect class="chart-trained" x=${left} y=${top} width=${tenth(trained - left)} height=${bottom - top} />
    <text class="lane-mark" x=${left + 6} y=${top - 6}>${names.trained}</text>
    <path class="lane-grid" d=${SHARES.map((share) => `M${left} ${tenth(y(share))}H${right}`).join("")} />
    ${SHARES.map((share) => html`<text class="lane-mark" text-anchor="end" x=${left - 6} y=${tenth(y(share) + 4)}>${percent(share)}</text>`)}
    <path class="chart-ticks" d=${chart.lengths.map((length) => `M${tenth(x(length))} ${bottom}v5`).join("")} />
    ${legible(chart.lengths, x).map((length) => html`<text class="lane-mark" text-anchor="middle" x=${tenth(x(length))} y=${bottom + 18}>${length}</text>`)}
    <text class="lane-mark" text-anchor="middle" x=${tenth((left + right) / 2)} y=${bottom + 35}>${names.length}</text>`;
}

/** The lengths whose names do not touch. @param {readonly number[]} lengths @param {(length: number) => number} x @returns {number[]} */
function legible(lengths, x) {
  const kept = [lengths[lengths.length - 1]];
  for (const length of lengths.toReversed().slice(1)) {
    const room = (String(length).length + String(kept[0]).length) * 3.4 + 6;
    if (x(kept[0]) - x(length) >= room) kept.unshift(length);
  }
  return kept;
}

/**
 * Draw one line, the shipped one with a mark of its cell at every length.
 *
 * @param {Chart} chart
 * @param {Line} line
 * @returns {VNode}
 */
export function lineIn(chart, { cell, kind, values }) {
  const { x, y } = placesOf(chart);
  const points = values.map((value, index) => /** @type {const} */ ([x(chart.lengths[index]), y(value)]));
  return html`<path class=${`chart-line ${kind} cell-${cell}`} d=${points.map(([px, py], index) => `${index === 0 ? "M" : "L"}${tenth(px)} ${tenth(py)}`).join("")} />
    ${kind === "shipped" && html`<path class=${`chart-marks cell-${cell}`} d=${points.map(([px, py]) => markOf(cell, px, py)).join("")} />`}`;
}

/**
 * Write the mark of a cell: a disc, a square, a triangle.
 *
 * @param {Cell} cell
 * @param {number} x
 * @param {number} y
 * @returns {string} path data
 */
export function markOf(cell, x, y) {
  const [px, py] = [tenth(x), tenth(y)];
  if (cell === "lstm") return `M${tenth(x - 4.5)} ${py}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z`;
  if (cell === "gru") return `M${tenth(x - 4)} ${tenth(y - 4)}h8v8h-8z`;
  return `M${px} ${tenth(y - 5)}l5 9h-10z`;
}

/**
 * Name the lines at their ends, no two names on top of each other.
 *
 * @param {Chart} chart
 * @param {readonly Line[]} lines
 * @returns {VNode}
 */
export function namesAtEnds(chart, lines) {
  const { y, right, top, bottom } = placesOf(chart);
  const wanted = lines.map(({ cell, values }) => ({ cell, at: y(values[values.length - 1]) })).toSorted((a, b) => a.at - b.at);
  wanted.forEach((name, index) => (name.at = Math.max(name.at, index === 0 ? top : wanted[index - 1].at + APART)));
  const beyond = Math.max(0, (wanted.at(-1)?.at ?? 0) - bottom);
  return html`${wanted.map(({ cell, at }) => html`<text class=${`chart-name cell-${cell}`} key=${cell} x=${right + 10} y=${tenth(at - beyond + SIZE / 3)}>${cell.toUpperCase()}</text>`)}`;
}

/**
 * A line and a mark, for the key.
 *
 * @param {Cell} cell
 * @param {Line["kind"]} [kind]
 * @returns {VNode}
 */
export function lineKey(cell, kind = "shipped") {
  return html`<svg class="lane-key" viewBox="0 0 30 10" aria-hidden="true"><path class=${`chart-line ${kind} cell-${cell}`} d="M1 5H29" />
    ${kind === "shipped" && html`<path class=${`chart-marks cell-${cell}`} d=${markOf(cell, 15, 5)} />`}</svg>`;
}
