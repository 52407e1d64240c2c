import { moment, PHASES, restingPlace } from "./figures/clock.js";

/** How long a motion lasts, and how long the picture then rests, in milliseconds. */
const MOTION = 500;
const REST = 400;

/**
 * Give the next resting place.
 *
 * @param {number} s
 * @param {number} eighths  how many micro-steps on (negative: back)
 * @param {number} steps  words of the text
 * @returns {number} within the text
 */
export function moved(s, eighths, steps) {
  const { t, phase } = moment(s);
  const place = Math.min(Math.max(t * PHASES + phase + eighths, 0), steps * PHASES - 1);
  return restingPlace(Math.floor(place / PHASES), place % PHASES);
}

/**
 * Play one micro-step after the other: a motion, then a rest.
 *
 * @param {{read: () => number, write: (s: number) => void, steps: () => number, stop: () => void, still: () => boolean}} reader
 * @returns {() => void} what stops it
 */
export function play({ read, write, steps, stop, still }) {
  let from = read();
  let began = performance.now();
  let frame = requestAnimationFrame(draw);
  /** @param {number} now */
  function draw(now) {
    const to = moved(from, 1, steps());
    if (to === from) return stop();
    const done = Math.min((now - began) / MOTION, 1);
    if (done === 1 || !still()) write(done === 1 ? to : from + (to - from) * eased(done));
    if (now - began >= MOTION + REST) [from, began] = [to, now];
    frame = requestAnimationFrame(draw);
  }
  return () => cancelAnimationFrame(frame);
}

/** @param {number} x @returns {number} slow, fast, slow */
function eased(x) {
  return x * x * (3 - 2 * x);
}
