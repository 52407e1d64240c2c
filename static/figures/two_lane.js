import { h, html } from "../vendor/preact.js";
import { flowMark } from "./flow.js";
import { gateMark, signedIn } from "./gate.js";
import { frame, label, operator, squash } from "./marks.js";
import { arrival, bracketMark, departure } from "./ends.js";
import { round } from "./rows.js";
import { chosenValue, reached, stepName } from "./scene.js";
import { twoLanePlaces } from "./two_lane_places.js";
import { sumMark, wireMarks } from "./wires.js";

/**
 * @import {Vector, VNode} from "./types.js"
 * @import {Scene} from "./scene.js"
 * @import {Flow} from "./flow.js"
 * @import {Gate} from "./gate.js"
 * @import {Line} from "./route.js"
 * @import {Places} from "./two_lane_places.js"
 * @import {Spot} from "./marks.js"
 * @import {Wire} from "./wires.js"
 */

/**
 * Draw the LSTM: the cell state on the upper lane, the hidden state on the lower, the gates between them.
 *
 * @param {Scene} scene
 * @param {string} hatch  the fill of what has not arrived
 * @returns {{width: number, height: number, marks: (VNode | null)[]}}
 */
export function twoLane(scene, hatch) {
  const p = twoLanePlaces(scene.view.narrow, scene.units.length);
  const gates = gatesOf(p);
  return {
    width: p.width, height: p.height,
    marks: [
      departure(scene, p), arrival(scene, p, 0), ...lanes(scene, p),
      h("g", { class: "wires", key: "wires" }, wiresOf(p).flatMap((wire) => wireMarks(scene, wire))),
      ...flowsOf(scene, p).map((flow) => flowMark(scene, flow)),
      ...gates.map((gate) => sumMark(scene, gate, p.lower.bus)),
      ...columnFrames(scene, p, hatch),
      ...gates.map((gate) => gateMark(scene, gate, hatch)),
      bracketMark(scene, p), ...operators(scene, p), ...names(scene, p), ...values(scene, p),
    ],
  };
}

/** @param {Scene} scene @param {Places} p @returns {VNode[]} */
function lanes(scene, p) {
  const { x, width, height } = p.lane;
  return [
    html`<rect key="lane c" class="lane lane-c" x=${x} y=${p.upper.top} width=${width} height=${height} rx="12" />`,
    html`<rect key="lane h" class="lane lane-h" x=${x} y=${p.lower.top} width=${width} height=${height} rx="12" />`,
    label(/** @type {Spot} */ (p.upper.title), scene.view.words(scene.view.narrow ? "figures.lanes.c_short" : "figures.lanes.c"), "title"),
    label(/** @type {Spot} */ (p.lower.title), scene.view.words(scene.view.narrow ? "figures.lanes.h_short" : "figures.lanes.h"), "title"),
  ];
}

/** @param {import("./rows.js").Rows} rows @param {boolean} [upright] @returns {Line} */
function line(rows, upright = false) {
  return { rows, upright };
}

/** @param {Scene} scene @param {Places} p @returns {Flow[]} */
function flowsOf({ record, previous }, p) {
  const { c, m, h: lower } = p.bands;
  const { rise, copy, fall } = p.cables;
  const [left, right] = [p.lane.x, p.lane.x + p.lane.width];
  const { columns: at, strand, tile: width } = p;
  /** @param {string} letter @param {number} side */
  const valve = (letter, side) => p.gates[/** @type {"f" | "i" | "o"} */ (letter)] + side * (p.valve / 2 + 2);
  const copied = p.copySquash - p.copyRadius * 0.8;
  /** @type {(name: string, quantity: string, values: Vector | undefined, phase: number, route: Flow["route"], more?: Partial<Flow>) => Flow} */
  const flow = (name, quantity, values, phase, route, more) => ({ name, quantity, values, phase, route, strand, ...more });
  return [
    flow("before", "c", previous.c, 0, { start: left, lines: [line(c)], end: valve("f", -1) }, { column: { x: at.before, line: 0, width } }),
    flow("recalled", "h", previous.h, 0, { start: left, lines: [line(lower)], end: p.bracket.x - p.bracket.tick }, { column: { x: at.before, line: 0, width } }),
    flow("kept", "kept", record?.kept, 3, { start: valve("f", 1), lines: [line(c)], end: rise.from - 2 }, { column: { x: at.kept, line: 0, width } }),
    flow("offered", "g", record?.g, 4, { start: at.g + width / 2, lines: [line(m)], end: valve("i", -1) }, { until: 0.3 }),
    flow("written", "written", record?.written, 4, { start: valve("i", 1), lines: [line(m), line(rise, true)], end: p.upper.centre + p.operator }, { from: 0.3, column: { x: at.written, line: 0, width } }),
    flow("now", "c", record?.c, 5, { start: rise.until + 2, lines: [line(c)], end: right }, { column: { x: at.c, line: 0, width } }),
    flow("copied", "c", record?.c, 6, { start: c.until + 2, lines: [line(copy, true)], end: copied }, { until: 0.35 }),
    flow("squashed", "tanh_c", record?.tanh_c, 6, { start: p.copySquash + p.copyRadius * 0.8, lines: [line(copy, true), line(m)], end: valve("o", -1) }, { from: 0.35, column: { x: at.tanh_c, line: 1, width } }),
    flow("shown", "h", record?.h, 7, { start: valve("o", 1), lines: [line(m), line(fall, true), line(lower)], end: right }, { until: 0.8, column: { x: at.h, line: 2, width } }),
  ];
}

