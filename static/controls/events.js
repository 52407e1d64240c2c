import { eventsAround, told } from "../events.js";
import { PHASES, restingPlace } from "../figures/clock.js";
import { html } from "../vendor/preact.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** Of a long text only the events around the reader's step are listed. */
const LISTED = 24;

/** What is worth a look in this run; each leads to its step and unit. @param {{page: Page}} props */
export function Events({ page }) {
  const { store, words, player } = page;
  const trace = store.trace.value;
  if (trace === null || trace.end === null) return null;
  const view = viewOf(page);
  const t = store.t.value;
  const { events, from } = eventsAround(trace.end.events ?? [], t, LISTED);
  return html`<section class="panel events scripted" aria-labelledby="events-title">
    <h2 id="events-title">${words("lab.events.title")}</h2>
    <label class="setting"><input type="checkbox" checked=${store.stopping.value} onChange=${(/** @type {any} */ event) => (store.stopping.value = event.target.checked)} />
      <span>${words("lab.events.stop")}</span></label>
    ${events.length === 0 ? html`<p>${words("lab.events.none")}</p>` : html`<ol>${events.map((event, index) => html`<li key=${from + index}>
      <button type="button" class="quiet" aria-current=${event.t === t ? "step" : undefined} onClick=${() => {
        if (event.unit !== null) store.chosen.value = event.unit;
        player.to(restingPlace(event.t, PHASES - 1));
      }}><b>${event.t + 1}</b> ${told(event, trace, view)}</button></li>`)}</ol>`}
  </section>`;
}
