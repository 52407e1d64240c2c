import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { cellDiagram } from "../figures/cell_diagram.js";
import { lookUpIn } from "../words.js";
import { renderToString } from "../vendor/render_to_string.js";

const SHAPES = [["wide", false], ["narrow", true]];

/** Draw the stored trace of a language with the page's own figure code: markup by shape. */
export async function drawn(language) {
  const stored = JSON.parse(await readFile(new URL(`${language}.json`, import.meta.url), "utf8"));
  const words = lookUpIn(JSON.parse(await readFile(new URL(`../../locales/${language}.json`, import.meta.url), "utf8")));
  const { start, end } = stored.trace;
  const units = Array.from({ length: start.hidden_size }, (_, unit) => unit);
  const view = { words, language, layer: 0, unit: end.telling_units[0], units, lens: "story", symbolic: false };
  return SHAPES.map(([shape, narrow]) => [shape, renderToString(cellDiagram(stored.trace, stored.position, { ...view, narrow }))]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const language of ["ja", "en"]) {
    for (const [shape, svg] of await drawn(language)) {
      await writeFile(new URL(`${language}.${shape}.svg`, import.meta.url), svg);
    }
  }
}
