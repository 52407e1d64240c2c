import { cellDiagram } from "../figures/cell_diagram.js";
import { checks } from "../figures/checks.js";
import { equation } from "../figures/equation.js";
import { legend } from "../figures/legend.js";
import { prediction } from "../figures/prediction.js";
import { stepTable } from "../figures/table.js";
import { moved } from "../player.js";
import { goTo, placeOf } from "../store.js";
import { html } from "../vendor/preact.js";

/**
 * @import {View} from "../figures/types.js"
 * @import {Store} from "../store.js"
 */

const LENSES = /** @type {const} */ (["story", "unit", "arithmetic"]);

/** @param {{store: Store, words: (key: string, values?: any) => string, narrow: boolean}} props */
export function Stage({ store, words, narrow }) {
  const { trace, position, unit, units, lens, table, data } = store;
  if (trace.value === null) return null;
  const run = trace.value;
  /** @type {View} */
  const view = {
    words, narrow, language: data.language, layer: run.start.num_layers - 1, unit: unit.value, units: units.value,
    lens: lens.value, symbolic: false,
  };
  const s = position.value;
  return html`<section class="stage">
    <div class="buttons lenses" role="group" aria-label=${words("controls.lens")}>
      ${LENSES.map((name) => html`<button type="button" key=${name} aria-pressed=${lens.value === name}
        onClick=${() => (lens.value = name)}>${words(`controls.${name}`)}</button>`)}
      <button type="button" aria-pressed=${table.value} onClick=${() => (table.value = !table.value)}>${words("controls.table")}</button>
    </div>
    <div class="picture" tabindex="0" role="group" aria-label=${words("controls.figure")} aria-describedby="keys"
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKey(store, event)}>${cellDiagram(run, s, view)}</div>
    <p class="hint" id="keys">${words("controls.keys")}</p>
    <div class="beside">${prediction(run, s, view)}<div>${equation(run, s, view)}${checks(run, view)}</div></div>
    ${legend(run, view)}
    ${table.value && html`<div class="scrolling" tabindex="0" role="group" aria-label=${words("controls.table")}>${stepTable(run, s, view)}</div>`}
  </section>`;
}

/** @param {Store} store @param {KeyboardEvent} event */
function onKey(store, event) {
  const { position, steps, chosen, unit, units, playing, lens } = store;
  const { t } = placeOf(store);
  const row = units.value.indexOf(unit.value);
  const micro = (/** @type {number} */ eighths) => (position.value = moved(position.value, eighths, steps.value));
  const pick = (/** @type {number} */ next) => (chosen.value = units.value[Math.min(Math.max(next, 0), units.value.length - 1)]);
  const keys = /** @type {Record<string, () => void>} */ ({
    ArrowLeft: () => goTo(store, t - 1),
    ArrowRight: () => goTo(store, t + 1),
    ArrowUp: () => pick(row - 1),
    ArrowDown: () => pick(row + 1),
    ",": () => micro(-1),
    ".": () => micro(1),
    " ": () => (playing.value = !playing.value),
    Home: () => goTo(store, 0),
    End: () => goTo(store, steps.value - 1),
    Enter: () => (lens.value = lens.value === "story" ? "unit" : "arithmetic"),
    Escape: () => (lens.value = lens.value === "arithmetic" ? "unit" : "story"),
  });
  const act = keys[event.key] ?? (/^[1-8]$/.test(event.key) ? () => goTo(store, t, Number(event.key) - 1) : undefined);
  if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}
