/**
 * A run as a table and as a document, at full precision: what the server computed, digit for digit.
 *
 * @import {Told} from "./svg_file.js"
 * @import {Layer, Trace, Vector} from "../figures/types.js"
 */

// Without it, a spreadsheet takes the file for one of its own old encodings.
const MARK = "\ufeff";

/**
 * Write a run as CSV: three lines that begin with "#", a line of names, and a row per step, layer and unit.
 *
 * @param {Trace} trace
 * @param {Told} told
 * @returns {string} CRLF between lines (RFC 4180)
 */
export function csvOf(trace, told) {
  const first = trace.steps[0]?.layers[0];
  const names = first === undefined ? [] : namesOf(first);
  const head = [told.caption, told.link, told.licence].map((text) => `# ${text.replace(/\s+/g, " ")}`);
  const rows = trace.steps.flatMap((step) => step.layers.flatMap((layer, n) => layer.h.map((_, unit) => {
    const values = names.map((name) => (name.startsWith("pre_") ? layer.pre[name.slice(4)] : vectorOf(layer, name))[unit]);
    return [step.t, step.token, n, unit, ...values].map(field).join(",");
  })));
  return MARK + [...head, ["t", "token", "layer", "unit", ...names].join(","), ...rows, ""].join("\r\n");
}

/** Every quantity that has a value per unit, in the order of the wire. @param {Layer} layer @returns {string[]} */
function namesOf(layer) {
  const { x, pre, ...others } = layer;
  return [...Object.keys(pre).map((name) => `pre_${name}`), ...Object.keys(others)];
}

/** @param {Layer} layer @param {string} name @returns {Vector} */
function vectorOf(layer, name) {
  return /** @type {Record<string, Vector>} */ (/** @type {unknown} */ (layer))[name];
}

/** @param {string | number} value @returns {string} */
function field(value) {
  if (Object.is(value, -0)) return "-0";
  const text = String(value);
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Put what it is, where to see it and the licence into the server's own document.
 *
 * @param {string} answer  JSON of a trace: its digits stay as the server wrote them
 * @param {Told} told
 * @returns {string}
 */
export function jsonOf(answer, told) {
  return `{"about":${JSON.stringify(told)},${answer.trimStart().slice(1)}`;
}
