import { GROUPS, groupKey, phaseKey, PHASES, restingPlace } from "../figures/clock.js";
import { visibleToken } from "../figures/tokens.js";
import { html } from "../vendor/preact.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

const SPEEDS = /** @type {const} */ ([0.5, 1, 2, 4]);
const PACES = /** @type {const} */ (["word", "phase"]);
const ICONS = Object.freeze({
  first: "M5 4v12M16 4 8 10l8 6z", back: "M14 4 6 10l8 6z", phase_back: "M12 5 7 10l5 5",
  play: "M6 3.5 16.5 10 6 16.5z", pause: "M6 4v12M14 4v12",
  phase_forward: "m8 5 5 5-5 5", forward: "m6 4 8 6-8 6z", last: "M15 4v12M4 4l8 6-8 6z",
});

/** Where the run is, the eight micro-steps of the word, and what moves them. @param {{page: Page}} props */
export function Transport({ page }) {
  const { store, words } = page;
  if (store.trace.value === null) return null;
  return html`<div class="transport">
    <div class="where"><h2 class="now-reading">${nowReading(page)}</h2><p class="phase-sentence">${words(phaseKey(store.trace.value.start.cell, store.place.value.phase))}</p></div>
    <${MicroSteps} page=${page} />
    <${Buttons} page=${page} /><${Pacing} page=${page} />
  </div>`;
}

/** @param {Page} page @returns {string} */
function nowReading(page) {
  const { store, words } = page;
  const { t } = store.place.value;
  const token = store.trace.value?.start.tokens[t];
  return words("controls.step", { step: t + 1, steps: store.steps.value, token: token ? visibleToken(token.text, viewOf(page)) : "" });
}

/** @param {{page: Page}} props */
function MicroSteps({ page }) {
  const { store, words, player } = page;
  const { t, phase } = store.place.value;
  const cell = /** @type {NonNullable<typeof store.trace.value>} */ (store.trace.value).start.cell;
  return html`<div class="micro-steps scripted" role="group" aria-label=${words("controls.micro_steps")}>
    ${Array.from({ length: PHASES }, (_, number) => {
      const named = number === 0 || GROUPS[cell][number] !== GROUPS[cell][number - 1];
      const sentence = words("controls.micro_step", { phase: number + 1, sentence: words(phaseKey(cell, number)) });
      return html`<button type="button" key=${number} class=${named ? "group-start" : undefined} title=${sentence} aria-label=${sentence}
        aria-pressed=${number === phase} onClick=${() => player.to(restingPlace(t, number))}>${number + 1}${named && html`<span> ${words(groupKey(cell, number))}</span>`}</button>`;
    })}
  </div>`;
}

/** @param {{page: Page}} props */
function Buttons({ page }) {
  const { store, words, player } = page;
  const { playing, steps } = store;
  return html`<div class="playback scripted" role="group" aria-label=${words("controls.transport")}>
    ${button(words, "first", () => player.to(restingPlace(0, PHASES - 1)))}
    ${button(words, "back", () => player.step(-1))}
    ${button(words, "phase_back", () => player.micro(-1))}
    ${button(words, playing.value ? "pause" : "play", player.toggle, "play")}
    ${button(words, "phase_forward", () => player.micro(1))}
    ${button(words, "forward", () => player.step(1))}
    ${button(words, "last", () => player.to(restingPlace(steps.value - 1, PHASES - 1)))}
  </div>`;
}

/** @param {{page: Page}} props */
function Pacing({ page: { store, words } }) {
  const { pace, speed } = store;
  return html`<div class="pacing scripted">
    <label class="setting pace"><span>${words("controls.pace")}</span><select value=${pace.value} onChange=${(/** @type {any} */ event) => (pace.value = event.target.value)}>
      ${PACES.map((name) => html`<option key=${name} value=${name}>${words(`controls.paces.${name}`)}</option>`)}</select></label>
    <label class="setting speed"><span>${words("controls.speed")}</span><select value=${String(speed.value)} onChange=${(/** @type {any} */ event) => (speed.value = Number(event.target.value))}>
      ${SPEEDS.map((times) => html`<option key=${times} value=${String(times)}>${words("controls.times", { speed: times === 0.5 ? "½" : times })}</option>`)}</select></label>
  </div>`;
}

/** @param {Page["words"]} words @param {keyof typeof ICONS} name @param {() => void} act @param {string} [kind] */
function button(words, name, act, kind = "") {
  return html`<button type="button" class=${`icon ${kind}`} aria-label=${words(`controls.${name}`)} title=${words(`controls.${name}`)} onClick=${act}>
    <svg viewBox="0 0 20 20" aria-hidden="true"><path d=${ICONS[name]} /></svg>${kind === "play" && html`<span>${words(`controls.${name}`)}</span>`}</button>`;
}
