import { html } from "../vendor/preact.js";

/**
 * @import {VNode} from "./types.js"
 * @typedef {{x: number, y: number, anchor?: "start" | "middle" | "end"}} Spot
 */

/**
 * Write a label, with a subscript if there is one.
 *
 * @param {Spot} spot
 * @param {string} text
 * @param {string} kind  its class
 * @param {string} [index]
 * @returns {VNode}
 */
export function label({ x, y, anchor = "middle" }, text, kind, index = "") {
  return html`<text class=${`label ${kind} ${anchor}`} x=${x} y=${y}>${text}${index && html`<tspan class="index" dy=".25em">${index}</tspan>`}</text>`;
}

/**
 * Draw an operator: the only plain circle there is.
 *
 * @param {{x: number, y: number, r: number}} place
 * @param {"×" | "+"} sign
 * @param {boolean} now  whether it acts at this moment
 * @returns {VNode}
 */
export function operator({ x, y, r }, sign, now) {
  const arm = r * 0.42;
  const d = sign === "+"
    ? `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`
    : `M${x - arm * 0.8} ${y - arm * 0.8}l${arm * 1.6} ${arm * 1.6}m0 ${-arm * 1.6}l${-arm * 1.6} ${arm * 1.6}`;
  return html`<g class=${now ? "operator now" : "operator"}>
    <circle cx=${x} cy=${y} r=${r} /><path d=${d} />
  </g>`;
}

/**
 * Draw a squashing function: a circle gives 0 to 1, a square −1 to 1.
 *
 * @param {{x: number, y: number, r: number}} place
 * @param {"σ" | "tanh"} name
 * @param {string} role
 * @param {boolean} now
 * @returns {VNode}
 */
export function squash({ x, y, r }, name, role, now) {
  const shape = name === "σ"
    ? html`<circle cx=${x} cy=${y} r=${r} />`
    : html`<rect x=${x - r * 1.28} y=${y - r * 0.8} width=${r * 2.56} height=${r * 1.6} rx="4" />`;
  return html`<g class=${`squash role-${role}${now ? " now" : ""}`}>
    ${shape}<text class="middle" x=${x} y=${y} dy=".35em">${name}</text>
  </g>`;
}

/**
 * Draw the frame of a column or a valve.
 *
 * @param {{x: number, y: number, width: number, height: number}} place
 * @param {string} kind  classes: "column", "valve role-f", with "now", "empty" or "missing"
 * @param {string} [hatch]  the fill of what has not arrived
 * @returns {VNode}
 */
export function frame({ x, y, width, height }, kind, hatch) {
  return html`<rect class=${`frame ${kind}`} x=${x} y=${y} width=${width} height=${height} rx="3" fill=${hatch} />`;
}

/**
 * Draw a chip with a text that is cut to fit.
 *
 * @param {{x: number, y: number, width: number, height: number}} place
 * @param {string} text
 * @param {string} kind
 * @returns {VNode}
 */
export function chip({ x, y, width, height }, text, kind) {
  return html`<g class=${`chip ${kind}`}>
    <rect x=${x} y=${y} width=${width} height=${height} rx=${height / 2} />
    <text class="middle" x=${x + width / 2} y=${y + height / 2} dy=".35em">${text}</text>
  </g>`;
}

/**
 * Estimate the width of a text, in units of its size: a full-width character is 1 wide, another about half.
 *
 * @param {string} text
 * @returns {number}
 */
export function widthOf(text) {
  let width = 0;
  for (const character of text) width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u.test(character) ? 1 : 0.58;
  return width;
}

/**
 * Cut a text so that it is at most so wide.
 *
 * @param {string} text
 * @param {number} most  in units of its size
 * @returns {string}
 */
export function cut(text, most) {
  if (widthOf(text) <= most) return text;
  const characters = [...text];
  while (characters.length > 1 && widthOf(characters.join("")) > most - 1) characters.pop();
  return `${characters.join("")}…`;
}
