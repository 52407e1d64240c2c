import { read } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";
import { tokenAxis, tokenNames } from "./token_axis.js";

/**
 * Influence over distance: how far the prediction moves when a word is replaced or left out, word by word.
 *
 * @import {TokenAxis} from "./token_axis.js"
 * @import {Cell, VNode, WireNumber} from "./types.js"
 *
 * @typedef {object} WordInfluence
 * @property {number} k
 * @property {number} distance
 * @property {{effect: WireNumber, top: string}} removal
 * @property {WireNumber | null} mean
 * @property {{token: string, effect: WireNumber, top: string}[]} replacements
 *
 * @typedef {{cell: Cell, target: {t: number}, words: WordInfluence[]}} Influence  as `/influence` answers
 * @typedef {{k: number, item: number}} Chosen  a word, and the place of its replacement; REMOVAL leaves it out
 *
 * @typedef {object} Places
 * @property {TokenAxis} columns
 * @property {(k: number, item: number, count: number) => number} x
 * @property {(effect: WireNumber) => number} y
 *
 * @typedef {object} InfluenceView
 * @property {number} width
 * @property {number} height
 * @property {readonly string[]} names  of every word
 * @property {boolean} named  whether the names stand under this drawing
 * @property {Chosen | null} chosen
 * @property {string} label
 */

/** The item of a word that is left out. */
export const REMOVAL = -1;

const EDGE = 40;
const TOP = 8;
const INSIDE = 12;
const SPREAD = 0.36; // of a column on either side, over which the replacements lie
const REACH = 40; // pixels from the pointer to what it means

/**
 * Draw the effects on one scale from 0 to 1.
 *
 * @param {Influence} answer
 * @param {InfluenceView} view
 * @returns {VNode} an svg element
 */
export function influenceFigure(answer, view) {
  const { width, height, names } = view;
  const places = placesIn(answer, view);
  const { columns, y } = places;
  const target = answer.target.t;
  const bottom = TOP + height;
  const end = columns.x(target) + columns.pitch / 2;
  return html`<svg class="influence-figure" viewBox=${`0 0 ${width} ${bottom + (view.named ? columns.height + 4 : 2)}`} role="img" aria-label=${view.label}>
    <rect class=${answer.cell === "lstm" ? "cell-lane" : "hidden-lane"} x=${EDGE} y=${TOP} width=${tenth(width - 2 * EDGE)} height=${height} rx="12" />
    <path class="lane-grid" d=${[0, 0.5, 1].map((effect) => `M${EDGE} ${tenth(y(effect))}H${tenth(width - EDGE)}`).join("")} />
    ${[0, 0.5, 1].map((effect) => html`<text class="lane-mark" text-anchor="end" x=${EDGE - 5} y=${tenth(y(effect) + 4)}>${effect}</text>`)}
    ${target < names.length - 1 && html`<rect class="lane-beyond" x=${tenth(end)} y=${TOP} width=${tenth(width - EDGE - end)} height=${height} rx="12" />`}
    ${view.chosen && html`<path class="influence-column" d=${`M${tenth(columns.x(view.chosen.k))} ${TOP}V${bottom}`} />`}
    ${marksOf(answer, places)}
    ${view.chosen && ringAround(answer, places, view.chosen)}
    ${view.named && tokenNames(columns, bottom + 2, { strong: strongOf(view, target), beyond: target + 1 })}
  </svg>`;
}

/** @param {InfluenceView} view @param {number} target */
function strongOf({ chosen }, target) {
  return chosen === null ? [target] : [target, chosen.k];
}

/** @param {Influence} answer @param {Pick<InfluenceView, "width" | "height" | "names">} view @returns {Places} */
function placesIn(answer, { width, height, names }) {
  const columns = tokenAxis(names, { left: EDGE, right: width - EDGE }, [answer.target.t]);
  return {
    columns,
    x: (k, item, count) => columns.x(k) + (item === REMOVAL || count < 2 ? 0 : (item / (count - 1) - 0.5) * 2 * SPREAD * columns.pitch),
    y: (effect) => TOP + height - INSIDE - (read(effect) || 0) * (height - 2 * INSIDE),
  };
}

