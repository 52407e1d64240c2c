import { checks } from "../figures/checks.js";
import { equation } from "../figures/equation.js";
import { prediction } from "../figures/prediction.js";
import { hashOf } from "../scene_link.js";
import { html, useSignal } from "../vendor/preact.js";
import { Later } from "./later.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** What the figure says in numbers: the prediction, the unit's equation, the checks, the table. @param {{page: Page}} props */
export function Panels({ page }) {
  const { trace, settled } = page.store;
  if (trace.value === null) return null;
  const view = viewOf(page);
  const s = settled.value;
  return html`<section class="panels">
    <div class="panel">${prediction(trace.value, s, view)}</div>
    <div class="panel">${equation(trace.value, s, view)}
      <h3 class="panel-title">${page.words("controls.numbers_check")}</h3>${checks(trace.value, view)}
      <${Share} page=${page} /></div>
    <${Table} page=${page} />
  </section>`;
}

/** @param {{page: Page}} props */
function Share({ page: { store, words } }) {
  const said = useSignal("");
  const copy = async () => {
    const link = `${location.origin}${location.pathname}#${hashOf(store)}`;
    const done = await navigator.clipboard?.writeText(link).then(() => true, () => false);
    said.value = words(done ? "controls.copied" : "controls.not_copied");
  };
  return html`<p class="share scripted"><button type="button" class="quiet" onClick=${copy}>${words("controls.share")}</button> <span role="status">${said.value}</span></p>`;
}

/** @param {{page: Page}} props */
function Table({ page }) {
  const { table } = page.store;
  return html`<details class="numbers scripted" open=${table.value} onToggle=${(/** @type {any} */ event) => (table.value = event.currentTarget.open)}>
    <summary>${page.words("controls.table")}</summary>
    ${table.value && html`<${Later} page=${page} part="table" />`}
  </details>`;
}
