import { Events } from "./controls/events.js";
import { Experiment } from "./controls/experiment.js";
import { ExportMenu } from "./controls/export_menu.js";
import { FigureMenu } from "./controls/figure_menu.js";
import { HEATMAPS } from "./controls/heatmap.js";
import { Help } from "./controls/help.js";
import { keepInView, Later } from "./controls/later.js";
import { LedgerSource } from "./controls/ledger.js";
import { LiveRegion } from "./controls/live_region.js";
import { Masthead } from "./controls/masthead.js";
import { Notices } from "./controls/notices.js";
import { Panels } from "./controls/panels.js";
import { usePresentation } from "./controls/presented.js";
import { Sentence } from "./controls/sentence.js";
import { Picture, Skip, Stage } from "./controls/stage.js";
import { Timeline } from "./controls/timeline.js";
import { Transport } from "./controls/transport.js";
import { cellDiagram } from "./figures/cell_diagram.js";
import { setScene } from "./set_scene.js";
import { effect, html } from "./vendor/preact.js";

/** @import {Page} from "./page.js" */

/** What answers "why", further down. */
const SECTIONS = /** @type {const} */ (["memory", "why", "counter", "influence", "backward", "race"]);

/**
 * Put the laboratory together: the diagram, the hands on it, and what answers "why".
 *
 * @param {{page: Page}} props
 */
export function Root({ page }) {
  const Presentation = usePresentation(page);
  if (Presentation) return html`<${Presentation} page=${page}><${Picture} page=${page} draw=${cellDiagram} /><//>`;
  return html`
    <${Skip} page=${page} />
    <${Masthead} page=${page} />
    <main class="workbench">
      <${Sentence} page=${page} />
      <${Notices} page=${page} />
      <section class="theatre" aria-label=${page.words("controls.figure")}>
        <${Transport} page=${page} />
        <${Stage} page=${page} />
        <${FigureMenu} page=${page} />
      </section>
      <${Experiment} page=${page} />
      <${Timeline} page=${page} rows=${HEATMAPS} />
      <${ExportMenu} page=${page} figure="values" place=".timeline" />
      <${Events} page=${page} />
      <${Panels} page=${page} />
      ${SECTIONS.map((part) => html`<${Later} page=${page} part=${part} key=${part} />`)}
    </main>
    <${LedgerSource} page=${page} /><${LiveRegion} page=${page} />
    <${Help} page=${page} />`;
}

export const mounts = Object.freeze({ figure: Root });

/** Set the scene that a link names. @param {Page} page */
export function begin(page) {
  const { asked, status } = page.store;
  effect(() => {
    if (status.value !== "done" || asked.value === null) return;
    const id = asked.value;
    asked.value = null;
    void setScene(page, id).then(() => {
      const part = document.querySelector(`.later[data-part="${page.store.figure.peek()}"]`);
      if (part !== null) keepInView(part);
    });
  });
}
