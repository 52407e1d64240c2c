import { FOREVER } from "./clamps.js";
import { visibleToken } from "./figures/tokens.js";
import { spotOf } from "./finders.js";
import { grouped, percent, read, signed } from "./numbers.js";
import { viewOf } from "./controls/view.js";
import { cellOf, indexOfMost, influences, lstmOf, post, run, textOf, top } from "./inquiries.js";

/**
 * The questions of the chapters, answered by the engine on the reader's own sentence.
 *
 * @import {Trace} from "./figures/types.js"
 * @import {Page} from "./page.js"
 *
 * @typedef {{key: string, label: string}} Choice
 * @typedef {{right: string[], values: Record<string, string>}} Found  the keys that hold, and the numbers that show it
 * @typedef {{text: string, known: boolean}} Word
 * @typedef {{deciding: number | null, tokens: readonly Word[], effects?: number[], ledger?: any}} Evidence  which word decides, null where it is not known, of which words, and the answer that tells
 */

/** How many words a reader chooses among. */
const WORDS = 3;
const ANSWERS = /** @type {const} */ ({ thought, loop, forgetting, lanes, belt, forget, write, reveal, sum });

/**
 * Give what a reader can choose.
 *
 * @param {Page} page
 * @param {Record<string, string>} options  of the words file; where it has none, words of the sentence
 * @param {Evidence} evidence
 * @returns {Choice[]}
 */
export function choicesOf(page, options, { deciding, tokens }) {
  const fixed = Object.entries(options).map(([key, label]) => ({ key, label }));
  if (fixed.length > 0) return fixed;
  // Without its last word a sentence has not asked yet: that one is not among the choices.
  const candidates = tokens.slice(0, -1).flatMap((token, t) => (token.known && /[\p{L}\p{N}]{2}|\p{Script=Han}/u.test(token.text) ? [t] : []));
  const others = candidates.filter((t) => tokens[t].text !== tokens[deciding ?? -1]?.text);
  const spread = (deciding === null ? [0, 0.5, 1] : [0, 1]).map((share) => others[Math.round(share * (others.length - 1))]).filter((t) => t !== undefined);
  const chosen = [...new Set(deciding === null ? spread : [deciding, ...spread])].slice(0, WORDS);
  return chosen.toSorted((a, b) => a - b).map((t) => ({ key: String(t), label: nameOf(page, tokens, t) }));
}

/** The word at a step; where it stands in the sentence more than once, with the step. @param {Page} page @param {readonly Word[]} tokens @param {number} t @param {boolean} [isQuoted] @returns {string} */
function nameOf(page, tokens, t, isQuoted = false) {
  const shown = visibleToken(tokens[t].text, viewOf(page));
  const token = isQuoted ? page.words("article.predict.quoted", { token: shown }) : shown;
  const isAlone = tokens.filter(({ text }) => text === tokens[t].text).length === 1;
  return isAlone ? token : page.words("article.predict.nth", { token, step: t + 1 });
}

/**
 * Find out what decides between the words of the sentence; rejects where the server does not answer.
 *
 * @param {string} chapter
 * @param {Page} page
 * @returns {Promise<Evidence>}
 */
export async function evidenceOf(chapter, page) {
  const model = cellOf(page, "lstm").id;
  if (chapter === "thought") {
    const { tokens, effects } = await influences(page, model);
    return { deciding: indexOfMost(effects), tokens, effects };
  }
  if (chapter !== "belt") return unknown(page);
  const ledger = await post(page.store.data, "/ledger", { model, text: textOf(page), units: [0] });
  return { deciding: ledger.summary.k, tokens: ledger.tokens, ledger };
}

/** The words on the page, of which nothing is known yet. @param {Page} page @returns {Evidence} */
export function unknown({ store }) {
  return { deciding: null, tokens: store.trace.peek()?.start.tokens ?? [] };
}

/**
 * Compute the answer; rejects where the server does not.
 *
 * @param {string} chapter
 * @param {Page} page
 * @param {Choice[]} choices
 * @param {Evidence} evidence  of the choices, where they are words
 * @returns {Promise<Found>}
 */
export function answerOf(chapter, page, choices, evidence) {
  return ANSWERS[/** @type {keyof typeof ANSWERS} */ (chapter)](page, choices, evidence);
}

/** Which of the words matters most to the last prediction. @param {Page} page @param {Choice[]} choices @param {Evidence} evidence @returns {Promise<Found>} */
async function thought(page, choices, evidence) {
  const { effects = [], tokens } = evidence.effects ? evidence : await evidenceOf("thought", page);
  const effect = (/** @type {Choice} */ { key }) => effects[Number(key)] ?? 0;
  const most = choices.toSorted((a, b) => effect(b) - effect(a))[0];
  return { right: [most.key], values: { word: nameOf(page, tokens, Number(most.key), true), percent: percent(effect(most)) } };
}

/** The same weights, however many steps. @param {Page} page @returns {Promise<Found>} */
async function loop({ store }) {
  return { right: ["same"], values: { steps: grouped(store.steps.value) } };
}

