import { GROUP, groupsOf, TELLING } from "../store.js";
import { html } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

const LENSES = /** @type {const} */ (["story", "unit", "arithmetic"]);

/** How closely the figure looks, and at which unit. @param {{page: Page}} props */
export function Lens({ page }) {
  const { store, words } = page;
  const { lens, symbolic } = store;
  return html`<div class="lens scripted">
    <div class="segments" role="group" aria-label=${words("controls.lens")}>
      ${LENSES.map((name) => html`<button type="button" key=${name} aria-pressed=${lens.value === name}
        onClick=${() => (lens.value = name)}>${words(`controls.lenses.${name}`)}</button>`)}
    </div>
    <${Units} page=${page} />
    <${Groups} page=${page} />
    <label class="setting"><input type="checkbox" checked=${symbolic.value} onChange=${(/** @type {any} */ event) => (symbolic.value = event.target.checked)} />
      <span>${words("controls.symbolic")}</span></label>
  </div>`;
}

/** @param {{page: Page}} props */
function Units({ page: { store, words } }) {
  const { unit, units, telling, chosen } = store;
  const name = (/** @type {number} */ each) => words(each === telling.value[0] ? "controls.telling_option" : "controls.unit_option", { unit: each + 1 });
  return html`<label class="setting" title=${words("controls.telling_about")}><span>${words("controls.unit")}</span>
    <select value=${String(unit.value)} onChange=${(/** @type {any} */ event) => (chosen.value = Number(event.target.value))}>
      ${units.value.map((each) => html`<option key=${each} value=${String(each)}>${name(each)}</option>`)}
    </select></label>`;
}

/** Where a model has more units than are drawn, page through them. @param {{page: Page}} props */
function Groups({ page: { store, words } }) {
  const { size, group, chosen } = store;
  const count = groupsOf(size.value);
  if (count === 0) return null;
  const range = (/** @type {number} */ n) => words("controls.group_range", { from: n * GROUP + 1, until: Math.min((n + 1) * GROUP, size.value), size: size.value });
  const show = (/** @type {number} */ n) => ([group.value, chosen.value] = [n, null]);
  return html`<label class="setting"><span>${words("controls.group")}</span>
    <select value=${String(group.value)} onChange=${(/** @type {any} */ event) => show(Number(event.target.value))}>
      <option value=${String(TELLING)}>${words("controls.telling_group", { count: GROUP })}</option>
      ${Array.from({ length: count }, (_, n) => html`<option key=${n} value=${String(n)}>${range(n)}</option>`)}
    </select></label>`;
}
