import { useFetched } from "../fetched.js";
import { raceFigure, shippedOf, worstOf } from "../figures/race.js";
import { lineKey } from "../figures/line_chart.js";
import { raceTable } from "../figures/race_table.js";
import { useNearby } from "../nearby.js";
import { grouped, percent, read } from "../numbers.js";
import { html, signal, useRef } from "../vendor/preact.js";
import { LabSection, Missing, Numbers } from "./lab_section.js";
import { NOT_RUN, RaceRun } from "./race_run.js";
import { CELLS } from "./siblings.js";

/**
 * @import {Signal} from "../vendor/preact.js"
 * @import {Race as RaceOf, Runner} from "../figures/race.js"
 * @import {Page} from "../page.js"
 * @import {Run} from "./race_run.js"
 *
 * @typedef {RaceOf & {language: string, sentences: number, default_rule: string, majority: number[], nearest_colour: number[],
 *   equal: Record<string, unknown>, differed: Record<string, Record<string, unknown>>}} Measured
 *
 * @typedef {object} Limits  of what the server measures
 * @property {number} race_shortest  distance
 * @property {number} race_longest
 * @property {number} race_sentences
 */

const HEIGHT = 400;
const NARROW = 300;
const PHONE = 560;
const BESIDE = 980; // from this width on, what was equal stands beside the figure
const ASIDE = 320;

/** What the reader has set and measured here; it stays while they are elsewhere on the page. @type {{larger: Signal<boolean>, distance: Signal<number>, run: Signal<Run>} | null} */
let own = null;

/** Who still knows the beginning of the sentence, and over what distance. @param {{page: Page}} props */
export function Race({ page }) {
  const { place, near, width } = useNearby();
  const wanted = useRef(false);
  wanted.current ||= near && !page.store.playing.value;
  const { language } = page.store.data;
  const answer = useFetched(page, wanted.current ? `/race?language=${language}` : null, (found) => found.json());
  const race = answer.value === null ? undefined : inOrder(answer.value.races[0]);
  const card = page.store.data.models.find(({ id }) => id === race?.models[0].id);
  return html`<${LabSection} page=${page} name="race" place=${place} card=${card}>
    <${Missing} page=${page} answers=${[answer]} waits=${answer.value === null} />
    ${answer.value !== null && race === undefined && html`<p>${page.words("lab.race.none")}</p>`}
    ${race && html`<${Course} page=${page} race=${race} width=${width} />`}
  <//>`;
}

/** The models in the order of the page. @param {Measured | undefined} race @returns {Measured | undefined} */
function inOrder(race) {
  return race && { ...race, models: race.models.toSorted((a, b) => CELLS.indexOf(a.cell) - CELLS.indexOf(b.cell)) };
}

/** @param {{page: Page, race: Measured, width: number}} props */
function Course({ page, race, width }) {
  const { words } = page;
  const limits = /** @type {Limits} */ (/** @type {unknown} */ (page.store.data.limits));
  own ??= { larger: signal(false), distance: signal(Math.min(limits.race_longest, race.trained_to)), run: signal(NOT_RUN) };
  const { larger, distance, run } = own;
  const { start, results } = run.value;
  const measured = start !== null && results !== null ? { distance: start.distance, results } : null;
  const label = race.models.map((model) => told(words, race, model)).join(" ");
  const view = { words, larger: larger.value, distance: distance.value, measured, label, height: width < PHONE ? NARROW : HEIGHT };
  return html`<div class="course">
    <div class="course-figure">
      ${raceFigure(race, { ...view, width: width < BESIDE ? width : width - ASIDE - 32 })}
      <${Keys} page=${page} race=${race} larger=${larger} />
    </div>
    <${Terms} page=${page} race=${race} />
  </div>
  <ul class="told">${race.models.map((model) => html`<li key=${model.id}>${told(words, race, model)}</li>`)}</ul>
  <${Failing} page=${page} race=${race} limits=${limits} distance=${distance} />
  <${RaceRun} page=${page} race=${race} limits=${limits} distance=${distance} run=${run} />
  <${Numbers} page=${page} table=${() => raceTable(race, words)} />`;
}

/** What one cell does at the longest distance it was trained on, and at the longest measured. @param {Page["words"]} words @param {Measured} race @param {Runner} model */
function told(words, { distances, trained_to }, model) {
  const accuracy = shippedOf(model);
  const within = distances.findLastIndex((distance) => distance <= trained_to);
  const last = distances.length - 1;
  return words("lab.race.told", { cell: model.cell.toUpperCase(), near: distances[within], there: percent(accuracy[within], 1), far: distances[last], beyond: percent(accuracy[last], 1) });
}

