import { belt } from "../figures/belt.js";
import { cellDiagram } from "../figures/cell_diagram.js";
import { legend } from "../figures/legend.js";
import { parameterBlocks } from "../figures/parameters.js";
import { unrolled } from "../figures/unrolled.js";
import { html, useEffect, useRef } from "../vendor/preact.js";
import { FigureMenu } from "./figure_menu.js";
import { Later } from "./later.js";
import { LedgerSource } from "./ledger.js";
import { LiveRegion } from "./live_region.js";
import { Help } from "./help.js";
import { Notices } from "./notices.js";
import { Presentation } from "./presentation.js";
import { River } from "./river.js";
import { Sentence } from "./sentence.js";
import { Picture } from "./stage.js";
import { Timeline } from "./timeline.js";
import { Transport } from "./transport.js";
import { viewOf } from "./view.js";

/**
 * @import {Cell} from "../figures/types.js"
 * @import {Page} from "../page.js"
 * @import {Figure} from "../scenes.js"
 */

/** The one figure of the article: it stays in view, and every chapter sets it. @param {{page: Page}} props */
export function ArticleFigure({ page }) {
  const { store, words } = page;
  const { figure, model, text, flashes } = store;
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (flashes.value === 0 || place.current === null) return;
    place.current.classList.remove("flash");
    void place.current.offsetWidth; // begins the animation anew
    place.current.classList.add("flash");
  }, [flashes.value]);
  const drawn = isItsOwn(figure.value) ? html`<${Later} page=${page} part=${figure.value} key=${figure.value} />` : html`<${Drawn} page=${page} />`;
  if (store.presenting.value) return html`<${Presentation} page=${page}>${drawn}<//>`;
  return html`<div class="workbench beside-article" ref=${place}>
    <details class="own-sentence scripted" open=${page.writing.value} onToggle=${(/** @type {any} */ event) => (page.writing.value = event.currentTarget.open)}>
      <summary><span class="own-text">${text.value}</span> <span class="own-model">${model.value.cell.toUpperCase()}</span></summary>
      <${Sentence} page=${page} />
    </details>
    <${Notices} page=${page} />
    <section class="theatre" aria-label=${words("controls.figure")}>
      <${Transport} page=${page} />
      ${drawn}
      <${FigureMenu} page=${page} />
    </section>
    ${figure.value !== "race" && html`<${Timeline} page=${page} heatmaps=${false} />`}
    <${LedgerSource} page=${page} /><${LiveRegion} page=${page} /><${Help} page=${page} />
  </div>`;
}

/** Some figures are no drawing of the run. @param {Figure} figure @returns {figure is "race" | "backward"} */
function isItsOwn(figure) {
  return figure === "race" || figure === "backward";
}

/** What is drawn of the run itself. @param {{page: Page}} props */
function Drawn({ page }) {
  const { store, words } = page;
  const { figure, trace } = store;
  if (trace.value === null) return html`<p class="waiting">${words("controls.loading")}</p>`;
  return html`<div class="stage">
    ${figure.value === "parameters" && parameterBlocks(store.model.value, { words })}
    <${Picture} page=${page} draw=${drawingFor(figure.value, trace.value.start.cell)} />
    ${figure.value === "river" && html`<${River} page=${page} />`}
    ${figure.value === "why" && html`<${Later} page=${page} part="why" />`}
    <details class="scales"><summary>${words("controls.legend")}</summary>${legend(trace.value, viewOf(page))}</details>
  </div>`;
}

/** @param {Figure} figure @param {Cell} cell */
function drawingFor(figure, cell) {
  if (figure === "unrolled" && cell === "rnn") return unrolled;
  return figure === "river" && cell === "lstm" ? belt : cellDiagram;
}
