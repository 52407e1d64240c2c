import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { parameterBlocks } from "../../../static/figures/parameters.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { insides, textOf } from "./markup.js";

const MODELS = new URL("../../../models/", import.meta.url);
const words = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const CARDS = readdirSync(MODELS).map((name) => new URL(`${name}/card.json`, MODELS)).filter((card) => existsSync(card)).map((card) => JSON.parse(readFileSync(card, "utf8")));

const draw = (card, narrow = false) => renderToString(parameterBlocks(card, { words, narrow }));

/** The blocks of a card as they are drawn: name, rows and columns, and their places and sizes in pixels. */
function blocksOf(card, narrow = false) {
  return [...draw(card, narrow).matchAll(/class="block-name" x="([\d.]+)" y="([\d.]+)">([^<]*?) (\d+)×(\d+)<.*?width="([\d.]+)" height="([\d.]+)"/g)]
    .map(([, x, y, name, ...sizes]) => [name, ...[x, y, ...sizes].map(Number)])
    .map(([name, x, y, rows, columns, width, height]) => ({ name, x, y, rows, columns, width, height }));
}

for (const cell of ["lstm", "gru", "rnn"]) {
  const card = CARDS.find((each) => each.cell === cell && each.task === "colour");

  test(`parameterBlocks(card) come to the parameters that the model has: ${cell}`, () => {
    const total = blocksOf(card).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
    assert.equal(total, card.parameters);
    assert.ok(textOf(insides(draw(card), "figcaption", "")[0]).endsWith(`${total} ${total}`));
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

for (const narrow of [false, true]) {
  test(`parameterBlocks(card, {narrow: ${narrow}}) lets no name run into the next, and no block out of the picture`, () => {
    for (const card of CARDS) {
      const blocks = blocksOf(card, narrow);
      blocks.forEach(({ name, x, y, rows, columns, width }, index) => {
        const next = blocks[index + 1];
        const end = x + Math.max(width, `${name} ${rows}×${columns}`.length * 8);
        assert.ok(end <= (next?.y === y ? next.x : narrow ? 360 : 760), `${card.id} ${name}`);
      });
    }
  });
}
