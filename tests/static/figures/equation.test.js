import assert from "node:assert/strict";
import { test } from "node:test";

import { equation } from "../../../static/figures/equation.js";
import { fixed, signed } from "../../../static/numbers.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { signsFor, thousandths } from "../calculator.js";
import { attributes, insides, textOf } from "./markup.js";
import { traceOf, viewOf } from "./traces.js";

const NUMBER = /≈0|<?[+\u2212]?\d+\.\d+/g;
const ONE = thousandths("1.000");

const draw = (trace, s, changes = {}) => renderToString(equation(trace, s, viewOf(changes)));

/** The lines as they are read aloud: the symbols, and the same with numbers. */
function linesOf(trace, s, changes) {
  return attributes(draw(trace, s, changes), "aria-label").map((line) => line.split("; "));
}

/** Of every line of a cell, the products that a reader makes of its printed operands. */
const PRODUCTS = {
  lstm: [([f, before, i, g]) => [[f, before], [i, g]], ([o, tanhC]) => [[o, tanhC]]],
  gru: [([z, before, again, n]) => [[z, before], [again === null ? null : ONE - again, n]]],
};

/** Every state line of traces of several seeds, with values at the ends of a gate among them. */
function stateLines(cell) {
  return [1, 2, 3, 4, 5, 6].flatMap((seed) => {
    const trace = traceOf({ cell, seed, units: 8 });
    if (cell === "gru") [0, 1, 0.0001, 0.99996].forEach((z, unit) => (trace.steps[1].layers[0].z[unit] = z));
    return trace.steps.flatMap((_, t) => Array.from({ length: 8 }, (_, unit) => linesOf(trace, t, { unit })).flat());
  });
}

for (const cell of /** @type {const} */ (["lstm", "gru"])) {
  test(`equation(trace, s) writes = exactly where the printed operands make the printed result: ${cell}`, () => {
    const found = { "=": 0, "≈": 0 };
    stateLines(cell).forEach(([, numbers], k) => {
      const [result, ...operands] = numbers.match(NUMBER).map(thousandths);
      const sign = /** @type {"=" | "≈"} */ (/ ([=≈]) /.exec(numbers)[1]);
      const products = PRODUCTS[cell][k % PRODUCTS[cell].length](operands);
      found[sign] += 1;
      assert.ok(signsFor(products, result).includes(sign), numbers);
    });
    assert.ok(found["="] > 100 && found["≈"] > 5, JSON.stringify(found));
  });

  test(`equation(trace, s) has two decimals in a result and three in an operand: ${cell}`, () => {
    for (const [, numbers] of stateLines(cell)) {
      const [result, ...operands] = numbers.match(NUMBER).filter((number) => !/[<≈]/.test(number)).map((number) => number.split(".")[1].length);
      if (/^[+\u2212\d]/.test(numbers)) assert.equal(result, 2, numbers);
      assert.deepEqual(new Set(operands), new Set([3]), numbers);
    }
  });
}

test("equation(trace, s) prints the values of the selected unit: lstm", () => {
  const trace = traceOf();
  const [before, now] = [1, 2].map((t) => trace.steps[t].layers[0]);
  const [[cell, cellNumbers], [hidden, hiddenNumbers]] = linesOf(trace, 2, { unit: 5 });
  assert.deepEqual([cell, hidden], ["c 3 = f × c 2 + i × g", "h 3 = o × tanh c 3"]);
  assert.deepEqual(cellNumbers.match(NUMBER), [signed(now.c[5]), fixed(now.f[5], 3), signed(before.c[5], 3), fixed(now.i[5], 3), signed(now.g[5], 3)]);
  assert.deepEqual(hiddenNumbers.match(NUMBER), [signed(now.h[5]), fixed(now.o[5], 3), signed(now.tanh_c[5], 3)]);
});

test("equation(trace, s) prints the values of the selected unit: gru", () => {
  const trace = traceOf({ cell: "gru" });
  const [before, now] = [1, 2].map((t) => trace.steps[t].layers[0]);
  const [[symbols, numbers], ...rest] = linesOf(trace, 2, { unit: 5 });
  assert.deepEqual([symbols, rest], ["h 3 = z × h 2 + (1 − z ) × n", []]);
  assert.deepEqual(numbers.match(NUMBER), [signed(now.h[5]), fixed(now.z[5], 3), signed(before.h[5], 3), fixed(now.z[5], 3), signed(now.n[5], 3)]);
});

test("equation(trace, s) prints the values of the selected unit, never as equal after a tanh: rnn", () => {
  const trace = traceOf({ cell: "rnn" });
  for (let t = 0; t < 14; t += 1) {
    const { pre, h } = trace.steps[t].layers[0];
    assert.deepEqual(linesOf(trace, t, { unit: 5 }), [[`h ${t + 1} = tanh ( a h )`, `${signed(h[5])} ≈ tanh ( ${signed(pre.h[5], 3)} )`]]);
  }
});

