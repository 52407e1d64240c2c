import { percent, read } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";
import { ground, lineIn, markOf, namesAtEnds, placesOf } from "./line_chart.js";

/**
 * Accuracy over distance: how often each kind of cell still knows what the sentence began with.
 *
 * @import {Chart, Line} from "./line_chart.js"
 * @import {Cell, View, VNode, WireNumber} from "./types.js"
 *
 * @typedef {{seed: number, accuracy: WireNumber[]}} Seed  by distance
 *
 * @typedef {object} Runner
 * @property {string} id
 * @property {Cell} cell
 * @property {number} default_seed
 * @property {Seed[]} seeds
 * @property {{updates: number, seeds: Seed[]} | null} larger_budget
 *
 * @typedef {object} Race  one of those that `/race` answers with
 * @property {number[]} distances
 * @property {number} trained_to
 * @property {WireNumber} chance
 * @property {Runner[]} models
 *
 * @typedef {{cell: Cell, accuracy: WireNumber, interval: readonly [WireNumber, WireNumber]}} Result
 *
 * @typedef {object} RaceView
 * @property {View["words"]} words
 * @property {number} width
 * @property {number} height
 * @property {boolean} larger  whether the larger budget is drawn too
 * @property {number} distance  that the reader chose
 * @property {{distance: number, results: readonly Result[]} | null} measured  on the page
 * @property {string} label
 */

const ASIDE = Object.freeze({ rnn: -9, gru: 0, lstm: 9 }); // so that three intervals at one distance stand side by side
const CAP = 4;

/**
 * Draw every seed, the shipped one bold, the chance level, what was trained, and what the reader measured.
 *
 * @param {Race} race
 * @param {RaceView} view
 * @returns {VNode} an svg element
 */
export function raceFigure(race, view) {
  const { width, height, words } = view;
  /** @type {Chart} */
  const chart = { width, height, lengths: race.distances, trainedTo: race.trained_to };
  const { x, y, left, right, top, bottom } = placesOf(chart);
  const lines = linesOf(race, view.larger);
  const chance = tenth(y(race.chance));
  const at = tenth(x(view.distance));
  return html`<svg class="race-figure" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${view.label}>
    ${ground(chart, { trained: words("lab.race.trained_to", { distance: race.trained_to }), length: words("lab.race.axis") })}
    <path class="chart-chance" d=${`M${left} ${chance}H${right}`} />
    <text class="lane-mark strong" text-anchor="end" x=${left - 6} y=${tenth(chance + 4)}>${percent(race.chance)}</text>
    <path class="chart-here" d=${`M${at} ${top - 4}V${bottom}`} /><path class="chart-handle" d=${`M${at} ${bottom}l-5 9h10z`} />
    ${lines.map((line) => lineIn(chart, line))}
    ${namesAtEnds(chart, lines.filter(({ kind }) => kind === "shipped"))}
    ${view.measured?.results.map((result) => intervalIn(chart, /** @type {number} */ (view.measured?.distance), result))}
  </svg>`;
}

/** Thin lines first, so that the shipped ones lie on top. @param {Race} race @param {boolean} larger @returns {Line[]} */
function linesOf({ models }, larger) {
  /** @type {Line[]} */
  const thin = models.flatMap(({ cell, seeds, default_seed }) => seeds.filter(({ seed }) => seed !== default_seed).map(({ accuracy }) => ({ cell, kind: "seed", values: accuracy })));
  /** @type {Line[]} */
  const longer = larger ? models.flatMap(({ cell, larger_budget }) => (larger_budget?.seeds ?? []).map(({ accuracy }) => ({ cell, kind: "larger", values: accuracy }))) : [];
  /** @type {Line[]} */
  const shipped = models.flatMap((model) => ({ cell: model.cell, kind: "shipped", values: shippedOf(model) }));
  return [...thin, ...longer, ...shipped];
}

/** @param {Runner} model @returns {WireNumber[]} the accuracies of the seed that is shipped */
export function shippedOf({ seeds, default_seed }) {
  return (seeds.find(({ seed }) => seed === default_seed) ?? seeds[0]).accuracy;
}

/**
 * Find where a model was worst.
 *
 * @param {Race} race
 * @param {Runner} model
 * @returns {{seed: number, distance: number, accuracy: number, shipped: WireNumber}} `shipped` is the shipped seed there
 */
export function worstOf({ distances }, model) {
  const all = model.seeds.flatMap(({ seed, accuracy }) => accuracy.map((value, index) => ({ seed, index, accuracy: read(value) })));
  const { seed, index, accuracy } = all.reduce((worst, one) => (one.accuracy < worst.accuracy ? one : worst));
  return { seed, distance: distances[index], accuracy, shipped: shippedOf(model)[index] };
}

/** @param {Chart} chart @param {number} distance @param {Result} result @returns {VNode} */
function intervalIn(chart, distance, { cell, accuracy, interval: [low, high] }) {
  const { x, y } = placesOf(chart);
  const at = x(distance) + ASIDE[cell];
  const [from, to] = [y(low), y(high)].map(tenth);
  return html`<path class=${`chart-interval cell-${cell}`} d=${`M${tenth(at - CAP)} ${from}h${2 * CAP}m-${CAP} 0V${to}m-${CAP} 0h${2 * CAP}`} />
    <path class=${`chart-measured cell-${cell}`} d=${markOf(cell, at, y(accuracy))} />`;
}
