import assert from "node:assert/strict";
import { test } from "node:test";

import { legend } from "../../../static/figures/legend.js";
import { scaleOf } from "../../../static/figures/scales.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { insides, textOf } from "./markup.js";
import { traceOf, viewOf } from "./traces.js";

const draw = (trace, changes) => renderToString(legend(trace, viewOf(changes)));
const scalesOf = (trace, changes) => insides(draw(trace, changes), "dd", 'class="legend-scales"')[0].split("</span>").map(textOf).filter((text) => text !== "");

/** A trace whose largest cell state is given. */
function traceUpTo(largest) {
  const trace = traceOf({ words: ["a"], units: 1 });
  Object.assign(trace.steps[0].layers[0], { c: [largest], kept: [0], written: [0] });
  return trace;
}

test("legend(trace) names the gates of the cell, and those of an RNN not at all", () => {
  const entries = (cell) => insides(draw(traceOf({ cell })), "dt").map(textOf);
  assert.deepEqual(entries("lstm").slice(0, 2), ["legend.openings f, i, o", "legend.amounts f, i, o"]);
  assert.deepEqual(entries("gru").slice(0, 2), ["legend.openings z, r", "legend.amounts z, r"]);
  assert.deepEqual(entries("rnn"), ["legend.signed", "legend.scales"]);
});

test("legend(trace) states the range of every signed quantity", () => {
  assert.deepEqual(scalesOf(traceUpTo(2.7)), ["g, h, tanh c \u22121 … +1", "c \u22123 … +3 legend.half 0.75"]);
  assert.deepEqual(scalesOf(traceOf({ cell: "gru" })), ["n, h \u22121 … +1"]);
  const rnn = traceOf({ cell: "rnn", seed: 2 });
  assert.ok(Number.isInteger(scaleOf(rnn, 0, "pre").scale));
  assert.deepEqual(scalesOf(rnn), ["h \u22121 … +1", `a \u2212${scaleOf(rnn, 0, "pre").scale} … +${scaleOf(rnn, 0, "pre").scale} legend.half ${scaleOf(rnn, 0, "pre").scale / 4}`]);
});

test("legend(trace) writes the end of a scale exactly", () => {
  assert.deepEqual([0.2, 1.2, 15, 130].map((largest) => scalesOf(traceUpTo(largest))[1]), ["c \u22121 … +1", "c \u22121.5 … +1.5 legend.half 0.375", "c \u221215 … +15 legend.half 3.75", "c \u2212150 … +150 legend.half 37.5"]);
});

test("legend(trace) states the scale that a held run shares with its ghost", () => {
  assert.equal(scalesOf(traceUpTo(0.2), { ghost: traceUpTo(15) })[1], "c \u221215 … +15 legend.half 3.75");
});

test("legend(trace) says from where to where a gate goes, beside drawings that a screen reader passes over", () => {
  const markup = draw(traceOf());
  assert.deepEqual(insides(markup, "span", 'class="legend-range"').map(textOf), ["0 … 1", "0 … 1", "legend.signs"]);
  assert.equal(markup.match(/<svg [^>]*aria-hidden="true"/g).length, markup.match(/<svg/g).length);
});

test("legend(trace) draws the colours of the figures, from the least to the most", () => {
  const shades = (pattern) => [...draw(traceOf()).matchAll(pattern)].map(([, shade]) => shade);
  assert.deepEqual(shades(/tile (v-\w+)"/g), ["v-n20", "v-n15", "v-n10", "v-n5", "v-0", "v-p5", "v-p10", "v-p15", "v-p20"]);
  assert.deepEqual(shades(/amount (a-\w+)"/g), [0, 1, 2].flatMap(() => ["a-0", "a-5", "a-10", "a-15", "a-20"]));
});
