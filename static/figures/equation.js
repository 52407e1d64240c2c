import { fixed, named, read, relation, signed } from "../numbers.js";
import { html } from "../vendor/preact.js";
import { chosenValue, sceneOf, stepName } from "./scene.js";
import { SUMS } from "./scales.js";

/**
 * @import {Trace, Vector, View, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 *
 * @typedef {object} Term  one column: a symbol with its number under it
 * @property {string} role
 * @property {string} symbol
 * @property {string} [index]  a subscript
 * @property {string} number
 * @property {number} [phase]  when it happens
 *
 * @typedef {{sign: string, under?: string}} Sign  an operator; `under` when the numbers have another
 * @typedef {readonly (Term | Sign)[]} Line
 */

/** Decimals of a result; operands have one more, so that a reader can recompute it. */
const DIGITS = 2;

/**
 * Write the equation of the selected unit with its numbers under the symbols.
 *
 * "=" stands where the printed operands reproduce the printed result, "≈" everywhere else.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {VNode}
 */
export function equation(trace, s, view) {
  const scene = sceneOf(trace, s, view);
  const { units, chosen } = scene;
  if (chosen < 0 || scene.record === undefined) {
    const key = chosen < 0 ? "figures.equation_choose" : "figures.not_arrived";
    return html`<div class="equation"><p class="equation-waiting">${view.words(key)}</p></div>`;
  }
  const lines = [...stateLines(scene), ...(view.lens === "arithmetic" ? squashLines(scene) : [])];
  return html`<div class="equation">
    <p class="equation-unit">${view.words("figures.unit_number", { unit: units[chosen] + 1 })}</p>
    ${lines.map((line) => lineOf(scene, line))}
  </div>`;
}

/** @param {Scene} scene @returns {Line[]} */
function stateLines(scene) {
  if (scene.cell === "lstm") return [cellLine(scene), hiddenLine(scene)];
  return [scene.cell === "gru" ? mixedLine(scene) : squashLine(scene, "h", "tanh", 4)];
}

/** c = f · c₋₁ + i · g. @param {Scene} scene @returns {Line} */
function cellLine(scene) {
  const record = /** @type {NonNullable<Scene["record"]>} */ (scene.record);
  const [f, i, g, c] = [record.f, record.i, record.g, record.c].map((vector) => chosenValue(scene, vector) ?? NaN);
  const before = chosenValue(scene, scene.previous.c) ?? NaN;
  return [
    result(scene, "c", c, 5), { sign: "=", under: relation([[f, before], [i, g]], c, DIGITS) },
    gate(scene, "f", f, 3), { sign: "×" }, operand(scene, "c", before, 3, stepName(scene, -1)), { sign: "+" },
    gate(scene, "i", i, 4), { sign: "×" }, operand(scene, "g", g, 4),
  ];
}

/** h = o · tanh c. @param {Scene} scene @returns {Line} */
function hiddenLine(scene) {
  const record = /** @type {NonNullable<Scene["record"]>} */ (scene.record);
  const [o, tanhC, h] = [record.o, record.tanh_c, record.h].map((vector) => chosenValue(scene, vector) ?? NaN);
  return [
    result(scene, "h", h, 7), { sign: "=", under: relation([[o, tanhC]], h, DIGITS) },
    gate(scene, "o", o, 7), { sign: "×" }, { ...operand(scene, "c", tanhC, 6, stepName(scene, 0)), symbol: "tanh c" },
  ];
}

