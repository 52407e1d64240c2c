import { signed } from "../numbers.js";
import { html } from "../vendor/preact.js";

/**
 * The weights of a cell of one unit, standing in its equations.
 *
 * @import {Tensor} from "../safetensors.js"
 * @import {View, VNode} from "./types.js"
 *
 * @typedef {{role: string, squash: "σ" | "tanh", terms: readonly (readonly [number, string])[], inner?: readonly (readonly [number, string])[]}} Equation
 *   the sum of number × symbol; `inner` is the part of a GRU's n that r lets through
 */

const LSTM = /** @type {const} */ (["i", "f", "g", "o"]);
const GRU = /** @type {const} */ (["r", "z", "n"]);
const STATES = Object.freeze({ lstm: Object.freeze(["c = f · c₋₁ + i · g", "h = o · tanh c"]), gru: Object.freeze(["h = z · h₋₁ + (1 − z) · n"]) });

/**
 * Read the equations of a cell of one unit that reads one number, in the order of its weights.
 *
 * PyTorch stores two biases; of an LSTM they count as their sum.
 *
 * @param {"lstm" | "gru"} cell
 * @param {Map<string, Tensor>} tensors
 * @returns {Equation[]}
 */
export function equationsOf(cell, tensors) {
  const [w, u, bias, recurrent] = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"].map((name) => tensors.get(`rnn.${name}_l0`)?.values ?? []);
  return (cell === "lstm" ? LSTM : GRU).map((role, row) => {
    const squash = role === "g" || role === "n" ? "tanh" : "σ";
    if (cell === "lstm") return { role, squash, terms: [[w[row], "x"], [u[row], "h₋₁"], [bias[row] + recurrent[row], ""]] };
    if (role === "n") return { role, squash, terms: [[w[row], "x"], [bias[row], ""]], inner: [[u[row], "h₋₁"], [recurrent[row], ""]] };
    return { role, squash, terms: [[w[row], "x"], [bias[row], ""], [u[row], "h₋₁"], [recurrent[row], ""]] };
  });
}

/**
 * Write the equations.
 *
 * @param {"lstm" | "gru"} cell
 * @param {readonly Equation[]} equations
 * @param {View["words"]} words
 * @returns {VNode}
 */
export function parameterList(cell, equations, words) {
  const count = equations.reduce((sum, { terms, inner = [] }) => sum + terms.length + inner.length, 0);
  return html`<div class="unit-weights">
    <p class="parameters-title">${words("lab.counter.parameters", { cell: cell.toUpperCase(), count })}</p>
    ${equations.map(({ role, squash, terms, inner = [] }) => html`<p class=${`parameter-line role-${role}`} key=${role}>
      <b>${role}</b> = ${squash} (${sumOf(terms, inner.length > 0 ? "" : " )")}${inner.length > 0 && html` + r · (${sumOf(inner, " ) )")}`}</p>`)}
    ${STATES[cell].map((line) => html`<p class="parameter-line" key=${line}>${line}</p>`)}
  </div>`;
}

/** A sum of numbers × symbols, whose last term keeps what closes it. @param {readonly (readonly [number, string])[]} terms @param {string} end */
function sumOf(terms, end) {
  return terms.map(([value, symbol], place) => html`<span class="parameter"><span class="parameter-number">${signed(value)}</span>${symbol && ` ${symbol}`}${place === terms.length - 1 && end}</span>`);
}
