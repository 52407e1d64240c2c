import { html, useRef, useSignal } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

const KINDS = /** @type {const} */ (["svg", "png", "csv", "json"]);

/**
 * A figure as a file: the picture as it is seen, or the run behind it with every digit.
 *
 * @param {{page: Page, figure: string, place: string}} props  `place` selects the part of the page that is drawn
 */
export function ExportMenu({ page, figure, place }) {
  const { words, store } = page;
  const menu = useRef(/** @type {HTMLDetailsElement | null} */ (null));
  const open = useSignal(false);
  const failed = useSignal(false);
  const isWhole = store.status.value === "done";
  const make = async (/** @type {typeof KINDS[number]} */ kind) => {
    const made = import("../export/figure.js").then(({ exportFigure }) => exportFigure(page, { figure, place, kind }));
    const done = await made.then(() => true, () => false);
    failed.value = !done;
    if (done && menu.current !== null) menu.current.open = false;
  };
  const shut = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  const follow = (/** @type {FocusEvent} */ event) => {
    const to = event.relatedTarget;
    if (menu.current !== null && to instanceof Node && !menu.current.contains(to)) menu.current.open = false;
  };
  return html`<details class="export scripted" ref=${menu} onToggle=${() => ([open.value, failed.value] = [menu.current?.open ?? false, false])} onKeyDown=${shut} onFocusOut=${follow}>
    <summary>${words("teach.export.button")}</summary>
    ${open.value && html`<div class="export-kinds" role="group" aria-label=${words("teach.export.button")}>
      ${KINDS.map((kind) => html`<button type="button" key=${kind} disabled=${!isWhole} onClick=${() => make(kind)}>${words(`teach.export.${kind}`)}</button>`)}
      <p role="status">${failed.value && words("teach.export.failed")}</p>
    </div>`}
  </details>`;
}
