import { lastPlace, PHASES, restingPlace } from "./figures/clock.js";
import { post } from "./inquiries.js";
import { batch } from "./vendor/preact.js";
import { isFinal, openTrace, problemIn } from "./wire.js";

/**
 * @import {State, Trace} from "./figures/types.js"
 * @import {Store} from "./store.js"
 */

/** Under clamps the guess of the untouched run should still be among those named. */
const MOST = 20;

let running = new AbortController();
let underway = Promise.resolve();
let waiting = 0;
/** The states that earlier sentences have left, by model. @type {Map<string, State>} */
const left = new Map();

/**
 * Run the model over the text, if there is any; the last run stays on the page until the new one begins to arrive.
 *
 * Under clamps the untouched run is there too, as a ghost: the one before, or one of its own.
 *
 * @param {Store} store
 * @param {number | null} [place]  where to stand, null for the end of the text
 */
export function runText(store, place = null) {
  underway = started(store, place);
  return underway;
}

/** Run the text after a pause; whatever runs before takes its place. @param {Store} store @param {number} pause  in milliseconds */
export function runSoon(store, pause) {
  store.playing.value = false;
  clearTimeout(waiting);
  waiting = setTimeout(() => void runText(store), pause);
}

/** Wait for the run that is under way, if there is one; one that waits for its pause begins now. @param {Store} store @returns {Promise<void>} */
export function runEnded(store) {
  return waiting === 0 ? underway : runText(store);
}

/** @param {Store} store @param {number | null} place */
async function started(store, place) {
  if (waiting === 0) store.playing.value = false; // else it was stopped when the pause began: what plays now is meant for this run
  clearTimeout(waiting);
  waiting = 0;
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const { data, status, problem, refused, trace, ghost } = store;
  if (store.isEmpty.value) return void batch(() => ([status.value, problem.value] = ["empty", ""]));
  const clamps = store.clamps.value;
  /** @type {{model: string, text: string, initial_state?: State}} */
  let request = { model: store.model.value.id, text: store.text.value };
  batch(() => ([status.value, problem.value] = ["loading", ""]));
  const arrival = arrivalIn(store, request.text, place, signal);
  const options = { language: data.language, signal };
  const open = async () => {
    if (store.carries.value) request = { ...request, initial_state: await stateLeft(store) };
    return openTrace(data.api, { ...request, ...(clamps.length > 0 && { clamps, top: MOST }) }, arrival, options);
  };
  const failure = await open().then(() => null, (error) => error);
  if (signal.aborted) return;
  batch(() => {
    arrival.show();
    [status.value, problem.value, refused.value] = failure === null ? ["done", "", false] : ["failed", problemIn(failure), isFinal(failure)];
    if (failure === null && clamps.length === 0) ghost.value = trace.value;
    if (failure !== null) standAtTheLast(store);
  });
  if (failure === null && clamps.length > 0) await runGhost(store, request, options);
}

/** Of a run that has broken off, stand at the last word that came, if any did. @param {Store} store */
function standAtTheLast({ trace, position }) {
  const run = trace.value;
  if (run === null || run.end !== null || run.steps.length === 0) return;
  position.value = Math.min(position.value, restingPlace(run.steps.length - 1, PHASES - 1));
}

/** Give the state that the model's second example leaves; rejects where the server does not. @param {Store} store @returns {Promise<State>} */
async function stateLeft({ data, model }) {
  const { id, examples } = model.value;
  const known = left.get(id) ?? (await post(data, "/trace", { model: id, text: examples[1] })).end.state;
  left.set(id, known);
  return known;
}

/**
 * Run the text without clamps, unless that run is known.
 *
 * @param {Store} store
 * @param {{model: string, text: string, initial_state?: State}} request
 * @param {{language: string, signal: AbortSignal}} options
 */
async function runGhost(store, request, options) {
  if (store.untouched.value !== null) return;
  /** @type {Trace} */
  const trace = { start: /** @type {any} */ (null), steps: [], end: null, text: request.text };
  const on = {
    start: (/** @type {Trace["start"]} */ start) => void (trace.start = start),
    step: (/** @type {Trace["steps"][number]} */ step) => void trace.steps.push(step),
    end: (/** @type {NonNullable<Trace["end"]>} */ end) => void (trace.end = end),
  };
  const isWhole = await openTrace(store.data.api, request, on, options).then(() => true, () => false);
  if (!options.signal.aborted && isWhole) store.ghost.value = trace;
}

/**
 * Collect a trace as it arrives, and show what is there once a frame.
 *
 * @param {Store} store
 * @param {string} text
 * @param {number | null} place
 * @param {AbortSignal} signal  of a run that a newer one has overtaken: nothing of it is shown any more
 */
function arrivalIn(store, text, place, signal) {
  /** @type {Trace | null} */
  let now = null;
  let due = 0;
  let placed = false;
  const show = () => {
    cancelAnimationFrame(due);
    due = 0;
    if (now === null || signal.aborted) return;
    const last = lastPlace(now);
    // Who has pressed Play since they asked for this run wants to see it from its start.
    const wanted = place ?? (store.playing.value ? restingPlace(0, 0) : last);
    batch(() => {
      store.trace.value = { .../** @type {Trace} */ (now) };
      if (!placed) store.position.value = Math.min(wanted, last);
    });
    placed = true;
  };
  const soon = () => void (due ||= requestAnimationFrame(show));
  return {
    show,
    start: (/** @type {Trace["start"]} */ start) => ((now = { start, steps: [], end: null, text }), soon()),
    step: (/** @type {Trace["steps"][number]} */ step) => (now?.steps.push(step), soon()),
    end: (/** @type {NonNullable<Trace["end"]>} */ end) => void (now && (now.end = end)),
  };
}

/**
 * Wait until a run has begun to arrive.
 *
 * @param {Store} store
 * @returns {Promise<void>}
 */
export function begun({ trace }) {
  return new Promise((resolve) => {
    const stop = trace.subscribe((run) => {
      if (run === null) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}

/**
 * Show the stored run, so that there is a picture where no server answers.
 *
 * @param {Store} store
 */
export async function showStored(store) {
  const address = store.data.first_frame;
  if (address === null || store.trace.value !== null) return;
  const stored = await fetch(address).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  if (stored !== null && store.trace.value === null) batch(() => ([store.trace.value, store.position.value] = [{ ...stored.trace, text: stored.request.text }, stored.position]));
}
