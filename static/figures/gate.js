import { fixed, nonFinite, percent, read, signed } from "../numbers.js";
import { h, html } from "../vendor/preact.js";
import { bundle, tileIn } from "./bundle.js";
import { frame, label, squash } from "./marks.js";
import { remember } from "./remember.js";
import { round, tileHeight } from "./rows.js";
import { chosenValue, reached, scaleIn } from "./scene.js";

/**
 * @import {Vector, VNode} from "./types.js"
 * @import {Rows} from "./rows.js"
 * @import {Scene} from "./scene.js"
 * @import {Spot} from "./marks.js"
 *
 * @typedef {object} Gate  one of the learned functions: its sum, its squash, and what it opens or offers
 * @property {string} letter
 * @property {number} x
 * @property {"σ" | "tanh"} squash
 * @property {{y: number, r: number}} at  of the squash
 * @property {Rows} rows  of the valve or the column
 * @property {number} width  of the valve's opening, or of a column's tiles
 * @property {{rows: Rows, width: number}} sum  the small column of pre-activations
 * @property {number} sumPhase
 * @property {number} phase  in which it opens
 * @property {number} [from]  the part of that phase
 * @property {number} [sumFrom]
 * @property {number} [sumUntil]
 * @property {Spot} name
 * @property {Spot} number
 * @property {Spot} sumNumber
 * @property {string} verb  the key of its words: "keep", "write", "reveal"; "" prints the value
 */

/**
 * Draw a gate: pre-activations on the feed, the squash, and the valve whose opening is the value, or the column.
 *
 * @param {Scene} scene
 * @param {Gate} gate
 * @param {string} hatch
 * @returns {VNode}
 */
export function gateMark(scene, gate, hatch) {
  const opened = reached(scene, gate.phase, gate.from);
  const values = vectorOf(scene, gate.letter);
  const now = scene.phase === gate.phase;
  const place = framePlace(gate);
  const state = scene.record === undefined ? " missing" : opened === 0 ? " empty" : now ? " now" : "";
  const kind = `${gate.squash === "σ" ? "valve" : "column"} role-${gate.letter}${state}`;
  return h("g", { key: gate.letter, class: `gate role-${gate.letter}` }, [
    frame(place, kind, scene.record === undefined ? hatch : undefined),
    values === undefined || opened === 0 ? null : contents(scene, gate, values, opened),
    squash({ x: gate.x, ...gate.at }, gate.squash, gate.letter, now),
    label(gate.name, nameOf(scene, gate.letter), `name role-${gate.letter}`),
    ...numbers(scene, gate, opened),
  ]);
}

/** @param {Gate} gate @returns {{x: number, y: number, width: number, height: number}} */
export function framePlace({ x, rows, width }) {
  return { x: round(x - width / 2 - 2), y: round(rows.from - 2), width: width + 4, height: round(rows.until - rows.from + 4) };
}

/** What slides into the frame: bars from the left, tiles from below. Only their place moves, never their size. */
/** @param {Scene} scene @param {Gate} gate @param {Vector} values @param {number} opened @returns {VNode} */
function contents(scene, gate, values, opened) {
  const place = framePlace(gate);
  const clip = `${scene.view.narrow ? "narrow" : "wide"}-opening-${gate.letter}`;
  const shift = 1 - opened;
  const translate = gate.squash === "σ" ? `${round(-shift * place.width)} 0` : `0 ${round(shift * place.height)}`;
  const key = `${scene.key}|${scaleIn(scene, gate.letter)}`;
  const drawn = remember(values, `gate ${gate.letter} ${scene.view.narrow}`, key, () =>
    html`<g>${gate.squash === "σ" ? bars(scene, gate, values) : bundle(scene, values, scaleIn(scene, gate.letter), "tile", tileIn(gate.rows, gate.x, gate.width))}${outline(scene, gate)}</g>`,
  );
  return h("g", { key: "contents" }, [
    opened < 1 ? h("clipPath", { id: clip, key: "clip" }, h("rect", place)) : null,
    h("g", { key: "clipped", "clip-path": opened < 1 ? `url(#${clip})` : undefined },
      h("g", { transform: opened < 1 ? `translate(${translate})` : undefined }, drawn)),
  ]);
}

