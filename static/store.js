import { lastPlace, moment, PHASES, restingPlace } from "./figures/clock.js";
import { batch, computed, signal } from "./vendor/preact.js";
import { openTrace } from "./wire.js";

/** @import {Trace, View} from "./figures/types.js" */

/** How many units are drawn at once. */
const SHOWN = 32;
const MOST_TELLING = 16;

/**
 * Hold what the page shows; controls write here, figures read from here.
 *
 * @param {{language: string, models: any[], limits: {text_length: number, tokens: number}, api: string}} data
 */
export function createStore(data) {
  const first = data.models.find((card) => card.default && card.language === data.language) ?? data.models[0];
  const model = signal(/** @type {any} */ (first));
  const text = signal(/** @type {string} */ (first?.examples?.[0] ?? ""));
  const trace = signal(/** @type {Trace | null} */ (null));
  const status = signal(/** @type {"loading" | "done" | "failed"} */ ("loading"));
  const problem = signal("");
  const position = signal(0);
  const chosen = signal(/** @type {number | null} */ (null));
  const lens = signal(/** @type {View["lens"]} */ ("story"));
  const playing = signal(false);
  const table = signal(false);
  const wrongLink = signal(false);
  const units = computed(() => unitsOf(trace.value));
  const unit = computed(() => (chosen.value !== null && units.value.includes(chosen.value) ? chosen.value : (trace.value?.end?.telling_units?.[0] ?? 0)));
  const steps = computed(() => trace.value?.start.tokens.length ?? 1);
  return { data, model, text, trace, status, problem, position, chosen, lens, playing, table, wrongLink, units, unit, steps };
}

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {Trace | null} trace @returns {number[]} in unit order; of many, the most telling */
function unitsOf(trace) {
  const size = trace?.start.hidden_size ?? 0;
  const all = Array.from({ length: size }, (_, unit) => unit);
  if (size <= SHOWN) return all;
  return (trace?.end?.telling_units ?? all).slice(0, MOST_TELLING).toSorted((a, b) => a - b);
}

let running = new AbortController();

/**
 * Run the model over the text; the last run stays until the new one begins to arrive.
 *
 * @param {Store} store
 * @param {number | null} place  where to stand when the text has arrived; null for its end
 */
export async function runText(store, place = null) {
  running.abort();
  const mine = (running = new AbortController());
  const { data, model, text, trace, status, problem, position } = store;
  batch(() => ((status.value = "loading"), (problem.value = "")));
  /** @type {Trace | null} */
  let now = null;
  const on = {
    start: (/** @type {Trace["start"]} */ start) => void (now = { start, steps: [], end: null }),
    step: (/** @type {Trace["steps"][number]} */ step) => void now?.steps.push(step),
    end: (/** @type {NonNullable<Trace["end"]>} */ end) => void (now && (now.end = end)),
  };
  const request = { model: model.value.id, text: text.value };
  const failed = await openTrace(data.api, request, on, { language: data.language, signal: mine.signal }).catch(() => "");
  if (mine.signal.aborted) return;
  batch(() => {
    const last = now === null ? 0 : lastPlace(now);
    if (failed === null) [trace.value, position.value] = [now, Math.min(place ?? last, last)];
    [status.value, problem.value] = [failed === null ? "done" : "failed", failed ?? ""];
  });
}

/**
 * Go to a word and a micro-step of it.
 *
 * @param {Store} store
 * @param {number} t
 * @param {number} [phase]
 */
export function goTo(store, t, phase = PHASES - 1) {
  batch(() => {
    store.playing.value = false;
    store.position.value = restingPlace(Math.min(Math.max(t, 0), store.steps.value - 1), phase);
  });
}

/** @param {Store} store @returns {{t: number, phase: number}} */
export function placeOf(store) {
  return moment(store.position.value);
}
