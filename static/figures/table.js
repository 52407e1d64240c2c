import { fixed, named, signed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { scaleOf } from "./scales.js";
import { sceneOf, stepName } from "./scene.js";
import { visibleToken } from "./tokens.js";

/**
 * @import {Layer, Trace, Vector, View, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @typedef {{quantity: string, symbol: string, index: string, vector: Vector | undefined}} Column
 */

const COLUMNS = Object.freeze({
  lstm: Object.freeze(["f", "i", "g", "o", "kept", "written", "c", "tanh_c", "h"]),
  gru: Object.freeze(["z", "r", "n", "kept", "written", "h"]),
  rnn: Object.freeze(["pre", "h"]),
});

const SYMBOLS = Object.freeze({
  lstm: Object.freeze({ kept: "f⊙c", written: "i⊙g", tanh_c: "tanh c" }),
  gru: Object.freeze({ kept: "z⊙h", written: "(1−z)⊙n" }),
  rnn: Object.freeze({ pre: "a" }),
});

/**
 * Write the numbers of the shown step as a table: a row per unit, a column per quantity.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {VNode}
 */
export function stepTable(trace, s, view) {
  const scene = sceneOf(trace, s, view);
  const columns = columnsOf(scene);
  return html`<table class="step-table">
    <caption>${captionOf(scene)}</caption>
    <thead><tr>
      <th scope="col">${view.words("figures.unit")}</th>
      ${columns.map((column) => html`<th scope="col" class=${`role-${column.quantity}`}>${column.symbol}${column.index && html`<sub>${column.index}</sub>`}</th>`)}
    </tr></thead>
    <tbody>${scene.units.map((unit, row) => rowOf(scene, columns, unit, row))}</tbody>
  </table>`;
}

/** @param {Scene} scene @returns {string} */
function captionOf(scene) {
  const { view, trace, t, token } = scene;
  const values = { step: t + 1, steps: trace.start.tokens.length, token: token ? visibleToken(token.text, view) : "" };
  const caption = view.words("figures.table_caption", values);
  return scene.record === undefined ? `${caption} ${view.words("figures.not_arrived")}` : caption;
}

/** @param {Scene} scene @returns {Column[]} */
function columnsOf(scene) {
  const { record, previous, cell } = scene;
  /** @type {Record<string, string>} */
  const symbols = SYMBOLS[cell];
  const before = cell === "lstm" ? "c" : "h";
  /** @type {Column[]} */
  const columns = [{ quantity: before, symbol: before, index: stepName(scene, -1), vector: previous[before] }];
  if (before === "c") columns.push({ quantity: "h", symbol: "h", index: stepName(scene, -1), vector: previous.h });
  for (const quantity of COLUMNS[cell]) {
    const index = quantity === "c" || quantity === "h" ? stepName(scene, 0) : "";
    columns.push({ quantity, symbol: symbols[quantity] ?? quantity, index, vector: vectorOf(record, quantity) });
  }
  return columns;
}

/** @param {Layer | undefined} record @param {string} quantity @returns {Vector | undefined} */
function vectorOf(record, quantity) {
  if (quantity === "pre") return record?.pre.h;
  return /** @type {Record<string, Vector> | undefined} */ (/** @type {unknown} */ (record))?.[quantity];
}

/** @param {Scene} scene @param {Column[]} columns @param {number} unit @param {number} row @returns {VNode} */
function rowOf(scene, columns, unit, row) {
  return html`<tr class=${row === scene.chosen ? "chosen" : undefined} key=${unit}>
    <th scope="row">${unit + 1}</th>
    ${columns.map((column) => html`<td>${written(scene, column, unit)}</td>`)}
  </tr>`;
}

/** @param {Scene} scene @param {Column} column @param {number} unit @returns {string} */
function written(scene, column, unit) {
  const value = column.vector?.[unit];
  if (value === undefined) return "…";
  const isAmount = scaleOf(scene.trace, scene.view.layer, column.quantity).kind === "amount";
  return named(value, scene.view.words, isAmount ? fixed : signed);
}
