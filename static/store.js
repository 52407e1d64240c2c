import { momentsOf } from "./cards.js";
import { moment, PHASES, restingPlace } from "./figures/clock.js";
import { teachingSignals } from "./teaching.js";
import { batch, computed, effect, signal } from "./vendor/preact.js";

/**
 * @import {Clamp, Trace, View} from "./figures/types.js"
 * @import {Figure} from "./scenes.js"
 *
 * @typedef {object} PageData  what the server knows before the first request
 * @property {string} language  "ja" or "en"
 * @property {string} page  "article", "lab" or "embed"
 * @property {string} [figure]  the one that an embedded page shows
 * @property {any[]} models  cards
 * @property {Record<string, number>} limits
 * @property {string} api  base path
 * @property {string | null} first_frame  address of the stored run
 * @property {{short: string, long: string}} sentences  of the colour language, near and far
 * @property {any} article  the texts that the living parts of the article speak
 */

/** How many units are drawn at once, and how many make a group where a model has more. */
const SHOWN = 32;
export const GROUP = 16;

/** The group of the most telling units; the others count from 0. */
export const TELLING = -1;

/** Nothing is held: one list, so that nothing held twice is no change. @type {readonly Clamp[]} */
export const FREE = Object.freeze([]);

/**
 * Hold what the page shows; controls write here, figures read from here.
 *
 * @param {PageData} data
 */
export function createStore(data) {
  const run = runSignals(data);
  const look = lookSignals();
  const hand = handSignals();
  const { trace, position } = run;
  const isEmpty = computed(() => (run.model.value?.unit_of_text === "character" ? run.text.value : run.text.value.trim()) === "");
  const size = computed(() => trace.value?.start.hidden_size ?? 0);
  const untouched = computed(() => untouchedOf(hand.ghost.value, trace.value));
  // What is held changes which units tell the most; the reader goes on looking at the same ones.
  const telling = computed(() => (untouched.value ?? trace.value)?.end?.telling_units ?? []);
  const units = computed(() => unitsOf(size.value, look.group.value, telling.value));
  const unit = computed(() => unitOf(look.chosen.value, units.value, telling.value));
  // Whoever chooses a unit, it is shown, with its group if need be: which units are drawn is known once all of the run is there.
  effect(() => {
    const chosen = look.chosen.value;
    if (chosen !== null && untouched.value !== null && !units.peek().includes(chosen)) look.group.value = Math.floor(chosen / GROUP);
  });
  const steps = computed(() => trace.value?.start.tokens.length ?? 1);
  const settled = computed(() => settledOf(position.value));
  const place = computed(() => moment(settled.value));
  const t = computed(() => place.value.t);
  return { data, ...run, ...look, ...hand, ...readingSignals(), ...teachingSignals(), isEmpty, size, untouched, telling, units, unit, steps, settled, place, t };
}

/** What is run, what came of it, and where in it the reader is. @param {PageData} data */
function runSignals(data) {
  const model = signal(defaultModel(data));
  return {
    model,
    text: signal(/** @type {string} */ (model.peek()?.examples?.[0] ?? "")),
    carries: signal(false), // on from the state that another sentence has left, not from zeros
    trace: signal(/** @type {Trace | null} */ (null)),
    status: signal(/** @type {"loading" | "done" | "failed" | "empty"} */ ("loading")),
    problem: signal(""),
    refused: signal(false), // what was asked: asked again, it would be refused again
    position: signal(0),
    playing: signal(false),
    pace: signal(/** @type {"word" | "phase"} */ ("word")),
    speed: signal(1),
    stopping: signal(false),
  };
}

/** How the reader looks at it. */
function lookSignals() {
  return {
    chosen: signal(/** @type {number | null} */ (null)),
    group: signal(TELLING),
    lens: signal(/** @type {View["lens"]} */ ("story")),
    symbolic: signal(false),
    table: signal(false),
    figure: signal(/** @type {Figure} */ ("cell")),
    ledger: signal(/** @type {any} */ (null)),
    together: signal(false),
    word: signal(/** @type {number | null} */ (null)),
    quantity: signal("f"),
  };
}

