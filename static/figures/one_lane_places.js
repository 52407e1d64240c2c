/** @typedef {typeof WIDE} Places  where everything of the GRU's diagram is */

export const WIDE = {
  size: { width: 1200, height: 600 },
  left: 20, right: 1180, tile: 26, valve: 58, operator: 14, radius: 16,
  title: 22, lane: { y: 34, height: 136 }, rows: { y: 44, height: 102 }, names: 163,
  before: 90, z: { x: 340 }, kept: 470, sum: 740, h: 920, bracket: 220,
  r: { x: 500 }, n: { x: 740 }, turn: 668,
  cut: 190, written: 222, share: 286, machineRows: 74, gates: 354, squash: 424, bus: 510,
  chip: { y: 574, size: 16 }, machine: { x: 400, y: 185, width: 580, height: 200 },
};

/** @type {Places} */
export const NARROW = {
  size: { width: 390, height: 410 },
  left: 4, right: 386, tile: 15, valve: 42, operator: 10, radius: 11,
  title: 14, lane: { y: 21, height: 94 }, rows: { y: 28, height: 64 }, names: 109,
  before: 22, z: { x: 104 }, kept: 164, sum: 250, h: 320, bracket: 72,
  r: { x: 168 }, n: { x: 250 }, turn: 220,
  cut: 127, written: 146, share: 186, machineRows: 42, gates: 226, squash: 266, bus: 336,
  chip: { y: 394, size: 12.5 }, machine: { x: 120, y: 130, width: 210, height: 110 },
};

/** @type {Places} */
export const MEDIUM = {
  size: { width: 760, height: 520 },
  left: 6, right: 754, tile: 21, valve: 48, operator: 12, radius: 14,
  title: 17, lane: { y: 27, height: 118 }, rows: { y: 35, height: 88 }, names: 139,
  before: 48, z: { x: 204 }, kept: 294, sum: 470, h: 610, bracket: 132,
  r: { x: 326 }, n: { x: 470 }, turn: 420,
  cut: 163, written: 196, share: 246, machineRows: 60, gates: 304, squash: 362, bus: 440,
  chip: { y: 499, size: 15 }, machine: { x: 240, y: 156, width: 380, height: 150 },
};
