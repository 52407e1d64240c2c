import { useEffect, useRef, useSignal } from "./vendor/preact.js";
import { ask, isFinal, problemIn } from "./wire.js";

/**
 * @import {Page} from "./page.js"
 *
 * @typedef {object} Answer
 * @property {any} value  the last answer that came; it stays while a newer one is on its way
 * @property {"idle" | "loading" | "done" | "failed"} status
 * @property {string} problem  in the reader's language; "" where none was sent
 * @property {boolean} [final]  it was refused for what was asked, and would be again
 * @property {() => void} retry
 */

/** How many answers are kept, so that going back to one is instant. */
const KEPT = 32;

/** @type {Map<string, any>} */
const kept = new Map();

/**
 * Ask the API with a body, again whenever the body changes; an older question is dropped.
 *
 * @param {Page} page
 * @param {string} path  below the API's base, "/ledger"
 * @param {object | null} body  null asks nothing
 * @returns {Answer}
 */
export function useAnswer(page, path, body) {
  const question = body === null ? null : JSON.stringify(body);
  const answer = useSignal(/** @type {Omit<Answer, "retry">} */ ({ value: null, status: "idle", problem: "" }));
  const tries = useSignal(0);
  const last = useRef("");
  useEffect(() => {
    if (question === null) return undefined;
    const key = `${path} ${question}`;
    last.current = key;
    const known = kept.get(key);
    if (known !== undefined) return void (answer.value = { value: known, status: "done", problem: "" });
    const stop = new AbortController();
    answer.value = { ...answer.peek(), status: "loading", problem: "" };
    const { api, language } = page.store.data;
    ask(`${api}${path}`, { language, body: question, signal: stop.signal }).then((found) => found.json()).then(
      (value) => {
        keep(key, value);
        if (last.current === key) answer.value = { value, status: "done", problem: "" };
      },
      (error) => {
        if (!stop.signal.aborted) answer.value = { ...answer.peek(), status: "failed", problem: problemIn(error), final: isFinal(error) };
      },
    );
    return () => stop.abort();
  }, [path, question, tries.value]);
  return { ...answer.value, retry: () => (tries.value += 1) };
}

/** @param {string} key @param {any} value */
function keep(key, value) {
  kept.set(key, value);
  if (kept.size > KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
}
