/**
 * The scene in the URL's hash, both ways: model, text, step, phase, unit, lens.
 *
 * @typedef {{model: string, text: string, t: number, phase: number, unit: number | null, lens: "story" | "unit" | "arithmetic"}} Scene
 */

const VERSION = "1";
const LENSES = ["story", "unit", "arithmetic"];

/**
 * Write a scene as a hash.
 *
 * @param {Scene} scene
 * @returns {string} without "#"
 */
export function format(scene) {
  const { model, text, t, phase, unit, lens } = scene;
  const entries = Object.entries({ v: VERSION, m: model, x: text, t, p: phase, u: unit ?? "", lens });
  return new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
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
  let wrong = 0;
  const readers = /** @type {Record<string, (value: string) => boolean>} */ ({
    m: (value) => allowed.models.includes(value) && ((scene.model = value), true),
    x: (value) => value !== "" && [...value].length <= allowed.longest && ((scene.text = value), true),
    t: (value) => isCount(value, 1e5) && ((scene.t = Number(value)), true),
    p: (value) => isCount(value, 7) && ((scene.phase = Number(value)), true),
    u: (value) => value === "" || (isCount(value, 1e4) && ((scene.unit = Number(value)), true)),
    lens: (value) => LENSES.includes(value) && ((scene.lens = /** @type {Scene["lens"]} */ (value)), true),
  });
  for (const [key, reader] of Object.entries(readers)) {
    const value = given.get(key);
    if (value !== null && !reader(value)) wrong += 1;
  }
  return { scene, wrong };
}

/** @param {string} value @param {number} most @returns {boolean} */
function isCount(value, most) {
  return /^\d{1,6}$/.test(value) && Number(value) <= most;
}
