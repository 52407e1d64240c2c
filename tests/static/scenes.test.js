import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { HOLDABLE } from "../../static/clamps.js";
import { spotOf } from "../../static/finders.js";
import { OPENING, sceneNamed, SCENES } from "../../static/scenes.js";
import { SUMS } from "../../static/figures/scales.js";
import { traceOf } from "./figures/traces.js";

const FIGURES = ["cell", "unrolled", "river", "why", "race", "backward", "parameters"];

/** Everything that the words file of a language says. @param {string} language */
const proseOf = (language) => readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), "utf8");

for (const language of ["ja", "en"]) {
  const article = JSON.parse(proseOf(language)).article;

  test(`sceneNamed(id) has every scene that the prose names: ${language}`, () => {
    const named = [...proseOf(language).matchAll(/\]\(scene:([\w-]+)\)/g)].map(([, id]) => id);
    assert.ok(named.length > 20);
    assert.deepEqual(named.filter((id) => sceneNamed(id) === undefined), []);
  });

  test(`sceneNamed(id) has a scene for each of the questions: ${language}`, () => {
    const ids = article.questions.map((question) => question.slug);
    assert.equal(ids.length, 15);
    assert.deepEqual(ids.filter((id) => sceneNamed(`q-${id}`) === undefined), []);
  });

  test(`OPENING has a scene that there is for each of the chapters: ${language}`, () => {
    assert.deepEqual(Object.keys(OPENING), Object.keys(article.chapters));
    for (const id of Object.values(OPENING)) assert.notEqual(sceneNamed(id), undefined, id);
  });
}

test("sceneNamed(id) knows no scene of another name", () => {
  for (const id of ["", "none", "q-none", "q-", "constructor", "q-toString", "__proto__"]) assert.equal(sceneNamed(id), undefined, id);
});

test("SCENES name figures, steps and quantities that there are", () => {
  for (const [id, scene] of Object.entries(SCENES)) {
    if (scene.go !== undefined) continue;
    const cell = scene.cell ?? "lstm";
    const trace = traceOf({ cell });
    if (scene.figure !== undefined) assert.ok(FIGURES.includes(scene.figure), id);
    if (scene.hold !== undefined) assert.ok(HOLDABLE[cell].includes(scene.hold.quantity), id);
    if (scene.quantity !== undefined) assert.ok(SUMS[cell].includes(scene.quantity), id);
    assert.ok((scene.phase ?? 0) >= 0 && (scene.phase ?? 0) <= 7, id);
    if (scene.when === undefined || scene.when === "here") continue;
    const spots = [0, 7].map((t) => spotOf(scene.when, trace, { unit: 1, here: { t, unit: 1 }, topic: 3 }));
    assert.deepEqual(spots[0], spots[1], `${id} is found on the run, not where the reader is`);
  }
});