/** One bar per unit, as wide as the gate is open; the track behind it is what stays shut. */
/** @param {Scene} scene @param {Gate} gate @param {Vector} values @returns {VNode[]} */
function bars(scene, gate, values) {
  const height = tileHeight(gate.rows);
  const left = round(gate.x - gate.width / 2);
  /** @param {number} k @param {number} width */
  const bar = (k, width) => `M${left} ${round(gate.rows.at(k) - height / 2)}h${round(width)}v${height}h${-round(width)}z`;
  /** @param {number} k */
  const open = (k) => gate.width * Math.max(0, Math.min(1, read(values[scene.units[k]]) || 0));
  const rows = scene.units.map((_, k) => k);
  const rest = rows.filter((k) => k !== scene.chosen);
  const dim = scene.chosen < 0 ? "" : " rest";
  return [
    h("path", { class: "valve-track", d: rows.map((k) => bar(k, gate.width)).join("") }),
    h("path", { class: `valve-bars${dim}`, d: rest.map((k) => bar(k, open(k))).join("") }),
    scene.chosen < 0 ? null : h("path", { class: "valve-bars chosen", d: bar(scene.chosen, open(scene.chosen)) }),
  ];
}

/** @param {Scene} scene @param {Gate} gate @returns {VNode | null} */
function outline(scene, gate) {
  if (scene.chosen < 0) return null;
  const height = tileHeight(gate.rows) + 3;
  const [x, y] = [round(gate.x - gate.width / 2 - 3), round(gate.rows.at(scene.chosen) - height / 2)];
  return html`<rect class="outline" x=${x} y=${y} width=${gate.width + 6} height=${round(height)} rx="1.5" />`;
}

/** @param {Scene} scene @param {Gate} gate @param {number} opened @returns {(VNode | null)[]} */
function numbers(scene, gate, opened) {
  const value = chosenValue(scene, vectorOf(scene, gate.letter));
  const sum = chosenValue(scene, scene.record?.pre[gate.letter]);
  const summed = reached(scene, gate.sumPhase, gate.sumFrom, gate.sumUntil) === 1;
  return [
    value === undefined || opened < 1 ? null : label(gate.number, numberOf(scene, gate, value), `number role-${gate.letter}`),
    sum === undefined || !summed || scene.view.lens !== "arithmetic" ? null
      : label(gate.sumNumber, signedIn(scene, sum), "number sum"),
  ];
}

/** @param {Scene} scene @param {Gate} gate @param {number | string} value @returns {string} */
function numberOf(scene, gate, value) {
  const name = nonFinite(value);
  if (name !== null) return scene.view.words(name);
  if (scene.view.lens === "arithmetic") return `${gate.squash} → ${gate.squash === "σ" ? fixed(value) : signed(value)}`;
  if (gate.verb === "") return signed(value);
  if (scene.view.narrow) return percent(value);
  return scene.view.words(`figures.${gate.verb}`, { percent: percent(value) });
}

/**
 * Write a signed value, or name what is not finite.
 *
 * @param {Scene} scene
 * @param {number | string} value
 * @returns {string}
 */
export function signedIn(scene, value) {
  const name = nonFinite(value);
  return name === null ? signed(value) : scene.view.words(name);
}

/** @param {Scene} scene @param {string} letter @returns {string} */
function nameOf(scene, letter) {
  return scene.view.narrow ? letter : scene.view.words(`figures.names.${letter}`);
}

/** @param {Scene} scene @param {string} letter @returns {Vector | undefined} */
function vectorOf(scene, letter) {
  if (letter === "a") return scene.record?.h;
  return /** @type {Record<string, Vector> | undefined} */ (/** @type {unknown} */ (scene.record))?.[letter];
}
