/** @import {Clamp, End, Start, State, Step} from "./figures/types.js" */

/** The server's own words, in the reader's language, for why it does not answer; "" where it had none. */
export class Refused extends Error {
  /** @param {string} message @param {number} status  of HTTP */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** What is no fault of the question: it took too long, or there were too many. */
const PASSING = [408, 429];

/**
 * Ask the API; rejects with `Refused` where it answers with a problem.
 *
 * @param {string} address
 * @param {{language: string, signal?: AbortSignal, body?: string, accept?: string}} options  with a body (JSON) it is a POST
 * @returns {Promise<Response>}
 */
export async function ask(address, { language, signal, body, accept = "application/json" }) {
  const headers = { Accept: accept, "Accept-Language": language };
  const sent = body === undefined ? { headers } : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body };
  const answer = await fetch(address, { ...sent, signal });
  if (!answer.ok) throw new Refused(await problemOf(answer), answer.status);
  return answer;
}

/**
 * Run a text and hand on every part of the trace as it arrives.
 *
 * @param {string} api  base path
 * @param {{model: string, text: string, clamps?: readonly Clamp[], top?: number, initial_state?: State}} request
 * @param {{start: (part: Start) => void, step: (part: Step) => void, end: (part: End) => void}} on
 * @param {{language: string, signal: AbortSignal}} options
 * @returns {Promise<void>} when the trace is whole; rejects as `askForLines` does
 */
export function openTrace(api, request, on, options) {
  return askForLines(`${api}/trace`, request, on, options);
}

/**
 * Ask for JSON lines, each an object of one key, and hand every part on by its key; the last is the end.
 *
 * @param {string} address
 * @param {object} request
 * @param {Record<string, (part: any) => void>} on
 * @param {{language: string, signal: AbortSignal}} options
 * @returns {Promise<void>} when the end has come; rejects with `Refused` as `ask` does, or where the stream broke off
 */
export async function askForLines(address, request, on, { language, signal }) {
  const answer = await ask(address, { language, signal, body: JSON.stringify(request), accept: "application/x-ndjson" });
  let whole = false;
  for await (const line of linesOf(/** @type {ReadableStream<Uint8Array>} */ (answer.body))) {
    const [[name, part]] = Object.entries(JSON.parse(line));
    if (Object.hasOwn(on, name)) on[name](part);
    whole ||= name === "end";
  }
  if (!whole) throw new Error("The lines broke off before their end.");
}

/** Give the server's words for what went wrong, "" where it said none. @param {unknown} error @returns {string} */
export function problemIn(error) {
  return error instanceof Refused ? error.message : "";
}

/** Say whether it was refused for what was asked: asked again, it would be refused again. @param {unknown} error @returns {boolean} */
export function isFinal(error) {
  return error instanceof Refused && error.status >= 400 && error.status < 500 && !PASSING.includes(error.status);
}

/** Give what a problem document says, "" where there is none. @param {Response} answer @returns {Promise<string>} */
async function problemOf(answer) {
  const isProblem = answer.headers.get("content-type")?.startsWith("application/problem+json");
  return isProblem ? (await answer.json()).detail : "";
}

/** @param {ReadableStream<Uint8Array>} body @returns {AsyncGenerator<string>} */
async function* linesOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
}
