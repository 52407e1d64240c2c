import assert from "node:assert/strict";
import { test } from "node:test";

import { changeOf as saidOf, predictingStep, prediction } from "../../../static/figures/prediction.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { attributes, insides, textOf } from "./markup.js";
import { traceOf, viewOf } from "./traces.js";

const draw = (trace, s, view = viewOf()) => renderToString(prediction(trace, s, view));
const barsOf = (markup) => insides(markup, "li").map((bar) => insides(bar, "span").map(textOf));

/** A trace of two words with the given candidates after the first. */
function traceWith(candidates) {
  const trace = traceOf({ words: ["a", "b"] });
  trace.steps[0].prediction = candidates;
  return trace;
}

test("predictingStep(s) is the step whose last phase has happened", () => {
  assert.deepEqual([2.875, 2.8, 3, 3.5, 3.87].map(predictingStep), [2, 1, 2, 2, 2]);
  assert.deepEqual([0, 0.5, 0.86].map(predictingStep), [-1, -1, -1]);
  assert.equal(predictingStep(0.875), 0);
});

test("prediction(trace, s) prints the most probable tokens with their percentages", () => {
  assert.deepEqual(barsOf(draw(traceOf(), 0.875)), [
    ["青い", "96.3\u00a0%"], ["赤い", "2.1\u00a0%"], ["tokens.unk", "1.0\u00a0%"], ["tokens.newline", "0.4\u00a0%"], ["白い", "<0.1\u00a0%"],
  ]);
});

test("prediction(trace, s) shows five candidates at most", () => {
  const many = Array.from({ length: 20 }, (_, k) => ({ token: `w${k}`, probability: 0.05 }));
  assert.deepEqual(barsOf(draw(traceWith(many), 0.875)).map(([token]) => token), ["w0", "w1", "w2", "w3", "w4"]);
});

test("prediction(trace, s) draws a bar as long as its probability", () => {
  const widths = (probabilities) => {
    const markup = draw(traceWith(probabilities.map((probability, k) => ({ token: `w${k}`, probability }))), 0.875);
    return [...markup.matchAll(/class="prediction-amount" width="([^"]*)"/g)].map(([, width]) => width);
  };
  assert.deepEqual(widths([0.5, 0.12345, 0, 1]), ["50.00", "12.35", "0.00", "100.00"]);
  assert.deepEqual(widths(["NaN", "Infinity", "-Infinity"]), ["0.00", "100.00", "0.00"]);
});

test("prediction(trace, s) names a probability that is not finite", () => {
  assert.deepEqual(barsOf(draw(traceWith([{ token: "w", probability: "NaN" }]), 0.875)), [["w", "not_a_number"]]);
});

test("prediction(trace, s) marks the candidate that came, if it did", () => {
  const marked = (tokens) => {
    const markup = draw(traceWith(tokens.map((token) => ({ token, probability: 0.3 }))), 0.875);
    return [insides(markup, "li", "came").length, barsOf(markup).map((bar) => bar.at(-1) === "came")];
  };
  assert.deepEqual(marked(["x", "b", "y"]), [1, [false, true, false]]);
  assert.deepEqual(marked(["x", "y"]), [0, [false, false]]);
});

test("prediction(trace, s) says after which word, and what comes before the first", () => {
  const title = (s) => textOf(insides(draw(traceOf(), s), "figcaption")[0]);
  assert.deepEqual([title(0), title(0.875), title(5.5)], ["prediction_before", "prediction_after 空", "prediction_after 、"]);
  assert.deepEqual(barsOf(draw(traceOf(), 0)), []);
});

test("prediction(trace, s) says where the step has not arrived", () => {
  const markup = draw(traceOf({ arrived: 1 }), 1.875);
  assert.deepEqual([barsOf(markup), /not_arrived/.test(markup)], [[], true]);
  assert.match(draw(traceOf({ arrived: 0 }), 0.875), /not_arrived/);
  assert.doesNotMatch(draw(traceOf({ arrived: 0 }), 0), /not_arrived/, "nothing is expected before the first word");
});

test("prediction(trace, s) beyond the text is the last word's", () => {
  const trace = traceOf({ words: ["a", "b"] });
  assert.match(draw(trace, 1.875), /prediction_after b</);
  for (const s of [2, 2.875, 3, 50]) assert.equal(draw(trace, s), draw(trace, 1.875), `${s}`);
});

/** What is said of the untouched run's first guess, in a run with these candidates. */
function changeOf(candidates, ghostly = [{ token: "b", probability: 0.9 }, { token: "x", probability: 0.05 }]) {
  const markup = draw(traceWith(candidates), 0.875, viewOf({ ghost: traceWith(ghostly) }));
  return { said: textOf(insides(markup, "p", "prediction-change")[0]), bars: [...markup.matchAll(/class="prediction-ghost" width="([^"]*)"/g)].map(([, width]) => width) };
}

test("prediction(trace, s) over an untouched run says what became of its first guess, and outlines its bars", () => {
  const candidates = [{ token: "x", probability: 0.5 }, { token: "b", probability: 0.2 }];
  assert.deepEqual(changeOf(candidates), { said: "prediction_change b 90.0\u00a0% 20.0\u00a0%", bars: ["5.00", "90.00"] });
});

test("changeOf(trace, s) is what the drawing says of the untouched run's guess, and nothing without one", () => {
  const [trace, ghost] = [[{ token: "b", probability: 0.2 }], [{ token: "b", probability: 0.9 }]].map(traceWith);
  const said = "prediction_change b 90.0\u00a0% 20.0\u00a0%";
  assert.deepEqual([saidOf(trace, 0.875, viewOf({ ghost })), saidOf(trace, 0.5, viewOf({ ghost })), saidOf(trace, 0.875, viewOf())], [said, null, null]);
});

test("prediction(trace, s) bounds a guess that is no longer among the candidates by the least of them", () => {
  assert.equal(changeOf([{ token: "x", probability: 0.5 }, { token: "y", probability: 0.02 }]).said, "prediction_change b 90.0\u00a0% <2.0\u00a0%");
  assert.equal(changeOf([{ token: "x", probability: 0.5 }, { token: "y", probability: 0.0002 }]).said, "prediction_change b 90.0\u00a0% <0.1\u00a0%");
});

test("prediction(trace, s) draws scales that are hidden from screen readers, who have the numbers", () => {
  assert.deepEqual(attributes(draw(traceOf(), 1), "aria-hidden"), new Array(5).fill("true"));
});
