/**
 * @import {Box} from "./geometry.js"
 * @typedef {typeof WIDE} Places  where everything of the two-lane diagram is
 */

/** Beside the article: 1200 × 596. */
export const WIDE = {
  size: { width: 1200, height: 596 },
  left: 20, right: 1180, tile: 26, valve: 58, operator: 14, radius: 16,
  cTitle: 22, cLane: { y: 34, height: 136 }, cRows: { y: 44, height: 102 }, cNames: 163,
  hTitle: 396, hLane: { y: 406, height: 136 }, hRows: { y: 416, height: 102 }, hNames: 535,
  before: 90, f: { x: 350 }, kept: 468, sum: { x: 611 }, c: 790, out: 1035, h: 1115, bracket: 220,
  i: { x: 526 }, g: { x: 696 }, o: { x: 880 },
  cut: 190, tanh: 191, products: 246, machineRows: 70, gates: 320, squash: 378, bus: 467,
  chip: { y: 572, size: 16 },
  machine: { x: 400, y: 180, width: 580, height: 180 },
};

/** On a phone: 390 × 414, where type of 12.5 stays above 11 px. @type {Places} */
export const NARROW = {
  size: { width: 390, height: 414 },
  left: 4, right: 386, tile: 15, valve: 42, operator: 10, radius: 11,
  cTitle: 14, cLane: { y: 21, height: 94 }, cRows: { y: 28, height: 64 }, cNames: 109,
  hTitle: 402, hLane: { y: 292, height: 92 }, hRows: { y: 298, height: 64 }, hNames: 379,
  before: 22, f: { x: 86 }, kept: 136, sum: { x: 178 }, c: 246, out: 346, h: 370, bracket: 76,
  i: { x: 142 }, g: { x: 214 }, o: { x: 274 },
  cut: 127, tanh: 128, products: 167, machineRows: 44, gates: 222, squash: 263, bus: 330,
  chip: { y: 400, size: 12.5 },
  machine: { x: 120, y: 130, width: 210, height: 110 },
};

/** In a column beside an article: 760 × 520. @type {Places} */
export const MEDIUM = {
  size: { width: 760, height: 520 },
  left: 6, right: 754, tile: 21, valve: 48, operator: 12, radius: 14,
  cTitle: 17, cLane: { y: 27, height: 118 }, cRows: { y: 35, height: 88 }, cNames: 139,
  hTitle: 346, hLane: { y: 354, height: 118 }, hRows: { y: 362, height: 88 }, hNames: 466,
  before: 48, f: { x: 172 }, kept: 256, sum: { x: 350 }, c: 500, out: 668, h: 716, bracket: 132,
  i: { x: 290 }, g: { x: 410 }, o: { x: 542 },
  cut: 163, tanh: 164, products: 212, machineRows: 60, gates: 276, squash: 328, bus: 407,
  chip: { y: 499, size: 15 },
  machine: { x: 210, y: 156, width: 380, height: 150 },
};
