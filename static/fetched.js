import { useEffect, useSignal } from "./vendor/preact.js";
import { ask, isFinal, problemIn } from "./wire.js";

/**
 * @import {Answer} from "./answers.js"
 * @import {Page} from "./page.js"
 */

/** @type {Map<string, any>} */
const kept = new Map();

/**
 * Get a resource of the API once.
 *
 * @param {Page} page
 * @param {string | null} path  below the API's base, "/race?language=ja"; null asks nothing
 * @param {(answer: Response) => Promise<any>} read  what is in it
 * @returns {Answer}
 */
export function useFetched(page, path, read) {
  const answer = useSignal(/** @type {Omit<Answer, "retry">} */ ({ value: null, status: "idle", problem: "" }));
  const tries = useSignal(0);
  const { api, language } = page.store.data;
  useEffect(() => {
    if (path === null) return undefined;
    const known = kept.get(path);
    if (known !== undefined) return void (answer.value = { value: known, status: "done", problem: "" });
    const stop = new AbortController();
    answer.value = { value: null, status: "loading", problem: "" };
    ask(`${api}${path}`, { language, signal: stop.signal }).then(read).then(
      (value) => {
        kept.set(path, value);
        answer.value = { value, status: "done", problem: "" };
      },
      (error) => {
        if (!stop.signal.aborted) answer.value = { value: null, status: "failed", problem: problemIn(error), final: isFinal(error) };
      },
    );
    return () => stop.abort();
  }, [path, tries.value]);
  return { ...answer.value, retry: () => (tries.value += 1) };
}
