import { problemOf } from "./wire.js";

/**
 * @import {Cell, WireNumber} from "./figures/types.js"
 *
 * @typedef {{models: readonly string[], distance: number, sentences: number, seed: number}} Question
 *
 * @typedef {object} Start
 * @property {string} language
 * @property {number} distance
 * @property {number} sentences
 * @property {number} seed
 * @property {{id: string, cell: Cell}[]} models
 * @property {{text: string, topic: string, answer: string}} example
 *
 * @typedef {{model: string, done: number, of: number, right: number}} Progress
 * @typedef {{model: string, cell: Cell, right: number, sentences: number, accuracy: WireNumber, interval: [WireNumber, WireNumber]}} Result
 */

/**
 * Measure models on sentences drawn for the purpose, and hand on what comes.
 *
 * @param {string} api  base path
 * @param {Question} question
 * @param {{start: (part: Start) => void, progress: (part: Progress) => void, end: (part: {results: Result[]}) => void}} on
 * @param {{language: string, signal: AbortSignal}} options
 * @returns {Promise<string | null>} null when the end has come, else the problem in the reader's language ("" where none was sent)
 */
export async function measureRace(api, question, on, { language, signal }) {
  const answer = await fetch(`${api}/race/run`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/x-ndjson", "Accept-Language": language },
    body: JSON.stringify(question),
    signal,
  });
  if (!answer.ok || answer.body === null) return problemOf(answer);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let [rest, whole] = ["", false];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.filter((each) => each !== "")) whole = handOn(JSON.parse(line), on) || whole;
  }
  return whole ? null : "";
}

/** @param {any} part @param {Parameters<typeof measureRace>[2]} on @returns {boolean} whether it was the end */
function handOn(part, on) {
  if (part.start) on.start(part.start);
  else if (part.progress) on.progress(part.progress);
  else if (part.end) on.end(part.end);
  return part.end !== undefined;
}
