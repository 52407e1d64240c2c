import { KEYS } from "../keyboard.js";
import { html, useLayoutEffect, useRef } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

const LINES = Object.freeze(["lanes", "valves", "look"]);

/** How to read the figure, and its keys: a modal dialog. @param {{page: Page}} props */
export function Help({ page }) {
  const { help } = page;
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const out = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useLayoutEffect(() => {
    if (help.value && dialog.current?.isConnected && !dialog.current.open) {
      dialog.current.showModal();
      out.current?.focus(); // the attribute for it would focus where nothing is opened, and a browser complains of it in a frame
    }
    if (!help.value) dialog.current?.close();
  }, [help.value]);
  return html`<dialog class="help" ref=${dialog} aria-labelledby="help-title" onClose=${() => (help.value = false)}
    onClick=${(/** @type {any} */ event) => event.target === dialog.current && (help.value = false)}>
    ${help.value && html`<${Body} page=${page} out=${out} />`}
  </dialog>`;
}

/** @param {{page: Page, out: {current: HTMLButtonElement | null}}} props `out` is the ref of the way out */
function Body({ page: { words, help, preferences: { shortcuts } }, out }) {
  const keys = KEYS.filter((key) => key !== "present" || shortcuts.value);
  return html`<div class="help-body">
    <h2 id="help-title">${words("controls.help_title")}</h2>
    ${LINES.map((line) => html`<p key=${line}>${words(`controls.help_lines.${line}`)}</p>`)}
    <dl class="keys">${keys.map((key) => html`<div key=${key}><dt><kbd>${words(`controls.key_names.${key}`)}</kbd></dt><dd>${words(`controls.keys.${key}`)}</dd></div>`)}</dl>
    <label class="setting"><input type="checkbox" aria-describedby="shortcuts-about" checked=${shortcuts.value}
      onChange=${(/** @type {any} */ event) => (shortcuts.value = event.target.checked)} /> <span>${words("controls.shortcuts")}</span></label>
    <p class="hint" id="shortcuts-about">${words("controls.shortcuts_about")}</p>
    <button type="button" ref=${out} onClick=${() => (help.value = false)}>${words("controls.dismiss")}</button>
  </div>`;
}
