import { ExportMenu } from "./controls/export_menu.js";
import { FigureMenu } from "./controls/figure_menu.js";
import { Masthead } from "./controls/masthead.js";
import { Help } from "./controls/help.js";
import { LiveRegion } from "./controls/live_region.js";
import { Notices } from "./controls/notices.js";
import { Panels } from "./controls/panels.js";
import { Presentation } from "./controls/presentation.js";
import { Sentence } from "./controls/sentence.js";
import { Picture, Skip, Stage } from "./controls/stage.js";
import { Timeline } from "./controls/timeline.js";
import { Transport } from "./controls/transport.js";
import { cellDiagram } from "./figures/cell_diagram.js";
import { html } from "./vendor/preact.js";

/**
 * @import {ReadonlySignal, Signal} from "./vendor/preact.js"
 * @import {View} from "./figures/types.js"
 * @import {Player} from "./player.js"
 * @import {Preferences} from "./preferences.js"
 * @import {Store} from "./store.js"
 *
 * @typedef {"wide" | "medium" | "narrow"} Shape
 *
 * @typedef {object} Page  what every control of the page is given
 * @property {Store} store
 * @property {View["words"]} words
 * @property {Player} player
 * @property {Preferences} preferences
 * @property {ReadonlySignal<Shape | null>} shape  of the drawing; null draws a wide and a narrow one, and the style sheet chooses
 * @property {Signal<boolean>} help  whether the help is open
 * @property {boolean} experiments  whether values can be held by hand
 * @property {Shape} first  the shape that the first frame has where it is wide
 * @property {Signal<boolean>} writing  whether the text box is open, where it can be shut
 * @property {() => void} writeSentence  brings the reader to the text box
 * @property {boolean} linked  whether the reader came by a link to a scene
 * @property {() => void} retry
 */

/**
 * Put the page together; it is drawn by the browser, and once before that into the first frame.
 *
 * @param {{page: Page}} props
 */
export function Root({ page }) {
  if (page.store.presenting.value) return html`<${Presentation} page=${page}><${Picture} page=${page} draw=${cellDiagram} /><//>`;
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
      <${Timeline} page=${page} />
      <${ExportMenu} page=${page} figure="values" place=".timeline" />
      <${Panels} page=${page} />
    </main>
    <footer class="colophon"><p>${page.words("page.colophon")}</p><p><a href="/api/v1/docs">${page.words("page.api")}</a></p></footer>
    <${LiveRegion} page=${page} />
    <${Help} page=${page} />`;
}

export const mounts = Object.freeze({ figure: Root });

/** There is nothing to begin beside the figure. @param {Page} _page */
export function begin(_page) {}
