import assert from "node:assert/strict";
import { test } from "node:test";

import { belt } from "../../../static/figures/belt.js";
import { moment } from "../../../static/figures/clock.js";
import { unrolled } from "../../../static/figures/unrolled.js";
import { signed } from "../../../static/numbers.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, insides, textOf } from "./markup.js";
import { traceOf, viewOf } from "./traces.js";

const RNN = traceOf({ cell: "rnn", units: 4 });
const draw = (s, changes = {}, trace = RNN) => renderToString(unrolled(trace, s, viewOf({ units: [0, 1, 2, 3], unit: 1, ...changes })));
const texts = (markup) => insides(markup, "text").map(textOf);
const names = (markup) => texts(markup).filter((text) => /^h[^ₜ]/.test(text) || /^hₜ./.test(text));

test("unrolled(trace, s) shows the step that is read among those before it and one after", () => {
  assert.deepEqual(names(draw(9)), ["h₆", "h₇", "h₈", "h₉", "h₁₀", "h₁₁"]);
  assert.deepEqual(names(draw(9, { narrow: true })), ["h₉", "h₁₀", "h₁₁"]);
});

test("unrolled(trace, s) keeps to the text at both ends, and to a short one", () => {
  assert.deepEqual(names(draw(0)), ["h₁", "h₂", "h₃", "h₄", "h₅", "h₆"]);
  assert.deepEqual(names(draw(13.875)), ["h₉", "h₁₀", "h₁₁", "h₁₂", "h₁₃", "h₁₄"]);
  assert.deepEqual(names(draw(0, {}, traceOf({ cell: "rnn", words: ["a", "b"] }))), ["h₁", "h₂"]);
});

test("unrolled(trace, s) writes its steps around t where symbols are wanted", () => {
  assert.deepEqual(texts(draw(9, { symbolic: true })).filter((text) => /^hₜ/.test(text)), ["hₜ", "hₜ₋₄", "hₜ₋₃", "hₜ₋₂", "hₜ₋₁", "hₜ", "hₜ₊₁"]);
});

test("unrolled(trace, s) fills the states that are computed, and no others", () => {
  const filled = (s) => attributes(draw(s), "class").filter((name) => name.startsWith("column")).map((name) => !name.includes("empty"));
  assert.deepEqual(filled(9 + 3 / 8), [true, true, true, true, false, false]);
  assert.deepEqual(filled(9 + 4 / 8), [true, true, true, true, true, false]);
});

test("unrolled(trace, s) prints the selected unit's own value once it is computed", () => {
  for (let s = 0; s <= 13.875; s += 1 / 16) {
    const { t, phase, progress } = moment(s);
    const printed = insides(draw(s, { lens: "unit" }), "tspan").map(textOf);
    assert.deepEqual(printed, phase > 4 || (phase === 4 && progress === 1) ? [signed(RNN.steps[t].layers[0].h[1])] : [], `${s}`);
  }
});

for (const [name, figure, cell] of /** @type {const} */ ([["unrolled", unrolled, "rnn"], ["belt", belt, "lstm"]])) {
  test(`${name}(trace, s) draws every place of every trace, and names what is not finite`, () => {
    const wild = traceOf({ cell, units: 3 });
    for (const step of wild.steps) for (const vector of Object.values(step.layers[0])) if (Array.isArray(vector)) vector.fill("NaN");
    for (const trace of [wild, traceOf({ cell, units: 3, arrived: 1 }), traceOf({ cell, units: 1, words: ["a"] })]) {
      for (const shape of [{}, { narrow: true }, { medium: true }]) {
        for (const s of [0, 0.3, 0.875, 1.6, 13.875, 99]) {
          const markup = renderToString(figure(trace, s, viewOf({ ...shape, lens: "unit", units: [0, 1, 2], unit: 0 })));
          assert.doesNotMatch(markup, /NaN|undefined|Infinity|style=/, `${s}`);
        }
      }
    }
  });
}

test("belt(trace, s) is the upper lane alone: one valve, a × and a +", () => {
  const markup = renderToString(belt(traceOf(), 1.875, viewOf()));
  assert.equal(markup.match(/class="lane /g).length, 1);
  assert.deepEqual([...markup.matchAll(/class="valve role-(\w)/g)].map(([, gate]) => gate), ["f"]);
  assert.deepEqual(insides(markup, "text", 'class="sign"').map(textOf), ["×", "+"]);
});
