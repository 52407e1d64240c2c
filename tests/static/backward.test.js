import assert from "node:assert/strict";
import { test } from "node:test";

import { backwardAxis, backwardKey, backwardLane, norm, seriesOf, totalOf } from "../../static/figures/backward.js";
import { backwardTable, halfLifeTable } from "../../static/figures/backward_table.js";
import { halfLifeStrip } from "../../static/figures/half_life.js";
import { logAxis, logAxisOver, power } from "../../static/figures/log_axis.js";
import { tokenAxis, tokenNames, widthOf } from "../../static/figures/token_axis.js";
import { renderToString } from "../../static/vendor/render_to_string.js";
import { attributes, insides, rowsOf, textOf } from "./figures/markup.js";

const words = (key) => key;
const NAMES = ["h0", "空", "は", "青い"];

function rnn(d_h, initial = 0.001) {
  const layer = { d_h, d_c: null, highway: null, initial_state: { d_h: initial, d_c: null, highway: null } };
  return { cell: "rnn", target: { t: d_h.length - 1 }, layers: [layer] };
}

function lstm(d_c = [0.5, 0.5, 0.5]) {
  const layer = { d_h: [0.1, 0.2, 0.3], d_c, highway: [0.4, 0.45, 0.5], initial_state: { d_h: 0.05, d_c: 0.5, highway: 0.4 } };
  return { cell: "lstm", target: { t: d_c.length - 1 }, layers: [layer] };
}

function draw(answer, axis = backwardAxis([answer]), names = NAMES) {
  return renderToString(backwardLane(answer, { axis, width: 800, height: 120, names, named: true, label: "what it says" }));
}

