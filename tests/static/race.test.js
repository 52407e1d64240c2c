import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { termOf } from "../../static/controls/race.js";
import { Guesses } from "../../static/controls/race_run.js";
import { placesOf } from "../../static/figures/line_chart.js";
import { raceFigure, shippedOf, worstOf } from "../../static/figures/race.js";
import { raceTable } from "../../static/figures/race_table.js";
import { measureRace } from "../../static/race_stream.js";
import { problemIn } from "../../static/wire.js";
import { createStore } from "../../static/store.js";
import { renderToString } from "../../static/vendor/render_to_string.js";
import { insides, rowsOf, textOf } from "./figures/markup.js";
import { dataOf } from "./stores.js";

const words = (key, values = {}) => [key, ...Object.values(values)].join(" ");

function raceOf() {
  const seeds = (first, second) => [{ seed: 1, accuracy: first }, { seed: 2, accuracy: second }];
  return {
    distances: [6, 40, 200],
    trained_to: 40,
    chance: 0.1667,
    majority: [0.2, 0.2, 0.2],
    nearest_colour: [0, 0.1, 0.1],
    models: [
      { id: "r", cell: "rnn", default_seed: 1, seeds: seeds([0.5, 0.2, 0.16], [0.4, 0.2, 0.17]), larger_budget: { updates: 20000, seeds: seeds([0.9, 0.3, 0.2], [0.8, 0.3, 0.2]) } },
      { id: "l", cell: "lstm", default_seed: 2, seeds: seeds([1, 1, 0.58], [1, 1, 0.99]), larger_budget: null },
    ],
  };
}

const VIEW = { words, width: 800, height: 400, larger: false, distance: 40, measured: null, label: "what it says" };
const draw = (changes = {}) => renderToString(raceFigure(raceOf(), { ...VIEW, ...changes }));
const CHART = { width: 800, height: 400, lengths: [6, 40, 200], trainedTo: 40 };

test("raceFigure(race) has a line for every seed, and the shipped ones bold", () => {
  const markup = draw();
  assert.deepEqual(["seed", "shipped", "larger"].map((kind) => markup.match(new RegExp(`class="chart-line ${kind} `, "g"))?.length ?? 0), [2, 2, 0]);
  assert.equal(draw({ larger: true }).match(/class="chart-line larger cell-rnn"/g).length, 2);
  assert.doesNotMatch(markup, /style=|NaN|undefined/);
});

test("raceFigure(race) draws the shipped lines over the others", () => {
  const markup = draw({ larger: true });
  assert.ok(markup.lastIndexOf("chart-line seed") < markup.indexOf("chart-line shipped"));
  assert.ok(markup.lastIndexOf("chart-line larger") < markup.indexOf("chart-line shipped"));
});

test("raceFigure(race) shades what was trained and draws the chance level across", () => {
  const { x, y, left, right } = placesOf(CHART);
  const markup = draw();
  const width = Number(/class="chart-trained" x="46" y="20" width="([\d.]+)"/.exec(markup)?.[1]);
  assert.ok(Math.abs(left + width - x(40)) < 0.1);
  assert.match(markup, new RegExp(`class="chart-chance" d="M${left} ${Math.round(y(0.1667) * 10) / 10}H${right}"`));
});

test("placesOf(chart) makes equal ratios of lengths equally far", () => {
  const { x } = placesOf({ ...CHART, lengths: [10, 100, 1000] });
  assert.ok(Math.abs(x(1000) - x(100) - (x(100) - x(10))) < 1e-9);
});