/** What is held by hand, the way back, and the run that nothing is held in. */
function handSignals() {
  return {
    clamps: signal(FREE),
    undoable: signal(/** @type {readonly (readonly Clamp[])[]} */ ([])),
    reach: signal(/** @type {"unit" | "all"} */ ("unit")),
    lasting: signal(/** @type {"step" | "on"} */ ("on")),
    ghost: signal(/** @type {Trace | null} */ (null)),
  };
}

/** What a link asked for, and which chapter is being read. */
function readingSignals() {
  return {
    wrongLink: signal(false),
    asked: signal(/** @type {string | null} */ (null)),
    chapter: signal(/** @type {string | null} */ (null)),
    flashes: signal(0),
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {PageData} data @returns {any} the card that a page in this language opens with */
export function defaultModel(data) {
  return data.models.find((card) => card.default && card.language === data.language) ?? data.models[0];
}

/**
 * Give the position that stands for all of a motion, so that what only tells rest from motion is drawn twice a phase.
 *
 * @param {number} s
 * @returns {number} itself at rest, else the middle of the motion
 */
function settledOf(s) {
  const { t, phase, progress } = moment(s);
  return restingPlace(t, progress < 1 ? phase - 0.5 : phase);
}

/**
 * Give the untouched run of what is shown, where it is known.
 *
 * @param {Trace | null} ghost  the last run that nothing was held in
 * @param {Trace | null} trace
 * @returns {Trace | null}
 */
function untouchedOf(ghost, trace) {
  if (ghost === null || trace === null) return null;
  const [known, shown] = [ghost, trace].map(({ start: { model, initial_state: state }, text }) => JSON.stringify([model, text, state]));
  return known === shown ? ghost : null;
}

/** @param {number} size @returns {number} how many groups of units a model is shown in; 0 when all are drawn at once */
export function groupsOf(size) {
  return size <= SHOWN ? 0 : Math.ceil(size / GROUP);
}

/** @param {number} size @param {number} group @param {readonly number[]} telling @returns {number[]} in unit order */
function unitsOf(size, group, telling) {
  const all = Array.from({ length: size }, (_, unit) => unit);
  if (groupsOf(size) === 0) return all;
  if (group === TELLING) return (telling.length > 0 ? telling : all).slice(0, GROUP).toSorted((a, b) => a - b);
  return all.slice(group * GROUP, (group + 1) * GROUP);
}

/** @param {number | null} chosen @param {readonly number[]} units @param {readonly number[]} telling @returns {number} */
function unitOf(chosen, units, telling) {
  if (chosen !== null && units.includes(chosen)) return chosen;
  return telling.find((unit) => units.includes(unit)) ?? units[0] ?? 0;
}

/**
 * Go at once to a word and a micro-step of it.
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

/**
 * Choose the unit that stands so many rows further down.
 *
 * @param {Store} store
 * @param {number} rows
 */
export function moveUnit(store, rows) {
  const { chosen, unit, units } = store;
  const row = units.value.indexOf(unit.value) + rows;
  chosen.value = units.value[Math.min(Math.max(row, 0), units.value.length - 1)];
}

/**
 * Choose a model; the text stays where the model reads its language, and the unit where it is the same network.
 *
 * @param {Store} store
 * @param {any} card
 */
export function chooseModel(store, card) {
  batch(() => {
    const before = store.model.value;
    const unit = momentsOf(store.data.models, before).includes(card) ? store.unit.peek() : null;
    if (before.language !== card.language) store.text.value = card.examples?.[0] ?? store.text.value;
    [store.model.value, store.chosen.value, store.group.value] = [card, unit, TELLING];
    [store.clamps.value, store.undoable.value, store.carries.value] = [FREE, [], false];
  });
}
