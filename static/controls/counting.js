import { depthStrip, wordsRightChart } from "../figures/counting.js";
import { percent } from "../numbers.js";
import { batch, html } from "../vendor/preact.js";
import { chooseModel } from "../store.js";
import { Numbers } from "./lab_section.js";

/**
 * @import {Counter, Counting as Counted} from "../figures/counting.js"
 * @import {Page} from "../page.js"
 */

const HEIGHT = 260;

/** How far the counters count, as it was measured, and the way to where they break. @param {{page: Page, cards: readonly any[], width: number}} props */
export function Counting({ page, cards, width }) {
  const { words } = page;
  /** @type {Counter[]} */
  const counters = cards.filter((card) => card.counting !== undefined).map(({ cell, counting }) => ({ cell, counting }));
  if (counters.length === 0) return html`<p>${words("lab.counter.not_measured")}</p>`;
  const told = counters.map(({ cell, counting }) => words("lab.counter.depth_told", { cell: cell.toUpperCase(), depth: shippedOf(counting).depth, depths: counting.seeds.map(({ depth }) => depth).join(", "), trained: counting.trained_to }));
  return html`<div class="counting">
    <h3>${words("lab.counter.how_far")}</h3>
    ${depthStrip(counters, { width, words, label: told.join(" ") })}
    <ul class="told">${told.map((line, index) => html`<li key=${line}>${line} ${brokenOf(words, counters[index].counting)}</li>`)}</ul>
    <div class="target-steps">${cards.filter(({ counting }) => counting !== undefined).map((card) => html`<${Deeper} key=${card.id} page=${page} card=${card} />`)}</div>
    <h3>${words("lab.counter.words_right", { words: counters[0].counting.words })}</h3>
    ${wordsRightChart(counters, { width, height: HEIGHT, words, label: counters.map(({ cell, counting }) => rightOf(words, cell, counting)).join(" ") })}
    <${Numbers} page=${page} table=${() => tableOf(words, counters)} />
  </div>`;
}

/** @param {Counted} counting */
function shippedOf({ seeds, default_seed }) {
  return seeds.find(({ seed }) => seed === default_seed) ?? seeds[0];
}

/** Where the shipped one goes wrong first. @param {Page["words"]} words @param {Counted} counting */
function brokenOf(words, { breaks }) {
  if (!breaks) return "";
  return words(breaks.ends ? "lab.counter.breaks_early" : "lab.counter.breaks_late", { word: breaks.word, at: breaks.at, opened: breaks.opened });
}

/** @param {Page["words"]} words @param {string} cell @param {Counted} counting */
function rightOf(words, cell, counting) {
  const { words_right } = shippedOf(counting);
  const last = counting.pairs.length - 1;
  return words("lab.counter.right_told", { cell: cell.toUpperCase(), few: counting.pairs[0], there: percent(words_right[0], 1), many: counting.pairs[last], beyond: percent(words_right[last], 1) });
}

/** A button for the word nested one deeper than a counter can count. @param {{page: Page, card: any}} props */
function Deeper({ page, card }) {
  const { store, words } = page;
  const depth = shippedOf(card.counting).depth + 1;
  const text = "(".repeat(depth) + ")".repeat(depth);
  const isWithin = text.length <= Math.min(store.data.limits.text_length, store.data.limits.tokens);
  const show = () => {
    batch(() => {
      chooseModel(store, card);
      store.text.value = text;
    });
    page.retry();
  };
  return html`<button type="button" disabled=${!isWithin} onClick=${show}>${words("lab.counter.deeper", { cell: card.cell.toUpperCase(), depth })}</button>`;
}

/** @param {Page["words"]} words @param {readonly Counter[]} counters */
function tableOf(words, counters) {
  return html`<table class="lab-table">
    <caption>${words("lab.counter.table_caption")}</caption>
    <thead><tr><th scope="col">${words("lab.counter.pairs")}</th><th scope="col">${words("lab.counter.depth_column")}</th>${counters[0].counting.pairs.map((pairs) => html`<th scope="col">${pairs}</th>`)}</tr></thead>
    <tbody>${counters.map(({ cell, counting }) => counting.seeds.map(({ seed, depth, words_right }) => html`<tr>
      <th scope="row">${words(seed === counting.default_seed ? "lab.race.rows.shipped" : "lab.race.rows.seed", { cell: cell.toUpperCase(), seed })}</th>
      <td>${depth}</td>${words_right.map((share) => html`<td>${percent(share, 1)}</td>`)}</tr>`))}</tbody>
  </table>`;
}
