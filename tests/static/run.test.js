import assert from "node:assert/strict";
import { test } from "node:test";

import { runEnded, runSoon, runText, showStored } from "../../static/run.js";
import { answer, page, traceNamed } from "./runs.js";
import { partsOf, turns } from "./server.js";

test("runText(store) asks for the model and the text of the store", async (t) => {
  const { store, calls } = page(t);
  store.text.value = "空";
  const done = runText(store);
  assert.deepEqual(calls[0].request, { model: "lstm", text: "空" });
  assert.equal(store.status.value, "loading");
  await answer(calls[0], traceNamed("lstm"));
  await done;
  assert.equal(store.status.value, "done");
});

test("runText(store) asks nobody about an empty text; a space is one for a model of characters", async (t) => {
  const { store, calls } = page(t);
  for (const text of ["", " \u3000\n"]) {
    store.text.value = text;
    await runText(store);
    assert.deepEqual([store.status.value, calls.length], ["empty", 0]);
  }
  store.model.value = { id: "signs", unit_of_text: "character" };
  store.text.value = " ";
  const done = runText(store);
  assert.deepEqual(calls[0].request, { model: "signs", text: " " });
  await answer(calls[0], traceNamed("signs"));
  await done;
});

test("runText(store) shows what has arrived once a frame", async (t) => {
  const { store, calls, frames } = page(t);
  const done = runText(store);
  const shown = [];
  const stop = store.trace.subscribe((trace) => void shown.push(trace?.steps.length));
  calls[0].open();
  for (const part of partsOf(traceNamed("lstm")).slice(0, 3)) calls[0].send(part);
  await turns();
  assert.deepEqual(shown, [undefined], "nothing before the frame");
  frames.pass(10);
  assert.deepEqual(shown, [undefined, 2]);
  frames.pass(30);
  assert.deepEqual(shown, [undefined, 2], "nothing again without news");
  calls[0].send(partsOf(traceNamed("lstm"))[3]);
  await turns();
  frames.pass(10);
  assert.deepEqual(shown, [undefined, 2, 3]);
  calls[0].send({ end: { steps: 3, checks: {} } });
  calls[0].close();
  await done;
  assert.equal(store.trace.value.end.steps, 3, "the end needs no frame");
  stop();
});

test("runText(store) stands at the end of the text, or at the place that is wanted, as far as the text goes", async (t) => {
  for (const [place, stands] of [[null, 2.875], [1.25, 1.25], [0, 0], [40, 2.875]]) {
    const { store, calls } = page(t);
    const done = runText(store, place);
    await answer(calls[0], traceNamed("lstm"));
    await done;
    assert.equal(store.position.value, stands);
    t.mock.restoreAll();
  }
});

test("runText(store) places the reader once, who may walk on while the rest arrives", async (t) => {
  const { store, calls, frames } = page(t);
  store.playing.value = true;
  const done = runText(store);
  assert.equal(store.playing.value, false);
  calls[0].open();
  const parts = partsOf(traceNamed("lstm"));
  calls[0].send(...parts.slice(0, 2));
  await turns();
  frames.pass(10);
  assert.deepEqual([store.position.value, store.playing.value], [2.875, false]);
  store.position.value = 0.5;
  calls[0].send(...parts.slice(2));
  calls[0].close();
  await done;
  assert.equal(store.position.value, 0.5);
});

test("runText(store) plays the new run from its start where the reader has pressed Play since", async (t) => {
  for (const [place, stands] of [[null, 0], [1.25, 1.25]]) {
    const { store, calls } = page(t);
    [store.trace.value, store.position.value] = [traceNamed("old"), 2.875];
    const done = runText(store, place);
    [store.playing.value, store.position.value] = [true, 0.5];
    await answer(calls[0], traceNamed("lstm"));
    await done;
    assert.deepEqual([store.position.value, store.playing.value], [stands, true]);
    t.mock.restoreAll();
  }
});

test("runSoon(store) stops what plays at once, and what is played since is the new run", async (t) => {
  const { store, calls } = page(t);
  [store.trace.value, store.playing.value] = [traceNamed("old"), true];
  runSoon(store, 350);
  assert.equal(store.playing.value, false);
  store.playing.value = true;
  const done = runEnded(store);
  await answer(calls[0], traceNamed("lstm"));
  await done;
  assert.deepEqual([store.position.value, store.playing.value], [0, true]);
});

test("runText(store) leaves the last run on the page until the new one begins to arrive", async (t) => {
  const { store, calls, frames } = page(t);
  const old = traceNamed("old");
  [store.trace.value, store.position.value] = [old, 1];
  const done = runText(store);
  calls[0].open();
  await turns();
  frames.pass(10);
  assert.deepEqual([store.trace.value, store.position.value], [old, 1]);
  calls[0].send(...partsOf(traceNamed("new")));
  calls[0].close();
  await done;
  assert.equal(store.trace.value.start.model, "new");
});