/** As measured on held-out sentences at the largest distance of training. @param {Page} page @returns {Promise<Found>} */
async function forgetting({ store }) {
  const language = store.data.language;
  const at = (/** @type {string} */ cell) => {
    const { distances, trained_to: distance, seeds, default_seed: shipped } = store.data.models.find((card) => card.id === `colour-${language}-${cell}`).accuracy_over_distance;
    return seeds.find((/** @type {any} */ one) => one.seed === shipped).accuracy[distances.indexOf(distance)];
  };
  const rnn = at("rnn");
  return { right: [rnn > 0.9 ? "always" : rnn > 0.4 ? "often" : "chance"], values: { percent: percent(rnn), other_percent: percent(at("lstm")) } };
}

/** What is left on the lower lane when nothing is written. @param {Page} page @returns {Promise<Found>} */
async function lanes(page) {
  const held = await run(page, lstmOf(page), [{ layer: 0, quantity: "i", from: 0, until: FOREVER, units: null, value: 0 }]);
  const largest = Math.max(...held.steps.flatMap((step) => top(step).h.map((value) => Math.abs(read(value)))));
  return { right: [largest === 0 ? "zero" : "works"], values: { value: String(largest) } };
}

/** Which of the words wrote most of the memory. @param {Page} page @param {Choice[]} choices @param {Evidence} evidence @returns {Promise<Found>} */
async function belt(page, choices, evidence) {
  const { summary, magnitude, tokens } = evidence.ledger ?? (await evidenceOf("belt", page)).ledger;
  const parts = magnitude.written_by.at(-1);
  const most = choices.toSorted((a, b) => read(parts[Number(b.key)]) - read(parts[Number(a.key)]))[0];
  return { right: [most.key], values: { word: nameOf(page, tokens, summary.k, true), percent: percent(summary.share) } };
}

/** @param {Page} page @returns {Promise<Found>} */
async function forget(page) {
  const { free, held, t, unit, spot } = await freeAndHeld(page, "f", 1);
  const before = t > 0 ? top(free.steps[t - 1]).c : free.start.initial_state?.c?.[0];
  return { right: ["kept"], values: { ...spot, value: signed(before?.[unit] ?? 0), other_value: signed(top(held.steps[t]).kept?.[unit] ?? NaN) } };
}

/** At the word and in the unit where most is taken away. @param {Page} page @returns {Promise<Found>} */
async function write(page) {
  const free = await run(page, lstmOf(page));
  const { t, unit } = spotOf("takes-away", free, { unit: null, here: { t: 0, unit: 0 }, topic: null });
  const layer = top(free.steps[t]);
  return { right: ["lowers"], values: { ...named(page, free, t, unit), value: signed(layer.kept?.[unit] ?? NaN), other_value: signed(layer.c?.[unit] ?? NaN) } };
}

/** @param {Page} page @returns {Promise<Found>} */
async function reveal(page) {
  const { free, held, t, unit, spot } = await freeAndHeld(page, "o", 0);
  return { right: ["kept"], values: { ...spot, value: signed(top(free.steps[t]).c?.[unit] ?? NaN), other_value: signed(top(held.steps[t]).c?.[unit] ?? NaN) } };
}

/** What each of the three answers, and whether more than the LSTM answer as it does. @param {Page} page @param {Choice[]} choices @returns {Promise<Found>} */
async function sum(page, choices) {
  const runs = await Promise.all(["rnn", "gru", "lstm"].map((cell) => run(page, cellOf(page, cell).id)));
  const view = viewOf(page);
  const [rnn, gru, lstm] = runs.map((trace) => visibleToken(trace.steps[trace.steps.length - 1].prediction[0].token, view));
  const right = rnn === lstm || gru === lstm ? "several" : "lstm";
  const label = choices.find(({ key }) => key === right)?.label ?? "";
  return { right: [right], values: { word: rnn, other_word: gru, value: lstm, right: label } };
}

/** The run as it is and with one value held at the reader's step. @param {Page} page @param {string} quantity @param {number} value */
async function freeAndHeld(page, quantity, value) {
  const { unit: chosen, t: here, trace } = page.store;
  const model = lstmOf(page);
  const reader = { t: here.value, unit: model === trace.value?.start.model ? chosen.value : null }; // units of another network are others
  const free = await run(page, model);
  const unit = reader.unit ?? free.end?.telling_units?.[0] ?? 0;
  const t = Math.min(reader.t, free.steps.length - 1);
  const held = await run(page, model, [{ layer: 0, quantity, from: t, until: t + 1, units: [unit], value }]);
  return { free, held, t, unit, spot: named(page, free, t, unit) };
}

/** Where something is in a run, as it is said. @param {Page} page @param {Trace} trace @param {number} t @param {number} unit */
function named(page, { start }, t, unit) {
  return { word: visibleToken(start.tokens[t].text, viewOf(page)), step: String(t + 1), unit: String(unit + 1) };
}