/** Where the marks of a path stand, [x, y] each. */
function marksOf(markup, name) {
  const path = new RegExp(`class="${name}" d="([^"]*)"`).exec(markup)?.[1] ?? "";
  return [...path.matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

test("seriesOf(answer) has what reaches the state, the initial state first, and no line that the cell does not have", () => {
  assert.deepEqual(seriesOf(rnn([0.1, 0.2])), [{ quantity: "d_h", values: [0.001, 0.1, 0.2] }]);
  assert.deepEqual(seriesOf(lstm()).map(({ quantity }) => quantity), ["d_h", "d_c", "highway"]);
  assert.deepEqual([totalOf(rnn([1])).quantity, totalOf(lstm()).quantity], ["d_h", "d_c"]);
});

test("seriesOf(answer) is of the top layer", () => {
  const answer = rnn([0.1]);
  answer.layers.push({ ...answer.layers[0], d_h: [7] });
  assert.deepEqual(seriesOf(answer)[0].values, [0.001, 7]);
});

test("logAxisOver(values) spans every value above its floor", () => {
  const { low, high } = logAxisOver([3e-7, 0.02, 4]);
  assert.deepEqual([low, high], [-7, 1]);
});

test("logAxisOver(values) grows without limit with what explodes, and stays where nothing finite is above zero", () => {
  assert.equal(logAxisOver([1, 3e40]).high, 41);
  assert.deepEqual([logAxisOver([0, "Infinity", "NaN"]).low, logAxisOver([]).high], [-2, 0]);
});

test("logAxis(low, high) names what is beyond its ends, zero and infinity among it", () => {
  const axis = logAxis(-4, 0);
  assert.deepEqual([1e-4, 0.01, 1].map((value) => axis.at(value).share), [0, 0.5, 1]);
  assert.deepEqual([1e-5, 0, 10, "Infinity", "NaN"].map((value) => axis.at(value).where), ["below", "below", "above", "above", "none"]);
});

test("logAxis(low, high) has few marks, however long it is", () => {
  for (const [low, high] of [[-2, 0], [-16, 1], [-16, 300], [0, 3]]) {
    const { ticks } = logAxis(low, high);
    assert.ok(ticks.length >= 2 && ticks.length <= 8, `${low} to ${high}: ${ticks}`);
    assert.ok(ticks.every((tick) => tick >= low && tick <= high));
  }
});

test("power(exponent) is a power of ten as it is written", () => {
  assert.deepEqual([0, -6, 12].map(power), ["1", "10⁻⁶", "10¹²"]);
});

test("norm(value) has decimals where they say something, and names what is not finite", () => {
  assert.deepEqual([1.7512, 0.0371, 8.9e-10, 0, 3e40].map((value) => norm(value, words)), ["1.75", "0.037", "8.9×10⁻¹⁰", "0", "3.0×10⁴⁰"]);
  assert.deepEqual(["Infinity", "NaN"].map((value) => norm(value, words)), ["figures.infinite", "figures.not_a_number"]);
});

test("backwardLane(answer) puts a dot into the column of every step, the initial state first", () => {
  const markup = draw(rnn([0.01, 0.1, 1]));
  const dots = marksOf(markup, "lane-dots d_h");
  assert.deepEqual(dots.map(([x]) => x), [130, 310, 490, 670]);
  assert.deepEqual(attributes(markup, "aria-label"), ["what it says"]);
});

test("backwardLane(answer) makes a tenth of the gradient one decade lower", () => {
  const [, first, second, third] = marksOf(draw(rnn([0.01, 0.1, 1])), "lane-dots d_h").map(([, y]) => y);
  assert.ok(Math.abs(first - second - (second - third)) < 0.2 && first > second && second > third);
});

test("backwardLane(answer) uses the scale that it is given, so that lanes compare", () => {
  const axis = backwardAxis([rnn([1e-9, 1e-4, 1]), lstm()]);
  const [rnnAt, lstmAt] = [rnn([0.5, 0.5, 0.5], 0.5), lstm()].map((answer) => draw(answer, axis));
  assert.equal(marksOf(rnnAt, "lane-dots d_h")[1][1], marksOf(lstmAt, "lane-dots d_c")[1][1]);
});

test("backwardLane(answer) marks zero and what is below the scale apart, at its lower end", () => {
  const markup = draw(rnn([0, 1e-30, 1]));
  assert.equal(marksOf(markup, "lane-dots d_h").length, 2); // the initial state and the target
  assert.equal(marksOf(markup, "lane-outside below d_h").length, 2);
});

test("backwardLane(answer) marks infinity at the upper end, and never leaves it out", () => {
  const markup = draw(rnn(["Infinity", 1e20, 1]));
  assert.equal(marksOf(markup, "lane-outside above d_h").length, 1);
  assert.doesNotMatch(draw(rnn(["NaN", 1e20, 1])), /NaN/);
});

test("backwardLane(answer) has arrowheads that point to the left", () => {
  const path = /class="lane-arrows" d="([^"]*)"/.exec(draw(rnn([1, 1, 1], 1)))?.[1] ?? "";
  const heads = [...path.matchAll(/M([\d.]+) [\d.]+L([\d.]+) /g)];
  assert.ok(heads.length > 0);
  for (const [, back, tip] of heads) assert.ok(Number(tip) < Number(back));
});

test("backwardLane(answer) names the words, and fades those after the target", () => {
  const markup = draw(rnn([0.1, 1]));
  assert.deepEqual(insides(markup, "text", 'class="strong"').map(textOf), ["は"]);
  assert.deepEqual(insides(markup, "text", 'class="beyond"').map(textOf), ["青い"]);
  assert.match(markup, /class="lane-beyond"/);
  assert.doesNotMatch(draw(rnn([0.1, 1, 1])), /class="lane-beyond"/);
});

test("backwardLane(answer) needs no inline style, and its lanes are told apart by shape and dash", () => {
  const markup = draw(lstm());
  assert.doesNotMatch(markup, /style=|undefined|NaN/);
  for (const name of ["lane-line d_h", "lane-line d_c", "lane-line highway", "lane-dots d_c"]) assert.match(markup, new RegExp(`class="${name}"`));
  assert.doesNotMatch(markup, /lane-dots highway/);
});

