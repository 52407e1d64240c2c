import { KEYS } from "../keyboard.js";
import { html, useEffect, useRef } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

const LINES = Object.freeze(["lanes", "valves", "look"]);

/** How to read the figure, and its keys: a modal dialog. @param {{page: Page}} props */
export function Help({ page: { words, help } }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    if (help.value && dialog.current?.isConnected && !dialog.current.open) dialog.current.showModal();
    if (!help.value) dialog.current?.close();
  }, [help.value]);
  return html`<dialog class="help" ref=${dialog} aria-labelledby="help-title" onClose=${() => (help.value = false)}
    onClick=${(/** @type {any} */ event) => event.target === dialog.current && (help.value = false)}>
    <div class="help-body">
      <h2 id="help-title">${words("controls.help_title")}</h2>
      ${LINES.map((line) => html`<p key=${line}>${words(`controls.help_lines.${line}`)}</p>`)}
      <dl class="keys">${KEYS.map((key) => html`<div key=${key}><dt><kbd>${words(`controls.key_names.${key}`)}</kbd></dt><dd>${words(`controls.keys.${key}`)}</dd></div>`)}</dl>
      <button type="button" onClick=${() => (help.value = false)}>${words("controls.dismiss")}</button>
    </div>
  </dialog>`;
}
