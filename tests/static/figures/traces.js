/**
 * Small traces in the shape of the wire, computed from seeded weights, for the tests of figures only.
 *
 * @import {Cell, Trace, View} from "../../../static/figures/types.js"
 */

const WORDS = ["空", "の", "色", "は", "、", "昨日", "父", "が", "本", "を", "読んで", "も", "、", "いつも"];

/** A seeded source of numbers in −1…1 (mulberry32). @param {number} seed @returns {() => number} */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * 2 - 1;
  };
}

const squash = (a) => 1 / (1 + Math.exp(-a));
const short = (value) => Number(value.toPrecision(6));

/**
 * Run a cell with seeded weights over a sentence.
 *
 * @param {{cell?: Cell, units?: number, inputs?: number, words?: readonly string[], arrived?: number, seed?: number, layers?: number}} [options]
 * @returns {Trace}
 */
export function traceOf({ cell = "lstm", units = 16, inputs = 16, words = WORDS, arrived = words.length, seed = 7, layers = 1 } = {}) {
  const next = seeded(seed);
  const vector = (length, size = 1) => Array.from({ length }, () => short(next() * size));
  let states = Array.from({ length: layers }, () => ({ h: new Array(units).fill(0), c: new Array(units).fill(0) }));
  const steps = words.slice(0, arrived).map((token, t) => {
    let x = vector(inputs, 1.4);
    const records = states.map((state) => {
      const record = STEPS[cell](x, state, (size) => vector(units, size));
      x = record.h;
      return record;
    });
    states = records.map((record) => ({ h: record.h, c: record.c ?? record.h }));
    return { t, token, layers: records, prediction: PREDICTION.map(([text, probability]) => ({ token: text, probability })) };
  });
  const whole = arrived === words.length;
  return {
    start: {
      model: `test-${cell}`, cell, language: "ja", num_layers: layers, hidden_size: units,
      tokens: words.map((text, k) => ({ text, id: k, known: text !== "を", from: k, until: k + 1 })),
      initial_state: { h: states.map(() => new Array(units).fill(0)), ...(cell === "lstm" ? { c: states.map(() => new Array(units).fill(0)) } : {}) },
    },
    steps,
    end: whole ? { steps: words.length, checks: CHECKS[cell], telling_units: [3, 0, 1] } : null,
  };
}

const PREDICTION = [["青い", 0.9631], ["赤い", 0.0214], ["<unk>", 0.0103], ["\n", 0.0042], ["白い", 0.0004]];
const CHECKS = { lstm: { c_equals_kept_plus_written: 2.98e-8, h_equals_o_tanh_c: 0 }, gru: { h_equals_kept_plus_written: 5.9e-8 }, rnn: { h_equals_tanh_pre: 1.2e-8 } };

const STEPS = {
  lstm(x, state, vector) {
    const pre = { i: vector(5), f: vector(3).map((a) => short(a + 2.5)), g: vector(2.5), o: vector(4) };
    const [i, f, o] = [pre.i, pre.f, pre.o].map((sums) => sums.map((a) => short(squash(a))));
    const g = pre.g.map((a) => short(Math.tanh(a)));
    const kept = f.map((value, u) => short(value * state.c[u]));
    const written = i.map((value, u) => short(value * g[u]));
    const c = kept.map((value, u) => short(value + written[u]));
    const tanh_c = c.map((value) => short(Math.tanh(value)));
    return { x, pre, i, f, g, o, kept, written, c, tanh_c, h: o.map((value, u) => short(value * tanh_c[u])) };
  },
  gru(x, state, vector) {
    const pre = { z: vector(4).map((a) => short(a + 1)), r: vector(4), n: vector(2.5) };
    const [z, r] = [pre.z, pre.r].map((sums) => sums.map((a) => short(squash(a))));
    const n = pre.n.map((a) => short(Math.tanh(a)));
    const kept = z.map((value, u) => short(value * state.h[u]));
    const written = z.map((value, u) => short((1 - value) * n[u]));
    return { x, pre, z, r, n, kept, written, h: kept.map((value, u) => short(value + written[u])) };
  },
  rnn(x, state, vector) {
    const pre = { h: vector(2.5).map((a, u) => short(a + state.h[u])) };
    return { x, pre, h: pre.h.map((a) => short(Math.tanh(a))) };
  },
};

/**
 * A reader's view, with the keys of words left readable.
 *
 * @param {Partial<View>} [changes]
 * @returns {View}
 */
export function viewOf(changes = {}) {
  return {
    words: (key, values = {}) => [key.replace("figures.", ""), ...Object.values(values)].join(" "),
    language: "ja", layer: 0, unit: 3, units: Array.from({ length: 16 }, (_, unit) => unit),
    lens: "story", symbolic: false, narrow: false, ...changes,
  };
}
