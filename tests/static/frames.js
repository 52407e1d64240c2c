/**
 * A browser's frames, one every 10 milliseconds, that come when a test says so.
 *
 * @import {TestContext} from "node:test"
 */

const EVERY = 10;

/**
 * Put frames and the clock into the hand of a test.
 *
 * @param {TestContext} test
 * @returns {{pass: (milliseconds: number, look?: () => void) => void, skip: (milliseconds: number) => void, waiting: () => number}}
 */
export function framesOf(test) {
  let now = 1000;
  let last = 0;
  let waiting = new Map();
  test.mock.method(performance, "now", () => now);
  Object.assign(globalThis, {
    requestAnimationFrame: (draw) => (waiting.set((last += 1), draw), last),
    cancelAnimationFrame: (frame) => void waiting.delete(frame),
  });
  const frame = () => {
    const due = waiting;
    waiting = new Map();
    for (const draw of due.values()) draw(now);
  };
  return {
    /** Let time go by, frame after frame. */
    pass(milliseconds, look = () => {}) {
      for (const end = now + milliseconds; now < end; look()) {
        now += EVERY;
        frame();
      }
    },
    /** Let time go by in one frame, as in a tab that was hidden. */
    skip(milliseconds) {
      now += milliseconds;
      frame();
    },
    waiting: () => waiting.size,
  };
}
