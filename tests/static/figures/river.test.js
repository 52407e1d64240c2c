import assert from "node:assert/strict";
import { test } from "node:test";

import { COLOURED, colouredWords, river, sourcesOf, stacked, wordBeside } from "../../../static/figures/river.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, insides, textOf } from "./markup.js";
import { seeded } from "./traces.js";

/**
 * A ledger of one unit, in which every part that a word wrote shrinks by a forget gate at each step.
 *
 * @param {number} steps
 * @param {{seed?: number, start?: number, held?: number}} [options]
 */
function ledgerOf(steps, { seed = 1, start = 0, held = 0 } = {}) {
  const next = seeded(seed);
  const parts = Array.from({ length: steps }, () => ({ wrote: next(), forgot: 0.5 + 0.5 * Math.abs(next()) }));
  const left = (/** @type {number} */ k, /** @type {number} */ t) => parts.slice(k + 1, t + 1).reduce((product, { forgot }) => product * forgot, 1);
  const written = parts.map((_, t) => parts.slice(0, t + 1).map(({ wrote }, k) => wrote * left(k, t)));
  const initial = parts.map((_, t) => start * left(-1, t));
  const clamped = parts.map((_, t) => (t === steps - 1 ? held : 0));
  return {
    written_by: written.map((row) => row.map((part) => [part])), from_initial_state: initial.map((part) => [part]), from_clamp: clamped.map((part) => [part]),
    state: written.map((row, t) => [row.reduce((sum, part) => sum + part, initial[t] + clamped[t])]),
    magnitude: { written_by: written.map((row) => row.map(Math.abs)), from_initial_state: initial.map(Math.abs), from_clamp: clamped.map(Math.abs) },
  };
}

const viewOf = (steps, changes = {}) => ({ width: 400, height: 120, together: false, word: null, names: Array.from({ length: steps }, (_, k) => `w${k}`), seen: { from: 0, until: steps }, label: "a river", words: (key, { value }) => `${key} ${value}`, ...changes });
const draw = (ledger, changes) => renderToString(river(ledger, viewOf(ledger.state.length, changes)));

test("sourcesOf(ledger) are the words, the initial state and the clamps, and they make the state at every step", () => {
  const ledger = ledgerOf(12, { start: -0.7, held: 0.4 });
  const sources = sourcesOf(ledger, viewOf(12));
  assert.deepEqual(sources.map(({ key }) => key), ["start", "held", ...Array.from({ length: 12 }, (_, k) => `word-${k}`)]);
  ledger.state.forEach(([state], t) => {
    const sum = sources.reduce((total, { parts }) => total + parts[t], 0);
    assert.ok(Math.abs(sum - state) < 1e-12, `${t}`);
  });
});

test("sourcesOf(ledger) leaves out what never had a part", () => {
  assert.deepEqual(sourcesOf(ledgerOf(2), viewOf(2)).map(({ key }) => key), ["word-0", "word-1"]);
});

test("sourcesOf(ledger) of a long text has the coloured words, and the rest as one source each way, with the same sum", () => {
  const ledger = ledgerOf(60);
  const sources = sourcesOf(ledger, viewOf(60));
  assert.deepEqual(sources.slice(-2).map(({ key, colour }) => [key, colour]), [["rest-0", "word-rest"], ["rest-1", "word-rest"]]);
  assert.equal(sources.length, COLOURED + 2);
  assert.ok(sources.at(-2).parts.every((part) => part >= 0) && sources.at(-1).parts.every((part) => part <= 0));
  ledger.state.forEach(([state], t) => assert.ok(Math.abs(sources.reduce((total, { parts }) => total + parts[t], 0) - state) < 1e-12));
});

test("sourcesOf(ledger) of all units together are magnitudes", () => {
  const ledger = ledgerOf(5, { start: -1 });
  const sources = sourcesOf(ledger, viewOf(5, { together: true }));
  assert.deepEqual(sources.map(({ parts }) => parts[4]), [ledger.magnitude.from_initial_state[4], ...ledger.magnitude.written_by[4]]);
});

