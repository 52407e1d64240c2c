import { finishedOf, isFinished, momentsOf } from "../cards.js";
import { chooseModel } from "../store.js";
import { batch, html } from "../vendor/preact.js";
import { Badge } from "./badge.js";

/** @import {Page} from "../page.js" */

const CELLS = /** @type {const} */ (["lstm", "gru", "rnn"]);

/** Which network reads the sentence: its task, its kind of cell, trained or not; and the honesty badge. @param {{page: Page}} props */
export function Models({ page }) {
  const { store, words } = page;
  const { model, data } = store;
  const finished = data.models.filter(isFinished);
  const now = finishedOf(data.models, model.value);
  const siblings = finished.filter((card) => taskOf(card) === taskOf(now));
  const choose = (/** @type {any} */ card) => batch(() => (chooseModel(store, card), page.retry()));
  return html`<div class="models">
    <div class="task"><label class="field-label" for="task">${words("controls.task")}</label>
    <select id="task" value=${taskOf(now)} onChange=${(/** @type {any} */ event) => choose(firstOf(finished, event.target.value))}>
      ${tasksOf(finished, data.language).map((task) => html`<option key=${task} value=${task}>${nameOf(firstOf(finished, task), words)}</option>`)}
    </select></div>
    <div class="cells" role="group" aria-label=${words("controls.cell")}>
      ${CELLS.map((cell) => {
        const card = siblings.find((sibling) => sibling.cell === cell);
        return html`<button type="button" key=${cell} disabled=${card === undefined} aria-pressed=${now.cell === cell}
          onClick=${() => choose(card)}>${cell.toUpperCase()}</button>`;
      })}
    </div>
    <${Training} page=${page} />
    <${Badge} card=${model.value} words=${words} />
  </div>`;
}

/** @param {any} card @returns {string} */
function taskOf(card) {
  return `${card.task} ${card.language ?? "none"}`;
}

/** How far the network has been trained: from its random weights to its last update. @param {{page: Page}} props */
function Training({ page: { store, words, rerun } }) {
  const { model, data } = store;
  const moments = momentsOf(data.models, model.value);
  if (moments.length === 1) return null;
  const at = moments.indexOf(model.value);
  const said = words("controls.moment", { updates: model.value.training.updates, total: moments[moments.length - 1].training.updates });
  const choose = (/** @type {any} */ card) => batch(() => (chooseModel(store, card), rerun()));
  return html`<label class="training-moment"><span class="field-label">${words("controls.moments")}</span>
    <input type="range" min="0" max=${moments.length - 1} value=${at} aria-valuetext=${said} onInput=${(/** @type {any} */ event) => choose(moments[event.target.valueAsNumber])} />
    <output>${said}</output></label>`;
}

/** @param {any[]} models @param {string} task */
function firstOf(models, task) {
  const cards = models.filter((card) => taskOf(card) === task);
  return cards.find((card) => card.cell === "lstm") ?? cards[0];
}

/** The tasks in the reader's language, then those in none, then the others. @param {any[]} models @param {string} language @returns {string[]} */
function tasksOf(models, language) {
  const order = ["colour", "character", "brackets"];
  const rank = (/** @type {any} */ card) => order.indexOf(card.task) + (card.language === null || card.language === language ? 0 : order.length);
  return [...new Set(models.toSorted((a, b) => rank(a) - rank(b)).map(taskOf))];
}

/** @param {any} card @param {Page["words"]} words @returns {string} */
function nameOf(card, words) {
  const task = words(`controls.tasks.${card.task}`);
  return card.language === null ? task : `${task} · ${words(`controls.languages.${card.language}`)}`;
}
