import { fixed, read, signed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";
import { widthOf } from "./token_axis.js";

/**
 * The memory river: who wrote what is in the memory, a ribbon for each word, as wide as what is left of it.
 *
 * @import {View, VNode, WireNumber} from "./types.js"
 *
 * @typedef {object} Ledger  as `/ledger` answers for one unit
 * @property {WireNumber[][][]} written_by  [t][k][0]
 * @property {WireNumber[][]} from_initial_state  [t][0]
 * @property {WireNumber[][]} from_clamp
 * @property {WireNumber[][]} state
 * @property {{written_by: WireNumber[][], from_initial_state: WireNumber[], from_clamp: WireNumber[]}} magnitude
 *
 * @typedef {object} RiverView
 * @property {number} width
 * @property {number} height
 * @property {boolean} together  Σ|part| of all units instead of the signed parts of one
 * @property {number | null} word  the word that is looked at
 * @property {readonly string[]} names  of the words, as they are shown
 * @property {{from: number, until: number}} seen  the steps that are in view, where a name can be read
 * @property {string} label
 * @property {View["words"]} words
 *
 * @typedef {{key: string, name: string, colour: string, k: number | null, parts: readonly number[]}} Source  parts[t], 0 before it began
 */

/** How many words have a colour of their own, and up to how many words each has a ribbon of its own. */
export const COLOURED = 7;
const APART = 48;
const WORD = /[\p{L}\p{N}]{2}|\p{Script=Han}/u;
const FLAT = 0.3; // of a column on either side of its middle
const LEGIBLE = 13; // pixels of a ribbon that its name fits into
const EDGE = 14; // pixels above and below, for the scale

/**
 * Draw the river.
 *
 * @param {Ledger} ledger
 * @param {RiverView} view
 * @returns {VNode} an svg element
 */
export function river(ledger, view) {
  const sources = sourcesOf(ledger, view);
  const { up, down, y } = scaleIn(sources, view);
  const bands = stacked(sources);
  const steps = ledger.state.length;
  const x = (/** @type {number} */ t) => ((t + 0.5) * view.width) / steps;
  const column = view.width / steps;
  return html`<svg class="river" viewBox=${`0 0 ${tenth(view.width)} ${view.height}`} role="img" aria-label=${view.label}>
    ${bands.map((band) => ribbon(band, x, y, column, view))}
    <path class="river-zero" d=${`M0 ${tenth(y(0))}H${tenth(view.width)}`} />
    ${!view.together && html`<path class="river-state" d=${lineOf(ledger.state.map(([value]) => read(value)), x, y)} />`}
    ${bands.map((band) => nameOf(band, x, y, column, view.seen))}
    ${scaleNames(up, down, view)}
  </svg>`;
}

/** The ends of the scale: what they are the sum of, and how much. @param {number} up @param {number} down @param {RiverView} view @returns {VNode} */
function scaleNames(up, down, { together, height, words }) {
  const said = (/** @type {string} */ name, /** @type {string} */ value) => words(`lab.memory.scale.${name}`, { value });
  return html`<text class="river-scale" x="2" y="10">${together ? said("together", fixed(up)) : said("up", signed(up))}</text>
    ${down < 0 && html`<text class="river-scale" x="2" y=${height - 2}>${said("down", signed(down))}</text>`}`;
}

/**
 * Give every word, the initial state and the clamps as sources of the memory; of many small ones, their sum.
 *
 * @param {Ledger} ledger
 * @param {Pick<RiverView, "together" | "names">} view
 * @returns {Source[]} in the order in which they are stacked
 */
export function sourcesOf(ledger, { together, names }) {
  const { magnitude } = ledger;
  const steps = ledger.state.length;
  const written = together ? magnitude.written_by : ledger.written_by.map((row) => row.map(([value]) => value));
  const start = together ? magnitude.from_initial_state : ledger.from_initial_state.map(([value]) => value);
  const held = together ? magnitude.from_clamp : ledger.from_clamp.map(([value]) => value);
  const coloured = colouredWords(ledger, { together, names });
  const words = Array.from({ length: steps }, (_, k) => ({
    ...{ key: `word-${k}`, name: names[k], k, colour: coloured.has(k) ? `word-${coloured.get(k)}` : "word-rest" },
    parts: written.map((row) => read(row[k] ?? 0)),
  }));
  const shown = steps <= APART ? words : [...words.filter(({ k }) => coloured.has(k)), ...restOf(words.filter(({ k }) => !coloured.has(k)))];
  const others = [
    { key: "start", name: "", colour: "word-start", k: null, parts: start.map(read) },
    { key: "held", name: "", colour: "word-held", k: null, parts: held.map(read) },
  ];
  return [...others, ...shown].filter(({ parts }) => parts.some((part) => part !== 0));
}

/**
 * Choose the words with a colour: those that most of what is drawn comes from after the last word.
 *
 * A word prefers one colour, whichever words are chosen: that of its place among the words that are no punctuation
 * and no particle of one sign. Where an earlier one has it, it takes the next that nobody has.
 *
 * @param {Ledger} ledger
 * @param {Pick<RiverView, "together" | "names">} view
 * @returns {Map<number, number>} from a word's place to the number of its colour, in the order of the text
 */
export function colouredWords(ledger, { together, names }) {
  const last = together ? (ledger.magnitude.written_by.at(-1) ?? []) : (ledger.written_by.at(-1) ?? []).map(([part]) => part);
  const most = last.map((part, k) => ({ k, amount: Math.abs(read(part)) })).toSorted((a, b) => b.amount - a.amount).slice(0, COLOURED);
  let place = -1;
  const colours = names.map((name) => (WORD.test(name) ? (place += 1) : Math.max(place, 0)) % COLOURED);
  const chosen = most.map(({ k }) => k).toSorted((a, b) => a - b);
  return apart(chosen, chosen.map((k) => colours[k] ?? 0));
}

/** Give each word a colour of its own. @param {readonly number[]} chosen  up to COLOURED of them @param {readonly number[]} preferred @returns {Map<number, number>} */
function apart(chosen, preferred) {
  const isFirst = (/** @type {number} */ index) => preferred.indexOf(preferred[index]) === index;
  const taken = new Set(preferred);
  return new Map(chosen.map((k, index) => {
    let colour = preferred[index];
    while (!isFirst(index) && taken.has(colour)) colour = (colour + 1) % COLOURED;
    taken.add(colour);
    return [k, colour];
  }));
}

/**
 * Give the next word that has a ribbon of its own, in the direction of the text or against it.
 *
 * @param {Ledger} ledger
 * @param {Pick<RiverView, "together" | "names" | "word">} view
 * @param {number} by  1 or −1
 * @returns {number | null} the same word where there is no further one
 */
export function wordBeside(ledger, view, by) {
  const shown = sourcesOf(ledger, view).flatMap(({ k }) => (k === null ? [] : [k]));
  const next = by > 0 ? shown.find((k) => k > (view.word ?? -1)) : shown.findLast((k) => k < (view.word ?? Infinity));
  return next ?? view.word;
}

/** Positive and negative sums apart. @param {Source[]} words @returns {Source[]} */
function restOf(words) {
  const sum = (/** @type {(part: number) => number} */ side) => words[0]?.parts.map((_, t) => words.reduce((total, { parts }) => total + side(parts[t]), 0)) ?? [];
  const sides = [sum((part) => Math.max(part, 0)), sum((part) => Math.min(part, 0))];
  return sides.map((parts, side) => ({ key: `rest-${side}`, name: "", colour: "word-rest", k: null, parts }));
}

/** @param {Source[]} sources @param {RiverView} view */
function scaleIn(sources, { height }) {
  const sums = (/** @type {(a: number, b: number) => number} */ side) =>
    sources[0]?.parts.map((_, t) => sources.reduce((total, { parts }) => total + (Number.isFinite(parts[t]) ? side(parts[t], 0) : 0), 0)) ?? [];
  const up = Math.max(0, ...sums(Math.max));
  const down = Math.min(0, ...sums(Math.min));
  const room = (height - 2 * EDGE) / (up - down || 1);
  return { up, down, y: (/** @type {number} */ value) => EDGE + (up - value) * room };
}

/**
 * Put the sources of each step on top of each other, what is positive above zero and what is negative below.
 *
 * @param {Source[]} sources
 * @returns {{source: Source, from: number[], until: number[]}[]}
 */
export function stacked(sources) {
  const tops = (sources[0]?.parts ?? []).map(() => ({ above: 0, below: 0 }));
  return sources.map((source) => {
    const ends = source.parts.map((part, t) => {
      const side = part < 0 ? "below" : "above";
      const from = tops[t][side];
      tops[t][side] += Number.isFinite(part) ? part : 0;
      return [from, tops[t][side]];
    });
    return { source, from: ends.map(([from]) => from), until: ends.map(([, until]) => until) };
  });
}

/** @param {ReturnType<typeof stacked>[number]} band @param {(t: number) => number} x @param {(value: number) => number} y @param {number} column @param {RiverView} view @returns {VNode} */
function ribbon({ source, from, until }, x, y, column, view) {
  const first = source.k ?? 0;
  const times = from.map((_, t) => t).filter((t) => t >= first);
  const side = (/** @type {number[]} */ values, /** @type {number[]} */ order, /** @type {number} */ way) =>
    order.map((t) => `${tenth(x(t) - way * FLAT * column)} ${tenth(y(values[t]))}L${tenth(x(t) + way * FLAT * column)} ${tenth(y(values[t]))}`).join("L");
  const path = `M${side(until, times, 1)}L${side(from, times.toReversed(), -1)}Z`;
  const faded = view.word !== null && view.word !== source.k ? " faded" : "";
  return html`<path class=${`ribbon ${source.colour}${faded}`} data-word=${source.k ?? undefined} d=${path} />`;
}

/** The name of a word, where of what is in view its ribbon is widest and wide enough. @param {ReturnType<typeof stacked>[number]} band @param {(t: number) => number} x @param {(value: number) => number} y @param {number} column @param {RiverView["seen"]} seen @returns {VNode} */
function nameOf({ source, from, until }, x, y, column, seen) {
  if (source.k === null || source.colour === "word-rest") return null;
  const widths = from.map((start, t) => (t < seen.from || t >= seen.until ? 0 : Math.abs(y(start) - y(until[t]))));
  const widest = widths.reduce((best, width, t) => (width > widths[best] ? t : best), source.k);
  if (!(widths[widest] >= LEGIBLE)) return null;
  const middle = (y(from[widest]) + y(until[widest])) / 2;
  const left = x(source.k) - FLAT * column; // where the ribbon begins, and the name at the earliest
  return html`<text class=${`ribbon-name ${source.colour}`} x=${tenth(Math.max(x(widest), left + widthOf(source.name) / 2))} y=${tenth(middle)} dy=".35em">${source.name}</text>`;
}

/** @param {number[]} values @param {(t: number) => number} x @param {(value: number) => number} y @returns {string} */
function lineOf(values, x, y) {
  return `M${values.map((value, t) => `${tenth(x(t))} ${tenth(y(Number.isFinite(value) ? value : 0))}`).join("L")}`;
}
