/** Drawings of every cell, in every shape, for the tests of the diagrams. */

import { cellDiagram } from "../../../static/figures/cell_diagram.js";
import { renderToString } from "../../../static/vendor/render_to_string.js";
import { traceOf, viewOf } from "./traces.js";

export const CELLS = /** @type {const} */ (["lstm", "gru", "rnn"]);
export const LENSES = /** @type {const} */ (["story", "unit", "arithmetic"]);
export const SHAPES = Object.freeze({ wide: {}, medium: { medium: true }, narrow: { narrow: true } });

/**
 * Draw a trace as markup.
 *
 * @param {ReturnType<typeof traceOf>} trace
 * @param {number} s
 * @param {Partial<ReturnType<typeof viewOf>>} [changes]
 * @returns {string}
 */
export function drawn(trace, s, changes = {}) {
  const units = Array.from({ length: trace.start.hidden_size }, (_, unit) => unit);
  return renderToString(cellDiagram(trace, s, viewOf({ units, unit: 0, ...changes })));
}

/**
 * Do something in every shape and under every lens.
 *
 * @param {(changes: Partial<ReturnType<typeof viewOf>>, name: string) => void} look
 */
export function everyView(look) {
  for (const [shape, changes] of Object.entries(SHAPES)) {
    for (const lens of LENSES) look({ ...changes, lens }, `${shape}, ${lens}`);
  }
}