test("colouredWords(ledger, view) are those that most of what is drawn comes from after the last word", () => {
  const ledger = ledgerOf(20);
  const last = ledger.written_by[19].map(([part]) => Math.abs(part));
  const coloured = colouredWords(ledger, viewOf(20));
  assert.equal(coloured.size, COLOURED);
  assert.deepEqual([...coloured.keys()], [...coloured.keys()].toSorted((a, b) => a - b));
  const least = Math.min(...[...coloured.keys()].map((k) => last[k]));
  assert.ok(last.every((amount, k) => coloured.has(k) || amount <= least));
});

test("colouredWords(ledger, view) gives a word the colour of its place, where no earlier one has it", () => {
  const names = ["空", "の", "色", "は", "、", "sky", "a", "本", "を", "b", "犬", "が"];
  const preferred = [0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4];
  for (let seed = 1; seed <= 5; seed += 1) {
    for (const together of [false, true]) {
      const coloured = [...colouredWords(ledgerOf(12, { seed }), { together, names })];
      const before = (at) => coloured.slice(0, at).map(([k]) => preferred[k]);
      for (const [at, [k, colour]] of coloured.entries()) assert.ok(colour === preferred[k] || before(at).includes(preferred[k]), names[k]);
    }
  }
});

test("colouredWords(ledger, view) gives no two words the same colour", () => {
  const steps = 20;
  for (let seed = 1; seed <= 20; seed += 1) {
    for (const names of [viewOf(steps).names, Array.from({ length: steps }, () => "、"), Array.from({ length: steps }, (_, k) => (k % 2 === 0 ? "空色" : "の"))]) {
      const colours = [...colouredWords(ledgerOf(steps, { seed }), { together: false, names }).values()];
      assert.deepEqual(colours.toSorted(), [0, 1, 2, 3, 4, 5, 6], `${names}`);
    }
  }
});

test("wordBeside(ledger, view, by) goes from ribbon to ribbon, from either end, and stays at the last", () => {
  const go = (ledger, word, by) => wordBeside(ledger, viewOf(ledger.state.length, { word }), by);
  assert.deepEqual([go(ledgerOf(5), null, 1), go(ledgerOf(5), null, -1)], [0, 4]);
  assert.deepEqual([go(ledgerOf(5), 1, 1), go(ledgerOf(5), 1, -1), go(ledgerOf(5), 4, 1), go(ledgerOf(5), 0, -1)], [2, 0, 4, 0]);
  const long = ledgerOf(60);
  const own = [...colouredWords(long, viewOf(60)).keys()];
  assert.deepEqual([go(long, null, 1), go(long, own[1], 1), go(long, own[0] + 1, -1)], [own[0], own[2], own[0]], "the rest has one ribbon for all");
});

test("stacked(sources) puts positive parts on each other above zero, and negative ones below", () => {
  const source = (parts) => ({ key: "", name: "", colour: "", k: 0, parts });
  const bands = stacked([source([1, -1]), source([2, -2]), source([-3, 3])]);
  assert.deepEqual(bands.map(({ from, until }) => [from, until]), [[[0, 0], [1, -1]], [[1, -1], [3, -3]], [[0, 0], [-3, 3]]]);
});

test("stacked(sources) passes over what is not finite", () => {
  const bands = stacked([{ key: "", name: "", colour: "", k: 0, parts: [NaN, Infinity, 1] }, { key: "", name: "", colour: "", k: 1, parts: [1, 1, 1] }]);
  assert.deepEqual(bands[1].from, [0, 0, 1]);
});

test("river(ledger, view) draws a ribbon for each source, and fades all but the word that is looked at", () => {
  const markup = draw(ledgerOf(6), { word: 2 });
  const ribbons = attributes(markup, "class").filter((name) => name.startsWith("ribbon ") );
  assert.equal(ribbons.length, 6);
  assert.deepEqual(ribbons.map((name) => name.endsWith(" faded")), [true, true, false, true, true, true]);
  assert.doesNotMatch(draw(ledgerOf(6)), /faded/);
});

test("river(ledger, view) keeps every ribbon in the picture", () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const ledger = ledgerOf(15, { seed, start: 2 });
    const places = attributes(draw(ledger), "d").flatMap((path) => [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]));
    assert.ok(places.every(([x, y]) => x >= 0 && x <= 400 && y >= 0 && y <= 120), `${seed}`);
  }
});

