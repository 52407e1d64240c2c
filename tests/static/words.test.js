import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { groupKey, phaseKey, PHASES } from "../../static/figures/clock.js";
import { SUMS } from "../../static/figures/scales.js";
import { isNamedToken, visibleToken } from "../../static/figures/tokens.js";
import { KEYS } from "../../static/keyboard.js";
import { nonFinite } from "../../static/numbers.js";
import { lookUpIn } from "../../static/words.js";
import { traceOf, viewOf } from "./figures/traces.js";
import { shippedCards } from "./stores.js";

const WORDS = { page: { title: "A title", step: "step {step} of {steps}, {step}" } };

test("words(key) gives the text of a dotted key", () => {
  assert.equal(lookUpIn(WORDS)("page.title"), "A title");
});

test("words(key, values) fills every {name} in, and leaves one without a value", () => {
  assert.equal(lookUpIn(WORDS)("page.step", { step: 2, steps: 5 }), "step 2 of 5, 2");
  assert.equal(lookUpIn(WORDS)("page.step", { steps: 5 }), "step {step} of 5, {step}");
});

test("words(key, values) groups whole numbers, and leaves what is written already as it is", () => {
  assert.equal(lookUpIn(WORDS)("page.step", { step: 5000, steps: 1234567 }), "step 5,000 of 1,234,567, 5,000");
  assert.equal(lookUpIn(WORDS)("page.step", { step: "5000", steps: 1000.5 }), "step 5000 of 1000.5, 5000");
});

test("words(key, values) fills a value in that looks like a name or a replacement as it is", () => {
  assert.equal(lookUpIn(WORDS)("page.step", { step: "{steps}", steps: "$1" }), "step {steps} of $1, {steps}");
});

test("words(key) gives the key where there is no text", () => {
  for (const key of ["page.none", "none.title", "page", "", "page.title.length", "constructor", "__proto__.toString", "page.constructor.name.length"]) {
    assert.equal(lookUpIn(WORDS)(key), key);
  }
});

const CELLS = /** @type {const} */ (["lstm", "gru", "rnn"]);

for (const language of ["ja", "en"]) {
  const file = JSON.parse(readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), "utf8"));
  const missing = (keys) => keys.filter((key) => lookUpIn(file)(key) === key);

  test(`words(phaseKey(cell, phase)) is a sentence of its own for every phase of every cell: ${language}`, () => {
    for (const cell of CELLS) {
      const keys = Array.from({ length: PHASES }, (_, phase) => phaseKey(cell, phase));
      assert.deepEqual(missing(keys), []);
      assert.equal(new Set(keys.map((key) => lookUpIn(file)(key))).size, PHASES, cell);
    }
  });

  test(`words(key) is there for every group, gate and quantity that the figures name: ${language}`, () => {
    for (const cell of CELLS) {
      const groups = Array.from({ length: PHASES }, (_, phase) => groupKey(cell, phase));
      const gates = SUMS[cell].map((name) => `figures.gates.${name}`);
      assert.deepEqual(missing([...groups, ...gates, `figures.diagram.${cell}`]), []);
    }
  });

  test(`words(key) is there for every key of the keyboard's help: ${language}`, () => {
    assert.deepEqual(missing(KEYS.flatMap((key) => [`controls.keys.${key}`, `controls.key_names.${key}`])), []);
  });

  test(`words(key) names what the model reads, the same where nothing is said of it: ${language}`, () => {
    const { word, character } = file.controls.nouns;
    assert.ok(lookUpIn(file)("controls.scrub").includes(word.noun));
    assert.ok(lookUpIn(file, () => "character")("controls.scrub").includes(character.noun));
    assert.equal(lookUpIn(file, () => "word")("controls.scrub"), lookUpIn(file)("controls.scrub"));
    assert.deepEqual(Object.keys(word), Object.keys(character));
  });

  test(`words(key) is there for every choice that a control offers: ${language}`, () => {
    const choices = { lenses: ["story", "unit", "arithmetic"], paces: ["word", "phase"], themes: ["auto", "light", "dark"], languages: ["ja", "en"] };
    assert.deepEqual(missing(Object.entries(choices).flatMap(([group, names]) => names.map((name) => `controls.${group}.${name}`))), []);
  });

  test(`words(key) is there for the task and the named tokens of every shipped model: ${language}`, () => {
    const keys = shippedCards().flatMap((card) => [
      `controls.tasks.${card.task}`, `controls.task_texts.${card.task}`,
      ...card.vocabulary.filter((token) => isNamedToken(token)).map((token) => visibleToken(token, viewOf({ words: (key) => key }))),
    ]);
    assert.ok(keys.includes("figures.tokens.unk"));
    assert.deepEqual(missing(keys), []);
  });

  test(`words(key) is there for what the checks and the numbers of a trace are called: ${language}`, () => {
    const names = CELLS.flatMap((cell) => Object.keys(traceOf({ cell }).end.checks));
    const keys = names.map((name) => `figures.checks.${name}`);
    assert.deepEqual(missing([...keys, ...["NaN", "Infinity", "-Infinity"].map(nonFinite)]), []);
  });
}
