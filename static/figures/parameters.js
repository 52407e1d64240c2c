import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";

/**
 * The parameters of a model as blocks to one scale: a block is a table of numbers, its area says how many.
 *
 * @import {View, VNode} from "./types.js"
 *
 * @typedef {{cell: string, input_size: number, hidden_size: number, vocabulary_size: number, parameters: number, num_layers: number}} Card
 * @typedef {{name: string, rows: number, columns: number, role: string}} Block
 */

const GATES = Object.freeze({ lstm: Object.freeze(["i", "f", "g", "o"]), gru: Object.freeze(["r", "z", "n"]), rnn: Object.freeze(["h"]) });
const WIDTH = Object.freeze({ wide: 760, narrow: 360 });
const GAP = 18;
const LINE = 34;
const LETTER = 8.4; // pixels of a name
const [SMALLEST, LARGEST] = [0.05, 6]; // sides of a number, in pixels

/**
 * Draw every block of a model of one layer, and what they come to.
 *
 * @param {Card} card
 * @param {Pick<View, "words" | "narrow">} view
 * @returns {VNode}
 */
export function parameterBlocks(card, { words, narrow }) {
  const width = narrow ? WIDTH.narrow : WIDTH.wide;
  const rows = rowsOf(card, words, narrow ? 1 : 2);
  let unit = LARGEST;
  while (unit > SMALLEST && rows.some((row) => row.reduce((sum, block) => sum + roomOf(block, unit), -GAP) > width)) unit *= 0.98;
  let y = 0;
  const drawn = rows.map((row) => {
    const height = Math.max(...row.map((block) => block.rows)) * unit + LINE;
    const top = y;
    y += height + GAP;
    return placed(row, unit, top);
  });
  const total = rows.flat().reduce((sum, block) => sum + block.rows * block.columns, 0);
  const label = words("figures.parameters.label", { total, parameters: card.parameters });
  return html`<figure class="parameter-blocks">
    <svg viewBox=${`0 0 ${width} ${tenth(y)}`} role="img" aria-label=${label}>${drawn}</svg><figcaption>${label}</figcaption>
  </figure>`;
}

/** The blocks of a model, row by row: word vectors, a row for so many gates, the readout. @param {Card} card @param {View["words"]} words @param {number} beside @returns {Block[][]} */
function rowsOf({ cell, input_size: d, hidden_size: h, vocabulary_size: v }, words, beside) {
  const biases = cell === "gru" ? 2 : 1;
  const gates = GATES[/** @type {keyof typeof GATES} */ (cell)].map((gate) => [
    { name: `W_x ${gate}`, rows: h, columns: d, role: gate },
    { name: `W_h ${gate}`, rows: h, columns: h, role: gate },
    { name: `b ${gate}`, rows: h, columns: biases, role: gate },
  ]);
  const [vectors, prediction] = [words("figures.parameters.vectors"), words("figures.parameters.prediction")];
  return [
    [{ name: vectors, rows: d, columns: v, role: "plain" }],
    ...(beside === 1 ? gates : pairs(gates)),
    [{ name: `${prediction} W`, rows: h, columns: v, role: "plain" }],
    [{ name: `${prediction} b`, rows: 1, columns: v, role: "plain" }],
  ];
}

/** Two gates beside each other. @param {Block[][]} gates @returns {Block[][]} */
function pairs(gates) {
  return gates.flatMap((gate, index) => (index % 2 === 0 ? [[...gate, ...(gates[index + 1] ?? [])]] : []));
}

/** @param {Block} block @returns {string} */
function saidOf({ name, rows, columns }) {
  return `${name} ${rows}×${columns}`;
}

/** @param {Block} block @param {number} unit @returns {number} to the next block: a name may be wider than what it names */
function roomOf(block, unit) {
  return Math.max(block.columns * unit, saidOf(block).length * LETTER) + GAP;
}

/** @param {Block[]} row @param {number} unit @param {number} top @returns {VNode[]} */
function placed(row, unit, top) {
  let x = 0;
  return row.map((block) => {
    const [left, width, height] = [x, block.columns * unit, block.rows * unit];
    x += roomOf(block, unit);
    return html`<g class=${`block role-${block.role}`}>
      <text class="block-name" x=${tenth(left)} y=${tenth(top + 14)}>${saidOf(block)}</text>
      <rect x=${tenth(left)} y=${tenth(top + 20)} width=${tenth(width)} height=${tenth(height)} /></g>`;
  });
}
