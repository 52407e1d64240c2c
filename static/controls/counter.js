import { useAnswer } from "../answers.js";
import { useFetched } from "../fetched.js";
import { counterFigure, countOf, slopeFigure } from "../figures/counter.js";
import { equationsOf, parameterList } from "../figures/one_unit_weights.js";
import { visibleToken } from "../figures/tokens.js";
import { useNearby } from "../nearby.js";
import { fixed, signed } from "../numbers.js";
import { useRunAtRest } from "../run_at_rest.js";
import { tensorsOf } from "../safetensors.js";
import { html } from "../vendor/preact.js";
import { Counting } from "./counting.js";
import { LabSection, Missing } from "./lab_section.js";
import { siblingsOf, useWhole } from "./siblings.js";
import { viewOf } from "./view.js";

/**
 * @import {Trace} from "../figures/types.js"
 * @import {Page} from "../page.js"
 */

const COUNTERS = /** @type {const} */ (["lstm", "gru"]);
const SLOPE = 200;
const PHONE = 620;

/** One unit counts brackets, where the model does that. @param {{page: Page}} props */
export function Counter({ page }) {
  return page.store.model.value.task === "brackets" && html`<${Section} page=${page} />`;
}

/** @param {{page: Page}} props */
function Section({ page }) {
  const { place, near, width } = useNearby();
  const { run, asks } = useRunAtRest(page, near);
  const siblings = run?.card.task === "brackets" ? siblingsOf(page.store.data.models, run.card) : {};
  const bodyOf = (/** @type {any} */ card) => (asks && run !== null && card !== undefined ? { model: card.id, text: run.question.text } : null);
  const answers = COUNTERS.map((cell) => useAnswer(page, "/trace", bodyOf(siblings[cell])));
  const whole = useWhole(run, COUNTERS.map((cell, index) => ({ card: siblings[cell], answer: answers[index] })));
  const cards = whole?.map(({ start }) => page.store.data.models.find(({ id }) => id === start.model)) ?? [];
  return html`<${LabSection} page=${page} name="counter" place=${place} card=${run?.card}>
    <${Missing} page=${page} answers=${answers} waits=${whole === null} />
    ${whole && html`
      ${run?.trace.start.clamps?.length ? html`<p class="hint">${page.words("lab.counter.held")}</p>` : null}
      ${whole.map((trace, index) => html`<${Unit} key=${trace.start.cell} page=${page} card=${cards[index]} trace=${trace} width=${width} asks=${asks} />`)}
      <${Counting} page=${page} cards=${cards} width=${width} />`}
  <//>`;
}

/** What one cell remembers of the text, and its weights. @param {{page: Page, card: any, trace: Trace, width: number, asks: boolean}} props */
function Unit({ page, card, trace, width, asks }) {
  const { words } = page;
  const count = countOf(trace);
  const names = trace.start.tokens.map(({ text }) => visibleToken(text, viewOf(page)));
  const cell = card.cell.toUpperCase();
  const told = findingOf(words, count, names);
  const isNarrow = width < PHONE;
  const view = { width: isNarrow ? width : width - SLOPE - 24, label: `${cell}${words("lab.colon")}${told}`, remembered: words(`lab.counter.remembered.${count.quantity}`), open: words("lab.counter.open") };
  return html`<div class="counted">
    <p class="multiple-title"><b>${cell}</b>${" "}<span>${told}</span></p>
    <div class="counted-figures">
      ${counterFigure(count, names, view)}
      ${slopeFigure(count, { size: SLOPE, label: words("lab.counter.slope", { cell, quantity: count.quantity }), depth: words("lab.counter.depth") })}
    </div>
    <${Weights} page=${page} card=${card} trace=${trace} asks=${asks} />
  </div>`;
}

/** @param {Page["words"]} words @param {ReturnType<typeof countOf>} count @param {readonly string[]} names */
function findingOf(words, { quantity, values, depths, wrong }, names) {
  const deepest = depths.indexOf(Math.max(...depths));
  const first = wrong.indexOf(true);
  const told = words("lab.counter.finding", { quantity, depth: depths[deepest], at: signed(values[deepest]), last: depths[depths.length - 1], value: signed(values[values.length - 1]) });
  const right = first < 0 ? words("lab.counter.right") : words(depths[first] === 0 ? "lab.counter.wrong_closed" : "lab.counter.wrong_open", { step: first + 1, token: names[first], depth: depths[first] });
  return `${told} ${right}`;
}

/** Its weights, as they stand in the file that the API gives. @param {{page: Page, card: any, trace: Trace, asks: boolean}} props */
function Weights({ page, card, trace, asks }) {
  const { words } = page;
  const answer = useFetched(page, asks ? `/models/${card.id}/weights` : null, async (found) => tensorsOf(await found.arrayBuffer()));
  if (answer.value === null) return html`<${Missing} page=${page} answers=${[answer]} waits=${false} />`;
  const embedding = answer.value.get("embedding.weight");
  const seen = new Map(trace.start.tokens.map((token) => [token.text, token.id]));
  const inputs = [...seen].map(([text, id]) => words("lab.counter.input", { token: visibleToken(text, viewOf(page)), x: signed(embedding.values[id * embedding.shape[1]]) }));
  return html`${parameterList(card.cell, equationsOf(card.cell, answer.value), words)}
    <p class="hint">${words("lab.counter.inputs", { inputs: inputs.join(words("lab.counter.and")), count: fixed(card.parameters, 0) })}</p>`;
}
