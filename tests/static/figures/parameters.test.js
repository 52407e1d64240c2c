import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { equationsOf, parameterList } from "../../../static/figures/one_unit_weights.js";
import { parameterBlocks } from "../../../static/figures/parameters.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { insides, textOf } from "./markup.js";

const MODELS = new URL("../../../models/", import.meta.url);
const words = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const CARDS = readdirSync(MODELS).map((name) => new URL(`${name}/card.json`, MODELS)).filter((card) => existsSync(card)).map((card) => JSON.parse(readFileSync(card, "utf8")));

/** The blocks of a card as they are drawn: name, rows and columns, and their sizes in pixels. */
function blocksOf(card) {
  return [...renderToString(parameterBlocks(card, { words })).matchAll(/class="block-name"[^>]*>([^<]*?) (\d+)×(\d+)<.*?width="([\d.]+)" height="([\d.]+)"/g)]
    .map(([, name, rows, columns, width, height]) => ({ name, rows: Number(rows), columns: Number(columns), width: Number(width), height: Number(height) }));
}

for (const cell of ["lstm", "gru", "rnn"]) {
  const card = CARDS.find((each) => each.cell === cell && each.task === "colour");

  test(`parameterBlocks(card) come to the parameters that the model has: ${cell}`, () => {
    const total = blocksOf(card).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
    assert.equal(total, card.parameters);
    assert.ok(textOf(insides(renderToString(parameterBlocks(card, { words })), "text", "label strong")[0]).endsWith(`${total} ${total}`));
  });

  test(`parameterBlocks(card) draws every number as large as any other: ${cell}`, () => {
    const [first] = blocksOf(card);
    const unit = first.width / first.columns;
    for (const { name, rows, columns, width, height } of blocksOf(card)) {
      assert.ok(Math.abs(width - columns * unit) < 0.2 && Math.abs(height - rows * unit) < 0.2, name);
    }
  });
}

test("parameterBlocks(card) has three blocks for each gate", () => {
  const gates = (cell) => blocksOf(CARDS.find((each) => each.cell === cell && each.task === "colour")).map(({ name }) => name).filter((name) => /^b /.test(name));
  assert.deepEqual(["lstm", "gru", "rnn"].map(gates), [["b i", "b f", "b g", "b o"], ["b r", "b z", "b n"], ["b h"]]);
});

const tensor = (...values) => ({ shape: [values.length], values: Float64Array.of(...values) });

/** The weights of a cell of one unit, in PyTorch's order and names. @param {number} gates */
const weightsOf = (gates) => new Map(["weight_ih", "weight_hh", "bias_ih", "bias_hh"].map((name, k) => [`rnn.${name}_l0`, tensor(...Array.from({ length: gates }, (_, row) => row + 1 + k / 10))]));
const linesOf = (cell, gates) => insides(renderToString(parameterList(cell, equationsOf(cell, weightsOf(gates)), (key, { cell: name, count }) => `${name} ${count}`)), "p").map(textOf);

test('parameterList("lstm", equations) has the rows i, f, g, o, and the two biases as their sum', () => {
  assert.deepEqual(linesOf("lstm", 4).map((line) => line.replaceAll(" ", "")), [
    "LSTM12", "i=σ(+1.00x+1.10h₋₁+2.50)", "f=σ(+2.00x+2.10h₋₁+4.50)", "g=tanh(+3.00x+3.10h₋₁+6.50)", "o=σ(+4.00x+4.10h₋₁+8.50)",
    "c=f·c₋₁+i·g", "h=o·tanhc",
  ]);
});

test('parameterList("gru", equations) has the rows r, z, n, and lets r through to the inner sum of n only', () => {
  assert.deepEqual(linesOf("gru", 3).map((line) => line.replaceAll(" ", "")), [
    "GRU12", "r=σ(+1.00x+1.20+1.10h₋₁+1.30)", "z=σ(+2.00x+2.20+2.10h₋₁+2.30)", "n=tanh(+3.00x+3.20+r·(+3.10h₋₁+3.30))", "h=z·h₋₁+(1−z)·n",
  ]);
});
