import { Badge } from "./controls/badge.js";
import { Drawn } from "./controls/drawn.js";
import { Curtain } from "./controls/figure_menu.js";
import { Help } from "./controls/help.js";
import { LedgerSource } from "./controls/ledger.js";
import { LiveRegion } from "./controls/live_region.js";
import { Notices } from "./controls/notices.js";
import { usePresentation } from "./controls/presented.js";
import { Timeline } from "./controls/timeline.js";
import { Transport } from "./controls/transport.js";
import { hashOf } from "./scene_link.js";
import { setScene } from "./set_scene.js";
import { html } from "./vendor/preact.js";

/**
 * One figure for a page of somebody else's: in a frame, without storage, as high as it needs to be.
 *
 * @import {Page} from "./page.js"
 */

/** What a figure shows where its address names no scene. */
const OPENING = Object.freeze({
  cell: null, unrolled: "rnn-end", river: "river", why: "forget-why", race: "race", backward: "backward", parameters: "q-parameters",
});

/** @param {{page: Page}} props */
function Embedded({ page }) {
  const { store, words } = page;
  const isRun = store.figure.value !== "race";
  const Presentation = usePresentation(page);
  if (Presentation) return html`<${Presentation} page=${page}><${Drawn} page=${page} /><//>`;
  return html`<main class="workbench embedded">
    <h1 class="spoken">${words(`teach.figures.${store.figure.value}`)}</h1>
    <${Notices} page=${page} />
    <section class="theatre" aria-label=${words("controls.figure")}>
      ${isRun && html`<${Transport} page=${page} />`}
      <${Drawn} page=${page} />
      <${Curtain} page=${page} />
    </section>
    ${isRun && html`<${Timeline} page=${page} />`}
    <footer class="embedded-source"><${Badge} card=${store.model.value} words=${words} /><${Source} page=${page} /></footer>
    <${LedgerSource} page=${page} /><${LiveRegion} page=${page} /><${Help} page=${page} />
  </main>`;
}

/** The same scene on a page of its own, where the reader can type. @param {{page: Page}} props */
function Source({ page: { store, words } }) {
  const path = `/${store.data.language}/lab`;
  const carry = (/** @type {any} */ event) => (event.currentTarget.href = `${path}#${hashOf(store)}`);
  return html`<a href=${path} target="_blank" rel="noopener" onClick=${carry} onAuxClick=${carry}>${words("teach.embed.source")}</a>`;
}

export const mounts = Object.freeze({ figure: Embedded });

/** Set the figure's own scene, unless the address has one, and tell the page around it how high the figure is. @param {Page} page */
export function begin(page) {
  const { data, figure, asked } = page.store;
  const own = /** @type {keyof typeof OPENING} */ (data.figure);
  figure.value = own;
  const scene = asked.peek() ?? (page.linked ? null : OPENING[own]);
  asked.value = null;
  if (scene !== null) void setScene(page, scene);
  if (parent !== window) new ResizeObserver(tellHeight).observe(document.body);
}

/** A height is no secret: whoever the frame belongs to may know it. */
function tellHeight() {
  parent.postMessage({ type: "two-lane-lstm:height", height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
}
