import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { cellDiagram } from "../../../static/figures/cell_diagram.js";
import { checks } from "../../../static/figures/checks.js";
import { equation } from "../../../static/figures/equation.js";
import { legend } from "../../../static/figures/legend.js";
import { prediction } from "../../../static/figures/prediction.js";
import { stepTable } from "../../../static/figures/table.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { lookUpIn } from "../../../static/words.js";
import { CELLS, everyView } from "./drawings.js";
import { traceOf, viewOf } from "./traces.js";

const FIGURES = { cellDiagram, equation, prediction, stepTable, legend: (trace, s, view) => legend(trace, view), checks: (trace, s, view) => checks(trace, view) };

/** Before, on the way, at rest, at the end, and where nothing has arrived. */
const PLACES = [0, 1.2, 1.875, 2, 2.5];

/** Words that have to be there, with a value for each of their names. @param {string} language */
function strictWords(language) {
  const look = lookUpIn(JSON.parse(readFileSync(new URL(`../../../locales/${language}.json`, import.meta.url), "utf8")));
  return (key, values) => {
    const text = look(key, values);
    assert.ok(text !== key && !/\{\w+\}/.test(text), `${language}: ${key}`);
    return text;
  };
}

for (const language of ["ja", "en"]) {
  const words = strictWords(language);
  for (const [name, figure] of Object.entries(FIGURES)) {
    test(`${name}(trace, s) has all its words, with a value for each name in them: ${language}`, () => {
      for (const trace of CELLS.flatMap((cell) => [traceOf({ cell, units: 4 }), traceOf({ cell, units: 4, arrived: 2 })])) {
        everyView((changes) => {
          for (const s of PLACES) renderToString(figure(trace, s, viewOf({ ...changes, language, words, unit: s === 2 ? null : 3, ghost: trace })));
        });
      }
    });
  }
}
