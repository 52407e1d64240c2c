import { noLane } from "./no_lane.js";
import { oneLane } from "./one_lane.js";
import { twoLane } from "./two_lane.js";

/** @import {Trace, View, VNode} from "./types.js" */

const DIAGRAMS = Object.freeze({ lstm: twoLane, gru: oneLane, rnn: noLane });

/**
 * Draw one step of the cell of a trace, with the diagram of that cell.
 *
 * @param {Trace} trace
 * @param {number} s  t + phase / 8
 * @param {View} view
 * @returns {VNode} an svg element
 */
export function cellDiagram(trace, s, view) {
  return DIAGRAMS[trace.start.cell](trace, s, view);
}
