import { visibleToken } from "../figures/tokens.js";
import { colouredWords } from "../figures/river.js";
import { fixed, percent, read, signed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { Missing } from "./lab_section.js";
import { ledgerOf, partOf, told, tooLong } from "./ledger.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** How many words the table names. */
const NAMED = 8;

/** Who wrote the memory of the selected unit, at the step that is shown. @param {{page: Page}} props */
export function Memory({ page }) {
  const { store, words } = page;
  if (store.trace.value === null) return null;
  const cell = store.trace.value.start.cell;
  const ledger = ledgerOf(store);
  return html`<section class="panel memory scripted" aria-labelledby="memory-title">
    <h2 id="memory-title">${words("lab.memory.title")}</h2>
    ${cell === "rnn" ? html`<p>${words("lab.memory.none")}</p>` : html`
      <div class="segments" role="group" aria-label=${words("lab.memory.what")}>
        ${[false, true].map((together) => html`<button type="button" key=${together} aria-pressed=${store.together.value === together}
          onClick=${() => (store.together.value = together)}>${words(together ? "lab.memory.together" : "lab.memory.one", { unit: store.unit.value + 1 })}</button>`)}
      </div>
      <${Missing} page=${page} answers=${store.ledger.value ? [store.ledger.value] : []} waits=${false} />${tooLong(page) && html`<p class="notice" role="status">${tooLong(page)}</p>`}
      ${ledger && html`<${Summary} page=${page} ledger=${ledger} /><${Writers} page=${page} ledger=${ledger} />`}
      <p class="hint">${words(cell === "gru" ? "lab.memory.exact_gru" : "lab.memory.exact")}</p>`}
  </section>`;
}

/** Where the memory at the end of the text comes from: on this sentence, and on those that were measured. @param {{page: Page, ledger: any}} props */
function Summary({ page, ledger }) {
  const { store, words } = page;
  const measured = store.model.value.memory_source;
  const one = ledger.summary.by_unit.find((/** @type {{unit: number}} */ each) => each.unit === ledger.units[0]);
  const summary = (!store.together.value && one) || ledger.summary;
  const most = largestOf(summary);
  const key = `lab.memory.summary.${store.together.value ? "all" : "unit"}`;
  return html`<p>${most && words(`${key}.${most.writer}`, { unit: ledger.units[0] + 1, word: visibleToken(summary.token ?? "", viewOf(page)), step: (summary.k ?? 0) + 1, percent: percent(most.share) })}${" "}
    ${measured && words("lab.memory.measured", measuredOf(measured))}</p>`;
}

/** @param {Record<"share" | "topic_part" | "unit_share" | "unit_topic_part" | "sentences", number>} measured */
const measuredOf = ({ share, topic_part, unit_share, unit_topic_part, sentences }) =>
  ({ sentences, percent: percent(share), part: percent(topic_part), unit_percent: percent(unit_share), unit_part: percent(unit_topic_part) });

/**
 * Tell whose part of a memory is the largest: that of a word, of the initial state or of a held value.
 *
 * @param {Record<"share" | "from_initial_state" | "from_clamp", number | string | null>} summary
 * @returns {{writer: "word" | "initial" | "held", share: number | string} | null} null where nothing was ever written
 */
export function largestOf({ share, from_initial_state: initial, from_clamp: held }) {
  const [most] = Object.entries({ word: share, initial, held }).toSorted(([, a], [, b]) => read(b ?? 0) - read(a ?? 0));
  return read(most[1] ?? 0) > 0 ? /** @type {any} */ ({ writer: most[0], share: most[1] }) : null;
}

/** @param {{page: Page, ledger: any}} props */
function Writers({ page, ledger }) {
  const { store, words } = page;
  const { t } = store.place.value;
  const view = viewOf(page);
  const together = store.together.value;
  const names = ledger.tokens.map((/** @type {{text: string}} */ token) => visibleToken(token.text, view));
  const coloured = colouredWords(ledger, { together, names });
  const rows = writersAt(ledger, Math.min(t, ledger.state.length - 1), together);
  return html`<table class="writers">
    <caption>${words(`lab.memory.caption.${together ? "all" : "unit"}`, { quantity: ledger.quantity, unit: ledger.units[0] + 1, step: t + 1, value: signed(ledger.state[t][0]) })}</caption>
    <thead><tr>${["word", "part", "left"].map((name) => html`<th key=${name} scope="col">${words(`lab.memory.columns.${name}`)}</th>`)}</tr></thead>
    <tbody>${rows.slice(0, NAMED).map(({ writer, k, part, left }) => {
      const name = k === null ? words(`lab.memory.others.${writer}`) : names[k];
      return html`<tr key=${writer} class=${store.word.value === k && k !== null ? "chosen" : ""}>
        <th scope="row">${k === null ? name : html`<button type="button" class="quiet" aria-pressed=${store.word.value === k}
          onClick=${() => (store.word.value = store.word.value === k ? null : k)}><i class=${`swatch ${coloured.has(k) ? `word-${coloured.get(k)}` : "word-rest"}`}></i>${k + 1} ${name}</button>`}</th>
        <td>${together ? fixed(part) : signed(part)}</td><td>${left === null ? "" : percent(left)}</td></tr>`;
    })}</tbody>
  </table>
  <p class="spoken-part" role="status">${told(page, ledger, store.word.value, t)}</p>`;
}

/**
 * @typedef {{writer: string, k: number | null, part: number | string, left: number | string | null}} Row
 *
 * @param {any} ledger
 * @param {number} t
 * @param {boolean} together  the sizes of all units instead of the signed parts of one
 * @returns {Row[]} largest first
 */
export function writersAt(ledger, t, together) {
  const { from_initial_state, from_clamp, magnitude } = ledger;
  const written = magnitude.written_by[t].map((/** @type {unknown} */ _, /** @type {number} */ k) => ({ writer: `word-${k}`, k, ...partOf(ledger, k, t, together) }));
  const [initial, held] = together ? [magnitude.from_initial_state[t], magnitude.from_clamp[t]] : [from_initial_state[t][0], from_clamp[t][0]];
  const others = Object.entries({ initial, held }).filter(([, part]) => read(part) !== 0);
  return [...written, ...others.map(([writer, part]) => ({ writer, k: null, part, left: null }))].toSorted((a, b) => Math.abs(read(b.part)) - Math.abs(read(a.part)));
}
