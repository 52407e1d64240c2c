/**
 * Places and sizes: numbers in, numbers and path strings out.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {readonly [number, number]} Point
 */

// One unit alone must look like a strand, not like a wall.
const THICKEST = 26;
const GAP_SHARE = 0.22;

/**
 * Divide a height into one row per unit, the rows centred when they are few.
 *
 * @param {number} count  1 or more
 * @param {number} y
 * @param {number} height
 * @returns {{top: (row: number) => number, thickness: number, pitch: number}}
 */
export function rowsIn(count, y, height) {
  const pitch = Math.min(THICKEST, height / Math.max(1, count));
  const thickness = pitch * (1 - GAP_SHARE);
  const first = y + (height - pitch * count) / 2 + (pitch - thickness) / 2;
  return { top: (row) => first + row * pitch, thickness, pitch };
}

/**
 * Give the place between two numbers.
 *
 * @param {number} from
 * @param {number} to
 * @param {number} progress  0 to 1
 * @returns {number}
 */
export function between(from, to, progress) {
  return from + (to - from) * progress;
}

/**
 * Write a number of a drawing: a tenth of a pixel is enough.
 *
 * @param {number} value
 * @returns {number}
 */
export function tenth(value) {
  return Math.round(value * 10) / 10 || 0;
}

/**
 * Write the first part of a line through points.
 *
 * @param {readonly Point[]} points
 * @param {number} progress  0 to 1, of the whole length
 * @returns {string} path data
 */
export function lineAlong(points, progress) {
  const lengths = points.slice(1).map(([x, y], index) => Math.hypot(x - points[index][0], y - points[index][1]));
  let left = progress * lengths.reduce((sum, length) => sum + length, 0);
  let path = `M${tenth(points[0][0])} ${tenth(points[0][1])}`;
  for (let index = 0; index < lengths.length && left > 0; index += 1) {
    const share = lengths[index] === 0 ? 1 : Math.min(1, left / lengths[index]);
    const [fromX, fromY] = points[index];
    const [toX, toY] = points[index + 1];
    path += `L${tenth(between(fromX, toX, share))} ${tenth(between(fromY, toY, share))}`;
    left -= lengths[index];
  }
  return path;
}

/**
 * Write diagonal hatching that fills a box.
 *
 * @param {Box} box
 * @param {number} [spacing]
 * @returns {string} path data
 */
export function hatching(box, spacing = 12) {
  let path = "";
  for (let offset = spacing; offset < box.width + box.height; offset += spacing) {
    const startX = Math.min(offset, box.width);
    const endX = Math.max(0, offset - box.height);
    path += `M${tenth(box.x + startX)} ${tenth(box.y + offset - startX)}L${tenth(box.x + endX)} ${tenth(box.y + offset - endX)}`;
  }
  return path;
}

/**
 * Put a box of a size around a centre.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
export function around(x, y, width, height) {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
