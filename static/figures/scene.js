import { moment } from "./clock.js";
import { scaleWithGhost } from "./scales.js";

/**
 * @import {Cell, Clamp, Layer, Token, Trace, Vector, View} from "./types.js"
 *
 * @typedef {object} Scene  what a figure draws: one step at one moment, resolved once
 * @property {Trace} trace
 * @property {View} view
 * @property {Cell} cell
 * @property {number} t
 * @property {number} phase
 * @property {number} progress  of that phase, eased; 1 is at rest
 * @property {Layer | undefined} record  missing while the step has not arrived
 * @property {{h: Vector, c: Vector}} previous  the states before this step; empty while they have not arrived
 * @property {Layer | undefined} ghost  the same step of the untouched run, where values are held in this one
 * @property {{h: Vector, c: Vector}} ghostPrevious
 * @property {Token | undefined} token
 * @property {readonly number[]} units  those of the view that the model has
 * @property {number} chosen  the row of the selected unit, or −1
 */

/** @type {Vector} */
const NOTHING = Object.freeze([]);

/**
 * Resolve a position of a trace.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {Scene}
 */
export function sceneOf(trace, s, view) {
  const last = Math.max(0, trace.start.tokens.length - 1);
  const now = moment(s);
  const { t, phase, progress } = now.t > last ? { t: last, phase: 7, progress: 1 } : now;
  const size = trace.start.hidden_size;
  const units = view.units.filter((unit) => unit >= 0 && unit < size);
  return {
    trace,
    view,
    cell: trace.start.cell,
    t,
    phase,
    progress: eased(progress),
    record: trace.steps[t]?.layers[view.layer],
    previous: previousState(trace, t, view.layer),
    ghost: view.ghost?.steps[t]?.layers[view.layer],
    ghostPrevious: view.ghost ? previousState(view.ghost, t, view.layer) : { h: NOTHING, c: NOTHING },
    token: trace.start.tokens[t],
    units,
    chosen: view.unit === null ? -1 : units.indexOf(view.unit),
  };
}

/**
 * Choose the places of a drawing by the room that it has.
 *
 * @template P
 * @param {View} view
 * @param {{NARROW: P, MEDIUM: P, WIDE: P}} places
 * @returns {P}
 */
export function placesFor(view, { NARROW, MEDIUM, WIDE }) {
  if (view.narrow) return NARROW;
  return view.medium ? MEDIUM : WIDE;
}

/**
 * Say how far a phase has gone in this scene: 0 has not begun, 1 has happened.
 *
 * @param {Scene} scene
 * @param {number} phase
 * @param {number} [from]  the part of the phase in which it moves
 * @param {number} [until]
 * @returns {number}
 */
export function reached(scene, phase, from = 0, until = 1) {
  if (scene.phase !== phase) return scene.phase > phase ? 1 : 0;
  return Math.max(0, Math.min(1, (scene.progress - from) / (until - from)));
}

/**
 * Say whether the selected unit's value of a quantity is held at this step.
 *
 * @param {Scene} scene
 * @param {string} quantity
 * @returns {boolean}
 */
export function isHeld(scene, quantity) {
  return isHeldBy(scene.trace.start.clamps ?? [], { layer: scene.view.layer, quantity, t: scene.t, unit: scene.units[scene.chosen] });
}

/**
 * Say whether a value of a run is held.
 *
 * @param {readonly Clamp[]} clamps
 * @param {{layer: number, quantity: string, t: number, unit: number}} place
 * @returns {boolean}
 */
export function isHeldBy(clamps, { layer, quantity, t, unit }) {
  return clamps.some(
    (clamp) =>
      clamp.layer === layer && clamp.quantity === quantity && clamp.from <= t && t < clamp.until &&
      (clamp.units === null || clamp.units.includes(unit)),
  );
}

/**
 * Give the value of the selected unit, or of the first one shown.
 *
 * @param {Scene} scene
 * @param {Vector | undefined} vector
 * @returns {number | string | undefined}
 */
export function chosenValue(scene, vector) {
  const unit = scene.chosen < 0 ? undefined : scene.units[scene.chosen];
  return unit === undefined ? undefined : vector?.[unit];
}

/**
 * Name a step as the page counts it, from 1, or symbolically.
 *
 * @param {Scene} scene
 * @param {number} offset  0 for this step, −1 for the one before
 * @returns {string} "11", "10"; "t", "t−1"
 */
export function stepName(scene, offset) {
  if (scene.view.symbolic) return offset === 0 ? "t" : "t\u22121";
  return String(scene.t + 1 + offset);
}

/**
 * Give the end of the fixed scale of a quantity in this scene.
 *
 * @param {Scene} scene
 * @param {string} quantity
 * @returns {number}
 */
export function scaleIn(scene, quantity) {
  return scaleWithGhost(scene.trace, scene.view, quantity).scale;
}

/** @param {Trace} trace @param {number} t @param {number} layer @returns {{h: Vector, c: Vector}} */
function previousState(trace, t, layer) {
  if (t > 0) {
    const before = trace.steps[t - 1]?.layers[layer];
    return { h: before?.h ?? NOTHING, c: before?.c ?? NOTHING };
  }
  const initial = trace.start.initial_state;
  return { h: initial?.h[layer] ?? zeros(trace), c: initial?.c?.[layer] ?? zeros(trace) };
}

/** @type {WeakMap<object, Vector>} */
const zeroStates = new WeakMap();

/** A run starts from zeros where the wire gives no state. @param {Trace} trace @returns {Vector} */
function zeros(trace) {
  const known = zeroStates.get(trace.start);
  if (known !== undefined) return known;
  const vector = Object.freeze(new Array(trace.start.hidden_size).fill(0));
  zeroStates.set(trace.start, vector);
  return vector;
}

/** Start and stop gently. @param {number} progress @returns {number} */
function eased(progress) {
  return progress * progress * (3 - 2 * progress);
}
