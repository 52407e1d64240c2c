import { ArticleFigure } from "./controls/figure.js";
import { Later } from "./controls/later.js";
import { Settings } from "./controls/masthead.js";
import { html } from "./vendor/preact.js";

/** @import {Page} from "./page.js" */

/** The living parts of the article, by the name of the place that each is put into. The prose itself is in the document. */
export const mounts = Object.freeze({
  figure: ArticleFigure,
  settings: Settings,
  predict: (/** @type {{page: Page, of: string}} */ { page, of }) => html`<${Later} page=${page} part="predict" of=${of} />`,
  claims: (/** @type {{page: Page}} */ { page }) => html`<${Later} page=${page} part="claims" />`,
});
export { followReader as begin } from "./reading.js";
