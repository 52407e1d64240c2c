import { FOREVER, HOLDABLE, PRESETS, rangeOf } from "../clamps.js";
import { hold, release, reset, scopeOf, tryPreset, undo } from "../experiments.js";
import { changeOf } from "../figures/prediction.js";
import { scaleWithGhost } from "../figures/scales.js";
import { isHeldBy } from "../figures/scene.js";
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
/** Which way a key moves a slider, by a fiftieth of its range: "any" has no step of its own. @type {Record<string, number | undefined>} */
const STEPS = Object.freeze({ ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 });

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
  const { cell } = /** @type {NonNullable<typeof page.store.trace.value>} */ (page.store.trace.value).start;
  return html`<div class="sliders">${HOLDABLE[cell].map((quantity) => html`<${Slider} page=${page} quantity=${quantity} key=${quantity} />`)}</div>`;
}

/** @param {{page: Page, quantity: string}} props */
function Slider({ page, quantity }) {
  const { store, words } = page;
  const moving = useRef(false); // within a drag, or while a key is held down: one change to undo
  const end = () => void (moving.current = false);
  const { min, max, value } = useShown(page, quantity);
  const name = words("lab.experiment.slider", { quantity: words(`figures.quantities.${quantity}`), unit: store.unit.value + 1 });
  const set = (/** @type {number} */ to, /** @type {boolean} */ moves) => hold(store, { ...scopeOf(store, FOREVER), quantity, value: to }, { moving: moves });
  const move = (/** @type {number} */ to) => {
    set(to, moving.current);
    moving.current = true;
  };
  const step = (/** @type {KeyboardEvent} */ event) => {
    const by = STEPS[event.key];
    if (by === undefined || Number.isNaN(value)) return;
    event.preventDefault();
    move(Math.min(max, Math.max(min, value + (by * (max - min)) / 50)));
  };
  const written = Number.isFinite(value) ? (Math.round(100 * value) / 100 || 0).toFixed(2) : ""; // no −0.00
  // What lies beyond the range is brought to its end; what is no number leaves the field as it was.
  const type = (/** @type {any} */ { target }) => {
    const typed = target.value;
    target.value = written;
    if (typed !== "") set(Math.min(Math.max(Number(typed), min), max), false);
  };
  const shown = min === 0 ? fixed(value) : signed(value);
  return html`<label class=${`slider role-${quantity}`}><b>${quantity}</b>
    <input type="range" min=${min} max=${max} step="any" value=${value} aria-label=${name} aria-valuetext=${shown}
      onInput=${(/** @type {any} */ { target }) => move(Number(target.value))} onChange=${end} onKeyUp=${end} onBlur=${end} onKeyDown=${step} />
    <input type="number" min=${min} max=${max} step="0.01" value=${written} aria-label=${name} onChange=${type} /></label>`;
}

/**
 * Give what a slider shows, and its range.
 *
 * While a run arrives, its step may not be there yet, and a run that the hand has left behind has an older value: what is
 * held goes before what came of it, and what is not known yet stays as it was.
 *
 * @param {Page} page
 * @param {string} quantity
 */
function useShown(page, quantity) {
  const { trace, clamps, t, unit } = page.store;
  const run = /** @type {NonNullable<typeof trace.value>} */ (trace.value);
  const view = viewOf(page);
  const range = rangeOf(quantity, scaleWithGhost(run, view, quantity).scale);
  const last = useRef({ ...range, value: NaN });
  const record = /** @type {Record<string, Vector> | undefined} */ (/** @type {unknown} */ (run.steps[t.value]?.layers[view.layer]));
  if (run.end !== null) Object.assign(last.current, range);
  if (record !== undefined) last.current.value = read(record[quantity]?.[unit.value] ?? NaN);
  const place = { layer: view.layer, quantity, t: t.value, unit: unit.value };
  const held = clamps.value.findLast((clamp) => isHeldBy([clamp], place));
  return { ...last.current, value: held?.value ?? last.current.value };
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
  // A button that is gone, or disabled, would drop the focus to the start of the page: the one after it takes it.
  const letGo = (/** @type {any} */ { currentTarget }, /** @type {Clamp} */ clamp) => {
    const buttons = [...currentTarget.closest(".held").querySelectorAll("button")];
    buttons[buttons.indexOf(currentTarget) + 1].focus();
    release(store, clamp);
  };
  return html`<div class="held">
    ${status.value === "failed" ? html`<p class="notice"><${FailedRun} page=${page} again=${page.rerun} /></p>`
      : clamps.value.length > 0 && html`<${Change} page=${page} /><p class="notice">${words("lab.experiment.off_path")}</p>`}
    <ul>${clamps.value.map((clamp) => html`<li key=${said(clamp)}>${said(clamp)} <button type="button" class="quiet" onClick=${(/** @type {any} */ event) => letGo(event, clamp)}>${words("lab.experiment.release")}</button></li>`)}</ul>
    <button type="button" aria-disabled=${undoable.value.length === 0} onClick=${() => undo(store)}>${words("lab.experiment.undo")}</button>
    <button type="button" aria-disabled=${clamps.value.length === 0} onClick=${() => clamps.value.length > 0 && reset(store)}>${words("lab.experiment.reset")}</button>
  </div>`;
}

/** What became of the prediction, which is drawn far from the hand. @param {{page: Page}} props */
function Change({ page }) {
  const { trace, settled } = page.store;
  if (trace.value === null || hiddenNow(page.store).includes("prediction")) return null;
  const said = changeOf(trace.value, settled.value, viewOf(page));
  return said !== null && html`<p><b>${said}</b></p>`;
}
