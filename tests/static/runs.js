/** A page that runs texts, and what its server answers. */

import { createStore } from "../../static/store.js";
import { traceOf } from "./figures/traces.js";
import { framesOf } from "./frames.js";
import { partsOf, serverOf, turns } from "./server.js";
import { dataOf } from "./stores.js";

/** @param {string} model @param {Parameters<typeof traceOf>[0]} [options] @returns {any} */
export function traceNamed(model, options = {}) {
  const trace = traceOf({ units: 2, inputs: 1, words: ["a", "b", "c"], ...options });
  return { ...trace, start: { ...trace.start, model } };
}

/** A page without a trace, a server and frames that wait for the test's hand. @param {import("node:test").TestContext} t */
export function page(t) {
  return { store: createStore(dataOf()), calls: serverOf(t), frames: framesOf(t) };
}

/** Answer a request with a whole trace. @param {import("./server.js").Call} call @param {any} trace */
export async function answer(call, trace) {
  call.open();
  call.send(...partsOf(trace));
  call.close();
  await turns();
}
