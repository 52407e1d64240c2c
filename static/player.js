import { eventsAt } from "./events.js";
import { moment, PHASES, restingPlace } from "./figures/clock.js";
import { effect } from "./vendor/preact.js";

/**
 * @import {ReadonlySignal, Signal} from "./vendor/preact.js"
 * @import {Preferences} from "./preferences.js"
 * @import {Store} from "./store.js"
 */

/** Milliseconds of a motion and of the rest after it, at speed 1: by words in 700 ms each, by micro-steps in 900. */
const TIMES = Object.freeze({ word: Object.freeze({ motion: 500, rest: 200 }), phase: Object.freeze({ motion: 500, rest: 400 }) });

/** @typedef {ReturnType<typeof createPlayer>} Player */

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
 * Give the end of this word or the next one, or of the one before.
 *
 * @param {number} s
 * @param {number} words  1 or −1
 * @param {number} steps
 * @returns {number} within the text
 */
export function movedWord(s, words, steps) {
  const { t, phase } = moment(s);
  const onto = words > 0 && phase < PHASES - 1 ? t : t + words;
  return restingPlace(Math.min(Math.max(onto, 0), steps - 1), PHASES - 1);
}

/**
 * Move the playhead: in one glide, or playing on until the text ends. A motion is one cause, then a pause.
 *
 * @param {Store} store
 * @param {Preferences} preferences
 */
export function createPlayer(store, preferences) {
  const hand = createHand(store.position, preferences.calm);
  const steps = () => store.steps.peek();
  const playOn = () => {
    const pace = store.pace.peek();
    const { motion, rest } = TIMES[pace];
    const from = store.position.peek();
    const to = pace === "word" ? movedWord(from, 1, steps()) : moved(from, 1, steps());
    if (to <= from) return void (store.playing.value = false);
    hand.glide(to, motion / store.speed.peek(), () => {
      if (isWorthALook(store, to)) store.playing.value = false;
      else hand.wait(rest / store.speed.peek(), playOn);
    });
  };
  const go = (/** @type {(s: number) => number} */ next) => {
    store.playing.value = false;
    hand.glide(next(hand.aim()), TIMES.phase.motion, () => {});
  };
  return {
    step: (/** @type {number} */ words) => go((s) => movedWord(s, words, steps())),
    micro: (/** @type {number} */ eighths) => go((s) => moved(s, eighths, steps())),
    phase: (/** @type {number} */ phase) => go((s) => restingPlace(moment(s).t, phase)),
    to: (/** @type {number} */ s) => go(() => s),
    /** Play, from the start where the end is reached; or pause, once the micro-step under way has happened. */
    toggle: () => {
      if (store.playing.peek()) return go((s) => moved(s, 0, steps()));
      const s = store.position.peek();
      if (moved(s, 1, steps()) === s) store.position.value = restingPlace(0, 0);
      store.playing.value = true;
    },
    /** Stop where the position is. */
    settle: () => (hand.stop(), (store.playing.value = false)),
    /** Play whenever the store says so. */
    follow: () => effect(() => (store.playing.value ? (playOn(), hand.stop) : undefined)),
  };
}

/** Whether the reader wants to stop at what happened at this word, all of which has been shown. @param {Store} store @param {number} s */
function isWorthALook({ stopping, trace }, s) {
  const { t, phase } = moment(s);
  return stopping.peek() && phase === PHASES - 1 && eventsAt(trace.peek(), t).length > 0;
}

/**
 * Lead a position along in time; where motion is unwanted it snaps, and rests as long as it would have moved.
 *
 * @param {Signal<number>} position
 * @param {ReadonlySignal<boolean>} calm
 */
function createHand(position, calm) {
  let frame = 0;
  /** @type {number | null} */
  let goal = null;
  let put = position.peek();
  // Who drags the scrubber or sends a new text takes the position out of this hand.
  const isTaken = () => position.peek() !== put;
  const stop = () => (cancelAnimationFrame(frame), void (goal = null));
  /** @param {number} lasting @param {(done: number) => void} draw @param {() => void} then */
  const run = (lasting, draw, then) => {
    const began = performance.now();
    put = position.peek();
    const tick = (/** @type {number} */ now) => {
      const done = isTaken() ? 1 : Math.min(Math.max(now - began, 0) / lasting, 1);
      if (!isTaken()) draw(done);
      if (done < 1) frame = requestAnimationFrame(tick);
      else (goal = null), then();
    };
    frame = requestAnimationFrame(tick);
  };
  const lead = (/** @type {number} */ s) => void (position.value = put = s);
  return {
    stop,
    /** Where the position will be, so that no key press is lost on the way. */
    aim: () => (goal === null || isTaken() ? position.peek() : goal),
    wait: (/** @type {number} */ lasting, /** @type {() => void} */ then) => run(lasting, () => {}, then),
    glide(/** @type {number} */ to, /** @type {number} */ lasting, /** @type {() => void} */ then) {
      stop();
      goal = to;
      const from = position.peek();
      if (calm.peek()) lead(to);
      run(lasting, (done) => void (calm.peek() || lead(done === 1 ? to : from + (to - from) * done)), then);
    },
  };
}
