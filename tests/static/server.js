/**
 * A server whose answers come when a test says so.
 *
 * @import {TestContext} from "node:test"
 *
 * @typedef {object} Call  one request, and the hand on its answer
 * @property {string} address
 * @property {any} request  the body
 * @property {Record<string, string>} headers
 * @property {AbortSignal | undefined} signal
 * @property {() => void} open  begin to answer with a stream
 * @property {(...parts: object[]) => void} send  parts of a trace, a line each
 * @property {(bytes: Uint8Array) => void} sendBytes
 * @property {() => void} close
 * @property {(answer: Response) => void} answer
 * @property {(error: Error) => void} fail
 */

const ENCODER = new TextEncoder();

/**
 * Take the place of `fetch` for a test.
 *
 * @param {TestContext} test
 * @returns {Call[]} the requests, in the order in which they came
 */
export function serverOf(test) {
  const calls = /** @type {Call[]} */ ([]);
  test.mock.method(globalThis, "fetch", (address, options = {}) => new Promise((resolve, reject) => {
    options.signal?.throwIfAborted(); // nothing is sent
    calls.push(callOf(address, options, resolve, reject));
  }));
  return calls;
}

/** @param {string} address @param {any} options @param {(answer: Response) => void} resolve @param {(error: Error) => void} reject @returns {Call} */
function callOf(address, { body, headers, signal }, resolve, reject) {
  /** @type {ReadableStreamDefaultController<Uint8Array>} */
  let stream;
  const abort = () => {
    const error = new DOMException("This operation was aborted", "AbortError");
    reject(error);
    stream?.error(error);
  };
  signal?.addEventListener("abort", abort);
  const sendBytes = (bytes) => stream.enqueue(bytes);
  return {
    ...{ address, headers, signal, request: body && JSON.parse(body), answer: resolve, fail: reject, sendBytes },
    open: () => resolve(new Response(new ReadableStream({ start: (controller) => void (stream = controller) }), { headers: { "Content-Type": "application/x-ndjson" } })),
    send: (...parts) => parts.forEach((part) => sendBytes(ENCODER.encode(`${JSON.stringify(part)}\n`))),
    close: () => stream.close(),
  };
}

/**
 * Give the parts of a trace as the wire sends them.
 *
 * @param {{start: object, steps: object[], end: object | null}} trace
 * @returns {object[]}
 */
export function partsOf({ start, steps, end }) {
  return [{ start }, ...steps.map((step) => ({ step })), ...(end === null ? [] : [{ end }])];
}

/** Let everything happen that waits for nothing but its turn. @returns {Promise<void>} */
export function turns() {
  return new Promise((resolve) => setImmediate(resolve));
}
