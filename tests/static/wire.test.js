import assert from "node:assert/strict";
import { test } from "node:test";

import { openTrace, problemIn } from "../../static/wire.js";
import { traceOf } from "./figures/traces.js";
import { partsOf, serverOf, turns } from "./server.js";

const REQUEST = { model: "m", text: "空の色" };

/** Open a trace; what arrives is written down. */
function opened(t, options = {}) {
  const calls = serverOf(t);
  const came = /** @type {object[]} */ ([]);
  const write = (name) => (part) => void came.push({ [name]: part });
  const on = { start: write("start"), step: write("step"), end: write("end") };
  const done = openTrace("/api/v1", REQUEST, on, { language: "ja", signal: new AbortController().signal, ...options });
  return { call: calls[0], came, done };
}

/** The bytes of a trace with signs of one to four bytes. */
function bytesOf(parts) {
  return new TextEncoder().encode(parts.map((part) => `${JSON.stringify(part)}\n`).join(""));
}

const SMALL = partsOf(traceOf({ units: 1, inputs: 1, words: ["é", "空", "🙂"] }));

test("openTrace(api, request) asks in the reader's language for lines of JSON", async (t) => {
  const { call, done } = opened(t);
  assert.deepEqual([call.address, call.request], ["/api/v1/trace", REQUEST]);
  assert.deepEqual(call.headers, { "Content-Type": "application/json", Accept: "application/x-ndjson", "Accept-Language": "ja" });
  call.open();
  call.close();
  await assert.rejects(done, /broke off/);
});

test("openTrace(api, request) hands every part on as it arrives, before the end has come", async (t) => {
  const { call, came, done } = opened(t);
  call.open();
  for (let sent = 1; sent <= SMALL.length; sent += 1) {
    call.send(SMALL[sent - 1]);
    await turns();
    assert.deepEqual(came, SMALL.slice(0, sent));
  }
  call.close();
  await done;
});

test("openTrace(api, request) reads a stream that is cut anywhere, in a sign of three bytes too", async (t) => {
  const bytes = bytesOf(SMALL.slice(0, 2));
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const { call, came, done } = opened(t);
    call.open();
    call.sendBytes(bytes.slice(0, cut));
    call.sendBytes(bytes.slice(cut));
    call.close();
    await assert.rejects(done, /broke off/);
    assert.deepEqual(came, SMALL.slice(0, 2), `${cut}`);
    t.mock.restoreAll();
  }
});

test("openTrace(api, request) reads a stream of single bytes, and one of a single piece with empty lines", async (t) => {
  const single = opened(t);
  single.call.open();
  for (const byte of bytesOf(SMALL)) single.call.sendBytes(Uint8Array.of(byte));
  single.call.close();
  await single.done;
  assert.deepEqual(single.came, SMALL);
  t.mock.restoreAll();
  const whole = opened(t);
  whole.call.open();
  whole.call.sendBytes(new TextEncoder().encode(`\n${new TextDecoder().decode(bytesOf(SMALL)).replaceAll("\n", "\n\n")}`));
  whole.call.close();
  await whole.done;
  assert.deepEqual(whole.came, SMALL);
});

test("openTrace(api, request) knows a trace that ended too soon, and keeps what has come", async (t) => {
  for (const bytes of [bytesOf(SMALL.slice(0, 3)), bytesOf(SMALL).slice(0, -5), bytesOf(SMALL.slice(0, 3)).slice(0, -1)]) {
    const { call, came, done } = opened(t);
    call.open();
    call.sendBytes(bytes);
    call.close();
    await assert.rejects(done, /broke off/);
    assert.deepEqual(came[0], SMALL[0]);
    t.mock.restoreAll();
  }
});

test("openTrace(api, request) passes a part of a kind that it does not know", async (t) => {
  const { call, came, done } = opened(t);
  call.open();
  call.send(SMALL[0], { progress: 0.5 }, ...SMALL.slice(1));
  call.close();
  await done;
  assert.deepEqual(came, SMALL);
});

/** What is said of an answer that is no trace. */
async function saidOf(t, body, type, status = 422) {
  const { call, done } = opened(t);
  call.answer(new Response(body, { status, headers: type === null ? {} : { "Content-Type": type } }));
  return done.then(() => null, problemIn).finally(() => t.mock.restoreAll());
}

test("openTrace(api, request) gives a problem document's own words", async (t) => {
  assert.equal(await saidOf(t, '{"detail": "この文は長すぎます。"}', "application/problem+json"), "この文は長すぎます。");
  assert.equal(await saidOf(t, '{"detail": "Busy."}', "application/problem+json; charset=utf-8", 503), "Busy.");
});

test("openTrace(api, request) has no words for any other failure", async (t) => {
  assert.equal(await saidOf(t, "<h1>Bad gateway</h1>", "text/html", 502), "");
  assert.equal(await saidOf(t, null, null, 500), "");
});

test("openTrace(api, request) fails where the network does, before the answer or in it", async (t) => {
  const before = opened(t);
  before.call.fail(new TypeError("Failed to fetch"));
  await assert.rejects(before.done, TypeError);
  t.mock.restoreAll();
  const stop = new AbortController();
  const within = opened(t, { signal: stop.signal });
  within.call.open();
  within.call.send(SMALL[0]);
  await turns();
  stop.abort();
  await assert.rejects(within.done, { name: "AbortError" });
  assert.deepEqual(within.came, [SMALL[0]]);
});

test("openTrace(api, request) fails at a line that is no JSON", async (t) => {
  const { call, came, done } = opened(t);
  call.open();
  call.send(SMALL[0]);
  call.sendBytes(new TextEncoder().encode("<html>\n"));
  await assert.rejects(done, SyntaxError);
  assert.deepEqual(came, [SMALL[0]]);
});
