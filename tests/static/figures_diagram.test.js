import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { cellDiagram } from "../../static/figures/cell_diagram.js";
import { equation } from "../../static/figures/equation.js";
import { prediction } from "../../static/figures/prediction.js";
import { renderToString } from "../../static/vendor/render_to_string.js";

const FIELDS = {
  lstm: ["i", "f", "g", "o", "kept", "written", "c", "tanh_c", "h"],
  gru: ["z", "r", "n", "kept", "written", "h"],
  rnn: ["h"],
};
const SUMS = { lstm: ["i", "f", "g", "o"], gru: ["z", "r", "n"], rnn: ["h"] };
const WORDS = Object.fromEntries(["ja", "en"].map((language) =>
  [language, JSON.parse(readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), "utf8"))]));

function words(language) {
  return (key, values = {}) => {
    const text = key.split(".").reduce((node, part) => node?.[part], WORDS[language]);
    assert.equal(typeof text, "string", `${language}: ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
}

/** Values only have to differ from each other here; the engine's tests say what they are. */
function traceOf(cell, size, arrived = 2) {
  const vector = (seed) => Array.from({ length: size }, (_, unit) => Number((0.5 + 0.45 * Math.sin(seed + unit)).toFixed(4)));
  const layer = (t) => ({
    x: vector(t),
    pre: Object.fromEntries(SUMS[cell].map((name, k) => [name, vector(t + k)])),
    ...Object.fromEntries(FIELDS[cell].map((name, k) => [name, vector(3 * t + k)])),
  });
  const steps = Array.from({ length: arrived }, (_, t) =>
    ({ t, token: "空", layers: [layer(t)], prediction: [{ token: "青い", probability: 0.97 }] }));
  const tokens = ["空", "の", "色"].map((text, id) => ({ text, id, known: true, from: id, until: id + 1 }));
  return { start: { model: "m", cell, language: "ja", tokens, layers: 1, hidden_size: size, initial_state: null }, steps, end: null };
}

function viewOf(size, over = {}) {
  const units = Array.from({ length: size }, (_, unit) => unit);
  return { words: words("ja"), language: "ja", layer: 0, unit: 0, units, lens: "unit", symbolic: false, narrow: false, ...over };
}

const draw = (cell, s, size = 16, over = {}) => renderToString(cellDiagram(traceOf(cell, size), s, viewOf(size, over)));

for (const cell of ["lstm", "gru", "rnn"]) {
  for (const narrow of [false, true]) {
    test(`a drawing of 16 units has at most 450 nodes: ${cell}, ${narrow ? "narrow" : "wide"}`, () => {
      for (let phase = 0; phase < 8; phase += 1) assert.ok(draw(cell, 1 + phase / 8, 16, { narrow }).match(/<[a-z]/g).length <= 450);
    });
  }
  test(`no drawing needs an inline style, and none has NaN in it: ${cell}`, () => {
    for (let s = 0; s < 3; s += 0.11) assert.doesNotMatch(draw(cell, s, 3), /style=|NaN|undefined/);
  });
  test(`a step that has not arrived is hatched: ${cell}`, () => {
    assert.match(draw(cell, 2.5), /class="hatch"/);
    assert.doesNotMatch(draw(cell, 1.5), /class="hatch"/);
  });
  test(`every word of a drawing is in both languages: ${cell}`, () => {
    for (const language of ["ja", "en"]) {
      for (let s = 0; s < 3; s += 0.125) {
        const view = viewOf(2, { words: words(language), lens: "story" });
        for (const figure of [cellDiagram, equation, prediction]) renderToString(figure(traceOf(cell, 2), s, view));
      }
    }
  });
}

test("an LSTM has two lanes and three valves, a GRU one lane and two, an RNN one lane and none", () => {
  const count = (cell, pattern) => draw(cell, 1.875).match(pattern)?.length ?? 0;
  assert.deepEqual(["lstm", "gru", "rnn"].map((cell) => count(cell, /class="lane /g)), [2, 1, 1]);
  assert.deepEqual(["lstm", "gru", "rnn"].map((cell) => count(cell, /class="valve /g)), [3, 2, 0]);
});

test("labels count steps from 1, or are symbolic", () => {
  assert.match(draw("lstm", 1.875), /c₂/);
  assert.match(draw("lstm", 1.875, 16, { symbolic: true }), /cₜ₋₁/);
});

test("a valve opens while its phase runs, and its number is printed only when it has", () => {
  assert.doesNotMatch(draw("lstm", 1 + 1.5 / 8, 1), /残す/);
  assert.match(draw("lstm", 1 + 2 / 8, 1), /残す/);
});
