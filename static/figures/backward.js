import { fixed, nonFinite, read, scientific } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";
import { logAxisOver, power } from "./log_axis.js";
import { tokenAxis, tokenNames } from "./token_axis.js";

/**
 * The backward lane: how much of one prediction's gradient reaches each step, running from right to left.
 *
 * @import {Point} from "./geometry.js"
 * @import {LogAxis} from "./log_axis.js"
 * @import {TokenAxis} from "./token_axis.js"
 * @import {Cell, View, VNode, WireNumber} from "./types.js"
 *
 * @typedef {object} Gradients  as `/gradients` answers
 * @property {Cell} cell
 * @property {{t: number}} target
 * @property {LayerGradients[]} layers
 *
 * @typedef {object} LayerGradients  norms by step
 * @property {WireNumber[]} d_h
 * @property {WireNumber[] | null} d_c
 * @property {WireNumber[] | null} highway
 * @property {{d_h: WireNumber, d_c: WireNumber | null, highway: WireNumber | null}} initial_state
 *
 * @typedef {"d_h" | "d_c" | "highway"} Quantity
 * @typedef {{quantity: Quantity, values: readonly WireNumber[]}} Series  values[0] is the initial state, values[t + 1] is step t
 *
 * @typedef {object} LaneView
 * @property {LogAxis} axis  the same for all lanes
 * @property {number} width
 * @property {number} height  of the lane, its names apart
 * @property {readonly string[]} names  of the initial state and of every word
 * @property {boolean} named  whether the names stand under this lane
 * @property {string} label
 */

const EDGE = 40; // for the marks of the scale, on either side
const TOP = 8;
const INSIDE = 12; // of the lane's height on either side, so that no mark lies on its edge
const ARROWS = 90; // pixels from one arrowhead to the next
const QUANTITIES = /** @type {const} */ (["d_h", "d_c", "highway"]);

/** @param {Gradients} answer @returns {Series[]} what reaches the top layer, the line that is drawn first first */
export function seriesOf(answer) {
  const layer = answer.layers[answer.layers.length - 1];
  return QUANTITIES.flatMap((quantity) => {
    const [values, first] = [layer[quantity], layer.initial_state[quantity]];
    return values === null || first === null ? [] : [{ quantity, values: [first, ...values] }];
  });
}

/** @param {readonly Gradients[]} answers @returns {LogAxis} the one scale of all lanes */
export function backwardAxis(answers) {
  return logAxisOver(answers.flatMap(seriesOf).flatMap(({ values }) => [...values]));
}

/** @param {Gradients} answer @returns {Series} the line that carries the arrowheads: ∂L/∂c of an LSTM, else ∂L/∂h */
export function totalOf(answer) {
  const series = seriesOf(answer);
  return series.find(({ quantity }) => quantity === "d_c") ?? series[0];
}

/**
 * Draw one lane.
 *
 * @param {Gradients} answer
 * @param {LaneView} view
 * @returns {VNode} an svg element
 */
export function backwardLane(answer, view) {
  const { width, height, names } = view;
  const target = answer.target.t + 1;
  const columns = tokenAxis(names, { left: EDGE, right: width - EDGE }, [0, target]);
  const [top, bottom] = [TOP, TOP + height];
  const place = placing(columns, view.axis, top + INSIDE, bottom - INSIDE);
  const tall = bottom + (view.named ? columns.height + 4 : 2);
  const end = columns.x(target) + columns.pitch / 2;
  return html`<svg class="backward-lane" viewBox=${`0 0 ${width} ${tall}`} role="img" aria-label=${view.label}>
    <rect class=${answer.cell === "lstm" ? "cell-lane" : "hidden-lane"} x=${EDGE} y=${top} width=${tenth(width - 2 * EDGE)} height=${height} rx="12" />
    ${marksOf(view, place)}
    ${target < names.length - 1 && html`<rect class="lane-beyond" x=${tenth(end)} y=${top} width=${tenth(width - EDGE - end)} height=${height} rx="12" />`}
    <path class="lane-target" d=${`M${tenth(columns.x(target))} ${top}V${bottom}`} />
    ${seriesOf(answer).map((series) => lineOf(series, place))}
    <path class="lane-arrows" d=${arrowsAlong(totalOf(answer), place)} />
    ${view.named && tokenNames(columns, bottom + 2, { strong: [target], beyond: target + 1 })}
  </svg>`;
}

/**
 * A short piece of a line, for the key.
 *
 * @param {Quantity} quantity
 * @returns {VNode}
 */
export function backwardKey(quantity) {
  return html`<svg class="lane-key" viewBox="0 0 30 10" aria-hidden="true">
    <path class=${`lane-line ${quantity}`} d="M1 5H29" />${quantity !== "highway" && html`<path class=${`lane-dots ${quantity}`} d="M15 5h0" />`}
  </svg>`;
}

