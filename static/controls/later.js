import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

/** How far below the window the reader is expected. */
const MARGIN = "800px 0px";

/** Parts that a page can do without at first. */
const PARTS = Object.freeze({
  backward: () => import("./backward.js").then((module) => module.Backward),
  claims: () => import("./claims.js").then((module) => module.Claims),
  counter: () => import("./counter.js").then((module) => module.Counter),
  influence: () => import("./influence.js").then((module) => module.Influence),
  memory: () => import("./memory.js").then((module) => module.Memory),
  predict: () => import("./predict.js").then((module) => module.Predict),
  race: () => import("./race.js").then((module) => module.Race),
  why: () => import("./why_gate.js").then((module) => module.WhyGate),
});

/**
 * Fetch a part of the page when the reader comes near it, and put it here.
 *
 * @param {{page: Page, part: keyof typeof PARTS, of?: string}} props
 */
export function Later({ page, part, of }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const loaded = useSignal(/** @type {{component: any} | null} */ (null));
  const failed = useSignal(false);
  const load = () => PARTS[part]().then((component) => ((loaded.value = { component }), (failed.value = false)), () => (failed.value = true));
  useEffect(() => {
    if (place.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void load();
    }, { rootMargin: MARGIN });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [part]);
  if (loaded.value !== null) return html`<${loaded.value.component} page=${page} of=${of} />`;
  return html`<div class="later scripted" ref=${place}>${failed.value && html`<p class="notice" role="alert">${page.words("controls.failed")}
    <button type="button" onClick=${load}>${page.words("controls.retry")}</button></p>`}</div>`;
}
