import { fixed, named, read, relation, signed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";

/**
 * @import {View, VNode, WireNumber} from "./types.js"
 *
 * @typedef {{source: "x" | "h" | "bias", index: number, value: WireNumber, weight: WireNumber, gate: WireNumber, product: WireNumber}} Term
 *
 * @typedef {object} Why  as `/contributions` answers
 * @property {string} quantity
 * @property {"sigmoid" | "tanh"} activation
 * @property {WireNumber} pre
 * @property {WireNumber} squashed
 * @property {WireNumber} value
 * @property {{x: WireNumber, h: WireNumber, bias: WireNumber}} by_source
 * @property {{up: Term[], down: Term[], rest: WireNumber, rest_count: number}} both_ways
 *
 * @typedef {object} WhyView
 * @property {View["words"]} words
 * @property {string} word  that was read at this step
 * @property {boolean} held  whether the value is held by hand
 * @property {((unit: number) => void) | null} open  what opens a term of h; null where there is no step before
 */

const DIGITS = 3;

/**
 * Draw the terms of a pre-activation: the largest each way as bars, the rest as one, and what they come to.
 *
 * @param {Why} why
 * @param {WhyView} view
 * @returns {VNode}
 */
export function whyFigure(why, view) {
  const { up, down, rest, rest_count: count } = why.both_ways;
  const largest = Math.max(...[...up, ...down].map(({ product }) => Math.abs(read(product))), Math.abs(read(rest)), 1e-12);
  return html`<div class="why-figure">
    <ol class="why-terms">
      ${up.map((term) => row(term, largest, view))}
      ${count > 0 && html`<li class="why-term"><span class="term-name">${view.words("lab.why.rest", { count })}</span>${bar(rest, largest)}<span class="term-product">${written(rest, view)}</span></li>`}
      ${down.toReversed().map((term) => row(term, largest, view))}
    </ol>
    ${sumOf(why, view)}
  </div>`;
}

/** @param {Term} term @param {number} largest @param {WhyView} view @returns {VNode} */
function row(term, largest, view) {
  const name = nameOf(term, view);
  const { open } = view;
  const factors = term.source === "bias" ? "" : `${written(term.weight, view)} × (${written(term.value, view)})${read(term.gate) === 1 ? "" : ` × ${written(term.gate, view, fixed)}`}`;
  return html`<li class="why-term" key=${`${term.source}${term.index}`}>
    <span class="term-name">${term.source === "h" && open !== null
      ? html`<button type="button" class="quiet" onClick=${() => open(term.index)}>${name}</button>` : name}</span>
    ${bar(term.product, largest)}
    <span class="term-product">${written(term.product, view)}</span><span class="term-factors">${factors}</span>
  </li>`;
}

/** @param {Term} term @param {WhyView} view @returns {string} */
function nameOf({ source, index }, { words, word }) {
  if (source === "x") return words("lab.why.from_word", { word, dimension: index + 1 });
  return source === "h" ? words("lab.why.from_unit", { unit: index + 1 }) : words("lab.why.from_bias");
}

/** A bar from the middle, to the left for less and to the right for more. @param {WireNumber} product @param {number} largest @returns {VNode} */
function bar(product, largest) {
  const share = Math.max(-1, Math.min(1, read(product) / largest)) || 0;
  const width = tenth(Math.abs(share) * 50);
  return html`<svg class="term-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <path class="term-axis" d="M50 0v10" /><rect class=${share < 0 ? "less" : "more"} x=${share < 0 ? tenth(50 - width) : 50} width=${width} y="1" height="8" /></svg>`;
}

/** The three sources, their sum, and what the squash makes of it. @param {Why} why @param {WhyView} view @returns {VNode} */
function sumOf(why, view) {
  const { words } = view;
  const [x, h, bias] = [why.by_source.x, why.by_source.h, why.by_source.bias].map((part) => written(part, view));
  const [squash, write] = why.activation === "tanh" ? ["tanh", signed] : ["σ", fixed];
  const sign = relation([[why.by_source.x], [why.by_source.h], [why.by_source.bias]], why.pre, 2);
  const [pre, value] = [written(why.pre, view, signed, 2), written(why.squashed, view, write, 2)];
  return html`<p class="why-sum" role="math" aria-label=${words("lab.why.sum_label", { x, h, bias, pre, value })}>
    <span>${words("lab.why.sum_x")} ${x}</span> <span>${words("lab.why.sum_h")} ${h}</span> <span>${words("lab.why.sum_bias")} ${bias}</span>
    <span>${sign} a = <b>${pre}</b></span> <span>${squash}(a)${/^[<>≈]/.test(value) ? "" : " ≈"} <b class=${`role-${why.quantity}`}>${value}</b></span></p>
    ${view.held && html`<p class="hint">${words("lab.why.held", { value: written(why.value, view, write, 2) })}</p>`}`;
}

/** @param {WireNumber} value @param {WhyView} view @param {(value: WireNumber, digits: number) => string} [write] @param {number} [digits] @returns {string} */
function written(value, { words }, write = signed, digits = DIGITS) {
  return named(value, words, (finite) => write(finite, digits));
}
