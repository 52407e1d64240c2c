import { stepTable } from "../figures/table.js";
import { html } from "../vendor/preact.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** The numbers of the shown word, unit by unit. @param {{page: Page}} props */
export function StepTable({ page }) {
  const { trace, settled } = page.store;
  if (trace.value === null) return null;
  return html`<div class="scrolling" tabindex="0" role="group" aria-label=${page.words("controls.table")}>${stepTable(trace.value, settled.value, viewOf(page))}</div>`;
}
