import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";
import { ground, lineIn, markOf, namesAtEnds } from "./line_chart.js";
import { logAxis } from "./log_axis.js";

/**
 * How far a counter counts: the depth that each seed reaches, and the share of longer words that it reads right.
 *
 * @import {Chart, Line} from "./line_chart.js"
 * @import {Cell, View, VNode} from "./types.js"
 *
 * @typedef {object} Counting  of a card
 * @property {number} trained_to
 * @property {number[]} pairs
 * @property {number} words  of each number of pairs
 * @property {number} default_seed
 * @property {{seed: number, depth: number, words_right: number[]}[]} seeds
 * @property {number} [tried_to]
 * @property {{word: number, at: number, opened: number, ends: boolean} | null} [breaks]
 *
 * @typedef {{cell: Cell, counting: Counting}} Counter
 */

const LEFT = 52;
const ROW = 26;
const FIRST = 24;

/**
 * Draw the depth that each seed counts to, on a log scale.
 *
 * @param {readonly Counter[]} counters
 * @param {{width: number, words: View["words"], label: string}} view
 * @returns {VNode} an svg element
 */
export function depthStrip(counters, { width, words, label }) {
  const [{ counting }] = counters;
  const deepest = Math.max(100, counting.tried_to ?? 0, ...counters.flatMap((counter) => counter.counting.seeds.map(({ depth }) => depth)));
  const axis = logAxis(0, Math.ceil(Math.log10(deepest)));
  const x = (/** @type {number} */ depth) => LEFT + axis.at(Math.max(1, depth)).share * (width - LEFT - 16);
  const bottom = FIRST + counters.length * ROW;
  const trained = tenth(x(counting.trained_to));
  return html`<svg class="half-lives" viewBox=${`0 0 ${width} ${bottom + 20}`} role="img" aria-label=${label}>
    <rect class="chart-trained" x=${LEFT} y=${FIRST - 6} width=${trained - LEFT} height=${bottom - FIRST + 6} />
    <text class="lane-note" x=${LEFT} y="12">${words("lab.counter.trained_to", { depth: counting.trained_to })}</text>
    <path class="lane-grid" d=${axis.ticks.map((exponent) => `M${tenth(x(10 ** exponent))} ${FIRST - 6}V${bottom}`).join("")} />
    ${axis.ticks.map((exponent) => html`<text class="lane-mark" text-anchor="middle" x=${tenth(x(10 ** exponent))} y=${bottom + 15}>${10 ** exponent}</text>`)}
    ${counters.map((counter, index) => rowOf(counter, FIRST + index * ROW + ROW / 2, x))}
  </svg>`;
}

/** @param {Counter} counter @param {number} y @param {(depth: number) => number} x @returns {VNode} */
function rowOf({ cell, counting: { seeds, default_seed } }, y, x) {
  const marks = (/** @type {boolean} */ shipped) => seeds.filter(({ seed }) => (seed === default_seed) === shipped).map(({ depth }) => markOf(cell, x(depth), y)).join("");
  return html`<g key=${cell}><text class=${`chart-name cell-${cell}`} x="0" y=${y + 4}>${cell.toUpperCase()}</text>
    <path class=${`chart-measured cell-${cell}`} d=${marks(false)} /><path class=${`chart-marks cell-${cell}`} d=${marks(true)} /></g>`;
}

/**
 * Draw the share of random words that are read without a mistake, over their length.
 *
 * @param {readonly Counter[]} counters
 * @param {{width: number, height: number, words: View["words"], label: string}} view
 * @returns {VNode} an svg element
 */
export function wordsRightChart(counters, { width, height, words, label }) {
  const [{ counting }] = counters;
  /** @type {Chart} */
  const chart = { width, height, lengths: counting.pairs, trainedTo: counting.trained_to };
  const lines = counters.flatMap(({ cell, counting: { seeds, default_seed } }) =>
    seeds.map(({ seed, words_right }) => /** @type {Line} */ ({ cell, kind: seed === default_seed ? "shipped" : "seed", values: words_right })),
  );
  const shipped = lines.filter(({ kind }) => kind === "shipped");
  return html`<svg class="race-figure" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
    ${ground(chart, { trained: words("lab.counter.trained_pairs", { pairs: counting.trained_to }), length: words("lab.counter.pairs") })}
    ${lines.filter(({ kind }) => kind === "seed").map((line) => lineIn(chart, line))}${shipped.map((line) => lineIn(chart, line))}
    ${namesAtEnds(chart, shipped)}
  </svg>`;
}
