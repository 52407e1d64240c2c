import { read } from "../numbers.js";

/**
 * Powers of ten along a line: where a number lies, and which numbers are marked.
 *
 * @import {WireNumber} from "./types.js"
 *
 * @typedef {"on" | "below" | "above" | "none"} Where  on the scale, beyond one of its ends, or not a number
 *
 * @typedef {object} LogAxis
 * @property {number} low  exponent at its beginning
 * @property {number} high  exponent at its end
 * @property {readonly number[]} ticks  exponents that are marked
 * @property {(value: WireNumber) => {share: number, where: Where}} at  share 0 to 1 of the way from low to high
 */

/** What is smaller than this is below every scale, however small the smallest is. */
const LOWEST = -16;
const MARKS = 6;
const STEPS = [1, 2, 3, 4, 5, 10, 20, 50, 100];
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * Span an axis over all values, without an upper limit: what explodes makes it longer.
 *
 * @param {Iterable<WireNumber>} values  what is zero, infinite or not a number makes no end
 * @returns {LogAxis}
 */
export function logAxisOver(values) {
  let [least, most] = [Infinity, 0];
  for (const value of values) {
    const number = read(value);
    if (!(number > 0) || number === Infinity) continue;
    [least, most] = [Math.min(least, number), Math.max(most, number)];
  }
  const high = Math.max(0, most > 0 ? Math.ceil(Math.log10(most)) : 0);
  const low = Math.min(high - 2, Math.max(LOWEST, least < Infinity ? Math.floor(Math.log10(least)) : -2));
  return logAxis(low, high);
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {LogAxis}
 */
export function logAxis(low, high) {
  const step = STEPS.find((each) => (high - low) / each <= MARKS) ?? Math.ceil((high - low) / MARKS);
  const first = Math.ceil(low / step) * step;
  const ticks = Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, k) => first + k * step || 0);
  return { low, high, ticks, at: (value) => placeOf(read(value), low, high) };
}

/** @param {number} number @param {number} low @param {number} high @returns {{share: number, where: Where}} */
function placeOf(number, low, high) {
  if (Number.isNaN(number) || number < 0) return { share: 0, where: "none" };
  const exponent = Math.log10(number);
  if (exponent < low) return { share: 0, where: "below" };
  if (exponent > high) return { share: 1, where: "above" };
  return { share: (exponent - low) / (high - low), where: "on" };
}

/**
 * Write a power of ten.
 *
 * @param {number} exponent
 * @returns {string} "1", "10⁻⁶"
 */
export function power(exponent) {
  if (exponent === 0) return "1";
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}
