import { cellDiagram } from "../figures/cell_diagram.js";
import { legend } from "../figures/legend.js";
import { actionOf } from "../keyboard.js";
import { html } from "../vendor/preact.js";
import { Lens } from "./lens.js";
import { dragValve } from "./valve_drag.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** The diagram of the cell: it takes the focus and the keys; the drawing in it is an image. @param {{page: Page}} props */
export function Stage({ page }) {
  const { store, words } = page;
  const trace = store.trace.value;
  if (trace === null) return html`<p class="waiting">${words("controls.loading")}</p>`;
  return html`<div class="stage">
    <div class=${page.experiments ? "picture handy" : "picture"} id="figure" tabindex="0" role="group" aria-label=${words("controls.figure")} aria-describedby="keys"
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKey(page, event)} onClick=${(/** @type {MouseEvent} */ event) => onClick(page, event)}
      onPointerDown=${page.experiments ? (/** @type {PointerEvent} */ event) => dragValve(page, event) : undefined}>
      <${Drawing} page=${page} />
    </div>
    <p class="hint keys-hint scripted" id="keys">${words("controls.keys_hint")}</p>
    <${Lens} page=${page} />
    ${legend(trace, viewOf(page))}
  </div>`;
}

/** @param {{page: Page}} props */
function Drawing({ page }) {
  const { store, shape } = page;
  const { trace, position } = store;
  if (trace.value === null) return null;
  if (shape.value !== null) return cellDiagram(trace.value, position.value, viewOf(page, shape.value));
  return html`<div class="wide-only">${cellDiagram(trace.value, position.value, viewOf(page))}</div>
    <div class="narrow-only">${cellDiagram(trace.value, position.value, viewOf(page, "narrow"))}</div>`;
}

/** @param {Page} page @param {KeyboardEvent} event */
function onKey(page, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = actionOf(event.key, page);
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** A row that is pointed at is the unit that is meant. @param {Page} page @param {MouseEvent} event */
function onClick({ store }, event) {
  const row = event.target instanceof Element ? event.target.closest("[data-unit]") : null;
  if (row instanceof SVGElement) store.chosen.value = Number(row.dataset.unit);
}
