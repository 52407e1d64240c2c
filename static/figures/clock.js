/** @import {Cell, Trace} from "./types.js" */

/** How many micro-steps a step has, for every cell. */
export const PHASES = 8;

/** The group of each phase, per cell: what a novice is told first. */
export const GROUPS = Object.freeze({
  lstm: Object.freeze(["look", "look", "look", "forget", "write", "write", "reveal", "reveal"]),
  gru: Object.freeze(["look", "look", "look", "keep", "write", "write", "write", "predict"]),
  rnn: Object.freeze(["look", "look", "look", "look", "renew", "renew", "renew", "predict"]),
});

// Playback adds up fractions of a phase; what is this near to a resting place is at rest.
const AT_REST = 1e-6;

/**
 * Say what a position means.
 *
 * `s = t + phase / 8` is the picture in which that phase has just happened. Between two such places the later phase
 * is on its way: at `s = 3 + 3.25 / 8` phase 4 of step 3 has gone a quarter of its way, and between `3 + 7/8` and 4
 * phase 0 of step 4 is moving. So a label changes when its motion starts, and every paused picture is complete.
 *
 * @param {number} s
 * @returns {{t: number, phase: number, progress: number}} progress in (0, 1]; 1 is at rest
 */
export function moment(s) {
  const eighths = Math.max(0, s) * PHASES;
  const reached = Math.max(0, Math.ceil(eighths - AT_REST));
  const remaining = reached - eighths;
  const progress = remaining < AT_REST ? 1 : 1 - remaining;
  return { t: Math.floor(reached / PHASES), phase: reached % PHASES, progress };
}

/**
 * Give the position at which a phase of a step has just happened.
 *
 * @param {number} t  from 0
 * @param {number} phase  0 to 7
 * @returns {number}
 */
export function restingPlace(t, phase) {
  return t + phase / PHASES;
}

/**
 * Give the key of a phase's sentence: `words(phaseKey("lstm", 3))`.
 *
 * @param {Cell} cell
 * @param {number} phase
 * @returns {string}
 */
export function phaseKey(cell, phase) {
  return `figures.phases.${cell}.${phase}`;
}

/**
 * Give the key of the name of a phase's group.
 *
 * @param {Cell} cell
 * @param {number} phase
 * @returns {string}
 */
export function groupKey(cell, phase) {
  return `figures.groups.${GROUPS[cell][phase]}`;
}

/**
 * Give the last position of a trace: the last phase of its last word.
 *
 * @param {Trace} trace
 * @returns {number}
 */
export function lastPlace(trace) {
  return restingPlace(Math.max(0, trace.start.tokens.length - 1), PHASES - 1);
}
