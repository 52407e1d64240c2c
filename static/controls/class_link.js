import { HIDEABLE } from "../address.js";
import { hashOf } from "../scene_link.js";
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";

/**
 * @import {Page} from "../page.js"
 * @import {Hideable} from "../teaching.js"
 * @import {Signal} from "../vendor/preact.js"
 */

/**
 * A link to the scene as it is, from which a teacher leaves out what a class shall find by itself.
 *
 * @param {{page: Page, open: Signal<boolean>}} props
 */
export function ClassLink({ page, open }) {
  const { store, words } = page;
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const address = useRef(/** @type {HTMLInputElement | null} */ (null));
  const hide = useSignal(/** @type {readonly Hideable[]} */ (store.hide.peek().length > 0 ? store.hide.peek() : ["prediction"]));
  const present = useSignal(false);
  const said = useSignal("");
  useEffect(() => {
    if (open.value && !dialog.current?.open) dialog.current?.showModal();
    if (!open.value) dialog.current?.close();
    said.value = "";
  }, [open.value]);
  const shown = { hide: hide.value, present: false };
  const link = `${location.origin}${location.pathname}#${hashOf(store, { ...shown, present: present.value })}`;
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(link).then(() => true, () => false);
    said.value = words(done ? "controls.copied" : "teach.link.not_copied");
    if (!done) address.current?.focus();
  };
  return html`<dialog class="class-link" ref=${dialog} aria-labelledby="class-link-title" onClose=${() => (open.value = false)}>
    <form method="dialog">
      <h2 id="class-link-title">${words("teach.link.button")}</h2>
      <p>${words("teach.link.how")}</p>
      <${Choices} page=${page} hide=${hide} />
      <label class="setting"><input type="checkbox" checked=${present.value} onChange=${(/** @type {any} */ event) => (present.value = event.target.checked)} />
        <span>${words("teach.link.present")}</span></label>
      <label>${words("teach.link.address")} <input type="text" readonly ref=${address} value=${link} onFocus=${(/** @type {any} */ event) => event.target.select()} /></label>
      <label>${words("teach.embed.code")} <textarea rows="3" readonly spellcheck="false" onFocus=${(/** @type {any} */ event) => event.target.select()} value=${frameOf(page, hashOf(store, shown))}></textarea></label>
      <div class="class-link-ends"><button type="button" class="copy" onClick=${copy}>${words("teach.link.copy")}</button> <span role="status">${said.value}</span>
        <button type="submit">${words("teach.link.close")}</button></div>
    </form>
  </dialog>`;
}

/** The figure for a page of somebody else's, which may make the frame as high as it says. @param {Page} page @param {string} hash @returns {string} */
function frameOf({ store, words }, hash) {
  const address = `${location.origin}/${store.data.language}/embed/cell#${hash}`.replaceAll("&", "&amp;");
  return `<iframe src="${address}" title="${words("teach.figures.cell")}" width="100%" height="780" loading="lazy" allow="fullscreen"></iframe>`;
}

/** @param {{page: Page, hide: Signal<readonly Hideable[]>}} props */
function Choices({ page: { words }, hide }) {
  const change = (/** @type {Hideable} */ name, /** @type {boolean} */ on) =>
    (hide.value = HIDEABLE.filter((each) => (each === name ? on : hide.value.includes(each))));
  return html`<fieldset>
    <legend>${words("teach.link.legend")}</legend>
    ${HIDEABLE.map((name) => html`<label class="setting" key=${name}><input type="checkbox" checked=${hide.value.includes(name)}
      onChange=${(/** @type {any} */ event) => change(name, event.target.checked)} /> <span>${words(`teach.hide.${name}`)}</span></label>`)}
  </fieldset>`;
}
