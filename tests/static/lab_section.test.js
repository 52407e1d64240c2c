import assert from "node:assert/strict";
import { test } from "node:test";

import { Missing } from "../../static/controls/lab_section.js";
import { renderToString } from "../../static/vendor/render_to_string.js";
import { ask, isFinal, problemIn } from "../../static/wire.js";
import { insides, textOf } from "./figures/markup.js";
import { serverOf } from "./server.js";

/** What is said where the server answers with a problem of a status; null where it does not answer at all. */
async function saidOf(t, status) {
  const [calls, asked] = [serverOf(t), ask("/api/v1/influence", { language: "en", body: "{}" }).catch((error) => error)];
  if (status === null) calls[0].fail(new TypeError("Failed to fetch"));
  else calls[0].answer(new Response('{"detail": "This text is too long."}', { status, headers: { "Content-Type": "application/problem+json" } }));
  const error = await asked;
  t.mock.restoreAll();
  return said({ problem: problemIn(error), final: isFinal(error) });
}

/** What is said of answers that have failed. */
function said(...failed) {
  const answers = failed.map((one) => ({ problem: "", ...one, value: null, status: "failed", retry: () => {} }));
  return renderToString(Missing({ page: { words: (key) => key }, answers, waits: false }));
}

const buttonsOf = (markup) => insides(markup, "button").map(textOf);

test("Missing offers to ask again where that can succeed", async (t) => {
  for (const status of [null, 408, 429, 500, 503]) assert.deepEqual(buttonsOf(await saidOf(t, status)), ["controls.retry"], `${status}`);
});

test("Missing says why a question is refused, and does not offer to ask it again", async (t) => {
  for (const status of [404, 413, 422]) {
    const markup = await saidOf(t, status);
    assert.match(markup, /This text is too long\./);
    assert.deepEqual(buttonsOf(markup), [], `${status}`);
  }
});

test("Missing offers to ask again where one of several can succeed", () => {
  assert.deepEqual(buttonsOf(said({ final: true }, { final: false })), ["controls.retry"]);
});
