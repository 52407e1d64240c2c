import { FOREVER, HOLDABLE, PRESETS, rangeOf } from "../clamps.js";
import { hold, release, reset, scopeOf, tryPreset, undo } from "../experiments.js";
import { changeOf } from "../figures/prediction.js";
import { scaleWithGhost } from "../figures/scales.js";
import { fixed, read, signed } from "../numbers.js";
import { hiddenNow } from "../teaching.js";
import { html, useRef } from "../vendor/preact.js";
import { FailedRun } from "./notices.js";
import { viewOf } from "./view.js";

/**
 * @import {Clamp, Vector} from "../figures/types.js"
 * @import {Page} from "../page.js"
 */

const REACHES = /** @type {const} */ (["unit", "all"]);
const LASTINGS = /** @type {const} */ (["step", "on"]);

/** Hold gates and states by hand, and see what becomes of the run. @param {{page: Page}} props */
export function Experiment({ page }) {
  const { store, words } = page;
  if (store.trace.value === null) return null;
  const of = store.trace.value.start.cell === "rnn" ? "_rnn" : ""; // which has no gates
  const title = words(`lab.experiment.title${of}`);
  return html`<section class="experiment scripted" aria-label=${title}>
    <h2>${title}</h2>
    <p class="hint">${words(`lab.experiment.how${of}`)}</p>
    <${Presets} page=${page} />
    <div class="scope">
      <${Choice} page=${page} name="reach" options=${REACHES} /><${Choice} page=${page} name="lasting" options=${LASTINGS} />
    </div>
    <${Sliders} page=${page} />
    <${Held} page=${page} />
  </section>`;
}

/** @param {{page: Page}} props */
function Presets({ page: { store, words } }) {
  const now = store.clamps.value;
  const hasFailed = store.status.value === "failed"; // what is shown is the run before
  const names = /** @type {(keyof typeof PRESETS)[]} */ (Object.keys(PRESETS));
  if (store.trace.value?.start.cell !== "lstm") return null;
  const isOn = (/** @type {keyof typeof PRESETS} */ name) =>
    now.length === 1 && now[0].quantity === PRESETS[name].quantity && now[0].value === PRESETS[name].value && now[0].from === 0 && now[0].units === null;
  const on = names.find(isOn);
  const look = on === "deaf" && store.carries.value ? "deaf_carried" : on; // its state does not begin at 0
  return html`<div class="presets" role="group" aria-label=${words("lab.experiment.presets")}>
    ${names.map((name) => html`<button type="button" key=${name} aria-pressed=${name === on} onClick=${() => (name === on ? reset(store) : tryPreset(store, name))}>
      ${words(`lab.experiment.names.${name}`)}</button>`)}
  </div>
  ${on && !hasFailed && html`<p class="look">${words(`lab.experiment.looks.${look}`)}</p>`}`;
}

/** @param {{page: Page, name: "reach" | "lasting", options: readonly string[]}} props */
function Choice({ page: { store, words }, name, options }) {
  const { unit, t } = store;
  const values = { unit: unit.value + 1, step: t.value + 1 };
  return html`<div class="segments" role="group" aria-label=${words(`lab.experiment.${name}`)}>
    ${options.map((option) => html`<button type="button" key=${option} aria-pressed=${store[name].value === option}
      onClick=${() => (store[name].value = /** @type {any} */ (option))}>${words(`lab.experiment.${name}s.${option}`, values)}</button>`)}
  </div>`;
}

