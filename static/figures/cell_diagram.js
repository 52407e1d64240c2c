import { fixed, percent, signed } from "../numbers.js";
import { h } from "../vendor/preact.js";
import { phaseKey } from "./clock.js";
import { noLane } from "./no_lane.js";
import { oneLane } from "./one_lane.js";
import { chosenValue, sceneOf } from "./scene.js";
import { visibleToken } from "./tokens.js";
import { twoLane } from "./two_lane.js";

/**
 * @import {Trace, Vector, View, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 */

const DRAWINGS = Object.freeze({ lstm: twoLane, gru: oneLane, rnn: noLane });

/**
 * Draw the cell of a trace at a position, as one image with a label.
 *
 * The picture is a function of its arguments alone. See `clock.js` for what a position means; all that moves is moved
 * in place only, and a number is printed once its phase has happened, as the wire gave it.
 *
 * @param {Trace} trace
 * @param {number} s
 * @param {View} view
 * @returns {VNode} svg
 */
export function cellDiagram(trace, s, view) {
  const scene = sceneOf(trace, s, view);
  const pattern = `${view.narrow ? "narrow" : "wide"}-hatch`;
  const { width, height, marks } = DRAWINGS[scene.cell](scene, `url(#${pattern})`);
  const kind = `diagram ${scene.cell} ${view.narrow ? "narrow" : "wide"} lens-${view.lens}${scene.record === undefined ? " waiting" : ""}`;
  return h("svg", { class: kind, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": labelOf(scene) }, [
    scene.record !== undefined && scene.previous.h.length > 0 ? null : hatching(pattern),
    ...marks,
  ]);
}

/** @param {string} id @returns {VNode} */
function hatching(id) {
  return h("pattern", { id, key: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    h("path", { class: "hatch", d: "M0 0V6" }));
}

/**
 * Say in words what the picture shows: the step, the phase, and the selected unit with its numbers.
 *
 * @param {Scene} scene
 * @returns {string}
 */
function labelOf(scene) {
  const { view, trace, t, token, cell, phase, record, units, chosen } = scene;
  const step = view.words(`figures.label.${cell}`, {
    step: t + 1, steps: trace.start.tokens.length, token: token === undefined ? "" : visibleToken(token.text, view),
    phase: phase + 1, sentence: view.words(phaseKey(cell, phase)),
  });
  if (record === undefined) return `${step} ${view.words("figures.not_arrived")}`;
  if (chosen < 0) return step;
  return `${step} ${view.words(`figures.label_unit.${cell}`, { unit: units[chosen] + 1, ...numbersOf(scene) })}`;
}

/** @param {Scene} scene @returns {Record<string, string>} */
function numbersOf(scene) {
  const record = /** @type {Record<string, Vector>} */ (/** @type {unknown} */ (scene.record));
  /** @type {Record<string, string>} */
  const numbers = {};
  for (const [name, vector] of Object.entries(record)) {
    const value = Array.isArray(vector) ? chosenValue(scene, vector) : undefined;
    if (value === undefined) continue;
    numbers[name] = "fiozr".includes(name) ? percent(value) : signed(value);
  }
  const before = chosenValue(scene, scene.cell === "lstm" ? scene.previous.c : scene.previous.h);
  return { ...numbers, before: before === undefined ? fixed(NaN) : signed(before) };
}
