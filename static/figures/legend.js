import { fixed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { isRooted, SHADES } from "./colour.js";
import { scaleWithGhost } from "./scales.js";

/** @import {Trace, View, VNode} from "./types.js" */

const SIGNED = Object.freeze({
  lstm: Object.freeze([["g, h, tanh c", "h"], ["c", "c"]]),
  gru: Object.freeze([["n, h", "h"]]),
  rnn: Object.freeze([["h", "h"], ["a", "pre"]]),
});
const GATES = Object.freeze({ lstm: Object.freeze(["f", "i", "o"]), gru: Object.freeze(["z", "r"]), rnn: Object.freeze([]) });

/** The shades drawn in a ramp; enough to read as continuous. */
const RAMP = Object.freeze([-20, -15, -10, -5, 0, 5, 10, 15, 20]);
const STEP = 9;

/**
 * State every scale of the picture: what a colour and an opening mean, from where to where.
 *
 * @param {Trace} trace
 * @param {View} view
 * @returns {VNode}
 */
export function legend(trace, view) {
  const gates = GATES[trace.start.cell];
  return html`<dl class="legend">
    ${gates.length > 0 && html`<div class="legend-entry">
      <dt>${view.words("figures.legend.openings", { gates: gates.join(", ") })}</dt>
      <dd>${gates.map((gate) => openings(gate))}<span class="legend-range">${"0 … 1"}</span></dd>
    </div>`}
    ${gates.length > 0 && html`<div class="legend-entry">
      <dt>${view.words("figures.legend.amounts", { gates: gates.join(", ") })}</dt>
      <dd>${gates.map((gate) => amounts(gate))}<span class="legend-range">${"0 … 1"}</span></dd>
    </div>`}
    <div class="legend-entry">
      <dt>${view.words("figures.legend.signed")}</dt>
      <dd>${ramp()}<span class="legend-range">${view.words("figures.legend.signs")}</span></dd>
    </div>
    <div class="legend-entry">
      <dt>${view.words("figures.legend.scales")}</dt>
      <dd class="legend-scales">${SIGNED[trace.start.cell].map(([symbols, quantity]) => range(symbols, scaleWithGhost(trace, view, quantity).scale, view))}</dd>
    </div>
  </dl>`;
}

/** Three openings of a valve: shut, half, open. @param {string} gate @returns {VNode} */
function openings(gate) {
  return html`<svg class=${`legend-ramp role-${gate}`} viewBox="0 0 30 14" aria-hidden="true">
    <rect class="valve-track" x="0" y="0" width="30" height="14" /><path class="valve-bars" d="M0 1h1v3h-1zM0 5.5h15v3h-15zM0 10h30v3h-30z" />
  </svg>`;
}

/** @param {string} gate @returns {VNode} */
function amounts(gate) {
  const shades = [0, 5, 10, 15, 20];
  return html`<svg class=${`legend-ramp role-${gate}`} viewBox=${`0 0 ${shades.length * STEP} 14`} aria-hidden="true">
    ${shades.map((shade, k) => html`<rect class=${`amount a-${shade}`} x=${k * STEP} width=${STEP} height="14" />`)}
  </svg>`;
}

/** @returns {VNode} */
function ramp() {
  return html`<svg class="legend-ramp" viewBox=${`0 0 ${RAMP.length * STEP} 14`} aria-hidden="true">
    ${RAMP.map((shade, k) => html`<rect class=${`tile ${classOf(shade)}`} x=${k * STEP} width=${STEP} height="14" />`)}
  </svg>`;
}

/** @param {number} shade @returns {string} */
function classOf(shade) {
  if (shade === 0) return "v-0";
  return shade > 0 ? `v-p${Math.min(shade, SHADES)}` : `v-n${Math.min(-shade, SHADES)}`;
}

/** @param {string} symbols @param {number} scale @param {View} view @returns {VNode} */
function range(symbols, scale, { words }) {
  const end = exactly(scale);
  const half = isRooted(scale) ? ` ${words("figures.legend.half", { value: exactly(scale / 4) })}` : "";
  return html`<span class="legend-scale"><b>${symbols}</b>${` \u2212${end} … +${end}${half}`}</span>`;
}

/** @param {number} value  of at most three decimals @returns {string} */
function exactly(value) {
  return fixed(value, [0, 1, 2].find((digits) => Number(value.toFixed(digits)) === value) ?? 3);
}
