import { rowsOf } from "./rows.js";

/**
 * Where everything of the two-lane diagram stands. The names are the same in both drawings.
 *
 * @import {Rows} from "./rows.js"
 */

const WIDE = Object.freeze({
  width: 960, height: 516, mostPitch: 24, tile: 24, valve: 58, cable: 34, operator: 13, squash: 15,
  lane: { x: 8, width: 944, height: 132 },
  upper: { top: 26, centre: 92, height: 88, title: { x: 10, y: 17, anchor: "start" }, name: 151, value: 42 },
  room: { centre: 236, height: 88, squash: 314, name: 184, value: 298 },
  lower: { top: 342, centre: 408, height: 88, title: { x: 190, y: 498, anchor: "start" }, name: 467, value: 358, bus: 448 },
  sum: { centre: 390, height: 46, width: 12 },
  columns: { before: 50, kept: 290, g: 306, written: 478, c: 620, tanh_c: 742, h: 928 },
  gates: { f: 180, i: 396, o: 806 },
  times: { f: 227, i: 443, o: 853 },
  plus: 532, copy: 690, fall: 888, copySquash: 173, copyRadius: 13,
  names: {
    f: { x: 202, y: 311, anchor: "start" }, g: { x: 306, y: 184 }, i: { x: 418, y: 311, anchor: "start" }, o: { x: 784, y: 311, anchor: "end" },
  },
  numbers: {
    f: { x: 202, y: 328, anchor: "start" }, g: { x: 332, y: 319, anchor: "start" }, i: { x: 418, y: 328, anchor: "start" }, o: { x: 784, y: 328, anchor: "end" },
  },
  sumNumber: 12,
  spots: {
    kept: { x: 290, y: 151 }, written: { x: 470, y: 184 }, tanh_c: { x: 742, y: 184 },
    writtenValue: { x: 478, y: 300 }, tanh_cValue: { x: 742, y: 298 },
  },
  bracket: { x: 114, from: 354, until: 462, tick: 9 },
  chip: { x: 30, y: 488, width: 132, height: 28, text: 7.6 },
  strip: { x: 52, y: 476, width: 88, height: 8 },
  input: { x: 100, from: 476, until: 458 },
  leaves: { x: 928, from: 474, until: 488 },
  next: { x: 700, y: 488, width: 252, height: 28, text: 15 },
});

const NARROW = Object.freeze({
  width: 390, height: 340, mostPitch: 16, tile: 12, valve: 28, cable: 15, operator: 7.5, squash: 10.5,
  lane: { x: 3, width: 384, height: 84 },
  upper: { top: 18, centre: 60, height: 56, title: { x: 4, y: 13, anchor: "start" }, name: 99, value: 30 },
  room: { centre: 153, height: 56, squash: 199, name: 120, value: 194 },
  lower: { top: 216, centre: 258, height: 56, title: { x: 112, y: 329, anchor: "start" }, name: 297, value: 228, bus: 288 },
  sum: { centre: 250, height: 30, width: 8 },
  columns: { before: 20, kept: 106, g: 112, written: 189, c: 238, tanh_c: 290, h: 374 },
  gates: { f: 60, i: 148, o: 316 },
  times: { f: 84, i: 171, o: 339 },
  plus: 211, copy: 266, fall: 356, copySquash: 113, copyRadius: 9.5,
  names: {
    f: { x: 47, y: 196, anchor: "end" }, g: { x: 112, y: 120 }, i: { x: 161, y: 196, anchor: "start" }, o: { x: 303, y: 196, anchor: "end" },
  },
  numbers: {
    f: { x: 47, y: 210, anchor: "end" }, g: { x: 97, y: 204, anchor: "end" }, i: { x: 161, y: 210, anchor: "start" }, o: { x: 303, y: 210, anchor: "end" },
  },
  sumNumber: 7,
  spots: {
    kept: { x: 106, y: 99 }, written: { x: 189, y: 120 }, tanh_c: { x: 284, y: 120, anchor: "start" },
    writtenValue: { x: 189, y: 194 }, tanh_cValue: { x: 284, y: 194 },
  },
  bracket: { x: 42, from: 224, until: 294, tick: 5 },
  chip: { x: 4, y: 316, width: 92, height: 23, text: 6.4 },
  strip: { x: 10, y: 306, width: 60, height: 6 },
  input: { x: 36, from: 306, until: 292 },
  leaves: { x: 374, from: 300, until: 316 },
  next: { x: 214, y: 316, width: 173, height: 23, text: 12 },
});

/**
 * @typedef {typeof WIDE & {bands: {c: Rows, m: Rows, h: Rows}, sums: Rows, cables: {rise: Rows, copy: Rows, fall: Rows}, strand: number}} Places
 */

/** @type {Map<string, Places>} */
const built = new Map();

/**
 * Give the places of the two-lane diagram for so many units.
 *
 * @param {boolean} narrow
 * @param {number} count
 * @returns {Places}
 */
export function twoLanePlaces(narrow, count) {
  const key = `${narrow} ${count}`;
  const known = built.get(key);
  if (known !== undefined) return known;
  const p = /** @type {typeof WIDE} */ (narrow ? NARROW : WIDE);
  /** @param {{centre: number, height: number}} band */
  const rows = (band) => rowsOf(count, band, p.mostPitch);
  const bands = { c: rows(p.upper), m: rows(p.room), h: rows(p.lower) };
  const cables = { rise: cable(count, p.plus, p, false), copy: cable(count, p.copy, p, true), fall: cable(count, p.fall, p, true) };
  const strand = Math.min(bands.c.pitch * 0.42, cables.rise.pitch * 0.84);
  const places = { ...p, bands, cables, strand, sums: rowsOf(count, p.sum, p.mostPitch) };
  built.set(key, places);
  return places;
}

/**
 * Lay the strands of a cable side by side. One that turns down from rows, or from down into rows, is mirrored: its
 * strands keep their order through both turns without crossing.
 *
 * @param {number} count
 * @param {number} x
 * @param {{cable: number, mostPitch: number}} sizes
 * @param {boolean} mirrored
 * @returns {Rows}
 */
function cable(count, x, { cable: width, mostPitch }, mirrored) {
  const rows = rowsOf(count, { centre: x, height: width }, mostPitch / 2);
  return mirrored ? { ...rows, at: (k) => rows.at(count - 1 - k) } : rows;
}
