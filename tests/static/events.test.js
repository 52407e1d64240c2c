import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { eventsAround, eventsAt, told } from "../../static/events.js";
import { lookUpIn } from "../../static/words.js";
import { traceOf, viewOf } from "./figures/traces.js";

const EVENT = { kind: "flips", t: 1, layer: 0, unit: 2, units: 1, values: { gate: 0.031, before: 1.52, written: -0.4, after: -0.35 } };

/** A run with events. @param {object[]} events */
function runWith(events) {
  const trace = traceOf({ words: ["a", "<unk>", "c"] });
  return { ...trace, end: { ...trace.end, events } };
}

test("eventsAt(trace, t) are the events of that step, and none of a run that has not ended", () => {
  const trace = runWith([{ ...EVENT, t: 0 }, EVENT, { ...EVENT, kind: "shuts" }]);
  assert.deepEqual(eventsAt(trace, 1).map(({ kind }) => kind), ["flips", "shuts"]);
  assert.deepEqual([eventsAt(trace, 2), eventsAt({ ...trace, end: null }, 1), eventsAt(null, 1), eventsAt(traceOf(), 1)], [[], [], [], []]);
});

test("eventsAround(events, t, most) are as many before the step as after it, and all where they are few", () => {
  const events = Array.from({ length: 10 }, (_, t) => ({ ...EVENT, t }));
  const around = (/** @type {number} */ t, /** @type {number} */ most) => {
    const { events: found, from } = eventsAround(events, t, most);
    assert.equal(found[0].t, from);
    return found.map((event) => event.t);
  };
  assert.deepEqual([around(5, 4), around(0, 4), around(9, 4)], [[3, 4, 5, 6], [0, 1, 2, 3], [6, 7, 8, 9]]);
  assert.deepEqual(around(5, 24), events.map((event) => event.t));
  assert.deepEqual(eventsAround([], 5, 4), { events: [], from: 0 });
});

test("told(event, trace) fills in the word, the unit from 1 and the numbers as they are printed", () => {
  const said = [];
  told(EVENT, runWith([EVENT]), viewOf({ words: (key, values) => (said.push([key, values]), "") }));
  const [key, values] = said.at(-1);
  assert.equal(key, "lab.events.flips");
  assert.deepEqual([values.unit, values.gate, values.before, values.written, values.after], [3, "0.03", "+1.52", "\u22120.40", "\u22120.35"]);
});

/** The values that the engine gives with each kind, as the wire says. */
const KINDS = {
  shuts: { gate: 0.03, before: 1.5, after: 0.1 }, flips: { before: 1.5, after: -0.9, written: -2.4 },
  decides: { answer: "blue", share: 0.9 }, changes_mind: { answer: "blue", share: 0.5, before: "red" }, telling: { nats: 3.1 },
};

for (const language of ["ja", "en"]) {
  const look = lookUpIn(JSON.parse(readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), "utf8")));

  test(`told(event, trace) has words for each kind of event, and a value for each name in them: ${language}`, () => {
    for (const [kind, values] of Object.entries(KINDS)) {
      const event = { kind, t: 1, layer: 0, unit: 2, units: 1, values };
      assert.doesNotMatch(told(event, runWith([event]), viewOf({ words: look })), /lab\.events|[{}]|NaN|undefined/, kind);
    }
  });
}
