import { read } from "./numbers.js";

/**
 * Find the step and the unit that a scene is about, on the values of a run.
 *
 * @import {Layer, Trace, Vector, WireNumber} from "./figures/types.js"
 * @import {When} from "./scenes.js"
 *
 * @typedef {{t: number, unit: number}} Spot
 * @typedef {(value: (vector: Vector | undefined) => number, layer: Layer, before: Layer | undefined) => number} Measure
 */

/** What is largest where a scene is. @type {Partial<Record<When, Measure>>} */
const MEASURES = Object.freeze({
  "most-kept": (at, layer, before) => at(layer.f) * Math.abs(at(before?.c)),
  "most-written": (at, layer) => at(layer.written),
  "least-written": (at, layer, before) => (before === undefined ? NaN : -at(layer.i)),
  "takes-away": (at, layer) => -at(layer.written),
  "most-shown": (at, layer) => Math.abs(at(layer.h)),
  "least-shown": (at, layer) => Math.abs(at(layer.tanh_c)) - Math.abs(at(layer.h)),
  "most-hidden": (at, layer) => Math.abs(at(layer.tanh_c)) - Math.abs(at(layer.h)),
  "beyond-one": (at, layer) => Math.abs(at(layer.c)),
});

/**
 * Give the step that is meant, and the unit; where the run has no such values, where the reader is.
 *
 * @param {When} when
 * @param {Trace} trace
 * @param {{unit: number | null, here: Spot, topic: number | null}} at  a unit of null lets any be found
 * @returns {Spot}
 */
export function spotOf(when, trace, { unit, here, topic }) {
  const last = trace.start.tokens.length - 1;
  const now = { t: Math.min(here.t, last), unit: unit ?? here.unit };
  const measure = MEASURES[when];
  if (measure !== undefined) return largest(trace, unit, measure) ?? now;
  const t = { first: 0, last, topic: Math.min(topic ?? now.t, last) }[/** @type {"first" | "last" | "topic"} */ (when)] ?? now.t;
  return { t, unit: now.unit };
}

/**
 * Find the unit in whose memory after the last word one word has the largest share.
 *
 * @param {{written_by: WireNumber[][][], from_initial_state: WireNumber[][], units: number[]}} ledger  of all units
 * @param {number} k
 * @returns {number}
 */
export function keeperOf({ written_by: written, from_initial_state: initial, units }, k) {
  const parts = written[written.length - 1];
  const share = (/** @type {number} */ u) => {
    const total = parts.reduce((sum, part) => sum + Math.abs(read(part[u])), Math.abs(read(initial[initial.length - 1][u])));
    return total > 0 ? Math.abs(read(parts[k][u])) / total : 0;
  };
  return units[units.map((_, u) => u).reduce((best, u) => (share(u) > share(best) ? u : best), 0)];
}

/** @param {Trace} trace @param {number | null} only  a unit, or null for any @param {Measure} measure @returns {Spot | null} */
function largest(trace, only, measure) {
  /** @type {Spot | null} */
  let best = null;
  let most = -Infinity;
  trace.steps.forEach((step, t) => {
    const layer = step.layers[step.layers.length - 1];
    const before = trace.steps[t - 1]?.layers.at(-1);
    for (const unit of only === null ? layer.h.keys() : [only]) {
      const value = measure((vector) => read(vector?.[unit] ?? NaN), layer, before);
      if (value > most) [most, best] = [value, { t, unit }];
    }
  });
  return best;
}
