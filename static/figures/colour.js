import { read } from "../numbers.js";

/** How many shades a half of the signed scale, or the whole amount scale, has. Rules for each are in figures.css. */
export const SHADES = 20;

/**
 * Name the colour class of a signed value on a scale that is symmetric to zero.
 *
 * @param {number | string} value
 * @param {number} scale  the value with the strongest colour; what lies beyond has that colour too
 * @returns {string} "v-n20" … "v-n1", "v-0", "v-p1" … "v-p20"; "v-nan"
 */
export function signedClass(value, scale) {
  const shade = signedShade(value, scale);
  if (shade === null) return "v-nan";
  if (shade === 0) return "v-0";
  return shade > 0 ? `v-p${shade}` : `v-n${-shade}`;
}

/**
 * Say whether a colour goes by the square root: on a scale that the run's largest value sets, most values would be pale.
 *
 * @param {number} scale
 * @returns {boolean}
 */
export function isRooted(scale) {
  return scale > 1;
}

/**
 * Give the shade of a signed value: −20 to 20, or null for what is not a number.
 *
 * A shade is in proportion to the value, or to its square root.
 *
 * @param {number | string} value
 * @param {number} scale
 * @returns {number | null}
 */
export function signedShade(value, scale) {
  const share = read(value) / scale;
  if (Number.isNaN(share)) return null;
  const within = Math.max(-1, Math.min(1, share));
  const strength = isRooted(scale) ? Math.sign(within) * Math.sqrt(Math.abs(within)) : within;
  return Math.round(strength * SHADES) || 0;
}

/**
 * Give the shade of an amount from 0 to 1: 0 to 20, or null for what is not a number.
 *
 * @param {number | string} value
 * @returns {number | null}
 */
export function amountShade(value) {
  const amount = read(value);
  if (Number.isNaN(amount)) return null;
  return Math.round(Math.max(0, Math.min(1, amount)) * SHADES) || 0;
}
