import { sceneNamed } from "./scenes.js";

/**
 * The scene in the URL's hash, both ways.
 *
 * @typedef {object} Scene
 * @property {string} model
 * @property {string} text
 * @property {number} t  from 0
 * @property {number} phase  0 to 7
 * @property {number | null} unit  null: the most telling
 * @property {number} group  of units, where there are many; −1: the most telling
 * @property {"story" | "unit" | "arithmetic"} lens
 * @property {boolean} symbolic
 * @property {boolean} table
 * @property {typeof FIGURES[number]} [figure]  the one beside the article
 * @property {boolean} [together]  whether the river is that of all units
 * @property {string} [quantity]  whose pre-activation is taken apart
 * @property {string} clamps  as `clamps.js` spells them
 * @property {boolean} [carry]  whether it goes on from the state that the model's second example leaves
 * @property {readonly (typeof HIDEABLE[number])[]} [hide]  what is hidden until the reader asks for it
 * @property {boolean} [present]  whether the figure fills the window
 * @property {string} [scene]  the name of a scene to set; it is never written
 */

const VERSION = "1";
const LENSES = ["story", "unit", "arithmetic"];
const FIGURES = /** @type {const} */ (["cell", "unrolled", "river", "why", "race", "backward", "parameters"]);
/** What a link can hide, in the order in which it is written. */
export const HIDEABLE = /** @type {const} */ (["prediction", "numbers", "equation", "heatmaps", "table", "badge"]);
// What a percent-encoding that is no UTF-8 is decoded to.
const UNDECODED = "\ufffd";

/**
 * Write a scene as a hash; what is at its default is left out.
 *
 * @param {Scene} scene
 * @returns {string} without "#"
 */
export function format(scene) {
  const { model, text, t, phase, unit, group, lens, symbolic, table, clamps, figure = "cell", together = false, quantity = "f", carry = false, hide = [], present = false } = scene;
  const said = (/** @type {boolean} */ flag) => (flag ? 1 : "");
  const view = { lens, g: group < 0 ? "" : group, sym: said(symbolic), tab: said(table), fig: figure === "cell" ? "" : figure, all: said(together), q: quantity === "f" ? "" : quantity };
  const entries = { v: VERSION, m: model, x: text, t, p: phase, u: unit ?? "", ...view, c: clamps, carry: said(carry), present: said(present) };
  const told = Object.entries(entries).filter(([, value]) => value !== "");
  const written = new URLSearchParams(told.map(([key, value]) => [key, String(value)])).toString();
  // A teacher may want to read and change this one: its commas stay as they are.
  return hide.length === 0 ? written : `${written}&hide=${HIDEABLE.filter((name) => hide.includes(name)).join(",")}`;
}

/**
 * Read a hash; whatever is malformed is left out and counted.
 *
 * @param {string} hash  with or without "#"
 * @param {{models: readonly string[], longest: number}} allowed  model ids, and code points of a text
 * @returns {{scene: Partial<Scene>, wrong: number}}
 */
export function parse(hash, allowed) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  if ([...given].length === 0) return { scene: {}, wrong: 0 };
  if (given.get("v") !== VERSION) return { scene: {}, wrong: 1 };
  /** @type {Partial<Scene>} */
  const scene = {};
  const readers = readersInto(scene, allowed);
  const unread = [...given].filter(([key, value]) => key !== "v" && !(Object.hasOwn(readers, key) && readers[key](value)));
  return { scene, wrong: unread.length };
}

/**
 * @param {Partial<Scene>} scene
 * @param {{models: readonly string[], longest: number}} allowed
 * @returns {Record<string, (value: string) => boolean>} by key: whether the value could be read
 */
function readersInto(scene, { models, longest }) {
  const count = (/** @type {number} */ most, /** @type {(n: number) => void} */ take) => (/** @type {string} */ value) => {
    const isCount = /^\d{1,6}$/.test(value) && Number(value) <= most;
    if (isCount) take(Number(value));
    return isCount;
  };
  return {
    m: (value) => models.includes(value) && ((scene.model = value), true),
    x: (value) => isText(value, longest) && ((scene.text = value), true),
    t: count(1e5, (n) => (scene.t = n)),
    p: count(7, (n) => (scene.phase = n)),
    u: count(1e4, (n) => (scene.unit = n)),
    g: count(1e3, (n) => (scene.group = n)),
    lens: (value) => LENSES.includes(value) && ((scene.lens = /** @type {Scene["lens"]} */ (value)), true),
    sym: count(1, (n) => (scene.symbolic = n === 1)),
    c: (value) => ((scene.clamps = value), true),
    carry: count(1, (n) => (scene.carry = n === 1)),
    scene: (value) => sceneNamed(value) !== undefined && ((scene.scene = value), true),
    tab: count(1, (n) => (scene.table = n === 1)),
    fig: (value) => FIGURES.some((figure) => figure === value) && ((scene.figure = /** @type {Scene["figure"]} */ (value)), true),
    all: count(1, (n) => (scene.together = n === 1)),
    q: (value) => /^[figochzrn]$/.test(value) && ((scene.quantity = value), true),
    present: count(1, (n) => (scene.present = n === 1)),
    hide: (value) => {
      const names = value.split(",");
      scene.hide = HIDEABLE.filter((name) => names.includes(name));
      return scene.hide.length === names.length;
    },
  };
}

/** @param {string} value @param {number} longest @returns {boolean} */
function isText(value, longest) {
  return value.trim() !== "" && !value.includes(UNDECODED) && [...value].length <= longest;
}
