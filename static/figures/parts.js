import { fixed, named, percent, signed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { hatching, lineAlong, tenth } from "./geometry.js";
import { chosenValue, isHeld, reached } from "./scene.js";
import { visibleToken } from "./tokens.js";

/**
 * @import {Vector, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @import {Box, Point} from "./geometry.js"
 */

const LOWERED = Object.freeze({ t: "ₜ", "\u2212": "₋", "+": "₊" });
const LONGEST_WORD = 9;
/** How wide "tanh" needs its box to be. */
const WORD = 36;

/**
 * Write a symbol with its index: c₁₁, or cₜ₋₁.
 *
 * @param {string} symbol
 * @param {string} index
 * @returns {string}
 */
export function indexed(symbol, index) {
  const lowered = [...index].map((sign) => LOWERED[/** @type {keyof typeof LOWERED} */ (sign)] ?? "₀₁₂₃₄₅₆₇₈₉"[Number(sign)]);
  return symbol + lowered.join("");
}

/**
 * Draw a wire: its whole course faintly, and as far as it has been run in ink.
 *
 * @param {readonly Point[]} points
 * @param {number} progress
 * @param {string} [role]
 * @returns {VNode}
 */
export function wire(points, progress, role = "plain") {
  return html`<g class=${`wire role-${role}`}>
    ${progress < 1 && html`<path class="course" d=${lineAlong(points, 1)} />`}
    ${progress > 0 && html`<path class="run" d=${lineAlong(points, progress)} />`}
  </g>`;
}

/**
 * Draw a circle with an operator or a σ, or a square with tanh.
 *
 * @param {string} sign  "×", "+", "σ", "tanh"
 * @param {number} x
 * @param {number} y
 * @param {number} size  radius
 * @param {string} state  classes: role and whether it has happened
 * @returns {VNode}
 */
export function node(sign, x, y, size, state) {
  const width = Math.max(size * 2.5, WORD);
  const shape = sign === "tanh"
    ? html`<rect class="body" rx="4" x=${tenth(x - width / 2)} y=${tenth(y - size * 0.9)} width=${tenth(width)} height=${tenth(size * 1.8)} />`
    : html`<circle class="body" cx=${x} cy=${y} r=${size} />`;
  const kind = sign === "×" || sign === "+" ? "operator" : "squash";
  return html`<g class=${`${kind} ${state}`}>${shape}<text class=${sign === "tanh" ? "word" : "sign"} x=${x} y=${y} dy=".35em">${sign}</text></g>`;
}

/**
 * Write a label; under the unit and arithmetic lenses with the selected unit's number.
 *
 * @param {Scene} scene
 * @param {string} text
 * @param {Vector | undefined} vector  undefined for no number
 * @param {number} x
 * @param {number} y
 * @param {string} [classes]
 * @returns {VNode}
 */
export function label(scene, text, vector, x, y, classes = "middle") {
  const value = scene.view.lens === "story" ? undefined : chosenValue(scene, vector);
  return html`<text class=${`label ${classes}`} x=${x} y=${y}>${text}${value === undefined ? null : html`<tspan class="number" dx="4">${named(value, scene.view.words, signed)}</tspan>`}</text>`;
}

/**
 * Write a gate's name with the selected unit's value under it; in the arithmetic, where there is room, how the value comes about.
 *
 * @param {Scene} scene
 * @param {"f" | "i" | "g" | "o" | "z" | "r" | "n"} gate
 * @param {Point} place  the middle of its squash
 * @param {number} radius  of the squash
 * @param {{squash: "σ" | "tanh", sentence?: string, summed?: number, squashed?: number}} about  a key for its share in words, and the phases
 *   in which its sum and its value come to be
 * @returns {VNode}
 */
export function gateName(scene, gate, [x, y], radius, { squash, sentence, summed = 1, squashed = 2 }) {
  const { narrow, medium, words } = scene.view;
  const value = chosenValue(scene, scene.record?.[gate]);
  const isShare = squash === "σ";
  const isThere = value !== undefined && reached(scene, squashed) === 1;
  const said = isThere ? named(value, words, isShare ? percent : signed) : "";
  if (narrow) {
    return html`<text class=${`gate-name role-${gate}`} x=${x + 5} y=${y + radius + 12}>${gate} <tspan class="number">${said}</tspan></text>`;
  }
  const sum = sumOf(scene, gate, squash, summed);
  const rounded = isThere ? named(value, words, isShare ? fixed : signed) : "";
  const result = /^[<≈]|^$/.test(rounded) ? rounded : `≈ ${rounded}`;
  const told = said !== "" && sentence !== undefined ? words(sentence, { percent: said }) : said;
  return html`<text class=${`gate-name role-${gate}`} x=${x + radius + 8} y=${y - 3}>${sum || words(`figures.${medium ? "gates_short" : "gates"}.${gate}`)}</text>
    <text class="gate-number" x=${x + radius + 8} y=${y + 14}>${sum ? result : told}</text>`;
}

/** What is squashed in the selected unit, "f = σ(+0.53)"; nothing but in the arithmetic, where there is room. @param {Scene} scene @param {string} gate @param {string} squash @param {number} phase */
function sumOf(scene, gate, squash, phase) {
  const { lens, medium, words } = scene.view;
  const before = chosenValue(scene, scene.record?.pre[gate]);
  if (lens !== "arithmetic" || medium || before === undefined || reached(scene, phase) < 1) return "";
  return `${gate} = ${squash}(${named(before, words, signed)})`;
}

/**
 * Draw the word as a chip whose width follows its text.
 *
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @param {number} size  of the type
 * @returns {VNode}
 */
export function chip(scene, x, y, size) {
  const whole = scene.token === undefined ? [] : [...visibleToken(scene.token.text, scene.view)];
  const text = whole.length > LONGEST_WORD + 2 ? [...whole.slice(0, LONGEST_WORD), "…"] : whole;
  const units = text.reduce((sum, sign) => sum + (sign > "\u2e80" ? 1 : 0.58), 0);
  const width = Math.max(size * 2.6, (units + 1.8) * size);
  const unknown = scene.token !== undefined && !scene.token.known;
  return html`<g class=${unknown ? "chip unknown" : "chip"}>
    <rect class="body" x=${tenth(x - width / 2)} y=${tenth(y - size)} width=${tenth(width)} height=${size * 2} rx=${size} />
    <text x=${x} y=${y} dy=".35em">${text.join("")}</text>
  </g>`;
}

/**
 * Write what is expected next, once it is there.
 *
 * @param {Scene} scene
 * @param {number} x  of its end
 * @param {number} y
 * @returns {VNode}
 */
export function foretold(scene, x, y) {
  const best = scene.trace.steps[scene.t]?.prediction[0];
  if (best === undefined || reached(scene, 7) < 1) return null;
  const values = { token: visibleToken(best.token, scene.view), percent: named(best.probability, scene.view.words, percent) };
  return html`<text class="label end foretold" x=${x} y=${y}>${scene.view.words("figures.foretold", values)}</text>`;
}

/**
 * Draw a padlock where the selected unit's value is held.
 *
 * @param {Scene} scene
 * @param {string} quantity
 * @param {number} x
 * @param {number} y
 * @returns {VNode}
 */
export function padlock(scene, quantity, x, y) {
  if (!isHeld(scene, quantity)) return null;
  return html`<g class="padlock" transform=${`translate(${x} ${y})`}><rect class="paper" x="-9" y="-11" width="18" height="20" rx="4" />
    <path class="shackle" d="M-4 -2v-3a4 4 0 0 1 8 0v3" /><rect class="body" x="-6" y="-2" width="12" height="9" rx="2" /></g>`;
}

/**
 * Name the selected unit, whose row is outlined everywhere.
 *
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @returns {VNode}
 */
export function chosenName(scene, x, y) {
  if (scene.chosen < 0 || scene.view.narrow) return null;
  return html`<text class="label strong end" x=${x} y=${y}>${scene.view.words("figures.unit_number", { unit: scene.units[scene.chosen] + 1 })}</text>`;
}

/**
 * Say whether an operator has still to act, acts now, or has acted.
 *
 * @param {Scene} scene
 * @param {number} phase  in which it acts
 * @returns {"waiting" | "now" | "done"}
 */
export function stateOf(scene, phase) {
  if (scene.phase === phase) return "now";
  return scene.phase > phase ? "done" : "waiting";
}

/**
 * Hatch what has not arrived.
 *
 * @param {Scene} scene
 * @param {Box} box
 * @returns {VNode}
 */
export function notArrived(scene, box) {
  if (scene.record !== undefined) return null;
  return html`<g class="not-arrived">
    <path class="hatch" d=${hatching(box)} />
    <text class="label middle halo" x=${box.x + box.width / 2} y=${box.y + box.height / 2}>${scene.view.words("figures.not_arrived")}</text>
  </g>`;
}

/**
 * Wrap a drawing as an image with a label.
 *
 * @param {Scene} scene
 * @param {{width: number, height: number}} size
 * @param {VNode} content
 * @returns {VNode}
 */
export function drawing(scene, size, content) {
  const { view, trace, t, cell } = scene;
  const token = scene.token ? visibleToken(scene.token.text, view) : "";
  const name = view.words(`figures.diagram.${cell}`, { step: t + 1, steps: trace.start.tokens.length, token });
  return html`<svg class=${`cell-diagram cell-${cell} ${shapeOf(view)} lens-${view.lens} phase-${scene.phase}`}
    viewBox=${`0 0 ${size.width} ${size.height}`} role="img" aria-label=${name}>${content}</svg>`;
}

/** @param {import("./types.js").View} view @returns {string} */
function shapeOf({ narrow, medium }) {
  if (narrow) return "narrow";
  return medium ? "medium" : "wide";
}
