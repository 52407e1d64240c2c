import assert from "node:assert/strict";
import { test } from "node:test";

import { influenceFigure, meantAt, movedBy, REMOVAL, strongest } from "../../static/figures/influence.js";
import { influenceTable } from "../../static/figures/influence_table.js";
import { renderToString } from "../../static/vendor/render_to_string.js";
import { insides, rowsOf, textOf } from "./figures/markup.js";

const words = (key) => key;
const NAMES = ["空", "の", "色"];

function answerOf(cell = "lstm") {
  const replaced = (effects) => effects.map((effect, n) => ({ token: `w${n}`, effect, top: `t${n}` }));
  return {
    cell,
    target: { t: 2 },
    words: [
      { k: 0, distance: 3, removal: { effect: 0.8, top: "白い" }, mean: 0.6, replacements: replaced([1, 0.2, 0.6]) },
      { k: 1, distance: 2, removal: { effect: 0.1, top: "青い" }, mean: null, replacements: [] },
      { k: 2, distance: 1, removal: { effect: 1, top: "は" }, mean: 0.3, replacements: replaced([0.3]) },
    ],
  };
}

const VIEW = { width: 440, height: 124, names: NAMES, named: true, chosen: null, label: "what it says" };
const draw = (answer, view = VIEW) => renderToString(influenceFigure(answer, view));

/** Where the marks of a path begin. */
function marksOf(markup, name) {
  const path = new RegExp(`class="${name}" d="([^"]*)"`).exec(markup)?.[1] ?? "";
  return [...path.matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

test("influenceFigure(answer) has a dot for each replacement, a ring for each mean and a cross for each word", () => {
  const markup = draw(answerOf());
  assert.deepEqual(["influence-dots", "influence-means", "influence-crosses"].map((name) => marksOf(markup, name).length), [4, 2, 3]);
  assert.doesNotMatch(markup, /style=|NaN|undefined/);
});

test("influenceFigure(answer) goes from 0 at the bottom to 1 at the top of every drawing", () => {
  const [one, fifth] = marksOf(draw(answerOf()), "influence-dots").map(([, y]) => y);
  assert.deepEqual([one, fifth], [20, 100]);
});

test("influenceFigure(answer) keeps the dots of a word within its column", () => {
  for (const [x] of marksOf(draw(answerOf()), "influence-dots").slice(0, 3)) assert.ok(x > 40 && x < 160);
});

test("influenceFigure(answer) rings what is chosen and names its word", () => {
  const markup = draw(answerOf(), { ...VIEW, chosen: { k: 0, item: 1 } });
  assert.match(markup, /class="influence-chosen" cx="100" cy="100"/);
  assert.deepEqual(insides(markup, "text", 'class="strong"').map(textOf), ["空", "色"]);
});

test("meantAt(answer, pointer) is the nearest mark of the column", () => {
  const answer = answerOf();
  assert.deepEqual(meantAt(answer, VIEW, { x: 58, y: 22 }), { k: 0, item: 0 });
  assert.deepEqual(meantAt(answer, VIEW, { x: 101, y: 98 }), { k: 0, item: 1 });
  assert.deepEqual(meantAt(answer, VIEW, { x: 220, y: 20 }), { k: 1, item: REMOVAL });
});

test("meantAt(answer, pointer) is nothing beside the words", () => {
  assert.equal(meantAt(answerOf(), VIEW, { x: 10, y: 50 }), null);
  assert.equal(meantAt(answerOf(), VIEW, { x: 430, y: 50 }), null);
});

test("movedBy(answer, chosen) begins with the word that matters most, and goes through everything that was tried", () => {
  const answer = answerOf();
  const first = movedBy(answer, null, { items: 1 });
  assert.deepEqual(first, { k: 0, item: 0 });
  const seen = [first];
  for (let n = 0; n < 3; n += 1) seen.push(movedBy(answer, seen.at(-1), { items: 1 }));
  assert.deepEqual(seen.map(({ item }) => item), [0, 1, 2, REMOVAL]);
  assert.deepEqual(movedBy(answer, seen.at(-1), { items: 1 }), first);
});

test("movedBy(answer, chosen, {words}) stays within the sentence and what a word has", () => {
  const answer = answerOf();
  assert.deepEqual(movedBy(answer, { k: 0, item: 2 }, { words: 1 }), { k: 1, item: REMOVAL });
  assert.deepEqual(movedBy(answer, { k: 0, item: 2 }, { words: -1 }), { k: 0, item: 2 });
  assert.deepEqual(movedBy(answer, { k: 1, item: REMOVAL }, { items: 1 }), { k: 1, item: REMOVAL });
});

test("strongest(answer) has the word of the highest ring and that of the highest cross, each for itself", () => {
  const { replaced, removed } = strongest(answerOf());
  assert.deepEqual([replaced?.k, removed.k], [0, 2]);
});

test("strongest(answer) knows none to replace where no word has a replacement, and counts NaN as none", () => {
  const bare = answerOf();
  for (const word of bare.words) [word.mean, word.replacements] = [null, []];
  bare.words[2].removal.effect = "NaN";
  assert.deepEqual([strongest(bare).replaced, strongest(bare).removed.k], [null, 0]);
});

test("influenceTable(answers) has the mean and the removal of every cell, and a dash where a word has no class", () => {
  const rows = rowsOf(renderToString(influenceTable([answerOf("rnn"), answerOf("lstm")], NAMES, words)));
  assert.equal(rows[0].length, 7);
  assert.deepEqual(rows[2], ["2", "の", "2", "–", "0.10", "–", "0.10"]);
});

test("influenceFigure(answer) draws effects that are not finite as none", () => {
  const answer = answerOf();
  Object.assign(answer.words[0], { mean: "NaN", removal: { effect: "NaN", top: "は" } });
  answer.words[0].replacements[0].effect = "NaN";
  for (const item of [REMOVAL, 0]) assert.doesNotMatch(draw(answer, { ...VIEW, chosen: { k: 0, item } }), /NaN|undefined/);
});

test("movedBy(answer, chosen, {items}) stays at leaving out, where nothing could replace the word", () => {
  assert.deepEqual(movedBy(answerOf(), { k: 1, item: REMOVAL }, { items: 1 }), { k: 1, item: REMOVAL });
});
