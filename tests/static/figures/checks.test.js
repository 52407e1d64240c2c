import assert from "node:assert/strict";
import { test } from "node:test";

import { checks } from "../../../static/figures/checks.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { insides, textOf } from "./markup.js";
import { traceOf, viewOf } from "./traces.js";

/** What is said of a trace that ended with these largest errors. */
function said(found) {
  const trace = traceOf();
  trace.end = { steps: 14, checks: found };
  return renderToString(checks(trace, viewOf()));
}

test("checks(trace) lists every identity of the cell with its largest error", () => {
  const items = insides(renderToString(checks(traceOf(), viewOf())), "li").map(textOf);
  assert.deepEqual(items, [
    "✓ checks.c_equals_kept_plus_written check_holds 3.0×10⁻⁸",
    "✓ checks.h_equals_o_tanh_c check_holds 0",
  ]);
});

test("checks(trace) says that an identity fails from an error on that single precision does not explain", () => {
  for (const [error, holds] of [[0, true], [9.9e-6, true], [1.1e-5, false], [0.5, false], ["Infinity", false], ["NaN", false]]) {
    const markup = said({ h_equals_o_tanh_c: error });
    assert.equal(/check_holds/.test(markup) && /class="check holds"/.test(markup) && /✓/.test(markup), holds, `${error}`);
    assert.equal(/check_fails/.test(markup) && /class="check fails"/.test(markup) && /✗/.test(markup), !holds, `${error}`);
  }
});

test("checks(trace) names an error that is not finite in words", () => {
  assert.match(textOf(said({ h_equals_o_tanh_c: "NaN" })), /check_fails not_a_number$/);
  assert.match(textOf(said({ h_equals_o_tanh_c: "Infinity" })), /check_fails infinite$/);
});

test("checks(trace) waits for the end of the trace", () => {
  assert.equal(textOf(renderToString(checks(traceOf({ arrived: 3 }), viewOf()))), "checks_waiting");
});

test("checks(trace) says where there is nothing to check", () => {
  assert.equal(textOf(said({})), "checks_none");
});
