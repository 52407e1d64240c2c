import { html, useSignal } from "../vendor/preact.js";
import { kindOf } from "./badge.js";
import { ExportMenu } from "./export_menu.js";

/**
 * @import {Answer} from "../answers.js"
 * @import {Page} from "../page.js"
 */

const GUIDE = /** @type {const} */ (["shows", "reads", "look"]);

/**
 * A part of the laboratory: what it is called and of what kind its models are, what it shows, how to read it, what to
 * look for, and then itself. Beside the article, which has told most of that, the figure comes first.
 *
 * @param {{page: Page, name: string, place: {current: HTMLElement | null}, card: any, children?: any}} props  `card` is of one of the models
 */
export function LabSection({ page, name, place, card, children }) {
  const { words, experiments } = page;
  const guide = html`${card && html`<p class=${`lab-kind ${kindOf(card)}`}>${words(`controls.badge.${kindOf(card)}`)}</p>`}
    <ul class="guide">${GUIDE.map((line) => html`<li key=${line}>${words(`lab.${name}.guide.${line}`)}</li>`)}</ul>`;
  return html`<section class=${`lab-section ${name} scripted`} aria-labelledby=${`${name}-title`}>
    <div class="lab-inner" ref=${place}>
      <h2 id=${`${name}-title`}>${words(`lab.${name}.title`)}</h2>
      ${experiments && guide}
      ${children}
      ${!experiments && guide}
      <${ExportMenu} page=${page} figure=${name} place=${`.lab-section.${name} .lab-inner > *`} />
    </div>
  </section>`;
}

/**
 * What is said while answers are missing: that they are on their way, or why they do not come.
 *
 * @param {{page: Page, answers: readonly Answer[], waits: boolean}} props  `waits` where there is nothing older to look at
 */
export function Missing({ page: { words }, answers, waits }) {
  const failed = answers.filter(({ status }) => status === "failed");
  const again = () => failed.forEach(({ retry }) => retry());
  if (failed.length > 0) {
    return html`<p class="notice" role="alert">${failed[0].problem || words("lab.no_answer")}${" "}
      ${failed.some(({ final }) => !final) && html`<button type="button" onClick=${again}>${words("controls.retry")}</button>`}</p>`;
  }
  return waits && html`<p class="lab-waiting">${words("controls.loading")}</p>`;
}

/**
 * The same numbers as a table, for whoever opens it.
 *
 * @param {{page: Page, title?: string, table: () => any}} props
 */
export function Numbers({ page: { words }, title = words("controls.table"), table }) {
  const open = useSignal(false);
  return html`<details class="lab-numbers" onToggle=${(/** @type {any} */ event) => (open.value = event.currentTarget.open)}>
    <summary>${title}</summary>
    ${open.value && html`<div class="scrolling" tabindex="0" role="group" aria-label=${title}>${table()}</div>`}
  </details>`;
}
