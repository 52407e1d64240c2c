import { ABSENT, heatmapCells, heatmapQuantities, palette, UNDEFINED } from "../figures/heatmap.js";
import { PHASES } from "../figures/clock.js";
import { goTo } from "../store.js";
import { html, useEffect, useLayoutEffect, useRef } from "../vendor/preact.js";
import { coloursOf } from "./colours.js";
import { viewOf } from "./view.js";

/**
 * @import {Heatmap as Cells} from "../figures/heatmap.js"
 * @import {Page} from "../page.js"
 */

/**
 * One quantity over the whole text: a pixel per step and unit, which the style sheet stretches under the tokens.
 *
 * @param {{page: Page, quantity: string}} props
 */
export function Heatmap({ page, quantity }) {
  const { store, words, preferences } = page;
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const trace = store.trace.value;
  const view = viewOf(page);
  const dark = preferences.dark.value;
  useEffect(() => {
    if (canvas.current !== null && trace !== null) paint(canvas.current, heatmapCells(trace, quantity, view));
  }, [trace, view.ghost, view.units, view.layer, dark]);
  const choose = (/** @type {any} */ event) => {
    const { width, height } = event.currentTarget.getBoundingClientRect();
    store.chosen.value = view.units[Math.floor((event.offsetY / height) * view.units.length)] ?? null;
    goTo(store, Math.floor((event.offsetX / width) * store.steps.value), PHASES - 1);
  };
  return html`<div class=${`heatmap scripted role-${quantity}`}>
    <canvas ref=${canvas} role="img" aria-label=${words("controls.heatmap", { quantity })} onClick=${choose}></canvas>
    <${ChosenRow} page=${page} />
  </div>
  <${GhostRow} page=${page} quantity=${quantity} />`;
}

/** Under clamps, the selected unit of the untouched run. @param {{page: Page, quantity: string}} props */
function GhostRow({ page, quantity }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const view = viewOf(page);
  const ghost = view.ghost ?? null;
  const trace = page.store.trace.value;
  const unit = page.store.unit.value;
  const dark = page.preferences.dark.value;
  useEffect(() => {
    if (canvas.current !== null && ghost !== null) paint(canvas.current, heatmapCells(ghost, quantity, { ...view, units: [unit], ghost: trace }));
  }, [ghost, trace, unit, view.layer, dark]);
  return ghost && html`<div class=${`ghost-row scripted role-${quantity}`}><canvas ref=${canvas} role="img"
    aria-label=${page.words("controls.ghost_row", { quantity, unit: unit + 1 })}></canvas></div>`;
}

/** The row of the selected unit. @param {{page: Page}} props */
function ChosenRow({ page: { store } }) {
  const { unit, units } = store;
  const row = units.value.indexOf(unit.value);
  const line = useRef(/** @type {HTMLElement | null} */ (null));
  const share = 100 / units.value.length;
  useLayoutEffect(() => {
    line.current?.style.setProperty("inset-block-start", `${row * share}%`);
    line.current?.style.setProperty("block-size", `${share}%`);
  }, [row, share]);
  return html`<div class="chosen-line" ref=${line} aria-hidden="true"></div>`;
}

/** @param {HTMLCanvasElement} canvas @param {Cells} cells */
function paint(canvas, cells) {
  const { columns, rows, values, kind } = cells;
  const context = canvas.getContext("2d");
  if (context === null || columns === 0 || rows === 0) return;
  [canvas.width, canvas.height] = [columns, rows];
  const shades = palette(kind);
  const colours = coloursOf(canvas, [...shades, "v-nan"]);
  const image = context.createImageData(columns, rows);
  values.forEach((value, index) => {
    if (value === ABSENT) return;
    const at = 4 * ((index % rows) * columns + Math.floor(index / rows));
    const from = 4 * (value === UNDEFINED ? shades.length : value);
    image.data.set(colours.subarray(from, from + 4), at);
  });
  context.putImageData(image, 0, 0);
}

/** The rows under the laboratory's timeline. */
export const HEATMAPS = Object.freeze({ quantitiesOf: heatmapQuantities, Row: Heatmap });