test("runText(store) drops an older run, and nothing of it shows any more", async (t) => {
  const { store, calls, frames } = page(t);
  const first = runText(store);
  calls[0].open();
  calls[0].send({ start: traceNamed("first").start });
  await turns();
  frames.pass(10);
  const second = runText(store);
  assert.equal(calls[0].signal.aborted, true);
  await first;
  assert.equal(store.status.value, "loading", "the older one has not ended the newer");
  await answer(calls[1], traceNamed("second"));
  await second;
  assert.deepEqual([store.trace.value.start.model, store.status.value], ["second", "done"]);
});

test("runText(store) ignores an older run that is answered last", async (t) => {
  const { store, calls, frames } = page(t);
  const first = runText(store);
  const second = runText(store);
  await answer(calls[1], traceNamed("second"));
  await second;
  calls[0].answer(new Response("", { status: 500 }));
  await first;
  frames.pass(50);
  assert.deepEqual([store.trace.value.start.model, store.status.value, store.problem.value], ["second", "done", ""]);
});

test("runText(store) says the server's words for a problem, and keeps the last run", async (t) => {
  const { store, calls } = page(t);
  store.trace.value = traceNamed("old");
  const done = runText(store);
  calls[0].answer(new Response('{"detail": "Too long."}', { status: 422, headers: { "Content-Type": "application/problem+json" } }));
  await done;
  assert.deepEqual([store.status.value, store.problem.value, store.trace.value.start.model], ["failed", "Too long.", "old"]);
  assert.equal(store.refused.value, true, "asked again, it would be refused again");
});

test("runText(store) has failed where no server answers, the answer is broken or it ends too soon", async (t) => {
  const parts = partsOf(traceNamed("lstm"));
  const ways = [
    (call) => call.fail(new TypeError("Failed to fetch")),
    (call) => call.answer(new Response("{", { status: 500, headers: { "Content-Type": "application/problem+json" } })),
    (call) => (call.open(), call.send(parts[0], parts[1]), call.close()),
  ];
  for (const way of ways) {
    const { store, calls } = page(t);
    const done = runText(store);
    way(calls[0]);
    await done;
    assert.deepEqual([store.status.value, store.problem.value, store.refused.value], ["failed", "", false]);
    assert.equal(store.trace.value?.steps.length, way === ways[2] ? 1 : undefined);
    assert.equal(store.position.value, way === ways[2] ? 0.875 : 0, "at what has arrived");
    t.mock.restoreAll();
  }
});

test("runText(store) forgets an older problem when it starts", async (t) => {
  const { store, calls } = page(t);
  [store.status.value, store.problem.value] = ["failed", "Too long."];
  const done = runText(store);
  assert.deepEqual([store.status.value, store.problem.value], ["loading", ""]);
  await answer(calls[0], traceNamed("lstm"));
  await done;
});

const STORED = { request: { text: "a text" }, trace: traceNamed("stored"), position: 1.5 };

test("showStored(store) shows the stored run where there is none yet", async (t) => {
  const { store, calls } = page(t);
  store.data.first_frame = "/static/ja.json";
  const done = showStored(store);
  assert.equal(calls[0].address, "/static/ja.json");
  calls[0].answer(Response.json(STORED));
  await done;
  assert.deepEqual([store.trace.value.start.model, store.trace.value.text, store.position.value], ["stored", "a text", 1.5]);
});

test("showStored(store) never replaces a run that was there before, or came meanwhile", async (t) => {
  const { store, calls } = page(t);
  store.data.first_frame = "/static/ja.json";
  const done = showStored(store);
  store.trace.value = traceNamed("came");
  calls[0].answer(Response.json(STORED));
  await done;
  await showStored(store);
  assert.deepEqual([store.trace.value.start.model, calls.length], ["came", 1]);
});

test("showStored(store) shows nothing where nothing is stored or found", async (t) => {
  const { store, calls } = page(t);
  await showStored(store);
  assert.equal(calls.length, 0);
  store.data.first_frame = "/static/ja.json";
  for (const way of [(call) => call.answer(new Response("", { status: 404 })), (call) => call.fail(new TypeError("Failed to fetch")), (call) => call.answer(new Response('{"trace":{"st'))]) {
    const done = showStored(store);
    way(calls.at(-1));
    await done;
    assert.equal(store.trace.value, null);
  }
});

test("runText(store) lets no frame of an older run come after a newer run", async (t) => {
  const { store, calls, frames } = page(t);
  const first = runText(store);
  calls[0].open();
  calls[0].send({ start: traceNamed("first").start });
  await turns();
  const second = runText(store);
  await answer(calls[1], traceNamed("second"));
  await Promise.all([first, second]);
  frames.pass(10);
  assert.equal(store.trace.value.start.model, "second");
});
