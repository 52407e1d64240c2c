import { round } from "./rows.js";

/**
 * A route is the way of a whole vector: it runs along bands (right) and cables (up or down) in turn.
 *
 * @import {Rows} from "./rows.js"
 * @typedef {{rows: Rows, upright: boolean}} Line  `rows.at(k)` is a height, or for an upright line a place across
 * @typedef {{start: number, lines: readonly Line[], end: number}} Route  start and end lie along the first and last line
 * @typedef {{x: number, y: number, width: number, height: number, toward: "right" | "left" | "up" | "down"}} Part
 */

/**
 * Draw the way of one strand, with small round corners.
 *
 * @param {Route} route
 * @param {number} k  the strand
 * @param {number} [radius]
 * @returns {string} path data
 */
export function strandPath(route, k, radius = 5) {
  const points = corners(route, k);
  let path = `M${points[0].join(" ")}`;
  for (let n = 1; n < points.length - 1; n += 1) {
    const before = towards(points[n], points[n - 1], radius);
    const after = towards(points[n], points[n + 1], radius);
    path += `L${before.join(" ")}Q${points[n].join(" ")} ${after.join(" ")}`;
  }
  return `${path}L${points[points.length - 1].join(" ")}`;
}

/**
 * Cut a route into the rectangles that a front passes one after the other.
 *
 * @param {Route} route
 * @returns {Part[]}
 */
export function partsOf(route) {
  return route.lines.map((line, n) => {
    const [before, after] = [route.lines[n - 1], route.lines[n + 1]];
    const here = before === undefined ? route.start : middle(before);
    const there = after === undefined ? route.end : middle(after);
    const forward = there >= here;
    const from = before === undefined ? route.start : forward ? before.rows.until : before.rows.from;
    const until = after === undefined ? route.end : forward ? after.rows.until : after.rows.from;
    const [low, high] = [Math.min(from, until), Math.max(from, until)];
    const [near, far] = [line.rows.from, line.rows.until];
    if (line.upright) return { x: near, y: low, width: far - near, height: high - low, toward: forward ? "down" : "up" };
    return { x: low, y: near, width: high - low, height: far - near, toward: forward ? "right" : "left" };
  });
}

/**
 * Draw the region that a front has passed.
 *
 * @param {readonly Part[]} parts
 * @param {number} progress  0 to 1 of the whole length
 * @param {number} [margin]  how much wider than the route, for outlines
 * @returns {string} path data
 */
export function passed(parts, progress, margin = 4) {
  let left = progress * parts.reduce((sum, part) => sum + lengthOf(part), 0);
  let path = "";
  for (const part of parts) {
    const length = Math.min(left, lengthOf(part));
    left -= length;
    if (length > 0) path += rectangle(covered(part, length), part, margin);
  }
  return path || "M0 0";
}

/**
 * Say where a front is on one part of its route.
 *
 * @param {readonly Part[]} parts
 * @param {number} progress
 * @param {number} index  of the part
 * @returns {number} the length passed on that part; 0 when the front has not come to it
 */
export function passedOn(parts, progress, index) {
  const before = parts.slice(0, index).reduce((sum, part) => sum + lengthOf(part), 0);
  const all = parts.reduce((sum, part) => sum + lengthOf(part), 0);
  return Math.max(0, Math.min(lengthOf(parts[index]), progress * all - before));
}

/** @param {Part} part @returns {number} */
function lengthOf(part) {
  return part.toward === "up" || part.toward === "down" ? part.height : part.width;
}

/** @param {Part} part @param {number} length @returns {{x: number, y: number, width: number, height: number}} */
function covered({ x, y, width, height, toward }, length) {
  if (toward === "right") return { x, y, width: length, height };
  if (toward === "left") return { x: x + width - length, y, width: length, height };
  if (toward === "down") return { x, y, width, height: length };
  return { x, y: y + height - length, width, height: length };
}

/** Widen across the direction only: along it the edge is the front. */
/** @param {{x: number, y: number, width: number, height: number}} area @param {Part} part @param {number} margin @returns {string} */
function rectangle(area, part, margin) {
  const upright = part.toward === "up" || part.toward === "down";
  const [dx, dy] = upright ? [margin, 0] : [0, margin];
  return `M${round(area.x - dx)} ${round(area.y - dy)}h${round(area.width + 2 * dx)}v${round(area.height + 2 * dy)}H${round(area.x - dx)}z`;
}

/** @param {Route} route @param {number} k @returns {[number, number][]} */
function corners({ start, lines, end }, k) {
  /** @param {Line} line @param {number} along @returns {[number, number]} */
  const point = (line, along) => (line.upright ? [line.rows.at(k), along] : [along, line.rows.at(k)]);
  const inner = lines.slice(1).map((line, n) => point(line, lines[n].rows.at(k)));
  return [point(lines[0], start), ...inner, point(lines[lines.length - 1], end)];
}

/** @param {Line} line @returns {number} */
function middle(line) {
  return (line.rows.from + line.rows.until) / 2;
}

/** @param {[number, number]} corner @param {[number, number]} other @param {number} radius @returns {[number, number]} */
function towards([x, y], [otherX, otherY], radius) {
  const length = Math.hypot(otherX - x, otherY - y) || 1;
  const share = Math.min(radius, length / 2) / length;
  return [round(x + (otherX - x) * share), round(y + (otherY - y) * share)];
}
