import { useAnswer } from "../answers.js";
import { isHeldBy } from "../figures/scene.js";
import { visibleToken } from "../figures/tokens.js";
import { whyFigure } from "../figures/why.js";
import { useRunAtRest } from "../run_at_rest.js";
import { goTo } from "../store.js";
import { html, useSignal } from "../vendor/preact.js";
import { ExportMenu } from "./export_menu.js";
import { Missing } from "./lab_section.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

const SUMS = Object.freeze({ lstm: Object.freeze(["f", "i", "g", "o"]), gru: Object.freeze(["z", "r", "n"]), rnn: Object.freeze(["h"]) });

/** Why a gate, or an RNN's h, is what it is: the products that its pre-activation is the sum of. @param {{page: Page}} props */
export function WhyGate({ page }) {
  const { store, words } = page;
  const { quantity } = store;
  const trail = useSignal(/** @type {{t: number, unit: number, group: number}[]} */ ([]));
  const run = store.trace.value;
  if (run === null) return null;
  const sums = SUMS[run.start.cell];
  const letter = sums.includes(quantity.value) ? quantity.value : sums[0];
  const { t } = store.place.value;
  const open = (/** @type {number} */ unit) => {
    trail.value = [...trail.value, { t, unit: store.unit.value, group: store.group.value }];
    store.chosen.value = unit;
    goTo(store, t - 1);
  };
  const back = () => {
    const last = trail.value.at(-1);
    trail.value = trail.value.slice(0, -1);
    if (last !== undefined) goTo(store, last.t), ([store.group.value, store.chosen.value] = [last.group, last.unit]);
  };
  return html`<section class="panel why scripted" aria-labelledby="why-title">
    <h2 id="why-title">${words(run.start.cell === "rnn" ? "lab.why.title_rnn" : "lab.why.title")}</h2>
    <div class="segments" role="group" aria-label=${words("lab.why.which")}>
      ${sums.map((name) => html`<button type="button" key=${name} class=${`role-${name}`} aria-pressed=${letter === name} onClick=${() => (quantity.value = name)}>${name}</button>`)}
    </div>
    ${trail.value.length > 0 && html`<button type="button" class="quiet" onClick=${back}>${words("lab.why.back", { step: trail.value[trail.value.length - 1].t + 1, unit: trail.value[trail.value.length - 1].unit + 1 })}</button>`}
    <${Reason} page=${page} quantity=${letter} open=${open} />
    ${page.experiments && html`<${ExportMenu} page=${page} figure="why" place=".why-asked, .why-terms, .why-sum" />`}
  </section>`;
}

/** @param {{page: Page, quantity: string, open: (unit: number) => void}} props */
function Reason({ page, quantity, open }) {
  const { store, words } = page;
  const view = viewOf(page);
  const { run, asks } = useRunAtRest(page, true);
  const body = { ...run?.question, t: store.place.value.t, layer: view.layer, quantity, unit: store.unit.value };
  const answer = useAnswer(page, "/contributions", asks ? body : null);
  const why = answer.value;
  if (answer.status === "failed" || why === null) return html`<${Missing} page=${page} answers=${[answer]} waits=${true} />`;
  const step = { step: why.t + 1, unit: why.unit + 1, quantity: words(`figures.quantities.${why.quantity}`), word: visibleToken(why.token, view) };
  return html`<p class="why-asked">${words("lab.why.asked", step)}</p>
    ${whyFigure(why, { words, word: step.word, held: isHeldBy(run?.trace.start.clamps ?? [], why), open: why.t > 0 ? open : null })}`;
}
