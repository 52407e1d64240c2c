import { eventsAt, told } from "../events.js";
import { phaseKey } from "../figures/clock.js";
import { visibleToken } from "../figures/tokens.js";
import { named, percent, signed } from "../numbers.js";
import { hiddenNow } from "../teaching.js";
import { html } from "../vendor/preact.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** Speak where the reader has gone: at rest, and never while the figure plays by itself. @param {{page: Page}} props */
export function LiveRegion({ page }) {
  return html`<p class="spoken" role="status" aria-live="polite">${spoken(page)}</p>`;
}

/** @param {Page} page @returns {string} */
function spoken(page) {
  const { store, words } = page;
  const { trace, place, playing, unit } = store;
  const { t, phase, progress } = place.value;
  const step = trace.value?.steps[t];
  const token = trace.value?.start.tokens[t];
  if (trace.value === null || playing.value || progress < 1 || step === undefined || token === undefined) return "";
  const view = viewOf(page);
  const layer = step.layers[view.layer];
  const state = [["c", layer.c], ["h", layer.h]].flatMap(([name, vector]) => (vector ? [`${name} ${named(/** @type {any} */ (vector)[unit.value], words, signed)}`] : []));
  const hidden = hiddenNow(store);
  const guess = hidden.includes("prediction") ? null : step.prediction[0];
  const cell = trace.value.start.cell;
  const happened = page.experiments && guess !== null ? eventsAt(trace.value, t).map((event) => told(event, /** @type {any} */ (trace.value), view)) : [];
  const said = words("controls.spoken", {
    ...{ step: t + 1, token: visibleToken(token.text, view), phase: phase + 1, sentence: words(phaseKey(cell, phase)) },
    ...{ unit: unit.value + 1, state: hidden.includes("numbers") ? "?" : state.join(", "), guess: guess ? visibleToken(guess.token, view) : "?", percent: guess ? percent(guess.probability, 1) : "?" },
  });
  return [said, ...happened].join(" ");
}