test("a lane of 1,000 words stays small", () => {
  const values = Array.from({ length: 1000 }, (_, t) => 10 ** (-t / 100));
  const markup = draw(rnn(values), undefined, ["h0", ...values.map(() => "word")]);
  assert.ok(markup.match(/<[a-z]/g).length < 140);
});

test("tokenAxis(names) slants names that do not fit, and leaves some out before they touch", () => {
  assert.equal(tokenAxis(["空", "は"], { left: 0, right: 100 }).slanted, false);
  const tight = tokenAxis(Array.from({ length: 60 }, () => "yesterday"), { left: 0, right: 300 }, [59]);
  assert.equal(tight.slanted, true);
  assert.ok(tight.named.includes(59) && tight.named.length < 25);
  for (let n = 1; n < tight.named.length; n += 1) assert.ok(tight.x(tight.named[n]) - tight.x(tight.named[n - 1]) >= 13.9);
});

test("tokenNames(axis) cuts a name that is longer than its room", () => {
  const long = "あ".repeat(40);
  const [name] = insides(renderToString(tokenNames(tokenAxis([long], { left: 0, right: 100 }), 0)), "text").map(textOf);
  assert.match(name, /^あ+…$/);
  assert.ok(widthOf(name) <= 140);
});

test("backwardTable(answers) has a row for each step, from the prediction back to the initial state", () => {
  const rows = rowsOf(renderToString(backwardTable([rnn([0.01, 0.1, 1]), lstm()], NAMES, words)));
  assert.deepEqual(rows[0].slice(2), ["RNN ‖∂L/∂h‖", "LSTM ‖∂L/∂h‖", "LSTM ‖∂L/∂c‖", "LSTM Π f"]);
  assert.deepEqual(rows.slice(1).map((row) => row[1]), ["青い", "は", "空", "h0"]);
  assert.deepEqual(rows[3], ["1", "空", "0.010", "0.100", "0.500", "0.400"]);
  assert.deepEqual(rows[4].slice(2), ["1.0×10⁻³", "0.050", "0.500", "0.400"]);
});

test("halfLifeStrip(rows) has a mark for each unit, in the order of their half-lives, infinity beyond the last", () => {
  const rows = [{ cell: "lstm", gate: "f", values: [0, 0.01, 1, 10, 100, "Infinity"] }];
  const markup = renderToString(halfLifeStrip(rows, { words, width: 600, steps: 22, label: "told" }));
  const places = marksOf(markup, "half-life-marks").map(([x]) => x);
  assert.equal(places[0], places[1]); // both below the scale
  assert.deepEqual(places.slice(1), places.slice(1).toSorted((a, b) => a - b));
  assert.equal(new Set(places).size, 5);
  assert.ok(places[5] > 600 - 56 && places[0] < 84);
});

test("halfLifeTable(rows) groups a long half-life, and names an endless one", () => {
  const rows = rowsOf(renderToString(halfLifeTable([{ cell: "gru", gate: "z", values: [6.58, 5656.2, "Infinity"] }], words)));
  assert.deepEqual(rows, [["figures.unit", "GRU z"], ["1", "6.6"], ["2", "5,656"], ["3", "figures.infinite"]]);
});

test("halfLifeTable(rows) has a row for each unit of the largest model, and nothing for units that another has not", () => {
  const rows = [{ cell: "lstm", gate: "f", values: [0.05, 10, "NaN"] }, { cell: "gru", gate: "z", values: [2.5] }];
  assert.deepEqual(rowsOf(renderToString(halfLifeTable(rows, words))).slice(1), [["1", "0.1", "2.5"], ["2", "10.0", ""], ["3", "figures.not_a_number", ""]]);
});

test("backwardKey(quantity) dots the norms, and not the product of the gates", () => {
  assert.deepEqual(["d_h", "d_c", "highway"].map((quantity) => /lane-dots/.test(renderToString(backwardKey(quantity)))), [true, true, false]);
});
