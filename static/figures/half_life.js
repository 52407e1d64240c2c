import { fixed, grouped, read } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";
import { logAxis, power } from "./log_axis.js";

/**
 * After how many steps half of a memory is left: a mark for each unit.
 *
 * @import {View, VNode, WireNumber} from "./types.js"
 *
 * @typedef {{cell: string, gate: "f" | "z", values: readonly WireNumber[]}} Row  by unit
 *
 * @typedef {object} StripView
 * @property {View["words"]} words
 * @property {number} width
 * @property {number} steps  of the sentence, marked on the scale
 * @property {string} label
 */

const LEFT = 84; // for the cell's name, and what is shorter than the scale
const RIGHT = 56; // for what is longer than every scale
const HIGH = 22;
const FIRST = 24;
const LOW = -1;

/**
 * Draw a row of marks for each cell whose gate keeps.
 *
 * @param {readonly Row[]} rows
 * @param {StripView} view
 * @returns {VNode} an svg element
 */
export function halfLifeStrip(rows, view) {
  const finite = rows.flatMap(({ values }) => values.map(read)).filter((value) => value > 0 && value < Infinity);
  const axis = logAxis(LOW, Math.max(3, Math.ceil(Math.log10(Math.max(1, ...finite)))));
  const right = view.width - RIGHT;
  const x = (/** @type {WireNumber} */ value) => LEFT + axis.at(value).share * (right - LEFT);
  const bottom = FIRST + rows.length * HIGH;
  return html`<svg class="half-lives" viewBox=${`0 0 ${view.width} ${bottom + 20}`} role="img" aria-label=${view.label}>
    <path class="lane-grid" d=${axis.ticks.map((exponent) => `M${tenth(x(10 ** exponent))} ${FIRST - 4}V${bottom}`).join("")} />
    ${axis.ticks.map((exponent) => html`<text class="lane-mark" text-anchor="middle" x=${tenth(x(10 ** exponent))} y=${bottom + 15}>${tickName(exponent)}</text>`)}
    <text class="lane-mark" text-anchor="middle" x=${tenth(right + RIGHT / 2)} y=${bottom + 15}>∞</text>
    <path class="lane-target" d=${`M${tenth(x(view.steps))} ${FIRST - 6}V${bottom}`} />
    <text class="lane-note" text-anchor="middle" x=${tenth(x(view.steps))} y="13">${view.words("lab.backward.sentence_length", { steps: view.steps })}</text>
    ${rows.map((row, index) => rowOf(row, FIRST + index * HIGH, x, axis, right))}
  </svg>`;
}

/** @param {number} exponent @returns {string} */
function tickName(exponent) {
  if (exponent < 0) return fixed(10 ** exponent, -exponent);
  return exponent < 5 ? grouped(10 ** exponent) : power(exponent);
}

/**
 * @param {Row} row
 * @param {number} y
 * @param {(value: WireNumber) => number} x
 * @param {ReturnType<typeof logAxis>} axis
 * @param {number} right
 * @returns {VNode}
 */
function rowOf({ cell, gate, values }, y, x, axis, right) {
  const places = values.map((value) => {
    const { where } = axis.at(value);
    if (where === "below") return LEFT - 12;
    return where === "above" ? right + RIGHT / 2 : x(value);
  });
  return html`<g class=${`role-${gate}`} key=${cell}>
    <text class="half-life-name" x="0" y=${y + 15}>${`${cell.toUpperCase()} ${gate}`}</text>
    <path class="half-life-course" d=${`M${LEFT} ${y + 10}H${tenth(right)}`} />
    <path class="half-life-marks" d=${places.map((place) => `M${tenth(place)} ${y + 2}v16`).join("")} />
  </g>`;
}
