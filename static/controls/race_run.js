import { visibleToken } from "../figures/tokens.js";
import { percent } from "../numbers.js";
import { measureRace } from "../race_stream.js";
import { chooseModel } from "../store.js";
import { batch, html } from "../vendor/preact.js";
import { problemIn } from "../wire.js";
import { viewOf } from "./view.js";

/**
 * @import {Signal} from "../vendor/preact.js"
 * @import {Page} from "../page.js"
 * @import {Progress, Result, Start} from "../race_stream.js"
 * @import {Limits, Measured} from "./race.js"
 *
 * @typedef {object} Run
 * @property {"idle" | "running" | "done" | "failed" | "cancelled"} status
 * @property {number} seed  of the sentences; each run draws others
 * @property {Start | null} start
 * @property {Record<string, Progress>} progress  by model
 * @property {Result[] | null} results
 * @property {string} problem
 */

const SENTENCES = 100;

/** Of the run under way, which goes on while the reader is elsewhere on the page. @type {AbortController | null} */
let stop = null;

/** @type {Run} */
export const NOT_RUN = Object.freeze({ status: "idle", seed: 0, start: null, progress: {}, results: null, problem: "" });

/**
 * Measure again, now, on sentences that no model has seen: at a distance of the reader's choice.
 *
 * @param {{page: Page, race: Measured, limits: Limits, distance: Signal<number>, run: Signal<Run>}} props
 */
export function RaceRun({ page, race, limits, distance, run }) {
  const { words } = page;
  const measure = () => {
    stop = new AbortController();
    void measureIn(page, race, Math.min(SENTENCES, limits.race_sentences), distance.value, run, stop.signal);
  };
  const isRunning = run.value.status === "running";
  const marks = race.distances.filter((each) => each >= limits.race_shortest && each <= limits.race_longest);
  return html`<div class="race-run">
    <h3>${words("lab.race.run_title")}</h3>
    <p class="hint">${words("lab.race.run_how", { sentences: Math.min(SENTENCES, limits.race_sentences) })}</p>
    <div class="race-form">
      <label class="race-distance"><span>${words("lab.race.distance")} <output>${distance.value}</output></span>
        <input type="range" min=${limits.race_shortest} max=${limits.race_longest} step="1" list="race-distances" value=${distance.value}
          aria-valuetext=${words("lab.race.words_apart", { distance: distance.value })} onInput=${(/** @type {any} */ event) => (distance.value = Number(event.target.value))} /></label>
      <datalist id="race-distances">${marks.map((each) => html`<option key=${each} value=${each}></option>`)}</datalist>
      ${isRunning ? html`<button type="button" onClick=${() => stop?.abort()}>${words("lab.race.cancel")}</button>`
        : html`<button type="button" class="primary" onClick=${measure}>${words("lab.race.measure")}</button>`}
    </div>
    <${Standing} page=${page} race=${race} run=${run.value} />
    ${run.value.start !== null && html`<${Example} page=${page} race=${race} start=${run.value.start} />`}
  </div>`;
}

/**
 * @param {Page} page
 * @param {Measured} race
 * @param {number} sentences
 * @param {number} distance
 * @param {Signal<Run>} run
 * @param {AbortSignal} signal
 */
async function measureIn({ store }, race, sentences, distance, run, signal) {
  const seed = run.value.seed + 1;
  const { api, language } = store.data;
  run.value = { ...NOT_RUN, status: "running", seed };
  const on = {
    start: (/** @type {Start} */ start) => void (run.value = { ...run.value, start }),
    progress: (/** @type {Progress} */ one) => void (run.value = { ...run.value, progress: { ...run.value.progress, [one.model]: one } }),
    end: (/** @type {{results: Result[]}} */ { results }) => void (run.value = { ...run.value, results }),
  };
  const question = { models: race.models.map(({ id }) => id), distance, sentences, seed };
  const failed = await measureRace(api, question, on, { language, signal }).then(() => null, problemIn);
  if (signal.aborted) run.value = { ...run.value, status: "cancelled" };
  else run.value = { ...run.value, status: failed === null ? "done" : "failed", problem: failed ?? "" };
}

/** How far it has come, then what came out. @param {{page: Page, race: Measured, run: Run}} props */
function Standing({ page: { words }, race, run }) {
  const { status, start, progress, results, problem } = run;
  if (status === "failed") return html`<p class="notice" role="alert">${problem || words("lab.no_answer")}</p>`;
  if (status === "cancelled") return html`<p role="status">${words("lab.race.cancelled")}</p>`;
  if (start === null) return status === "running" && html`<p class="hint" role="status">${words("controls.loading")}</p>`;
  return html`<div class="standing">
    <ul>${race.models.map(({ id, cell }) => {
      const { done = 0, of = start.sentences, right = 0 } = progress[id] ?? {};
      const name = cell.toUpperCase();
      const result = results?.find(({ model }) => model === id);
      const [low, high] = result?.interval ?? [0, 0];
      return html`<li key=${id}><b>${name}</b> <progress max=${of} value=${done} aria-label=${words("lab.race.progress", { cell: name })}></progress>
        <span>${result ? words("lab.race.result", { right: result.right, of: result.sentences, low: percent(low), high: percent(high) }) : words("lab.race.so_far", { right, done })}</span></li>`;
    })}</ul>
    <p class="hint" role="status">${results !== null && words("lab.race.measured", { distance: start.distance, sentences: start.sentences, seed: start.seed })}</p>
  </div>`;
}

/** One of the sentences, for the reader to read in each of the cells. @param {{page: Page, race: Measured, start: Start}} props */
function Example({ page, race, start }) {
  const { store, words } = page;
  const { text, answer, topic } = start.example;
  const isTooLong = text.length > store.data.limits.text_length;
  const readIn = (/** @type {string} */ id) => {
    batch(() => {
      chooseModel(store, store.data.models.find((card) => card.id === id));
      store.text.value = text;
    });
    page.retry();
    document.getElementById("sentence")?.scrollIntoView({ block: "center", behavior: page.preferences.calm.value ? "auto" : "smooth" });
  };
  return html`<div class="race-example">
    <p>${words("lab.race.example", { topic, answer })}</p>
    <blockquote lang=${start.language} tabindex="0" role="group" aria-label=${words("lab.race.example_name")}>${text}</blockquote>
    <${Guesses} page=${page} race=${race} start=${start} />
    <div class="target-steps">${race.models.map(({ id, cell }) => html`<button type="button" key=${id} disabled=${isTooLong} onClick=${() => readIn(id)}>${words("lab.race.read_in", { cell: cell.toUpperCase() })}</button>`)}</div>
  </div>`;
}

/** What each cell takes for the answer, and whether it is. @param {{page: Pick<Page, "store" | "words">, race: Measured, start: Start}} props */
export function Guesses({ page, race, start }) {
  const { words } = page;
  const { answer, guesses } = start.example;
  const view = viewOf(page);
  return html`<ul class="race-guesses" aria-label=${words("lab.race.guesses")}>${race.models.map(({ id, cell }) => {
    const guess = guesses.find(({ model }) => model === id);
    if (guess === undefined) return null;
    const isRight = guess.token === answer;
    return html`<li key=${id}>${words("lab.race.guess", { cell: cell.toUpperCase(), token: visibleToken(guess.token, view), percent: percent(guess.probability) })}${" "}
      <span aria-hidden="true">${isRight ? "✓" : "✗"}</span><span class="spoken">${words(isRight ? "lab.race.right" : "lab.race.wrong")}</span></li>`;
  })}</ul>`;
}