/** A slider for each value of the selected unit at this step. @param {{page: Page}} props */
function Sliders({ page }) {
  const { store, words } = page;
  const moving = useRef(false); // within a drag, or while a key is held down: one change to undo
  const end = () => void (moving.current = false);
  const trace = /** @type {NonNullable<typeof store.trace.value>} */ (store.trace.value);
  const view = viewOf(page);
  const record = /** @type {Record<string, Vector> | undefined} */ (/** @type {unknown} */ (trace.steps[store.t.value]?.layers[view.layer]));
  return html`<div class="sliders">${HOLDABLE[trace.start.cell].map((quantity) => {
    const value = read(record?.[quantity]?.[store.unit.value] ?? NaN);
    const { min, max } = rangeOf(quantity, scaleWithGhost(trace, view, quantity).scale);
    const name = words("lab.experiment.slider", { quantity: words(`figures.quantities.${quantity}`), unit: store.unit.value + 1 });
    const set = (/** @type {number} */ to, /** @type {boolean} */ moves) => hold(store, { ...scopeOf(store, FOREVER), quantity, value: to }, { moving: moves });
    const move = (/** @type {any} */ { target }) => {
      set(Number(target.value), moving.current);
      moving.current = true;
    };
    const written = Number.isFinite(value) ? (Math.round(100 * value) / 100 || 0).toFixed(2) : ""; // no −0.00
    // What lies beyond the range is brought to its end; what is no number leaves the field as it was.
    const type = (/** @type {any} */ { target }) => {
      const typed = target.value;
      target.value = written;
      if (typed !== "") set(Math.min(Math.max(Number(typed), min), max), false);
    };
    const shown = min === 0 ? fixed(value) : signed(value);
    return html`<label key=${quantity} class=${`slider role-${quantity}`}><b>${quantity}</b>
      <input type="range" min=${min} max=${max} step="any" value=${value} aria-label=${name} aria-valuetext=${shown}
        onInput=${move} onChange=${end} onKeyUp=${end} onBlur=${end} onKeyDown=${stepping(min, max)} />
      <input type="number" min=${min} max=${max} step="0.01" value=${written} aria-label=${name} onChange=${type} /></label>`;
  })}</div>`;
}

/** Let a key move a slider by a fiftieth: "any" has no step of its own. @param {number} min @param {number} max */
function stepping(min, max) {
  return (/** @type {any} */ event) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[/** @type {string} */ (event.key)];
    if (by === undefined) return;
    event.preventDefault();
    event.target.value = String(Math.min(max, Math.max(min, Number(event.target.value) + (by * (max - min)) / 50)));
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  };
}

/** What is held now, and the way back. @param {{page: Page}} props */
function Held({ page }) {
  const { store, words } = page;
  const { clamps, undoable, status } = store;
  const isGate = (/** @type {Clamp} */ clamp) => clamp.value >= 0 && clamp.quantity !== "c" && clamp.quantity !== "h";
  const said = (/** @type {Clamp} */ clamp) => words(clamp.until >= FOREVER ? "lab.experiment.held_on" : "lab.experiment.held_until", {
    ...{ quantity: clamp.quantity, value: isGate(clamp) ? fixed(clamp.value) : signed(clamp.value), from: clamp.from + 1, until: clamp.until },
    units: clamp.units === null ? words("lab.experiment.all_units") : clamp.units.map((unit) => unit + 1).join(", "),
  });
  return html`<div class="held">
    ${status.value === "failed" ? html`<p class="notice"><${FailedRun} page=${page} again=${page.rerun} /></p>`
      : clamps.value.length > 0 && html`<${Change} page=${page} /><p class="notice">${words("lab.experiment.off_path")}</p>`}
    <ul>${clamps.value.map((clamp) => html`<li key=${said(clamp)}>${said(clamp)} <button type="button" class="quiet" onClick=${() => release(store, clamp)}>${words("lab.experiment.release")}</button></li>`)}</ul>
    <button type="button" disabled=${undoable.value.length === 0} onClick=${() => undo(store)}>${words("lab.experiment.undo")}</button>
    <button type="button" disabled=${clamps.value.length === 0} onClick=${() => reset(store)}>${words("lab.experiment.reset")}</button>
  </div>`;
}

/** What became of the prediction, which is drawn far from the hand. @param {{page: Page}} props */
function Change({ page }) {
  const { trace, settled } = page.store;
  if (trace.value === null || hiddenNow(page.store).includes("prediction")) return null;
  const said = changeOf(trace.value, settled.value, viewOf(page));
  return said !== null && html`<p><b>${said}</b></p>`;
}
