import { askForLines } from "./wire.js";

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
 * @property {{text: string, topic: string, answer: string, guesses: {model: string, token: string, probability: WireNumber}[]}} example
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
 * @returns {Promise<void>} when the end has come; rejects as `askForLines` does
 */
export function measureRace(api, question, on, options) {
  return askForLines(`${api}/race/run`, question, on, options);
}