/** @typedef {(index: number, value: WireNumber) => {x: number, y: number, where: string}} Placing */

/** @param {TokenAxis} columns @param {LogAxis} axis @param {number} top @param {number} bottom @returns {Placing} */
function placing(columns, axis, top, bottom) {
  return (index, value) => {
    const { share, where } = axis.at(value);
    return { x: columns.x(index), y: bottom - share * (bottom - top), where };
  };
}

/** The powers of ten, at both ends of the lane. @param {LaneView} view @param {Placing} place @returns {VNode} */
function marksOf({ axis, width }, place) {
  const marks = axis.ticks.map((exponent) => ({ exponent, y: tenth(place(0, 10 ** exponent).y) }));
  return html`<path class="lane-grid" d=${marks.map(({ y }) => `M${EDGE} ${y}H${tenth(width - EDGE)}`).join("")} />
    ${marks.map(({ exponent, y }) => html`<text class="lane-mark" text-anchor="end" x=${EDGE - 5} y=${y + 4}>${power(exponent)}</text>
      <text class="lane-mark" x=${tenth(width - EDGE + 5)} y=${y + 4}>${power(exponent)}</text>`)}`;
}

/** A line, its dots, and what is beyond the scale. @param {Series} series @param {Placing} place @returns {VNode} */
function lineOf({ quantity, values }, place) {
  const points = values.map((value, index) => place(index, value));
  const on = points.filter(({ where }) => where === "on");
  const below = points.filter(({ where }) => where === "below").map(({ x, y }) => `M${tenth(x - 4)} ${tenth(y)}h8l-4 7z`);
  const above = points.filter(({ where }) => where === "above").map(({ x, y }) => `M${tenth(x - 4)} ${tenth(y)}h8l-4 -7z`);
  return html`<path class=${`lane-line ${quantity}`} d=${connected(points)} />
    ${quantity !== "highway" && html`<path class=${`lane-dots ${quantity}`} d=${on.map(({ x, y }) => `M${tenth(x)} ${tenth(y)}h0`).join("")} />`}
    ${below.length > 0 && html`<path class=${`lane-outside below ${quantity}`} d=${below.join("")} />`}
    ${above.length > 0 && html`<path class=${`lane-outside above ${quantity}`} d=${above.join("")} />`}`;
}

/** A line through what is on the scale, and to its end where the next value lies beyond. @param {{x: number, y: number, where: string}[]} points */
function connected(points) {
  let path = "";
  points.forEach(({ x, y, where }, index) => {
    const before = points[index - 1];
    const isJoined = before !== undefined && before.where !== "none" && where !== "none" && (where === "on" || before.where === "on");
    if (isJoined) path += path.endsWith("|") || path === "" ? `M${tenth(before.x)} ${tenth(before.y)}L${tenth(x)} ${tenth(y)}` : `L${tenth(x)} ${tenth(y)}`;
    else path += "|";
  });
  return path.replaceAll("|", "");
}

/** Heads that point where the gradient goes, on the pieces between two words. @param {Series} series @param {Placing} place @returns {string} */
function arrowsAlong({ values }, place) {
  const points = values.map((value, index) => place(index, value));
  const every = Math.max(1, Math.round(ARROWS / Math.max(1, points[1].x - points[0].x)));
  let path = "";
  for (let index = points.length - 1; index > 0; index -= every) {
    const [from, to] = [points[index], points[index - 1]];
    if (from.where === "on" && to.where === "on") path += headBetween([from.x, from.y], [to.x, to.y]);
  }
  return path;
}

/** @param {Point} from @param {Point} to @returns {string} path data */
function headBetween([fromX, fromY], [toX, toY]) {
  const length = Math.hypot(toX - fromX, toY - fromY) || 1;
  const [u, v] = [(toX - fromX) / length, (toY - fromY) / length];
  const [x, y] = [(fromX + toX) / 2 + 5 * u, (fromY + toY) / 2 + 5 * v];
  const [backX, backY] = [x - 10 * u, y - 10 * v];
  return `M${tenth(backX - 5 * v)} ${tenth(backY + 5 * u)}L${tenth(x)} ${tenth(y)}L${tenth(backX + 5 * v)} ${tenth(backY - 5 * u)}z`;
}

/**
 * Write a norm: with decimals where they say something, else in powers of ten; what is not finite in words.
 *
 * @param {WireNumber} value
 * @param {View["words"]} words
 * @returns {string} "1.84", "0.037", "8.9×10⁻¹⁰", "0", "infinity"
 */
export function norm(value, words) {
  const name = nonFinite(value);
  if (name !== null) return words(name);
  const number = read(value);
  if (number >= 0.01 && number < 1e5) return fixed(number, number < 1 ? 3 : 2);
  return scientific(number);
}