test("equation(trace, s) at the first word takes the initial state", () => {
  const trace = traceOf();
  trace.start.initial_state = { h: [new Array(16).fill(0)], c: [new Array(16).fill(-1.25)] };
  assert.match(linesOf(trace, 0)[0][1], /× \(\u22121\.250\) \+/);
  assert.match(linesOf(trace, 0)[0][0], /× c 0 \+/);
});

test("equation(trace, s) takes the gates apart under the arithmetic lens", () => {
  const arithmetic = (cell) => {
    const trace = traceOf({ cell });
    return [trace.steps[2].layers[0], linesOf(trace, 2, { lens: "arithmetic", unit: 5 })];
  };
  const [lstm, lines] = arithmetic("lstm");
  assert.deepEqual(lines.slice(2).map(([symbols]) => symbols), ["f = σ ( a f )", "g = tanh ( a g )", "i = σ ( a i )", "o = σ ( a o )"]);
  assert.deepEqual(lines.slice(2).map(([, numbers]) => numbers), ["f", "g", "i", "o"].map((name) =>
    (name === "g" ? `${signed(lstm.g[5])} ≈ tanh ( ${signed(lstm.pre.g[5], 3)} )` : `${fixed(lstm[name][5])} ≈ σ ( ${signed(lstm.pre[name][5], 3)} )`)));
  assert.deepEqual(arithmetic("gru")[1].slice(1).map(([symbols]) => symbols), ["z = σ ( a z )", "r = σ ( a r )", "n = tanh ( a n )"]);
  assert.equal(arithmetic("rnn")[1].length, 1);
});

test("equation(trace, s) shows a row of symbols and a row of numbers, as it reads them aloud", () => {
  for (const cell of /** @type {const} */ (["lstm", "gru", "rnn"])) {
    const markup = draw(traceOf({ cell }), 3, { lens: "arithmetic" });
    const pairs = [...markup.matchAll(/<span class="equation-(?:sign|term)[^>]*><span[^>]*>(.*?)<\/span>\s*<span[^>]*>(.*?)<\/span>/g)].map(([, above, below]) => [above, below].map(textOf));
    const spoken = attributes(markup, "aria-label").map((line) => line.split("; "));
    const rows = (/** @type {string[][]} */ lines) => [0, 1].map((row) => lines.map((line) => line[row]).join("").replaceAll(" ", ""));
    assert.deepEqual(rows(pairs), rows(spoken), cell);
  }
});

const NOW = {
  lstm: [[], [], [], ["f", "c3"], ["i", "g"], ["c4"], ["tanh c4"], ["h4", "o"]],
  gru: [[], [], [], ["z", "h3"], [], ["z", "n"], ["h4"], []],
  rnn: [[], ["ah"], [], [], ["h4"], [], [], []],
};

for (const cell of /** @type {const} */ (["lstm", "gru", "rnn"])) {
  test(`equation(trace, s) marks what happens in the phase: ${cell}`, () => {
    const marked = Array.from({ length: 8 }, (_, phase) => {
      const markup = draw(traceOf({ cell }), 3 + phase / 8);
      return [...markup.matchAll(/equation-term role-\w+ now"><span class="equation-symbol">(.*?)<\/span>/g)].map(([, symbol]) => textOf(symbol));
    });
    assert.deepEqual(marked, NOW[cell]);
  });
}

test("equation(trace, s) names the unit from 1, and writes symbolic indices where wanted", () => {
  assert.match(draw(traceOf(), 1, { unit: 0 }), /unit_number 1</);
  assert.deepEqual(linesOf(traceOf(), 2, { symbolic: true }).map(([symbols]) => symbols), ["c t = f × c t−1 + i × g", "h t = o × tanh c t"]);
});

test("equation(trace, s) asks for a unit where none is selected, and waits for what has not arrived", () => {
  assert.equal(textOf(draw(traceOf(), 1, { unit: null })), "equation_choose");
  assert.equal(textOf(draw(traceOf(), 1, { unit: 40 })), "equation_choose");
  assert.equal(textOf(draw(traceOf({ arrived: 1 }), 1)), "not_arrived");
});

test("equation(trace, s) names what is not finite, and calls nothing of it equal", () => {
  for (const [name, word] of [["NaN", "not_a_number"], ["Infinity", "infinite"], ["-Infinity", "minus_infinite"]]) {
    const trace = traceOf();
    Object.assign(trace.steps[2].layers[0], { c: new Array(16).fill(name), h: new Array(16).fill(name) });
    for (const [, numbers] of linesOf(trace, 2)) assert.ok(numbers.startsWith(`${word} ≈ `), numbers);
    assert.match(linesOf(trace, 3)[0][1], new RegExp(`× \\(${word}\\) \\+`));
    assert.doesNotMatch(draw(trace, 2) + draw(trace, 3), /NaN|Infinity|∞/);
  }
});
