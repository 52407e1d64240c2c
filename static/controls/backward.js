import { useAnswer } from "../answers.js";
import { backwardAxis, backwardKey, backwardLane, norm, seriesOf, totalOf } from "../figures/backward.js";
import { backwardTable, halfLifeTable, steps } from "../figures/backward_table.js";
import { halfLifeStrip } from "../figures/half_life.js";
import { visibleToken } from "../figures/tokens.js";
import { useNearby } from "../nearby.js";
import { nonFinite, percent, read } from "../numbers.js";
import { questionFor, useRunAtRest } from "../run_at_rest.js";
import { html, useSignal } from "../vendor/preact.js";
import { LabSection, Missing, Numbers } from "./lab_section.js";
import { Apart, CELLS, siblingsOf, useWhole } from "./siblings.js";
import { NO_WISH, TargetChoice, targetOf } from "./target.js";
import { viewOf } from "./view.js";

/**
 * @import {Gradients} from "../figures/backward.js"
 * @import {Cell} from "../figures/types.js"
 * @import {Page} from "../page.js"
 * @import {RunAtRest} from "../run_at_rest.js"
 * @import {Target} from "./target.js"
 *
 * @typedef {Gradients & {model: string, tokens: {text: string}[], loss: number | string, target: {t: number, token: string, probability: number | string},
 *   clip: Record<"norm" | "threshold" | "clipped_norm" | "scale", number | string>, layers: {half_life: (number | string)[] | null}[]}} Answered
 */

const HEIGHT = 132;
const BESIDE = 96; // the article: all three are seen at once
const NARROW = 76;
const PHONE = 560;
/** The norm at which clipping is tried. */
const THRESHOLD = 1;

/** How much of one prediction's gradient reaches each step, in every kind of cell. @param {{page: Page}} props */
export function Backward({ page }) {
  const { place, near, width } = useNearby();
  const { run, asks } = useRunAtRest(page, near);
  const wish = useSignal(NO_WISH);
  const siblings = run === null ? {} : siblingsOf(page.store.data.models, run.card);
  const target = run === null ? null : targetOf(run, wish.value);
  const bodyFor = (/** @type {any} */ card) => (asks && run !== null && target !== null ? bodyOf(card, run, target) : null);
  const answers = CELLS.map((cell) => useAnswer(page, "/gradients", bodyFor(siblings[cell])));
  const whole = useWhole(run, CELLS.map((cell, index) => ({ card: siblings[cell], answer: answers[index] })));
  return html`<${LabSection} page=${page} name="backward" place=${place} card=${run?.card}>
    ${run && html`<${TargetChoice} page=${page} run=${run} wish=${wish} withToken=${true} />`}
    <${Missing} page=${page} answers=${answers} waits=${whole === null} />
    ${whole && html`<${Lanes} page=${page} answers=${whole} width=${width} />`}
  <//>`;
}

/**
 * All cells are asked about the same word, so that their losses compare.
 *
 * @param {any} card
 * @param {RunAtRest} run
 * @param {Target} target
 */
function bodyOf(card, run, { t, token }) {
  return card === undefined ? null : { ...questionFor(card, run), target: { t, token }, clip: THRESHOLD };
}

/** @param {{page: Page, answers: readonly Answered[], width: number}} props */
function Lanes({ page, answers, width }) {
  const { words } = page;
  const axis = backwardAxis(answers);
  const names = [words("lab.backward.initial"), ...answers[0].tokens.map(({ text }) => visibleToken(text, viewOf(page)))];
  const findings = answers.map((answer) => findingOf(page, answer, names));
  const height = width < PHONE ? NARROW : page.experiments ? HEIGHT : BESIDE;
  const isHeld = (page.store.trace.value?.start.clamps ?? []).length > 0;
  return html`<div class="lanes">
    ${isHeld && html`<p class="hint">${words("lab.backward.held", { cell: page.store.trace.value?.start.cell.toUpperCase() ?? "" })}</p>`}
    <${Apart} page=${page} count=${answers.length} />
    <p class="lane-way">${words("lab.backward.way")}</p>
    ${answers.map((answer, index) => {
      const label = `${answer.cell.toUpperCase()}${words("lab.colon")}${findings[index]}`;
      return html`<div class="multiple" key=${answer.cell}>
        <p class="multiple-title"><b>${answer.cell.toUpperCase()}</b></p>
        ${backwardLane(answer, { axis, width, height, names, named: index === answers.length - 1, label })}
      </div>`;
    })}
    <p class="multiple-keys">${[...keysOf(page, answers)].map(([name, quantity]) => html`<span key=${name}>${backwardKey(quantity)} ${name}</span>`)}</p>
    <ul class="told">${answers.map(({ cell }, index) => html`<li key=${cell}><b>${cell.toUpperCase()}</b>${words("lab.colon")}${findings[index]}</li>`)}</ul>
    <p class="hint">${words("lab.backward.scale")}</p>
    <${HalfLives} page=${page} answers=${answers} width=${width} />
    <${Clipping} page=${page} answers=${answers} />
    <${Numbers} page=${page} table=${() => html`${backwardTable(answers, names, words)}${halfLifeTable(keepingRows(answers), words)}`} />
  </div>`;
}