test("raceFigure(race) names the lines at their ends, and keeps the names apart", () => {
  const markup = draw();
  const names = insides(markup, "text", "chart-name").map(textOf);
  assert.deepEqual(names.toSorted(), ["LSTM", "RNN"]);
  const close = raceOf();
  close.models[0].seeds = close.models[1].seeds;
  const places = [...renderToString(raceFigure(close, VIEW)).matchAll(/class="chart-name[^>]* y="([\d.]+)"/g)].map(([, y]) => Number(y));
  assert.ok(Math.abs(places[0] - places[1]) >= 15);
});

test("raceFigure(race) puts what was measured into the figure, with its interval", () => {
  const results = [{ cell: "lstm", accuracy: 0.9, interval: [0.8, 0.95] }];
  const { y } = placesOf(CHART);
  const markup = draw({ measured: { distance: 40, results } });
  const [, from, to] = /class="chart-interval cell-lstm" d="M[\d.]+ ([\d.]+)h8m-4 0V([\d.]+)/.exec(markup);
  assert.deepEqual([Number(from), Number(to)], [y(0.8), y(0.95)].map((value) => Math.round(value * 10) / 10));
  assert.match(markup, /class="chart-measured cell-lstm"/);
  assert.doesNotMatch(draw(), /chart-interval/);
});

test("worstOf(race, model) is the lowest of all seeds and distances, with what the shipped seed does there", () => {
  assert.deepEqual(worstOf(raceOf(), raceOf().models[1]), { seed: 1, distance: 200, accuracy: 0.58, shipped: 0.99 });
  assert.deepEqual(shippedOf(raceOf().models[1]), [1, 1, 0.99]);
});

test("raceTable(race) has every seed, the larger budget and what needs no model", () => {
  const rows = rowsOf(renderToString(raceTable(raceOf(), words)));
  assert.equal(rows.length, 1 + 4 + 2 + 2);
  assert.deepEqual(rows[1], ["lab.race.rows.shipped RNN 1", "50.0\u00a0%", "20.0\u00a0%", "16.0\u00a0%"]);
  assert.equal(rows[3][0], "lab.race.rows.larger RNN 1 20000");
});

/** Serve one answer, in pieces that lines do not end with. */
async function served(pieces, status, run) {
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    response.writeHead(status, { "Content-Type": status === 200 ? "application/x-ndjson" : "application/problem+json" });
    for (const piece of pieces) response.write(piece);
    response.end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    return await run(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
}

const QUESTION = { models: ["l"], distance: 6, sentences: 100, seed: 1 };

async function heard(pieces, status = 200) {
  const parts = [];
  const on = { start: (part) => parts.push(["start", part]), progress: (part) => parts.push(["progress", part]), end: (part) => parts.push(["end", part]) };
  const failed = await served(pieces, status, (api) => measureRace(api, QUESTION, on, { language: "en", signal: new AbortController().signal }).then(() => null, problemIn));
  return { parts, failed };
}

test("measureRace(…) hands every part on as it comes, wherever the stream is cut", async () => {
  const { parts, failed } = await heard(['{"start":{"seed":1', '}}\n{"progress":{"done":50}}\n{"pro', 'gress":{"done":100}}\n{"end":{"results":[]}}\n']);
  assert.equal(failed, null);
  assert.deepEqual(parts.map(([name]) => name), ["start", "progress", "progress", "end"]);
  assert.deepEqual(parts[2][1], { done: 100 });
});

test("measureRace(…) tells that a stream without its end was cut off", async () => {
  assert.equal((await heard(['{"start":{"seed":1}}\n'])).failed, "");
});

test("measureRace(…) gives the server's own words for why it does not measure", async () => {
  assert.equal((await heard(['{"detail":"All races are taken."}'], 503)).failed, "All races are taken.");
});

test("raceFigure(race) stands at the distance that the reader chose", () => {
  const at = (distance) => Number(/class="chart-here" d="M([\d.]+) /.exec(draw({ distance }))[1]);
  assert.deepEqual([6, 40, 200].map(at), [6, 40, 200].map((distance) => Math.round(10 * placesOf(CHART).x(distance)) / 10));
});

test("termOf(race, field, value) is in the reader's words, and as the card has it where there are none", () => {
  const known = (key, values = {}) => ({ "lab.race.data": `the colour language, ${values.language}`, "controls.languages.ja": "Japanese", "controls.initialisations.chrono": "long gates" })[key] ?? key;
  const term = (field, value) => termOf(known, { language: "ja" }, field, value);
  assert.deepEqual([term("data", "colour language (ja)"), term("initialisation", "chrono"), term("initialisation", "new")], ["the colour language, Japanese", "long gates", "new"]);
  assert.deepEqual([term("updates", 5000), term("learning_rate", 0.03), term("seeds", [1, 2])], ["5,000", "0.03", "1, 2"]);
});

test("Guesses has what each cell takes for the answer, and says whether it is", () => {
  const guesses = [{ model: "l", token: "white", probability: 0.993 }, { model: "r", token: "<unk>", probability: 0.41 }];
  const markup = renderToString(Guesses({ page: { words, store: createStore(dataOf()) }, race: raceOf(), start: { example: { answer: "white", guesses } } }));
  assert.deepEqual(insides(markup, "li").map(textOf), [
    "lab.race.guess RNN figures.tokens.unk 41\u00a0% ✗lab.race.wrong", "lab.race.guess LSTM white 99\u00a0% ✓lab.race.right",
  ]);
});
