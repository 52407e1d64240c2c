import { lastPlace } from "./figures/clock.js";
import { batch } from "./vendor/preact.js";
import { openTrace } from "./wire.js";

/**
 * @import {Trace} from "./figures/types.js"
 * @import {Store} from "./store.js"
 */

let running = new AbortController();

/**
 * Run the model over the text; the last run stays on the page until the new one begins to arrive.
 *
 * @param {Store} store
 * @param {number | null} [place]  where to stand, null for the end of the text
 */
export async function runText(store, place = null) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const { data, model, text, status, problem } = store;
  batch(() => ([status.value, problem.value] = ["loading", ""]));
  const arrival = arrivalIn(store, place);
  const request = { model: model.value.id, text: text.value };
  const failed = await openTrace(data.api, request, arrival, { language: data.language, signal }).catch(() => "");
  if (signal.aborted) return;
  batch(() => {
    arrival.show();
    [status.value, problem.value] = [failed === null ? "done" : "failed", failed ?? ""];
  });
}

/**
 * Collect a trace as it arrives, and show what is there once a frame.
 *
 * @param {Store} store
 * @param {number | null} place
 */
function arrivalIn(store, place) {
  /** @type {Trace | null} */
  let now = null;
  let due = 0;
  let placed = false;
  const show = () => {
    cancelAnimationFrame(due);
    due = 0;
    if (now === null) return;
    const last = lastPlace(now);
    batch(() => {
      store.trace.value = { .../** @type {Trace} */ (now) };
      if (!placed) [store.playing.value, store.position.value] = [false, Math.min(place ?? last, last)];
    });
    placed = true;
  };
  const soon = () => void (due ||= requestAnimationFrame(show));
  return {
    show,
    start: (/** @type {Trace["start"]} */ start) => ((now = { start, steps: [], end: null }), soon()),
    step: (/** @type {Trace["steps"][number]} */ step) => (now?.steps.push(step), soon()),
    end: (/** @type {NonNullable<Trace["end"]>} */ end) => void (now && (now.end = end)),
  };
}

/**
 * Show the stored run, so that there is a picture where no server answers.
 *
 * @param {Store} store
 */
export async function showStored(store) {
  const address = store.data.first_frame;
  if (address === null || store.trace.value !== null) return;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return;
  const { trace, position } = await answer.json();
  if (store.trace.value === null) batch(() => ([store.trace.value, store.position.value] = [trace, position]));
}