/** What is drawn, each once, by its name. @param {Page} page @param {readonly Answered[]} answers */
function keysOf(page, answers) {
  return new Map(answers.flatMap((answer) => seriesOf(answer).map(({ quantity }) => [nameOf(page, answer.cell, quantity), quantity])));
}

/** @param {Page} page @param {Cell} cell @param {string} quantity */
function nameOf({ words }, cell, quantity) {
  return words(quantity === "highway" ? `lab.backward.quantities.highway_${cell}` : `lab.backward.quantities.${quantity}`);
}

/** What a lane shows, in numbers. @param {Page} page @param {Answered} answer @param {readonly string[]} names */
function findingOf(page, answer, names) {
  const { words } = page;
  const { values } = totalOf(answer);
  const { t, token, probability } = answer.target;
  const first = seriesOf(answer).find(({ quantity }) => quantity === "highway");
  const numbers = { ...{ last: norm(values[t + 1], words), first: norm(values[1], words), at: names[t + 1], word: names[1], token: visibleToken(token, viewOf(page)) }, percent: percent(probability) };
  const told = words(values.length > 2 ? `lab.backward.finding.${answer.cell}` : "lab.backward.finding.one", numbers);
  return first === undefined || values.length <= 2 ? told : `${told} ${words(`lab.backward.finding.highway_${answer.cell}`, { first: norm(first.values[1], words) })}`;
}

/** @param {{page: Page, answers: readonly Answered[], width: number}} props */
function HalfLives({ page: { words }, answers, width }) {
  const rows = keepingRows(answers);
  if (rows.length === 0) return html`<p>${words("lab.backward.no_half_life")}</p>`;
  const told = rows.map(({ cell, values }) => {
    const [short, long] = [1, -1].map((sign) => indexOfLeast(values.map((value) => sign * read(value))));
    const told = { cell: cell.toUpperCase(), long: long + 1, most: steps(values[long], words), short: short + 1, least: steps(values[short], words) };
    return words(values[long] === values[short] ? "lab.backward.half_life_same" : "lab.backward.half_life", told);
  });
  return html`<div class="half-life">
    <h3>${words("lab.backward.half_life_title")}</h3>
    ${halfLifeStrip(rows, { words, width, steps: answers[0].target.t + 1, label: told.join(" ") })}
    <ul class="told">${told.map((line) => html`<li key=${line}>${line}</li>`)}
      ${rows.length < answers.length && html`<li>${words("lab.backward.no_half_life")}</li>`}</ul>
    <p class="hint">${words("lab.backward.half_life_note")}</p>
  </div>`;
}

/** The half-lives of the gates that keep; an RNN has none. @param {readonly Answered[]} answers */
function keepingRows(answers) {
  return answers.flatMap(({ cell, layers }) => {
    const values = layers[layers.length - 1].half_life;
    return values === null ? [] : [{ cell, gate: /** @type {"f" | "z"} */ (cell === "gru" ? "z" : "f"), values }];
  });
}

/** @param {readonly number[]} numbers */
function indexOfLeast(numbers) {
  return numbers.reduce((best, value, index) => (value < numbers[best] ? index : best), 0);
}

/** What clipping would do to each. @param {{page: Page, answers: readonly Answered[]}} props */
function Clipping({ page: { words }, answers }) {
  return html`<div class="clipping">
    <h3>${words("lab.backward.clip_title", { threshold: THRESHOLD })}</h3>
    <ul class="told">${answers.map(({ cell, clip }) => {
      const key = read(clip.norm) > read(clip.threshold) || nonFinite(clip.norm) !== null ? "clips" : "leaves";
      return html`<li key=${cell}>${words(`lab.backward.${key}`, { cell: cell.toUpperCase(), norm: norm(clip.norm, words), threshold: THRESHOLD, scale: norm(clip.scale, words) })}</li>`;
    })}</ul>
  </div>`;
}
