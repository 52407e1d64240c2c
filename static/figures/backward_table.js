import { fixed, grouped, nonFinite, read } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { norm, seriesOf } from "./backward.js";

/**
 * @import {Gradients, Quantity} from "./backward.js"
 * @import {Row} from "./half_life.js"
 * @import {View, VNode} from "./types.js"
 */

/** From here on tenths say nothing any more, and from here on units do not. */
const [LONG, LONGEST] = [1000, 1e5];

/** @param {Quantity} quantity @param {string} cell @returns {string} */
function symbolOf(quantity, cell) {
  if (quantity === "highway") return cell === "gru" ? "Π z" : "Π f";
  return quantity === "d_c" ? "‖∂L/∂c‖" : "‖∂L/∂h‖";
}

/**
 * Write what the lanes show as a table: a row for each step, from the prediction back.
 *
 * @param {readonly Gradients[]} answers  of one sentence and target
 * @param {readonly string[]} names  of the initial state and of every word
 * @param {View["words"]} words
 * @returns {VNode}
 */
export function backwardTable(answers, names, words) {
  const columns = answers.flatMap((answer) => seriesOf(answer).map((series) => ({ ...series, cell: answer.cell })));
  const last = answers[0].target.t + 1;
  return html`<table class="lab-table">
    <caption>${words("lab.backward.table_caption")}</caption>
    <thead><tr><th scope="col">${words("lab.step")}</th><th scope="col">${words("lab.word")}</th>
      ${columns.map(({ cell, quantity }) => html`<th scope="col">${cell.toUpperCase()} ${symbolOf(quantity, cell)}</th>`)}</tr></thead>
    <tbody>${Array.from({ length: last + 1 }, (_, back) => last - back).map((index) => html`<tr key=${index}>
      <td>${index === 0 ? "" : index}</td><th scope="row">${names[index]}</th>
      ${columns.map(({ values }) => html`<td>${norm(values[index], words)}</td>`)}</tr>`)}</tbody>
  </table>`;
}

/**
 * Write the half-lives as a table: a row for each unit.
 *
 * @param {readonly Row[]} rows
 * @param {View["words"]} words
 * @returns {VNode}
 */
export function halfLifeTable(rows, words) {
  const units = rows.reduce((most, { values }) => Math.max(most, values.length), 0);
  return html`<table class="lab-table">
    <caption>${words("lab.backward.half_life_caption")}</caption>
    <thead><tr><th scope="col">${words("figures.unit")}</th>${rows.map(({ cell, gate }) => html`<th scope="col">${cell.toUpperCase()} ${gate}</th>`)}</tr></thead>
    <tbody>${Array.from({ length: units }, (_, unit) => html`<tr key=${unit}><th scope="row">${unit + 1}</th>
      ${rows.map(({ values }) => html`<td>${steps(values[unit], words)}</td>`)}</tr>`)}</tbody>
  </table>`;
}

/**
 * Write a half-life.
 *
 * @param {number | string | undefined} value
 * @param {View["words"]} words
 * @returns {string}
 */
export function steps(value, words) {
  if (value === undefined) return "";
  const name = nonFinite(value);
  if (name !== null) return words(name);
  const whole = Math.round(read(value));
  return whole < LONG || whole >= LONGEST ? fixed(value, 1) : grouped(whole);
}
