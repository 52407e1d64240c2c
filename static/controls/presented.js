import { leave } from "../present.js";
import { signal, useEffect } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

const loaded = signal(/** @type {{component: any} | null} */ (null));

/**
 * Fetch what fills the window when the reader first asks for it, and give it while they present; until it is there the
 * page stays as it is.
 *
 * @param {Page} page
 * @returns {any} the component; undefined while nobody presents
 */
export function usePresentation({ store }) {
  const { presenting, unreached } = store;
  useEffect(() => {
    if (!presenting.value || loaded.peek() !== null) return;
    unreached.value = false;
    const failed = () => (leave(store), (unreached.value = true));
    import("./presentation.js").then((module) => (loaded.value = { component: module.Presentation }), failed);
  }, [presenting.value]);
  return presenting.value ? loaded.value?.component : undefined;
}
