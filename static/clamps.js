/**
 * Clamps: values held for a range of steps and some or all units. Pure functions over a list; a later clamp wins.
 *
 * @typedef {import("./figures/types.js").Clamp} Clamp
 * @typedef {import("./figures/types.js").Cell} Cell
 */

/** As good as "from here on" for any text that is taken. */
export const FOREVER = 100_000;

/** What can be held, per cell: gates first, then the candidate, then the states. */
export const HOLDABLE = Object.freeze({
  lstm: Object.freeze(["f", "i", "o", "g", "c", "h"]),
  gru: Object.freeze(["z", "r", "n", "h"]),
  rnn: Object.freeze(["h"]),
});

/** Experiments by name: what is held in all units from the first step on. */
export const PRESETS = Object.freeze({
  amnesia: Object.freeze({ quantity: "f", value: 0 }),
  deaf: Object.freeze({ quantity: "i", value: 0 }),
  mute: Object.freeze({ quantity: "o", value: 0 }),
  hoarder: Object.freeze({ quantity: "f", value: 1 }),
});

const GATES = new Set(["f", "i", "o", "z", "r"]);
const MOST = 64;
const PATTERN = /^([fiogchzrn]):(\d{1,6})-(\d{1,6}|):(\*|\d{1,4}(?:_\d{1,4})*):(-?\d{1,6}(?:\.\d{1,6})?)$/;

/**
 * Give the range within which a quantity can be held by hand.
 *
 * @param {string} quantity
 * @param {number} scale  of c, on the shown trace
 * @returns {{min: number, max: number}}
 */
export function rangeOf(quantity, scale) {
  if (GATES.has(quantity)) return { min: 0, max: 1 };
  return quantity === "c" ? { min: -scale, max: scale } : { min: -1, max: 1 };
}

/**
 * Hold a value; what held the same values before is replaced.
 *
 * @param {readonly Clamp[]} clamps
 * @param {Clamp} clamp
 * @returns {Clamp[]}
 */
export function held(clamps, clamp) {
  return [...clamps.filter((other) => !isSamePlace(other, clamp)), clamp].slice(-MOST);
}

/**
 * Let go of a value.
 *
 * @param {readonly Clamp[]} clamps
 * @param {Clamp} clamp
 * @returns {Clamp[]}
 */
export function released(clamps, clamp) {
  return clamps.filter((other) => !isSamePlace(other, clamp));
}

/**
 * Give the clamp of a preset.
 *
 * @param {keyof typeof PRESETS} name
 * @returns {Clamp}
 */
export function preset(name) {
  return { layer: 0, ...PRESETS[name], from: 0, until: FOREVER, units: null };
}

/**
 * Write clamps for an address.
 *
 * @param {readonly Clamp[]} clamps
 * @returns {string} "f:3-9:0_2:1~i:0-:*:0", "" for none
 */
export function spelled(clamps) {
  return clamps.map(({ quantity, from, until, units, value }) => {
    const end = until >= FOREVER ? "" : until;
    return `${quantity}:${from}-${end}:${units === null ? "*" : units.join("_")}:${Number(value.toFixed(4))}`;
  }).join("~");
}

/**
 * Read clamps of an address.
 *
 * @param {string} text
 * @param {{cell: Cell, size: number}} model
 * @returns {Clamp[] | null} null where any of it does not fit the model
 */
export function read(text, { cell, size }) {
  const parts = text.split("~");
  if (parts.length > MOST) return null;
  const clamps = parts.map((part) => one(part, HOLDABLE[cell], size));
  return clamps.every((clamp) => clamp !== null) ? clamps : null;
}

/** @param {string} part @param {readonly string[]} quantities @param {number} size @returns {Clamp | null} */
function one(part, quantities, size) {
  const match = PATTERN.exec(part);
  if (match === null) return null;
  const [, quantity, start, end, which, number] = match;
  const [from, until, value] = [Number(start), end === "" ? FOREVER : Number(end), Number(number)];
  const units = which === "*" ? null : which.split("_").map(Number);
  // What a slider cannot be moved to, a link cannot hold: a gate at 5 is none. How far c goes, the text tells.
  const { min, max } = rangeOf(quantity, Infinity);
  const isThere = quantities.includes(quantity) && from < until && (units === null || units.every((unit) => unit < size));
  const fits = isThere && min <= value && value <= max;
  return fits ? { layer: 0, quantity, from, until, units, value } : null;
}

/** @param {Clamp} a @param {Clamp} b @returns {boolean} */
function isSamePlace(a, b) {
  return a.quantity === b.quantity && a.from === b.from && a.until === b.until && String(a.units) === String(b.units);
}
