/** @import {Clamp, End, Start, State, Step} from "./figures/types.js" */

/**
 * Run a text and hand on every part of the trace as it arrives.
 *
 * @param {string} api  base path
 * @param {{model: string, text: string, clamps?: readonly Clamp[], top?: number, initial_state?: State}} request
 * @param {{start: (part: Start) => void, step: (part: Step) => void, end: (part: End) => void}} on
 * @param {{language: string, signal: AbortSignal}} options
 * @returns {Promise<string | null>} null when the trace is whole, else the problem in the reader's language ("" where none was sent)
 */
export async function openTrace(api, request, on, { language, signal }) {
  const answer = await fetch(`${api}/trace`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/x-ndjson", "Accept-Language": language },
    body: JSON.stringify(request),
    signal,
  });
  if (!answer.ok || answer.body === null) return problemOf(answer);
  let whole = false;
  for await (const line of linesOf(answer.body)) {
    const part = JSON.parse(line);
    if (part.start) on.start(part.start);
    else if (part.step) on.step(part.step);
    else if (part.end) {
      on.end(part.end);
      whole = true;
    }
  }
  return whole ? null : "";
}

/** Give what a problem document says, "" where there is none. @param {Response} answer @returns {Promise<string>} */
export async function problemOf(answer) {
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
