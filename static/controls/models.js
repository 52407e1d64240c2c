import { chooseModel } from "../store.js";
import { batch, html } from "../vendor/preact.js";
import { Badge, isUntrained } from "./badge.js";

/** @import {Page} from "../page.js" */

const CELLS = /** @type {const} */ (["lstm", "gru", "rnn"]);

/** Which network reads the sentence: its task, its kind of cell, trained or not; and the honesty badge. @param {{page: Page}} props */
export function Models({ page }) {
  const { store, words } = page;
  const { model, data } = store;
  const trained = data.models.filter((card) => !isUntrained(card));
  const now = trainedOf(data.models, model.value);
  const siblings = trained.filter((card) => taskOf(card) === taskOf(now));
  const twin = data.models.find((card) => card.id === now.untrained_twin);
  const choose = (/** @type {any} */ card) => batch(() => (chooseModel(store, card), page.retry()));
  return html`<div class="models">
    <div class="task"><label class="field-label" for="task">${words("controls.task")}</label>
    <select id="task" value=${taskOf(now)} onChange=${(/** @type {any} */ event) => choose(firstOf(trained, event.target.value))}>
      ${tasksOf(trained, data.language).map((task) => html`<option key=${task} value=${task}>${nameOf(firstOf(trained, task), words)}</option>`)}
    </select></div>
    <div class="cells" role="group" aria-label=${words("controls.cell")}>
      ${CELLS.map((cell) => {
        const card = siblings.find((sibling) => sibling.cell === cell);
        return html`<button type="button" key=${cell} disabled=${card === undefined} aria-pressed=${now.cell === cell}
          onClick=${() => choose(card)}>${cell.toUpperCase()}</button>`;
      })}
      <label class="twin"><input type="checkbox" disabled=${twin === undefined} checked=${isUntrained(model.value)}
        onChange=${(/** @type {any} */ event) => choose(event.target.checked ? twin : now)} /> <span>${words("controls.untrained")}</span></label>
    </div>
    <${Badge} card=${model.value} words=${words} />
  </div>`;
}

/** @param {any} card @returns {string} */
function taskOf(card) {
  return `${card.task} ${card.language ?? "none"}`;
}

/** The trained model of a pair. @param {any[]} models @param {any} card */
function trainedOf(models, card) {
  return models.find((other) => other.untrained_twin === card.id) ?? card;
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
