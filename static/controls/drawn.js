import { belt } from "../figures/belt.js";
import { cellDiagram } from "../figures/cell_diagram.js";
import { legend } from "../figures/legend.js";
import { unrolled } from "../figures/unrolled.js";
import { html } from "../vendor/preact.js";
import { Later } from "./later.js";
import { Picture } from "./stage.js";
import { viewOf } from "./view.js";

/**
 * @import {Cell} from "../figures/types.js"
 * @import {Page} from "../page.js"
 * @import {Figure} from "../scenes.js"
 */

/** The figure that the store names; on a phone what is pinned stays in view. @param {{page: Page}} props */
export function Drawn({ page }) {
  const figure = page.store.figure.value;
  return isItsOwn(figure) ? html`<div class="pinned" key=${figure}><${Later} page=${page} part=${figure} /></div>` : html`<${OfTheRun} page=${page} />`;
}

/** Some figures are no drawing of the run. @param {Figure} figure @returns {figure is "race" | "backward"} */
function isItsOwn(figure) {
  return figure === "race" || figure === "backward";
}

/** What is drawn of the run itself. @param {{page: Page}} props */
function OfTheRun({ page }) {
  const { store, words } = page;
  const { figure, trace } = store;
  if (trace.value === null) return html`<p class="waiting">${words("controls.loading")}</p>`;
  return html`<div class="stage">
    ${figure.value === "parameters" && html`<${Later} page=${page} part="parameters" />`}
    <div class=${figure.value === "why" ? "" : "pinned"}>
      <${Picture} page=${page} draw=${drawingFor(figure.value, trace.value.start.cell)} />
      ${figure.value === "river" && html`<${Later} page=${page} part="river" />`}
    </div>
    ${figure.value === "why" && html`<div class="pinned"><${Later} page=${page} part="why" /></div>`}
    <details class="scales"><summary>${words("controls.legend")}</summary>${legend(trace.value, viewOf(page))}</details>
  </div>`;
}

/** @param {Figure} figure @param {Cell} cell */
function drawingFor(figure, cell) {
  if (figure === "unrolled" && cell === "rnn") return unrolled;
  return figure === "river" && cell === "lstm" ? belt : cellDiagram;
}
