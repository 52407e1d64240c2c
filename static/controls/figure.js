import { html, useEffect, useRef } from "../vendor/preact.js";
import { Drawn } from "./drawn.js";
import { FigureMenu } from "./figure_menu.js";
import { LedgerSource } from "./ledger.js";
import { LiveRegion } from "./live_region.js";
import { Help } from "./help.js";
import { Notices } from "./notices.js";
import { usePresentation } from "./presented.js";
import { Sentence } from "./sentence.js";
import { Timeline } from "./timeline.js";
import { Transport } from "./transport.js";

/** @import {Page} from "../page.js" */

/** The one figure of the article: it stays in view, and every chapter sets it. @param {{page: Page}} props */
export function ArticleFigure({ page }) {
  const { store, words } = page;
  const { figure, model, text, flashes } = store;
  const isRun = figure.value !== "race"; // the race is no reading of the sentence
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (flashes.value === 0 || place.current === null) return;
    place.current.classList.remove("flash");
    void place.current.offsetWidth; // begins the animation anew
    place.current.classList.add("flash");
  }, [flashes.value]);
  const Presentation = usePresentation(page);
  if (Presentation) return html`<${Presentation} page=${page}><${Drawn} page=${page} /><//>`;
  return html`<div class="workbench beside-article" ref=${place}>
    <details class="own-sentence scripted" open=${page.writing.value} onToggle=${(/** @type {any} */ event) => (page.writing.value = event.currentTarget.open)}>
      <summary><span class="own-text">${text.value}</span> <span class="own-model">${model.value.cell.toUpperCase()}</span></summary>
      <${Sentence} page=${page} />
    </details>
    <${Notices} page=${page} />
    <section class="theatre" aria-label=${words("controls.figure")}>
      ${isRun && html`<${Transport} page=${page} />`}
      <${Drawn} page=${page} />
    </section>
    ${isRun && html`<${Timeline} page=${page} />`}
    <${FigureMenu} page=${page} />
    ${figure.value === "river" && html`<${LedgerSource} page=${page} />`}<${LiveRegion} page=${page} /><${Help} page=${page} />
  </div>`;
}
