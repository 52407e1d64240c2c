import { present } from "../present.js";
import { hiddenNow, reveal } from "../teaching.js";
import { html, useSignal } from "../vendor/preact.js";
import { ExportMenu } from "./export_menu.js";

/** @import {Page} from "../page.js" */

/** What the theatre shows, without what moves it. */
const DRAWN = ".parameter-blocks, .picture, .river-place, .why-asked, .why-terms, .why-sum, .legend";
/** The figures that bring a menu of their own. */
const APART = Object.freeze(["race", "backward"]);

/** What can be done with the figure in a class, and what has been hidden in it. @param {{page: Page}} props */
export function FigureMenu({ page }) {
  const { store, words, preferences } = page;
  const figure = page.experiments ? "cell" : store.figure.value;
  const place = DRAWN.split(", ").map((part) => `.theatre ${part}`).join(", ");
  return html`<div class="figure-menu scripted">
    <button type="button" onClick=${() => present(store)}>${words("teach.present.button")} ${preferences.shortcuts.value && html`<kbd>f</kbd>`}</button>
    ${store.unreached.value && html`<p class="notice" role="alert">${words("controls.failed")}</p>`}
    ${!APART.includes(figure) && html`<${ExportMenu} page=${page} figure=${figure} place=${place} />`}
    ${page.experiments && html`<${ClassLinkButton} page=${page} />`}
    <${Curtain} page=${page} />
  </div>`;
}

/** What the link hides, and the one button that shows it. @param {{page: Page}} props */
export function Curtain({ page: { store, words } }) {
  const hidden = hiddenNow(store);
  if (hidden.length === 0) return null;
  const names = hidden.map((name) => words(`teach.hide.${name}`)).join(words("teach.hide.and"));
  return html`<p class="curtain">${words("teach.hide.hidden", { names })} <button type="button" class="primary" onClick=${() => reveal(store)}>${words("teach.hide.reveal")}</button></p>`;
}

/** The dialog is fetched when it is first asked for. @param {{page: Page}} props */
function ClassLinkButton({ page }) {
  const dialog = useSignal(/** @type {{component: any} | null} */ (null));
  const open = useSignal(false);
  const failed = useSignal(false);
  const ask = async () => {
    dialog.value ??= await import("./class_link.js").then((module) => ({ component: module.ClassLink }), () => null);
    failed.value = dialog.value === null;
    open.value = !failed.value;
  };
  return html`<button type="button" aria-haspopup="dialog" onClick=${ask}>${page.words("teach.link.button")}</button>
    ${failed.value && html`<p class="notice" role="alert">${page.words("controls.failed")}</p>`}
    ${dialog.value !== null && html`<${dialog.value.component} page=${page} open=${open} />`}`;
}
