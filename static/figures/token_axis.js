import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";

/**
 * The words of a sentence under a figure, each in the column of its step.
 *
 * @import {VNode} from "./types.js"
 *
 * @typedef {object} TokenAxis
 * @property {readonly string[]} names  as they are shown
 * @property {(t: number) => number} x  the middle of a column
 * @property {number} pitch  pixels from column to column
 * @property {number} height  pixels that the names take
 * @property {boolean} slanted
 * @property {readonly number[]} named  the steps whose names find room
 */

const SIZE = 12; // pixels of type
const LEAST = 14; // pixels from one slanted name to the next
const GAP = 6;
const HIGHEST = 96;
// Han, kana and full-width forms are as wide as high; Latin letters a little more than half of that.
const LATIN = 0.58;

/**
 * Lay the words of a sentence out in columns.
 *
 * @param {readonly string[]} names
 * @param {{left: number, right: number}} room  from where to where
 * @param {readonly number[]} [wanted]  steps that must be named
 * @returns {TokenAxis}
 */
export function tokenAxis(names, { left, right }, wanted = []) {
  const pitch = (right - left) / Math.max(1, names.length);
  const widest = names.reduce((most, name) => Math.max(most, widthOf(name)), 0);
  const slanted = widest + GAP > pitch;
  const height = slanted ? Math.min(HIGHEST, widest * 0.71 + SIZE) : SIZE + GAP;
  const every = slanted ? Math.ceil(LEAST / pitch) : 1;
  const isFree = (/** @type {number} */ t) => t % every === 0 && wanted.every((other) => Math.abs(other - t) >= every);
  const named = names.map((_, t) => t).filter((t) => wanted.includes(t) || isFree(t));
  return { names, pitch, height: Math.ceil(height), slanted, named, x: (t) => left + (t + 0.5) * pitch };
}

/**
 * Draw the words.
 *
 * @param {TokenAxis} axis
 * @param {number} y  the upper end of the names
 * @param {{strong?: readonly number[], beyond?: number}} [marks]  what is written bold, and from where on words are no part of it
 * @returns {VNode}
 */
export function tokenNames(axis, y, { strong = [], beyond = Infinity } = {}) {
  return html`<g class="token-names">${axis.named.map((t) => {
    const [x, down] = [tenth(axis.x(t)), tenth(y + SIZE)];
    const name = `${strong.includes(t) ? "strong" : ""}${t >= beyond ? " beyond" : ""}`.trim() || undefined;
    return axis.slanted
      ? html`<text key=${t} class=${name} text-anchor="end" transform=${`translate(${tenth(x + SIZE / 3)} ${down}) rotate(-45)`}>${shortened(axis.names[t])}</text>`
      : html`<text key=${t} class=${name} text-anchor="middle" x=${x} y=${down}>${axis.names[t]}</text>`;
  })}</g>`;
}

/** @param {string} text @returns {number} pixels, near enough to keep names apart */
export function widthOf(text) {
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) > 0x2e7f ? SIZE : SIZE * LATIN;
  return width;
}

/** What does not fit the height of slanted names. @param {string} name @returns {string} */
function shortened(name) {
  const most = HIGHEST / 0.71;
  if (widthOf(name) <= most) return name;
  let kept = "";
  for (const sign of name) {
    if (widthOf(`${kept}${sign}…`) > most) break;
    kept += sign;
  }
  return `${kept}…`;
}
