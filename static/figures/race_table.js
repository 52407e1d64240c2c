import { percent } from "../numbers.js";
import { html } from "../vendor/preact.js";

/**
 * @import {Race, Seed} from "./race.js"
 * @import {View, VNode, WireNumber} from "./types.js"
 */

/**
 * Write the race as a table: a row for each seed of each model, then what needs no model.
 *
 * @param {Race & {majority: WireNumber[], nearest_colour: WireNumber[]}} race
 * @param {View["words"]} words
 * @returns {VNode}
 */
export function raceTable(race, words) {
  const rowsOf = (/** @type {Seed[]} */ seeds, /** @type {(seed: number) => string} */ name) => seeds.map(({ seed, accuracy }) => rowOf(name(seed), accuracy));
  return html`<table class="lab-table">
    <caption>${words("lab.race.table_caption")}</caption>
    <thead><tr><th scope="col">${words("lab.race.axis")}</th>${race.distances.map((distance) => html`<th scope="col">${distance}</th>`)}</tr></thead>
    <tbody>
      ${race.models.map(({ cell, seeds, default_seed, larger_budget }) => html`
        ${rowsOf(seeds, (seed) => words(seed === default_seed ? "lab.race.rows.shipped" : "lab.race.rows.seed", { cell: cell.toUpperCase(), seed }))}
        ${rowsOf(larger_budget?.seeds ?? [], (seed) => words("lab.race.rows.larger", { cell: cell.toUpperCase(), seed, updates: larger_budget?.updates ?? 0 }))}`)}
      ${rowOf(words("lab.race.rows.majority"), race.majority)}${rowOf(words("lab.race.rows.nearest_colour"), race.nearest_colour)}
    </tbody>
  </table>`;
}

/** @param {string} name @param {readonly WireNumber[]} values @returns {VNode} */
function rowOf(name, values) {
  return html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td>${percent(value, 1)}</td>`)}</tr>`;
}