test("river(ledger, view) begins the ribbon of a word where it is read", () => {
  const starts = attributes(draw(ledgerOf(4)), "d").slice(0, 4).map((path) => Number(/^M([\d.]+)/.exec(path)[1]));
  assert.deepEqual(starts, [20, 120, 220, 320], "a fifth of a column into its column of 100");
});

test("river(ledger, view) names the words whose ribbons are wide enough, and prints the ends of its scale", () => {
  const ledger = ledgerOf(3);
  Object.assign(ledger, { written_by: [[[1]], [[1], [0.01]], [[1], [0.01], [-0.5]]], state: [[1], [1.01], [0.51]] });
  ledger.magnitude.written_by[2] = [1, 0.01, 0.5];
  const markup = draw(ledger);
  assert.deepEqual(insides(markup, "text", "ribbon-name ").map(textOf), ["w0", "w2"]);
  assert.deepEqual(insides(markup, "text", "river-scale").map(textOf), ["lab.memory.scale.up +1.01", "lab.memory.scale.down \u22120.50"]);
  assert.deepEqual(insides(draw(ledger, { together: true }), "text", "river-scale").map(textOf), ["lab.memory.scale.together 1.51"]);
});

test("river(ledger, view) writes a name into the ribbon of its word, and names the coloured words only", () => {
  const markup = draw(ledgerOf(12, { seed: 3 }), { height: 900 });
  const names = [...markup.matchAll(/<text class="ribbon-name word-\d" x="[\d.]+" y="([\d.]+)" [^>]*>w(\d+)</g)].map(([, y, k]) => [Number(y), k]);
  assert.ok(names.length > 1 && names.length <= COLOURED);
  for (const [y, k] of names) {
    const [path] = new RegExp(`data-word="${k}" d="([^"]*)"`).exec(markup).slice(1);
    const heights = [...path.matchAll(/[\d.]+ ([\d.]+)/g)].map(([, place]) => Number(place));
    assert.ok(y > Math.min(...heights) && y < Math.max(...heights), `w${k}`);
  }
});

test("river(ledger, view) writes a name in the ink of its ribbon's colour", () => {
  const markup = draw(ledgerOf(12, { seed: 3 }), { height: 900 });
  const names = [...markup.matchAll(/<text class="ribbon-name ([\w-]+)"[^>]*>w(\d+)</g)];
  assert.ok(names.length > 1);
  for (const [, colour, k] of names) assert.match(markup, new RegExp(`class="ribbon ${colour}" data-word="${k}"`));
});

test("river(ledger, view) writes a name where its word is in view, and none of a word that is not", () => {
  const markup = (from, until) => draw(ledgerOf(12, { seed: 3 }), { height: 900, seen: { from, until } });
  const places = (drawn) => [...drawn.matchAll(/ribbon-name[^>]* x="([\d.]+)"[^>]*>w(\d+)</g)].map(([, x, k]) => ({ x: Number(x), k: Number(k) }));
  const late = places(markup(8, 10));
  assert.ok(late.length > 1 && late.some(({ k }) => k < 8), "words that were read before");
  assert.ok(late.every(({ x, k }) => k < 10 && x > (8 * 400) / 12 && x < (10 * 400) / 12));
});

test("river(ledger, view) gives each of 48 words a ribbon, and of 49 those with a colour", () => {
  const ribbons = (steps) => attributes(draw(ledgerOf(steps)), "class").filter((name) => name.startsWith("ribbon ")).length;
  assert.deepEqual([ribbons(48), ribbons(49)], [48, COLOURED + 2]);
});

test("river(ledger, view) draws the state as a line, but for all units together", () => {
  assert.match(draw(ledgerOf(4)), /river-state/);
  assert.doesNotMatch(draw(ledgerOf(4), { together: true }), /river-state/);
});

test("river(ledger, view) draws an empty memory, one word, and values that are not finite", () => {
  const none = ledgerOf(3);
  none.written_by = none.written_by.map((row) => row.map(() => [0]));
  none.state = [[0], [0], [0]];
  const wild = ledgerOf(3);
  Object.assign(wild, { written_by: [[["NaN"]], [["Infinity"], [1]], [[1], ["-Infinity"], [1]]], state: [["NaN"], ["Infinity"], ["-Infinity"]] });
  for (const ledger of [none, wild, ledgerOf(1)]) assert.doesNotMatch(draw(ledger), /NaN|Infinity|undefined/);
});
