import assert from "node:assert/strict";
import { test } from "node:test";

import { measureRace } from "../../static/race_stream.js";
import { serverOf, turns } from "./server.js";

const QUESTION = { models: ["lstm", "rnn"], distance: 40, sentences: 100, seed: 1 };
const PARTS = [{ start: { example: { text: "空は青い" } } }, { progress: { model: "lstm", done: 50, of: 100, right: 49 } }, { end: { results: [{ model: "lstm", right: 98 }] } }];

/** Ask for a race; what comes is written down. */
function asked(t) {
  const calls = serverOf(t);
  const came = /** @type {object[]} */ ([]);
  const write = (name) => (part) => void came.push({ [name]: part });
  const on = { start: write("start"), progress: write("progress"), end: write("end") };
  const done = measureRace("/api/v1", QUESTION, on, { language: "ja", signal: new AbortController().signal });
  return { call: calls[0], came, done };
}

test("measureRace(api, question) hands on what comes, as it comes", async (t) => {
  const { call, came, done } = asked(t);
  assert.deepEqual([call.address, call.request, call.headers.Accept], ["/api/v1/race/run", QUESTION, "application/x-ndjson"]);
  call.open();
  for (let sent = 1; sent <= PARTS.length; sent += 1) {
    call.send(PARTS[sent - 1]);
    await turns();
    assert.deepEqual(came, PARTS.slice(0, sent));
  }
  call.close();
  assert.equal(await done, null);
});

test("measureRace(api, question) reads a stream of single bytes", async (t) => {
  const { call, came, done } = asked(t);
  call.open();
  for (const byte of new TextEncoder().encode(PARTS.map((part) => `${JSON.stringify(part)}\n`).join("\n"))) call.sendBytes(Uint8Array.of(byte));
  call.close();
  assert.equal(await done, null);
  assert.deepEqual(came, PARTS);
});

test("measureRace(api, question) knows a race that was broken off, and says a problem in the server's words", async (t) => {
  const broken = asked(t);
  broken.call.open();
  broken.call.send(...PARTS.slice(0, 2));
  broken.call.close();
  assert.equal(await broken.done, "");
  t.mock.restoreAll();
  const refused = asked(t);
  refused.call.answer(new Response('{"detail": "Busy."}', { status: 503, headers: { "Content-Type": "application/problem+json" } }));
  assert.equal(await refused.done, "Busy.");
});
