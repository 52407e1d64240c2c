import { html } from "../vendor/preact.js";
import { tenth } from "./geometry.js";

/**
 * The parameters of a model as blocks in their real sizes: a number is a small square, a block is a table of them.
 *
 * @import {View, VNode} from "./types.js"
 *
 * @typedef {{cell: string, input_size: number, hidden_size: number, vocabulary_size: number, parameters: number, num_layers: number}} Card
 * @typedef {{name: string, rows: number, columns: number, role: string}} Block
 */

const GATES = Object.freeze({ lstm: Object.freeze(["i", "f", "g", "o"]), gru: Object.freeze(["r", "z", "n"]), rnn: Object.freeze(["h"]) });
const WIDTH = 760;
const GAP = 18;
const LINE = 34;

/**
 * Draw every block of a model of one layer, and what they come to.
 *
 * @param {Card} card
 * @param {Pick<View, "words">} view
 * @returns {VNode}
 */
export function parameterBlocks(card, { words }) {
  const rows = rowsOf(card);
  const widest = Math.max(...rows.map((row) => row.reduce((sum, block) => sum + block.columns, 0)));
  const gaps = Math.max(...rows.map((row) => row.length)) * GAP;
  const unit = Math.min(6, (WIDTH - gaps) / widest);
  let y = 0;
  const drawn = rows.map((row) => {
    const height = Math.max(...row.map((block) => block.rows)) * unit + LINE;
    const top = y;
    y += height + GAP;
    return placed(row, unit, top);
  });
  const total = rows.flat().reduce((sum, block) => sum + block.rows * block.columns, 0);
  const label = words("figures.parameters.label", { total, parameters: card.parameters });
  return html`<svg class="parameter-blocks" viewBox=${`0 0 ${WIDTH} ${tenth(y + 8)}`} role="img" aria-label=${label}>
    ${drawn}<text class="label strong" x="0" y=${tenth(y)}>${label}</text></svg>`;
}

/** The blocks of a model, row by row: word vectors, a row for each gate, the readout. @param {Card} card @returns {Block[][]} */
function rowsOf({ cell, input_size: d, hidden_size: h, vocabulary_size: v }) {
  const biases = cell === "gru" ? 2 : 1;
  const gates = GATES[/** @type {keyof typeof GATES} */ (cell)].map((gate) => [
    { name: `W_x ${gate}`, rows: h, columns: d, role: gate },
    { name: `W_h ${gate}`, rows: h, columns: h, role: gate },
    { name: `b ${gate}`, rows: h, columns: biases, role: gate },
  ]);
  return [
    [{ name: "embedding", rows: d, columns: v, role: "plain" }],
    ...pairs(gates),
    [{ name: "head W", rows: h, columns: v, role: "plain" }],
    [{ name: "head b", rows: 1, columns: v, role: "plain" }],
  ];
}

/** Two gates beside each other. @param {Block[][]} gates @returns {Block[][]} */
function pairs(gates) {
  return gates.flatMap((gate, index) => (index % 2 === 0 ? [[...gate, ...(gates[index + 1] ?? [])]] : []));
}

/** @param {Block[]} row @param {number} unit @param {number} top @returns {VNode[]} */
function placed(row, unit, top) {
  let x = 0;
  return row.map((block) => {
    const [left, width, height] = [x, block.columns * unit, block.rows * unit];
    const said = `${block.name} ${block.rows}×${block.columns}`;
    x += Math.max(width, said.length * 6.2) + GAP;
    return html`<g class=${`block role-${block.role}`}>
      <text class="block-name" x=${tenth(left)} y=${tenth(top + 14)}>${said}</text>
      <rect x=${tenth(left)} y=${tenth(top + 20)} width=${tenth(width)} height=${tenth(height)} /></g>`;
  });
}