/** @param {Places} p @returns {Gate[]} */
function gatesOf(p) {
  /** @type {(letter: "f" | "g" | "i" | "o", x: number, verb: string) => Gate} */
  const gate = (letter, x, verb) => ({
    letter, x, verb, squash: letter === "g" ? "tanh" : "σ", at: { y: p.room.squash, r: p.squash },
    rows: letter === "f" ? p.bands.c : p.bands.m, width: letter === "g" ? p.tile : p.valve,
    sum: { rows: p.sums, width: p.sum.width }, sumPhase: 1, sumFrom: 0.5, phase: 2, from: 0.4,
    name: /** @type {Spot} */ (p.names[letter]), number: /** @type {Spot} */ (p.numbers[letter]),
    sumNumber: { x: x + p.sumNumber, y: p.sum.centre + 5, anchor: "start" },
  });
  return [gate("f", p.gates.f, "keep"), gate("g", p.columns.g, ""), gate("i", p.gates.i, "write"), gate("o", p.gates.o, "reveal")];
}

/** The bus from the bracket, the four feeds up to the squashes, and on to what they open. */
/** @param {Places} p @returns {Wire[]} */
function wiresOf(p) {
  const { bus } = p.lower;
  const under = p.room.squash + p.squash;
  const over = p.room.squash - p.squash;
  const feeds = { f: p.gates.f, g: p.columns.g, i: p.gates.i, o: p.gates.o };
  return [
    { d: `M${p.bracket.x} ${bus}H${p.gates.o}`, phase: 1, until: 0.6 },
    ...Object.entries(feeds).flatMap(([letter, x]) => [
      { d: `M${x} ${bus}V${under}`, phase: 1, from: 0.5 },
      { d: `M${x} ${over}V${round((letter === "f" ? p.bands.c.until : p.bands.m.until) + 2)}`, phase: 2, until: 0.4, role: letter },
    ]),
  ];
}

/** @param {Scene} scene @param {Places} p @param {string} hatch @returns {VNode[]} */
function columnFrames(scene, p, hatch) {
  const { c, m, h: lower } = p.bands;
  const missing = scene.record === undefined;
  /** @type {(x: number, rows: import("./rows.js").Rows, phase: number, absent: boolean) => VNode} */
  const column = (x, rows, phase, absent) => {
    const state = absent ? " missing" : reached(scene, phase) === 0 ? " empty" : scene.phase === phase ? " now" : "";
    const place = { x: x - p.tile / 2 - 2, y: round(rows.from - 2), width: p.tile + 4, height: round(rows.until - rows.from + 4) };
    return frame(place, `column${state}`, absent ? hatch : undefined);
  };
  const at = p.columns;
  return [
    column(at.before, c, 0, scene.previous.c.length === 0), column(at.before, lower, 0, scene.previous.h.length === 0),
    column(at.kept, c, 3, missing), column(at.written, m, 4, missing), column(at.c, c, 5, missing),
    column(at.tanh_c, m, 6, missing), column(at.h, lower, 7, missing),
  ];
}

/** @param {Scene} scene @param {Places} p @returns {VNode[]} */
function operators(scene, p) {
  const r = p.operator;
  /** @param {number} phase */
  const now = (phase) => scene.phase === phase;
  return [
    operator({ x: p.times.f, y: p.upper.centre, r }, "×", now(3)),
    operator({ x: p.times.i, y: p.room.centre, r }, "×", now(4)),
    operator({ x: p.plus, y: p.upper.centre, r }, "+", now(5)),
    squash({ x: p.copy, y: p.copySquash, r: p.copyRadius }, "tanh", "c", now(6)),
    operator({ x: p.times.o, y: p.room.centre, r }, "×", now(7)),
  ];
}

/** @param {Scene} scene @param {Places} p @returns {VNode[]} */
function names(scene, p) {
  const [before, now] = [stepName(scene, -1), stepName(scene, 0)];
  const { columns: at, spots } = p;
  /** @param {string} key */
  const product = (key) => scene.view.words(`figures.parts.${key}${scene.view.narrow ? "_short" : ""}`);
  return [
    label({ x: at.before, y: p.upper.name }, "c", "symbol", before), label({ x: at.before, y: p.lower.name }, "h", "symbol", before),
    label(spots.kept, product("kept"), "part"), label(/** @type {Spot} */ (spots.written), product("written"), "part"),
    label({ x: at.c, y: p.upper.name }, "c", "symbol", now), label(/** @type {Spot} */ (spots.tanh_c), "tanh c", "symbol", scene.view.narrow ? "" : now),
    label({ x: at.h, y: p.lower.name }, "h", "symbol", now),
  ];
}

/** The numbers of the selected unit at every column, from the unit lens on. */
/** @param {Scene} scene @param {Places} p @returns {(VNode | null)[]} */
function values(scene, p) {
  if (scene.view.lens === "story") return [];
  const { record, previous } = scene;
  const { columns: at, spots } = p;
  /** @type {[Vector | undefined, Spot, number][]} */
  const shown = [
    [previous.c, { x: at.before, y: p.upper.value }, 0], [previous.h, { x: at.before, y: p.lower.value }, 0],
    [record?.kept, { x: at.kept, y: p.upper.value }, 3], [record?.written, spots.writtenValue, 4],
    [record?.c, { x: at.c, y: p.upper.value }, 5], [record?.tanh_c, spots.tanh_cValue, 6], [record?.h, { x: at.h, y: p.lower.value }, 7],
  ];
  return shown.map(([vector, spot, phase]) => {
    const value = chosenValue(scene, vector);
    return value === undefined || reached(scene, phase) < 1 ? null : label(spot, signedIn(scene, value), "number value");
  });
}
