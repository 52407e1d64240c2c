import { fixed } from "../numbers.js";
import { html } from "../vendor/preact.js";

/**
 * @import {Influence} from "./influence.js"
 * @import {View, VNode} from "./types.js"
 */

/**
 * Write the effects as a table: a row for each word.
 *
 * @param {readonly Influence[]} answers  of one sentence and target
 * @param {readonly string[]} names
 * @param {View["words"]} words
 * @returns {VNode}
 */
export function influenceTable(answers, names, words) {
  const kinds = /** @type {const} */ (["mean", "removal"]);
  return html`<table class="lab-table">
    <caption>${words("lab.influence.table_caption")}</caption>
    <thead><tr><th scope="col">${words("lab.step")}</th><th scope="col">${words("lab.word")}</th><th scope="col">${words("lab.influence.distance")}</th>
      ${answers.map(({ cell }) => kinds.map((kind) => html`<th scope="col">${cell.toUpperCase()} ${words(`lab.influence.columns.${kind}`)}</th>`))}</tr></thead>
    <tbody>${answers[0].words.map(({ k, distance }) => html`<tr key=${k}>
      <td>${k + 1}</td><th scope="row">${names[k]}</th><td>${distance}</td>
      ${answers.map((answer) => {
        const { mean, removal } = answer.words[k];
        return html`<td>${mean === null ? "–" : fixed(mean)}</td><td>${fixed(removal.effect)}</td>`;
      })}</tr>`)}</tbody>
  </table>`;
}
