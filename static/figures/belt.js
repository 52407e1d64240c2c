import { html } from "../vendor/preact.js";
import { drawing, node, stateOf, wire } from "./parts.js";
import { placesFor, reached, sceneOf } from "./scene.js";
import { upperLane } from "./two_lane.js";
import * as places from "./two_lane_places.js";
import { valve } from "./valve.js";
import { around } from "./geometry.js";

/** @import {Trace, View, VNode} from "./types.js" */

const BELOW = 44; // under the lane, for what comes up to it

/**
 * Draw the upper lane of an LSTM alone, with the only two things that touch it: a × and a +.
 *
 * @param {Trace} trace  of an LSTM
 * @param {number} s
 * @param {View} view
 * @returns {VNode}
 */
export function belt(trace, s, view) {
  const scene = sceneOf(trace, s, view);
  const at = placesFor(view, places);
  const bottom = at.cLane.y + at.cLane.height;
  const middle = at.cRows.y + at.cRows.height / 2;
  const size = { width: at.size.width, height: bottom + BELOW };
  return drawing(scene, size, html`
    <rect class="lane cell-lane" rx="12" x=${at.left} y=${at.cLane.y} width=${at.right - at.left} height=${at.cLane.height} />
    <text class="lane-title" x=${at.left + 4} y=${at.cTitle}>${view.words("figures.lanes.c")}</text>
    ${upperLane(scene, at)}
    ${valve(scene, scene.record?.f, around(at.f.x, middle, at.valve, at.cRows.height), "f", reached(scene, 2))}
    ${wire([[at.f.x, size.height - 4], [at.f.x, bottom + at.operator + 6]], reached(scene, 3), "f")}
    ${wire([[at.sum.x, size.height - 4], [at.sum.x, middle]], reached(scene, 5, 0, 0.4))}
    ${node("×", at.f.x, bottom + at.operator, at.operator, stateOf(scene, 3))}
    ${node("+", at.sum.x, middle, at.operator * 1.25, stateOf(scene, 5))}
    <text class="gate-name role-f" x=${at.f.x + at.operator + 8} y=${bottom + 20}>f</text>
    <text class="label" x=${at.sum.x + 10} y=${bottom + 24}>i⊙g</text>`);
}
