import { isUntrained } from "../cards.js";
import { percent } from "../numbers.js";
import { html } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

/**
 * The honesty badge: what the model is, how good it is on what it has not seen, and, opened, how it came about.
 *
 * @param {{card: any, words: Page["words"]}} props
 */
export function Badge({ card, words }) {
  const kind = kindOf(card);
  return html`<details class=${`badge ${kind}`}>
    <summary><span class="badge-kind">${words(`controls.badge.${kind}`)}</span>${" "}
      <span class="badge-score">${isUntrained(card) ? words("controls.badge.parameters", { count: card.parameters }) : scoreOf(card, words)}</span></summary>
    <dl>${factsOf(card, words).map(([name, value]) => html`<div key=${name}><dt>${words(`controls.badge.${name}`)}</dt><dd>${value}</dd></div>`)}</dl>
  </details>`;
}

/** What a model is, as the badge calls it. @param {any} card @returns {"untrained" | "checkpoint" | "real" | "toy"} */
export function kindOf(card) {
  if (isUntrained(card)) return "untrained";
  if (card.checkpoint_of) return "checkpoint";
  return card.task === "character" ? "real" : "toy";
}

/** @param {any} card @param {Page["words"]} words @returns {string} */
function scoreOf(card, words) {
  const { metric, value, sentences, chance } = card.held_out;
  if (metric === "bits_per_character") {
    const { five_gram, unigram } = card.baselines;
    return words("controls.badge.bits", { value: bits(value), five_gram: bits(five_gram), unigram: bits(unigram) });
  }
  const key = metric === "words_right" ? "words_right" : "accuracy";
  return words(`controls.badge.${key}`, { value: percent(value, 1), sentences, chance: percent(chance) });
}

/** @param {any} card @param {Page["words"]} words @returns {[string, string][]} */
function factsOf(card, words) {
  const { training, cell, hidden_size, parameters, vocabulary_size } = card;
  const sizes = { cell: cell.toUpperCase(), units: hidden_size, parameters, vocabulary: vocabulary_size };
  return [
    ["task", words(`controls.task_texts.${card.task}`)],
    ["size", words("controls.badge.sizes", sizes)],
    ...(isUntrained(card) ? [] : [/** @type {[string, string]} */ (["held_out", scoreOf(card, words)])]),
    ["data", words("controls.badge.made", { data: card.task === "character" ? training.data : words(`controls.data_texts.${card.task}`), source: training.source })],
    ["training", words(isUntrained(card) ? "controls.badge.not_trained" : "controls.badge.trained", trainingOf(card, words))],
    ["licence", card.licence],
  ];
}

/** @param {any} card @param {Page["words"]} words @returns {Record<string, string | number>} */
function trainingOf({ training }, words) {
  const { updates, seed, learning_rate: rate, clip_norm: clip, initialisation } = training;
  const more = ["weight_decay", "dropout"].filter((name) => training[name] > 0).map((name) => words(`controls.badge.${name}`, { value: training[name] }));
  return { updates, seed, rate, clip, more: more.join(""), initialisation: words(`controls.initialisations.${initialisation}`) };
}

/** @param {number} value @returns {string} */
function bits(value) {
  return value.toFixed(2);
}
