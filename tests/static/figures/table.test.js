import assert from "node:assert/strict";
import { test } from "node:test";

import { stepTable } from "../../../static/figures/table.js";
import { fixed, signed } from "../../../static/numbers.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { insides, rowsOf, textOf } from "./markup.js";
import { traceOf, viewOf } from "./traces.js";

const draw = (trace, s, view = viewOf()) => renderToString(stepTable(trace, s, view));

const HEADS = {
  lstm: ["unit", "c2", "h2", "f", "i", "g", "o", "f⊙c", "i⊙g", "c3", "tanh c", "h3"],
  gru: ["unit", "h2", "z", "r", "n", "z⊙h", "(1−z)⊙n", "h3"],
  rnn: ["unit", "h2", "a", "h3"],
};

/** What a row should print, in the order of the columns. */
const VALUES = {
  lstm: (now, before, u) => [signed(before.c[u]), signed(before.h[u]), fixed(now.f[u]), fixed(now.i[u]), signed(now.g[u]), fixed(now.o[u]),
    signed(now.kept[u]), signed(now.written[u]), signed(now.c[u]), signed(now.tanh_c[u]), signed(now.h[u])],
  gru: (now, before, u) => [signed(before.h[u]), fixed(now.z[u]), fixed(now.r[u]), signed(now.n[u]), signed(now.kept[u]), signed(now.written[u]), signed(now.h[u])],
  rnn: (now, before, u) => [signed(before.h[u]), signed(now.pre.h[u]), signed(now.h[u])],
};

for (const cell of /** @type {const} */ (["lstm", "gru", "rnn"])) {
  test(`stepTable(trace, s) has a column for each of the cell's quantities, counted from 1: ${cell}`, () => {
    assert.deepEqual(rowsOf(draw(traceOf({ cell }), 2))[0], HEADS[cell]);
  });

  test(`stepTable(trace, s) prints the trace's own numbers, a row per unit: ${cell}`, () => {
    const trace = traceOf({ cell, units: 5 });
    const [, ...rows] = rowsOf(draw(trace, 2.5, viewOf({ units: [0, 1, 2, 3, 4] })));
    const [before, now] = [trace.steps[1].layers[0], trace.steps[2].layers[0]];
    assert.deepEqual(rows, [0, 1, 2, 3, 4].map((unit) => [String(unit + 1), ...VALUES[cell](now, before, unit)]));
  });
}

test("stepTable(trace, s) keeps the order of the units that are shown, and marks the selected one", () => {
  const markup = draw(traceOf(), 1, viewOf({ units: [7, 2, 30, 3], unit: 2 }));
  assert.deepEqual(rowsOf(markup).slice(1).map(([unit]) => unit), ["8", "3", "4"]);
  assert.deepEqual(insides(markup, "tr", 'class="chosen"').map((row) => textOf(insides(row, "th")[0])), ["3"]);
});

test("stepTable(trace, 0) starts from the initial state, or from zeros where the wire gives none", () => {
  const trace = traceOf({ units: 1 });
  const before = () => rowsOf(draw(trace, 0, viewOf({ units: [0] })))[1].slice(1, 3);
  trace.start.initial_state = { h: [[-0.25]], c: [[1.5]] };
  assert.deepEqual(before(), ["+1.50", "\u22120.25"]);
  trace.start.initial_state = null;
  assert.deepEqual(before(), ["0.00", "0.00"]);
});

test("stepTable(trace, s) writes symbolic indices where the reader wants them", () => {
  assert.deepEqual(rowsOf(draw(traceOf({ cell: "rnn" }), 2, viewOf({ symbolic: true })))[0], ["unit", "ht−1", "a", "ht"]);
});

test("stepTable(trace, s) leaves open what has not arrived, and says so", () => {
  const markup = draw(traceOf({ arrived: 2, units: 1 }), 2, viewOf({ units: [0] }));
  const [, , , ...rest] = rowsOf(markup)[1];
  assert.deepEqual(new Set(rest), new Set(["…"]));
  assert.match(textOf(insides(markup, "caption")[0]), /^table_caption 3 14 色 not_arrived$/);
  assert.doesNotMatch(draw(traceOf({ arrived: 2 }), 1), /not_arrived/);
});

test("stepTable(trace, s) names what is not finite in words", () => {
  const trace = traceOf({ units: 3 });
  Object.assign(trace.steps[1].layers[0], { f: ["NaN", 1, 1], c: ["Infinity", "-Infinity", 0] });
  const rows = rowsOf(draw(trace, 1, viewOf({ units: [0, 1, 2] }))).slice(1);
  assert.deepEqual(rows.map((row) => [row[3], row[9]]), [["not_a_number", "infinite"], ["1.00", "minus_infinite"], ["1.00", "0.00"]]);
  assert.doesNotMatch(rows.flat().join(), /NaN|Infinity|∞/);
});

test("stepTable(trace, s) beyond the text is the last word's table", () => {
  const trace = traceOf({ words: ["a", "b"] });
  assert.equal(draw(trace, 9), draw(trace, 1));
});
