import { cellDiagram } from "../figures/cell_diagram.js";
import { legend } from "../figures/legend.js";
import { actionOf } from "../keyboard.js";
import { html } from "../vendor/preact.js";
import { Later } from "./later.js";
import { Lens } from "./lens.js";
import { dragValve } from "./valve_drag.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** The way past everything to the diagram; the address goes on naming the scene. @param {{page: Page}} props */
export function Skip({ page }) {
  const skip = (/** @type {MouseEvent} */ event) => (event.preventDefault(), document.getElementById("figure")?.focus());
  return html`<a class="skip" href="#figure" onClick=${skip}>${page.words("page.skip")}</a>`;
}

/** The diagram with all that goes with it. @param {{page: Page}} props */
export function Stage({ page }) {
  const { store, words } = page;
  const trace = store.trace.value;
  if (trace === null) return html`<p class="waiting">${words("controls.loading")}</p>`;
  return html`<div class="stage">
    ${store.figure.value === "parameters" && html`<${Later} page=${page} part="parameters" />`}
    <${Picture} page=${page} draw=${cellDiagram} />
    <${Lens} page=${page} />
    ${legend(trace, viewOf(page))}
  </div>`;
}

/**
 * A drawing of the run at the reader's step: it takes the focus and the keys; what is drawn is an image.
 *
 * @param {{page: Page, draw: typeof cellDiagram}} props
 */
export function Picture({ page, draw }) {
  const { words, experiments } = page;
  return html`<div class=${experiments ? "picture handy" : "picture"} id="figure" tabindex="0" role="group" aria-label=${words("controls.figure")} aria-describedby="keys"
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKey(page, event)} onClick=${(/** @type {MouseEvent} */ event) => onClick(page, event)}
      onPointerDown=${experiments ? (/** @type {PointerEvent} */ event) => dragValve(page, event) : undefined}>
      <${Drawing} page=${page} draw=${draw} />
    </div>
    <p class="hint keys-hint scripted" id="keys">${words("controls.keys_hint")}</p>`;
}

/** @param {{page: Page, draw: typeof cellDiagram}} props */
function Drawing({ page, draw }) {
  const { store, shape } = page;
  const { trace, position } = store;
  if (trace.value === null) return null;
  // In the whole window there is room for the long names.
  const drawn = store.presenting.value && shape.value === "medium" ? "wide" : shape.value;
  if (drawn !== null) return draw(trace.value, position.value, viewOf(page, drawn));
  return html`<div class="wide-only">${draw(trace.value, position.value, viewOf(page, page.first))}</div>
    <div class="narrow-only">${draw(trace.value, position.value, viewOf(page, "narrow"))}</div>`;
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