/** @param {{page: Page, race: Measured, larger: Signal<boolean>}} props */
function Keys({ page: { words }, race, larger }) {
  const longer = race.models.find(({ larger_budget }) => larger_budget !== null);
  const seeds = race.models[0].seeds.length;
  return html`<p class="multiple-keys">
    ${race.models.map(({ cell }) => html`<span key=${cell}>${lineKey(cell)} ${words("lab.race.keys.shipped", { cell: cell.toUpperCase() })}</span>`)}
    ${seeds > 1 && html`<span>${words("lab.race.keys.seeds", { count: seeds - 1 })}</span>`}
    <span>${words("lab.race.keys.chance", { percent: percent(race.chance) })}</span>
  </p>
  ${longer && html`<label class="setting"><input type="checkbox" checked=${larger.value} onChange=${(/** @type {any} */ event) => (larger.value = event.target.checked)} />
    ${lineKey(longer.cell, "larger")} <span class="wrapping">${words("lab.race.keys.larger", { cell: longer.cell.toUpperCase(), updates: longer.larger_budget?.updates ?? 0, seeds: longer.larger_budget?.seeds.length ?? 0 })}</span></label>`}`;
}

/** What was equal for all, and what differed. @param {{page: Page, race: Measured}} props */
function Terms({ page: { words }, race }) {
  return html`<div class="terms-of-race">
    <h3>${words("lab.race.equal")}</h3>
    <dl>${Object.entries(race.equal).map(([field, value]) => html`<div key=${field}><dt>${wordsOr(words, `lab.race.fields.${field}`, field)}</dt><dd>${termOf(words, race, field, value)}</dd></div>`)}</dl>
    <h3>${words("lab.race.differed")}</h3>
    <dl>${Object.entries(race.differed).map(([field, values]) => html`<div key=${field}><dt>${wordsOr(words, `lab.race.fields.${field}`, field)}</dt>
      <dd>${race.models.map(({ id, cell }) => html`<span class="of-cell" key=${id}><b>${cell.toUpperCase()}</b> ${termOf(words, race, field, values[id])}</span>`)}</dd></div>`)}</dl>
  </div>`;
}

/** @param {Page["words"]} words @param {string} key @param {string} other @returns {string} the words, or what the cards say where there are none */
function wordsOr(words, key, other) {
  return words(key) === key ? other : words(key);
}

/**
 * Write a value of the cards for the reader: what the cards call by a name has words.
 *
 * @param {Page["words"]} words
 * @param {{language: string}} race
 * @param {string} field
 * @param {unknown} value
 * @returns {string}
 */
export function termOf(words, race, field, value) {
  if (field === "data") return words("lab.race.data", { language: words(`controls.languages.${race.language}`) });
  if (field === "initialisation") return wordsOr(words, `controls.initialisations.${value}`, String(value));
  if (Array.isArray(value)) return value.join(", ");
  return Number.isInteger(value) ? grouped(Number(value)) : String(value);
}

/** Where the LSTM was wrong most often, and the way there. @param {{page: Page, race: Measured, limits: Limits, distance: Signal<number>}} props */
function Failing({ page: { words }, race, limits, distance }) {
  const model = race.models.find(({ cell }) => cell === "lstm");
  if (model === undefined) return null;
  const worst = worstOf(race, model);
  if (worst.accuracy === 1) return html`<p>${words("lab.race.never", { far: race.distances[race.distances.length - 1], count: model.seeds.length })}</p>`;
  const values = { seed: worst.seed, distance: worst.distance, worst: percent(worst.accuracy, 1), shipped: percent(worst.shipped, 1), default: model.default_seed };
  const near = weakestWithin(race, model, limits.race_longest);
  return html`<div class="failing"><p><b>${words("lab.race.fails_title")}</b> ${words(worst.seed === model.default_seed ? "lab.race.fails_shipped" : "lab.race.fails", values)}</p>
    ${near && html`<button type="button" onClick=${() => (distance.value = near.distance)}>${words("lab.race.go_there", { distance: near.distance, accuracy: percent(near.accuracy, 1) })}</button>`}</div>`;
}

/** Of the distances that can be measured here, the one at which the shipped model was wrong most often. @param {Measured} race @param {Runner} model @param {number} longest */
function weakestWithin(race, model, longest) {
  const tried = race.distances.map((distance, index) => ({ distance, accuracy: read(shippedOf(model)[index]) })).filter((one) => one.distance <= longest && one.accuracy < 1);
  return tried.length === 0 ? null : tried.reduce((weakest, one) => (one.accuracy <= weakest.accuracy ? one : weakest));
}