/** h = z · h₋₁ + (1 − z) · n. @param {Scene} scene @returns {Line} */
function mixedLine(scene) {
  const record = /** @type {NonNullable<Scene["record"]>} */ (scene.record);
  const [z, n, h] = [record.z, record.n, record.h].map((vector) => chosenValue(scene, vector) ?? NaN);
  const before = chosenValue(scene, scene.previous.h) ?? NaN;
  // Subtracted from the printed z, because the reader subtracts it too.
  const rest = 1 - Number(read(z).toFixed(DIGITS + 1));
  return [
    result(scene, "h", h, 6), { sign: "=", under: relation([[z, before], [rest, n]], h, DIGITS) },
    gate(scene, "z", z, 3), { sign: "×" }, operand(scene, "h", before, 3, stepName(scene, -1)), { sign: "+ (1 −" },
    gate(scene, "z", z, 5), { sign: ") ×" }, operand(scene, "n", n, 5),
  ];
}

/** @param {Scene} scene @returns {Line[]} */
function squashLines(scene) {
  if (scene.cell === "rnn") return [];
  return SUMS[scene.cell].map((name) => squashLine(scene, name, name === "g" || name === "n" ? "tanh" : "σ", 2));
}

/** σ and tanh of a printed number are never exactly a printed number: always "≈". */
/** @param {Scene} scene @param {string} name @param {string} squash @param {number} phase @returns {Line} */
function squashLine(scene, name, squash, phase) {
  const record = /** @type {Record<string, Vector>} */ (/** @type {unknown} */ (scene.record));
  const value = chosenValue(scene, record[name]) ?? NaN;
  const sum = chosenValue(scene, scene.record?.pre[name]) ?? NaN;
  const number = printed(scene, value, DIGITS, squash === "σ");
  const left = name === "h" ? result(scene, "h", value, phase) : { role: name, symbol: name, number, phase };
  return [left, { sign: "=", under: "≈" }, { sign: `${squash} (` }, { role: name, symbol: "a", index: name, number: printed(scene, sum, DIGITS + 1, false), phase: 1 }, { sign: ")" }];
}

/** @param {Scene} scene @param {string} role @param {number | string} value @param {number} phase @returns {Term} */
function result(scene, role, value, phase) {
  return { role, symbol: role, index: stepName(scene, 0), number: printed(scene, value, DIGITS, false), phase };
}

/** @param {Scene} scene @param {string} role @param {number | string} value @param {number} phase @returns {Term} */
function gate(scene, role, value, phase) {
  return { role, symbol: role, number: printed(scene, value, DIGITS + 1, true), phase };
}

/** @param {Scene} scene @param {string} role @param {number | string} value @param {number} phase @param {string} [index] @returns {Term} */
function operand(scene, role, value, phase, index) {
  return { role, symbol: role, index, number: `(${printed(scene, value, DIGITS + 1, false)})`, phase };
}

/** @param {Scene} scene @param {number | string} value @param {number} digits @param {boolean} amount @returns {string} */
function printed(scene, value, digits, amount) {
  return named(value, scene.view.words, (finite) => (amount ? fixed(finite, digits) : signed(finite, digits)));
}

/** @param {Scene} scene @param {Line} line @returns {VNode} */
function lineOf(scene, line) {
  const symbols = line.map((part) => ("sign" in part ? part.sign : `${part.symbol}${part.index ? ` ${part.index}` : ""}`));
  const numbers = line.map((part) => ("sign" in part ? (part.under ?? part.sign) : part.number));
  return html`<p class="equation-line" role="math" aria-label=${`${symbols.join(" ")}; ${numbers.join(" ")}`}>
    ${line.map((part) => ("sign" in part ? signOf(part) : termOf(part, part.phase === scene.phase)))}
  </p>`;
}

/** @param {Sign} part @returns {VNode} */
function signOf(part) {
  return html`<span class="equation-sign"><span>${part.sign}</span><span>${part.under ?? part.sign}</span></span>`;
}

/** @param {Term} term @param {boolean} now @returns {VNode} */
function termOf(term, now) {
  return html`<span class=${`equation-term role-${term.role}${now ? " now" : ""}`}>
    <span class="equation-symbol">${term.symbol}${term.index && html`<sub>${term.index}</sub>`}</span>
    <span class="equation-number">${term.number}</span>
  </span>`;
}
