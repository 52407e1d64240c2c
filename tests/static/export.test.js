import assert from "node:assert/strict";
import { test } from "node:test";

import { svgFile, wrapped } from "../../static/export/svg_file.js";
import { csvOf, jsonOf } from "../../static/export/trace_file.js";
import { traceOf } from "./figures/traces.js";

const TOLD = Object.freeze({ caption: "What it shows", link: "http://host/en/lab#v=1&x=a", licence: "MIT" });
const LOOK = Object.freeze({ paper: "#fff", ink: "#000", soft: "#555", language: "en" });

/** A run of one word in which every number is known. @param {object} layer @param {string} [token] @returns {any} */
function runOf(layer, token = "a") {
  return { start: {}, steps: [{ t: 0, token, layers: [layer], prediction: [] }], end: {} };
}

/** The rows of a CSV as fields, the lines before the names apart. @param {string} csv */
function rowsOf(csv) {
  const lines = csv.replace(/^\ufeff/, "").split("\r\n");
  assert.equal(lines.at(-1), "");
  return { told: lines.slice(0, 3), names: lines[3].split(","), rows: lines.slice(4, -1) };
}

test("csvOf(trace, told) says first what it is, where to see it and the licence", () => {
  const csv = csvOf(traceOf(), TOLD);
  assert.ok(csv.startsWith("\ufeff# What it shows\r\n# http://host/en/lab#v=1&x=a\r\n# MIT\r\nt,token,layer,unit,"));
});

test("csvOf(trace, told) keeps a caption of several lines in one", () => {
  assert.equal(rowsOf(csvOf(traceOf(), { ...TOLD, caption: "a\r\nb\tc" })).told[0], "# a b c");
});

test("csvOf(trace, told) has a row per step, layer and unit, and a column per quantity", () => {
  for (const [cell, columns] of Object.entries({ lstm: "pre_i,pre_f,pre_g,pre_o,i,f,g,o,kept,written,c,tanh_c,h", gru: "pre_z,pre_r,pre_n,z,r,n,kept,written,h", rnn: "pre_h,h" })) {
    const trace = traceOf({ cell, words: ["a", "b", "c"], units: 5 });
    const { names, rows } = rowsOf(csvOf(trace, TOLD));
    assert.deepEqual(names.slice(4).toSorted(), columns.split(",").toSorted(), cell);
    assert.equal(rows.length, 3 * trace.steps[0].layers.length * 5);
  }
});

test("csvOf(trace, told) writes every digit, the sign of a zero, and what is not finite by its name", () => {
  const h = [0.1 + 0.2, 1e-300, -0, "NaN", "-Infinity"];
  const { rows } = rowsOf(csvOf(runOf({ x: [9], pre: { h: [1, 2, 3, 4, 5] }, h }), TOLD));
  assert.deepEqual(rows, ["0,a,0,0,1,0.30000000000000004", "0,a,0,1,2,1e-300", "0,a,0,2,3,-0", "0,a,0,3,4,NaN", "0,a,0,4,5,-Infinity"]);
});

test("csvOf(trace, told) quotes a token that would break a row", () => {
  for (const [token, field] of [[",", '","'], ['"', '""""'], ["\n", '"\n"'], [" ", '" "'], ["空", "空"]]) {
    const csv = csvOf(runOf({ x: [], pre: { h: [1] }, h: [2] }, token), TOLD);
    assert.ok(csv.endsWith(`\r\n0,${field},0,0,1,2\r\n`), JSON.stringify(csv.slice(-30)));
  }
});

test("csvOf(trace, told) of a run that has not begun has no row", () => {
  assert.deepEqual(rowsOf(csvOf(/** @type {any} */ ({ start: {}, steps: [], end: null }), TOLD)).rows, []);
});

test("jsonOf(answer, told) keeps the server's digits and adds what it is", () => {
  const answer = '{"start":{"model":"m"},"steps":[{"h":[1.10,-0.0,1e-7]}],"end":{}}';
  const text = jsonOf(answer, TOLD);
  assert.ok(text.endsWith(answer.slice(1)));
  assert.deepEqual(JSON.parse(text), { about: TOLD, ...JSON.parse(answer) });
});

test("svgFile(picture, told, look) holds the picture, the caption, the link and the licence, as text and as data", () => {
  const svg = svgFile({ markup: "<circle r='1'/>", width: 600, height: 100 }, TOLD, LOOK);
  assert.match(svg, /<title>What it shows<\/title>/);
  assert.match(svg, /<dc:source>http:\/\/host\/en\/lab#v=1&#38;x=a<\/dc:source>/);
  assert.match(svg, /<dc:rights>MIT<\/dc:rights>/);
  for (const text of ["What it shows", "http://host/en/lab#v=1&#38;x=a", "MIT"]) assert.ok(new RegExp(`<text [^>]*>${text}</text>`).test(svg), text);
  assert.match(svg, /viewBox="0 0 632 \d+"/);
  assert.match(svg, /<circle r='1'\/>/);
});

test("svgFile(picture, told, look) needs no style, no script and nothing from elsewhere", () => {
  const svg = svgFile({ markup: "", width: 1, height: 1 }, TOLD, LOOK);
  assert.doesNotMatch(svg, /<style|style=|<script|@import|class=/);
});

test("svgFile(picture, told, look) is well formed whatever the reader has written", () => {
  const svg = svgFile({ markup: "", width: 1, height: 1 }, { ...TOLD, caption: 'a < b & "c" > \u0000\u0007d' }, LOOK);
  assert.match(svg, /a &#60; b &#38; &#34;c&#34; &#62; d/);
  assert.ok(![...svg].some((sign) => sign < " " && sign !== "\n"));
});

test("wrapped(text, width, size) breaks between words, between Japanese signs, and inside what is longer than a line", () => {
  assert.deepEqual(wrapped("one two three", 60, 13), ["one two", "three"]);
  assert.deepEqual(wrapped("空の色は青い", 40, 13), ["空の色", "は青い"]);
  const address = `http://host/#${"%E7%A9%BA".repeat(20)}`;
  const lines = wrapped(address, 200, 10);
  assert.ok(lines.length > 1);
  assert.equal(lines.join(""), address);
});

test("wrapped(text, width, size) loses nothing but the spaces at a break", () => {
  const text = "The colour of the sky, though father read an old book, is 青い";
  assert.equal(wrapped(text, 90, 12).join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
});
