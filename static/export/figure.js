import { kindOf } from "../controls/badge.js";
import { viewOf } from "../controls/view.js";
import { phaseKey } from "../figures/clock.js";
import { visibleToken } from "../figures/tokens.js";
import { questionOf } from "../inquiries.js";
import { hashOf } from "../scene_link.js";
import { ask } from "../wire.js";
import { pictureOf } from "./picture.js";
import { pngOf, save } from "./save.js";
import { svgFile } from "./svg_file.js";
import { csvOf, jsonOf } from "./trace_file.js";

/**
 * @import {Page} from "../page.js"
 * @import {Told} from "./svg_file.js"
 * @typedef {{figure: string, place: string, kind: "svg" | "png" | "csv" | "json"}} Wish
 */

/** As many guesses of each step as the server names. */
const GUESSES = 20;

/**
 * Make a file of a figure, or of the run that it shows, and hand it to the reader; rejects where the server does not answer.
 *
 * @param {Page} page
 * @param {Wish} wish
 */
export async function exportFigure(page, wish) {
  const { kind } = wish;
  const told = toldOf(page, wish);
  const name = nameOf(page, wish);
  if (kind === "csv" || kind === "json") {
    const answer = await wholeTrace(page);
    if (kind === "json") return save(name, new Blob([jsonOf(answer, told)], { type: "application/json" }));
    return save(name, new Blob([csvOf(JSON.parse(answer), told)], { type: "text/csv;charset=utf-8" }));
  }
  const svg = svgFile(pictureIn(wish.place), told, lookOf(page));
  save(name, kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await pngOf(svg));
}

/** What is folded away belongs to the picture: the meaning of its colours. @param {string} place */
function pictureIn(place) {
  const blocks = [...document.querySelectorAll(place)];
  const folded = blocks.flatMap((block) => block.closest("details:not([open])") ?? []);
  folded.forEach((details) => details.toggleAttribute("open", true));
  const picture = pictureOf(blocks);
  folded.forEach((details) => details.toggleAttribute("open", false));
  return picture;
}

/** Model, figure and step, and no date: the same picture has the same name. @param {Page} page @param {Wish} wish @returns {string} */
function nameOf({ store }, { figure, kind }) {
  const model = store.trace.value?.start.model ?? "";
  const isRun = kind === "csv" || kind === "json";
  return isRun ? `${model}_trace_${store.steps.value}-steps.${kind}` : `${model}_${figure}_step-${store.place.value.t + 1}.${kind}`;
}

/** @param {Page} page @param {Wish} wish @returns {Told} */
function toldOf(page, { figure, kind }) {
  const { store, words } = page;
  const { data, model, steps, place, trace, unit } = store;
  const { t, phase } = place.value;
  const cell = trace.value?.start.cell ?? "lstm";
  const said = { model: model.value.id, about: words(`controls.badge.${kindOf(model.value)}`), text: trace.value?.text ?? store.text.value };
  const where = { step: t + 1, steps: steps.value, token: visibleToken(trace.value?.start.tokens[t]?.text ?? "", viewOf(page)), sentence: words(phaseKey(cell, phase)), unit: unit.value + 1 };
  const isRun = kind === "csv" || kind === "json";
  const key = isRun ? "caption_run" : figure === "race" ? "caption_race" : "caption";
  const language = words(`controls.languages.${data.language}`);
  return {
    caption: words(`teach.export.${key}`, { ...said, ...where, language, figure: words(`teach.figures.${figure}`) }),
    link: linkOf(page, figure),
    licence: words("teach.export.licence", { model: model.value.id, licence: model.value.licence }),
  };
}

/** The page itself shows the cell; what the article shows besides has an address of its own. @param {Page} page @param {string} figure @returns {string} */
function linkOf({ store }, figure) {
  const { data } = store;
  const path = data.page === "article" && figure !== "cell" ? `/${data.language}/embed/${figure}` : location.pathname;
  return `${location.origin}${path}#${hashOf(store, { hide: [], present: false })}`;
}

/** @param {Page} page */
function lookOf({ store }) {
  const { backgroundColor: paper, color: ink } = getComputedStyle(document.body);
  const soft = getComputedStyle(document.querySelector(".hint") ?? document.body).color;
  return { paper, ink, soft, language: store.data.language };
}

/** Ask for the run with every digit. @param {Page} page @returns {Promise<string>} JSON */
async function wholeTrace({ store }) {
  const { data, trace } = store;
  if (trace.value === null) throw new Error("nothing has been run");
  const body = JSON.stringify({ ...questionOf(trace.value), top: GUESSES, precision: "full" });
  return (await ask(`${data.api}/trace`, { language: data.language, body })).text();
}