/** A dot for each replacement, a ring for their mean, a cross for leaving the word out. @param {Influence} answer @param {Places} places @returns {VNode} */
function marksOf({ words }, { columns, x, y }) {
  let [dots, rings, crosses] = ["", "", ""];
  const [r, arm] = [tenth(Math.min(6, columns.pitch * 0.34)), tenth(Math.min(4, columns.pitch * 0.24))];
  for (const { k, replacements, mean, removal } of words) {
    replacements.forEach(({ effect }, item) => (dots += `M${tenth(x(k, item, replacements.length))} ${tenth(y(effect))}h0`));
    if (mean !== null) rings += `M${tenth(columns.x(k) - r)} ${tenth(y(mean))}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    crosses += `M${tenth(columns.x(k) - arm)} ${tenth(y(removal.effect) - arm)}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`;
  }
  return html`<path class="influence-dots" d=${dots} /><path class="influence-crosses" d=${crosses} /><path class="influence-means" d=${rings} />`;
}

/** @param {Influence} answer @param {Places} places @param {Chosen} chosen @returns {VNode} */
function ringAround({ words }, { x, y }, { k, item }) {
  const word = words[k];
  const effect = item === REMOVAL ? word?.removal.effect : word?.replacements[item]?.effect;
  return effect !== undefined && html`<circle class="influence-chosen" cx=${tenth(x(k, item, word.replacements.length))} cy=${tenth(y(effect))} r="7" />`;
}

/**
 * Give what a pointer means: the nearest mark of the column it is in.
 *
 * @param {Influence} answer
 * @param {Pick<InfluenceView, "width" | "height" | "names">} view
 * @param {{x: number, y: number}} pointer  in pixels of the drawing
 * @returns {Chosen | null}
 */
export function meantAt(answer, view, pointer) {
  const { columns, x, y } = placesIn(answer, view);
  const k = Math.floor((pointer.x - EDGE) / columns.pitch);
  const word = answer.words[k];
  if (word === undefined) return null;
  const count = word.replacements.length;
  const marks = [{ item: REMOVAL, effect: word.removal.effect }, ...word.replacements.map(({ effect }, item) => ({ item, effect }))];
  const far = marks.map(({ item, effect }) => Math.hypot(x(k, item, count) - pointer.x, y(effect) - pointer.y));
  const nearest = far.indexOf(Math.min(...far));
  return far[nearest] <= REACH + columns.pitch ? { k, item: marks[nearest].item } : { k, item: REMOVAL };
}

/**
 * Give what lies a step further: another word, or the next replacement of the same.
 *
 * @param {Influence} answer
 * @param {Chosen | null} chosen
 * @param {{words?: number, items?: number}} by
 * @returns {Chosen}
 */
export function movedBy(answer, chosen, { words = 0, items = 0 }) {
  if (chosen === null) {
    const { replaced, removed } = strongest(answer);
    return replaced === null ? { k: removed.k, item: REMOVAL } : { k: replaced.k, item: 0 };
  }
  const k = Math.min(Math.max(chosen.k + words, 0), answer.words.length - 1);
  const count = answer.words[k].replacements.length;
  if (words !== 0) return { k, item: Math.min(chosen.item, count - 1) };
  return { k, item: ((chosen.item + items + 1 + count + 1) % (count + 1)) - 1 };
}

/**
 * Give the words with the highest ring and the highest cross: two measures, of which neither speaks for the other.
 *
 * @param {Influence} answer
 * @returns {{replaced: WordInfluence | null, removed: WordInfluence}} null where no word has a replacement
 */
export function strongest({ words }) {
  const removed = highest(words, ({ removal }) => removal.effect);
  const replaced = highest(words, ({ mean }) => mean);
  return { replaced: replaced.mean === null ? null : replaced, removed };
}

/** @param {readonly WordInfluence[]} words @param {(word: WordInfluence) => WireNumber | null} of @returns {WordInfluence} */
function highest(words, of) {
  const size = (/** @type {WordInfluence} */ word) => read(of(word) ?? -1) || 0;
  return words.reduce((best, word) => (size(word) > size(best) ? word : best));
}

/**
 * Draw one of the marks, for the key.
 *
 * @param {"dots" | "means" | "crosses"} kind
 * @returns {VNode}
 */
export function influenceKey(kind) {
  const paths = { dots: "M8 8h0", means: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z", crosses: "M4 4l8 8m0 -8l-8 8" };
  return html`<svg class="influence-key" viewBox="0 0 16 16" aria-hidden="true"><path class=${`influence-${kind}`} d=${paths[kind]} /></svg>`;
}
