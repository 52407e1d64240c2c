import assert from "node:assert/strict";
import { test } from "node:test";

import { influenceFigure, influenceKey, meantAt, movedBy, REMOVAL, strongest } from "../../../static/figures/influence.js";
import { influenceTable } from "../../../static/figures/influence_table.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, rowsOf } from "./markup.js";

const word = (k, mean, removal, effects = []) => ({ k, distance: 2 - k, mean, removal: { effect: removal, top: "x" }, replacements: effects.map((effect) => ({ token: "y", effect, top: "z" })) });
const ANSWER = { cell: "lstm", target: { t: 2 }, words: [word(0, 0.6, 0.9, [0.4, 0.8]), word(1, null, 0.1), word(2, 0.2, 0.3, [0.2])] };
const NAMES = ["a", "b", "c"];
const VIEW = { width: 380, height: 124, names: NAMES, named: true, chosen: null, label: "influence" };

const draw = (changes = {}, answer = ANSWER) => renderToString(influenceFigure(answer, { ...VIEW, ...changes }));
const places = (markup, name) => [...(new RegExp(`class="influence-${name}" d="([^"]*)"`).exec(markup)?.[1] ?? "").matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test("influenceFigure(answer, view) draws a dot for each replacement, a cross for each word and a ring for each mean", () => {
  const markup = draw();
  assert.deepEqual(["dots", "crosses", "means"].map((name) => places(markup, name).length), [3, 3, 2]);
});

test("influenceFigure(answer, view) puts an effect of 0 low and one of 1 high, on one scale", () => {
  const heights = places(draw({}, { ...ANSWER, words: [word(0, null, 0, [0, 0.5, 1])] }), "dots").map(([, y]) => y);
  assert.deepEqual(heights, [120, 70, 20]);
});

test("influenceFigure(answer, view) rings the mark that is chosen", () => {
  const ring = (chosen) => attributes(draw({ chosen }), "cy");
  assert.deepEqual([ring(null), ring({ k: 0, item: 1 }), ring({ k: 0, item: REMOVAL }), ring({ k: 1, item: 5 })], [[], ["40"], ["30"], []]);
});

test("influenceFigure(answer, view) draws effects that are not finite as none", () => {
  assert.doesNotMatch(draw({ chosen: { k: 0, item: 0 } }, { ...ANSWER, words: [word(0, "NaN", "NaN", ["NaN"]), ANSWER.words[1]] }), /NaN|undefined/);
});

test("meantAt(answer, view, pointer) is the nearest mark of the column that is pointed at", () => {
  const dots = places(draw(), "dots");
  const at = ([x, y]) => meantAt(ANSWER, VIEW, { x, y });
  assert.deepEqual(dots.map(at), [{ k: 0, item: 0 }, { k: 0, item: 1 }, { k: 2, item: 0 }]);
  assert.deepEqual([at([90, 20]), at([190, 100])], [{ k: 0, item: REMOVAL }, { k: 1, item: REMOVAL }]);
  assert.deepEqual([at([10, 50]), at([400, 50])], [null, null]);
});

test("movedBy(answer, chosen, by) begins at the strongest word", () => {
  assert.deepEqual(movedBy(ANSWER, null, { words: 1 }), { k: 0, item: 0 });
  assert.deepEqual(movedBy({ ...ANSWER, words: [ANSWER.words[1]].map((only) => ({ ...only, k: 0 })) }, null, {}), { k: 0, item: REMOVAL });
});

test("movedBy(answer, chosen, by) goes along the words, and stops at the ends", () => {
  const on = (chosen, words) => movedBy(ANSWER, chosen, { words });
  assert.deepEqual([on({ k: 0, item: 1 }, 1), on({ k: 0, item: 1 }, -1), on({ k: 1, item: REMOVAL }, 5), on({ k: 0, item: 1 }, 2)], [{ k: 1, item: REMOVAL }, { k: 0, item: 1 }, { k: 2, item: REMOVAL }, { k: 2, item: 0 }]);
});

test("movedBy(answer, chosen, by) goes round the replacements of a word and leaving it out", () => {
  let chosen = { k: 0, item: REMOVAL };
  const items = [1, 1, 1, -1].map((by) => (chosen = movedBy(ANSWER, chosen, { items: by })).item);
  assert.deepEqual(items, [0, 1, REMOVAL, 1]);
  assert.deepEqual(movedBy(ANSWER, { k: 1, item: REMOVAL }, { items: 1 }), { k: 1, item: REMOVAL });
});

test("strongest(answer) has the largest mean effect, or, without replacements, costs most when left out", () => {
  assert.equal(strongest(ANSWER).k, 0);
  assert.equal(strongest({ ...ANSWER, words: [word(0, null, 0.1), word(1, null, 0.7), word(2, null, 0.2)] }).k, 1);
});

test("influenceKey(kind) draws the mark that the figure draws", () => {
  for (const kind of /** @type {const} */ (["dots", "means", "crosses"])) assert.match(renderToString(influenceKey(kind)), new RegExp(`class="influence-${kind}"`));
});

test("influenceTable(answers, names) has a row for each word, and a dash where nothing could replace it", () => {
  assert.deepEqual(rowsOf(renderToString(influenceTable([ANSWER], NAMES, (key) => key.replace("lab.", "")))), [
    ["step", "word", "influence.distance", "LSTM influence.columns.mean", "LSTM influence.columns.removal"],
    ["1", "a", "2", "0.60", "0.90"], ["2", "b", "1", "–", "0.10"], ["3", "c", "0", "0.20", "0.30"],
  ]);
});
