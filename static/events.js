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
 * Say what happened.
 *
 * @param {Event} event
 * @param {Trace} trace
 * @param {View} view
 * @returns {string}
 */
export function told(event, trace, view) {
  const token = trace.start.tokens[event.t];
  const named = (/** @type {string | undefined} */ text) => (text === undefined ? "" : visibleToken(text, view));
  return view.words(`lab.events.${event.kind}`, {
    ...{ word: named(token?.text), unit: (event.unit ?? 0) + 1, gate: fixed(event.gate ?? NaN), written: signed(event.written ?? NaN) },
    ...{ answer: named(event.answer), share: percent(event.share ?? NaN), nats: fixed(event.nats ?? NaN) },
    before: typeof event.before === "string" ? named(event.before) : signed(event.before ?? NaN),
    after: signed(event.after ?? NaN),
  });
}
