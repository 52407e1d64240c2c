import { read } from "../numbers.js";

/**
 * @import {Cell, Layer, Step, Trace, Vector, View} from "./types.js"
 * @typedef {"signed" | "amount"} Kind
 * @typedef {{quantity: string, kind: Kind, scale: number}} Scale  from −scale (signed) or 0 (amount) to scale
 */

const GATES = new Set(["f", "i", "o", "z", "r"]);
const BOUNDED = new Set(["g", "n", "h", "tanh_c"]);
// Ends of a scale a reader can divide in the head.
const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8];

/** The quantities that a heatmap and a table show, in the order of the page. */
export const QUANTITIES = Object.freeze({
  lstm: Object.freeze(["f", "i", "o", "g", "c", "h"]),
  gru: Object.freeze(["z", "r", "n", "h"]),
  rnn: Object.freeze(["h"]),
});

/** The pre-activations of each cell, in the order of its feeds from left to right. */
export const SUMS = Object.freeze({
  lstm: Object.freeze(["f", "g", "i", "o"]),
  gru: Object.freeze(["z", "r", "n"]),
  rnn: Object.freeze(["h"]),
});

/** @type {WeakMap<readonly Step[], Map<string, {until: number, largest: number}>>} */
const seen = new WeakMap();

/**
 * Give the fixed scale of a quantity.
 *
 * Gates run from 0 to 1; h, g, n and tanh c from −1 to 1. What has no bound (c with its parts, the input, the
 * pre-activations) is symmetric to the largest absolute value of the whole trace, rounded up, so that a colour means
 * the same at every step.
 *
 * @param {Trace} trace
 * @param {number} layer
 * @param {string} quantity  a field of a layer, or "pre"
 * @returns {Scale}
 */
export function scaleOf(trace, layer, quantity) {
  if (GATES.has(quantity)) return { quantity, kind: "amount", scale: 1 };
  if (BOUNDED.has(quantity) || !isOfCell(trace, quantity)) return { quantity, kind: "signed", scale: 1 };
  return { quantity, kind: "signed", scale: roundUp(largest(trace, layer, quantity)) };
}

/**
 * Give the scale of a quantity in a view: where values are held, one for this run and the untouched one together.
 *
 * @param {Trace} trace
 * @param {Pick<View, "layer" | "ghost">} view
 * @param {string} quantity
 * @returns {Scale}
 */
export function scaleWithGhost(trace, { layer, ghost = null }, quantity) {
  const own = scaleOf(trace, layer, quantity);
  return ghost === null ? own : { ...own, scale: Math.max(own.scale, scaleOf(ghost, layer, quantity).scale) };
}

/**
 * Round a magnitude up to the end of a scale.
 *
 * @param {number} value  0 or more
 * @returns {number} at least 1
 */
export function roundUp(value) {
  if (!(value > 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(Math.min(value, Number.MAX_VALUE)));
  const step = ROUND.find((end) => end * power >= value) ?? 10;
  return Math.min(step * power, Number.MAX_VALUE);
}

/** In a GRU what is kept and written are parts of h, which has a bound. @param {Trace} trace @param {string} quantity */
function isOfCell(trace, quantity) {
  return trace.start.cell === "lstm" || quantity === "x" || quantity === "pre";
}

/** @param {Trace} trace @param {number} layer @param {string} quantity @returns {number} */
function largest(trace, layer, quantity) {
  const field = quantity === "kept" || quantity === "written" ? "c" : quantity;
  const key = `${layer} ${field}`;
  const ends = seen.get(trace.steps) ?? new Map();
  seen.set(trace.steps, ends);
  const initial = field === "c" ? trace.start.initial_state?.c?.[layer] : undefined;
  const end = ends.get(key) ?? { until: 0, largest: magnitude(initial) };
  for (; end.until < trace.steps.length; end.until += 1) {
    const record = trace.steps[end.until]?.layers[layer];
    if (record === undefined) break;
    for (const vector of vectors(record, field)) end.largest = Math.max(end.largest, magnitude(vector));
  }
  ends.set(key, end);
  return end.largest;
}

/** @param {Layer} record @param {string} field @returns {readonly (Vector | undefined)[]} */
function vectors(record, field) {
  if (field === "c") return [record.c, record.kept, record.written];
  return field === "pre" ? Object.values(record.pre) : [record.x];
}

/**
 * Give the largest finite magnitude; what is not finite has a colour of its own.
 *
 * @param {Vector | undefined} vector
 * @returns {number}
 */
function magnitude(vector = []) {
  let most = 0;
  for (const value of vector) {
    const size = Math.abs(read(value));
    if (size < Infinity && size > most) most = size;
  }
  return most;
}
