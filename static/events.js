import { visibleToken } from "./figures/tokens.js";
import { percent, fixed, signed } from "./numbers.js";

/**
 * What a teacher would point at in a run, as the engine has found it, in the reader's words.
 *
 * @import {Event, Trace, View} from "./figures/types.js"
 */

/**
 * Give the events of a step.
 *
 * @param {Trace | null} trace
 * @param {number} t
 * @returns {Event[]}
 */
export function eventsAt(trace, t) {
  return (trace?.end?.events ?? []).filter((event) => event.t === t);
}

/**
 * Give the events around a step, as many before it as after it where there are so many.
 *
 * @param {readonly Event[]} events  in the order of steps
 * @param {number} t
 * @param {number} most
 * @returns {{events: readonly Event[], from: number}} with the place of the first among all
 */
export function eventsAround(events, t, most) {
  const here = events.filter((event) => event.t < t).length;
  const from = Math.max(0, Math.min(here - Math.floor(most / 2), events.length - most));
  return { events: events.slice(from, from + most), from };
}

/**
 * Say what happened.
 *
 * @param {Event} event
 * @param {Trace} trace
 * @param {View} view
 * @returns {string}
 */
export function told(event, trace, view) {
  const { gate, written, before, after, answer, share, nats } = event.values;
  const named = (/** @type {string | undefined} */ text) => (text === undefined ? "" : visibleToken(text, view));
  return view.words(`lab.events.${event.kind}`, {
    ...{ word: named(trace.start.tokens[event.t]?.text), unit: (event.unit ?? 0) + 1, gate: fixed(gate ?? NaN), written: signed(written ?? NaN) },
    ...{ answer: named(answer), share: percent(share ?? NaN), nats: fixed(nats ?? NaN) },
    before: answer === undefined ? signed(before ?? NaN) : named(String(before)),
    after: signed(after ?? NaN),
  });
}
