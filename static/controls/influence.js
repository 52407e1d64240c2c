import { useAnswer } from "../answers.js";
import { influenceFigure, influenceKey, meantAt, movedBy, REMOVAL, strongest } from "../figures/influence.js";
import { influenceTable } from "../figures/influence_table.js";
import { visibleToken } from "../figures/tokens.js";
import { useNearby } from "../nearby.js";
import { fixed } from "../numbers.js";
import { questionFor, useRunAtRest } from "../run_at_rest.js";
import { html, useSignal } from "../vendor/preact.js";
import { LabSection, Missing, Numbers } from "./lab_section.js";
import { Apart, CELLS, siblingsOf, useWhole } from "./siblings.js";
import { NO_WISH, TargetChoice, targetOf } from "./target.js";
import { viewOf } from "./view.js";

/**
 * @import {Signal} from "../vendor/preact.js"
 * @import {Chosen, Influence as Answered} from "../figures/influence.js"
 * @import {Page} from "../page.js"
 * @import {RunAtRest} from "../run_at_rest.js"
 *
 * @typedef {Answered & {model: string, tokens: {text: string}[]}} Whole
 */

const HEIGHT = 118;
const NARROW = 96;
const PHONE = 560;
const KINDS = /** @type {const} */ (["dots", "means", "crosses"]);

/** How far the prediction moves when a word is another one, or is not there. @param {{page: Page}} props */
export function Influence({ page }) {
  const { place, near, width } = useNearby();
  const { run, asks } = useRunAtRest(page, near);
  const wish = useSignal(NO_WISH);
  const siblings = run === null ? {} : siblingsOf(page.store.data.models, run.card);
  const t = run === null ? 0 : targetOf(run, wish.value).t;
  const bodyOf = (/** @type {any} */ card) => (asks && run !== null && card !== undefined ? { ...freeOf(card, run), target: { t, token: null } } : null);
  const answers = CELLS.map((cell) => useAnswer(page, "/influence", bodyOf(siblings[cell])));
  const whole = useWhole(run, CELLS.map((cell, index) => ({ card: siblings[cell], answer: answers[index] })));
  return html`<${LabSection} page=${page} name="influence" place=${place} card=${run?.card}>
    ${run && html`<${TargetChoice} page=${page} run=${run} wish=${wish} />`}
    <${Missing} page=${page} answers=${answers} waits=${whole === null} />
    ${whole && html`<${Multiples} page=${page} answers=${whole} width=${width} />`}
  <//>`;
}

/** Nothing is held in the sentences that are changed. @param {any} card @param {RunAtRest} run */
function freeOf(card, run) {
  const { clamps, ...free } = questionFor(card, run);
  return free;
}

/** @param {{page: Page, answers: readonly Whole[], width: number}} props */
function Multiples({ page, answers, width }) {
  const { words } = page;
  const chosen = useSignal(/** @type {Chosen | null} */ (null));
  const names = answers[0].tokens.map(({ text }) => visibleToken(text, viewOf(page)));
  const isThere = chosen.value !== null && chosen.value.k < answers[0].words.length && chosen.value.item < answers[0].words[chosen.value.k].replacements.length;
  // A reader of characters has no classes: its characters are only left out.
  const kinds = answers[0].words.some(({ mean }) => mean !== null) ? KINDS : KINDS.slice(-1);
  const isHeld = (page.store.trace.value?.start.clamps ?? []).length > 0;
  return html`<div class="multiples">
    ${isHeld && html`<p class="hint">${words("lab.influence.held")}</p>`}
    <${Apart} page=${page} count=${answers.length} />
    <p class="multiple-keys">${kinds.map((kind) => html`<span key=${kind}>${influenceKey(kind)} ${words(`lab.influence.keys.${kind}`)}</span>`)}</p>
    <p class="readout" role="status">${isThere ? told(page, answers, /** @type {Chosen} */ (chosen.value), names) : html`<span class="hint">${words("lab.influence.point")}</span>`}</p>
    ${answers.map((answer, index) => html`<${Multiple} key=${answer.cell} page=${page} answer=${answer} names=${names} width=${width}
      named=${index === answers.length - 1} chosen=${chosen} isThere=${isThere} />`)}
    <p class="hint">${words("lab.influence.measure")}</p>
    <${Numbers} page=${page} table=${() => influenceTable(answers, names, words)} />
  </div>`;
}

/** @param {{page: Page, answer: Whole, names: string[], width: number, named: boolean, chosen: Signal<Chosen | null>, isThere: boolean}} props */
function Multiple({ page: { words }, answer, names, width, named, chosen, isThere }) {
  const cell = answer.cell.toUpperCase();
  const label = findingOf(words, answer, names);
  const view = { width, height: width < PHONE ? NARROW : HEIGHT, names, named, chosen: isThere ? chosen.value : null, label: `${cell}${words("lab.colon")}${label}` };
  const point = (/** @type {any} */ event) => {
    const box = event.currentTarget.getBoundingClientRect();
    chosen.value = meantAt(answer, view, { x: event.clientX - box.left, y: event.clientY - box.top });
  };
  return html`<div class="multiple">
    <p class="multiple-title"><b>${cell}</b>${" "}<span>${label}</span></p>
    <div class="pointed" tabindex="0" role="group" aria-label=${words("lab.influence.group", { cell })} onPointerMove=${point} onClick=${point}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKey(event, answer, chosen)}>${influenceFigure(answer, view)}</div>
  </div>`;
}

/** @param {KeyboardEvent} event @param {Whole} answer @param {Signal<Chosen | null>} chosen */
function onKey(event, answer, chosen) {
  const by = { ArrowLeft: { words: -1 }, ArrowRight: { words: 1 }, ArrowUp: { items: -1 }, ArrowDown: { items: 1 } }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  chosen.value = movedBy(answer, chosen.value, by);
}

/** What one change does in every cell. @param {Page} page @param {readonly Whole[]} answers @param {Chosen} chosen @param {string[]} names */
function told(page, answers, { k, item }, names) {
  const { words } = page;
  const { replacements } = answers[0].words[k];
  const change = item === REMOVAL ? words("lab.influence.removed", { word: names[k] }) : words("lab.influence.replaced", { word: names[k], token: replacements[item].token });
  return html`<span class="readout-change">${change}</span>${answers.map((answer) => {
    const { effect, top } = item === REMOVAL ? answer.words[k].removal : answer.words[k].replacements[item];
    return html`<span class="readout-cell" key=${answer.cell}><b>${answer.cell.toUpperCase()}</b> ${words("lab.influence.moved", { effect: fixed(effect), top: visibleToken(top, viewOf(page)) })}</span>`;
  })}`;
}

/** @param {Page["words"]} words @param {Whole} answer @param {string[]} names */
function findingOf(words, answer, names) {
  const { replaced, removed } = strongest(answer);
  const left = words("lab.influence.finding_removal", { word: names[removed.k], distance: removed.distance, removal: fixed(removed.removal.effect) });
  if (replaced === null) return left;
  return words("lab.influence.finding", { word: names[replaced.k], distance: replaced.distance, mean: fixed(replaced.mean ?? NaN), left });
}
