import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

/** How far below the window the reader is expected. */
const MARGIN = "100px 0px";

/** Parts that a page can do without at first. */
const PARTS = Object.freeze({
  backward: () => import("./backward.js").then((module) => module.Backward),
  claims: () => import("./claims.js").then((module) => module.Claims),
  counter: () => import("./counter.js").then((module) => module.Counter),
  influence: () => import("./influence.js").then((module) => module.Influence),
  memory: () => import("./memory.js").then((module) => module.Memory),
  parameters: () => import("./parameters.js").then((module) => module.Parameters),
  predict: () => import("./predict.js").then((module) => module.Predict),
  race: () => import("./race.js").then((module) => module.Race),
  river: () => import("./river.js").then((module) => module.River),
  table: () => import("./step_table.js").then((module) => module.StepTable),
  why: () => import("./why_gate.js").then((module) => module.WhyGate),
});

/** How long nothing may have grown before all is where it stays. */
const SETTLING = 2000;

/** Pixels by which coming to life may have moved a place. */
const NEAR = 4;

/** Parts that hold what the reader has done in them: they stay once they are there. */
const KEPT = new Set(["predict"]);

/**
 * Fetch a part of the page when the reader comes near it, and put it here; far away it leaves its room empty.
 *
 * @param {{page: Page, part: keyof typeof PARTS, of?: string}} props
 */
export function Later({ page, part, of }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const loaded = useSignal(/** @type {{component: any} | null} */ (null));
  const near = useSignal(false);
  const failed = useSignal(false);
  const load = () => PARTS[part]().then((component) => ((loaded.value = { component }), (failed.value = false)), () => (failed.value = true));
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      const isNear = entries.at(-1)?.isIntersecting ?? false;
      if (isNear && loaded.peek() === null) void load();
      // Once it is here its own height counts: for another model it may be less, or nothing.
      if (isNear || (near.peek() && !KEPT.has(part))) element.style.setProperty("min-block-size", isNear ? "" : `${element.offsetHeight}px`);
      near.value = isNear || (near.peek() && KEPT.has(part));
    }, { rootMargin: MARGIN });
    observer.observe(element);
    return () => observer.disconnect();
  }, [part]);
  return html`<div class=${loaded.value ? "later scripted" : "later ahead scripted"} data-part=${part} ref=${place}>
    ${near.value && loaded.value !== null && html`<${loaded.value.component} page=${page} of=${of} />`}
    ${failed.value && html`<p class="notice" role="alert">${page.words("controls.failed")} <button type="button" onClick=${load}>${page.words("controls.retry")}</button></p>`}
  </div>`;
}

/** Lets go of the place that was asked for last. */
let release = () => {};

/**
 * Bring a place into view, and keep it there while what is above it comes to life, unless the reader moves.
 *
 * @param {Element} place
 * @param {ScrollBehavior} [behavior]
 */
export function keepInView(place, behavior) {
  let settled = 0;
  let isOurs = false; // the scrolling that is under way
  let before = 0;
  const down = () => place.getBoundingClientRect().top + scrollY; // in the document: no scrolling changes it, what grows does
  release();
  const bring = () => {
    place.scrollIntoView({ behavior });
    [isOurs, before] = [!isInPlace(place), down()];
    clearTimeout(settled);
    settled = setTimeout(stop, SETTLING);
  };
  const growing = new ResizeObserver(bring);
  const follow = () => {
    if (isInPlace(place)) isOurs = false;
    else if (!isOurs && Math.abs(down() - before) < NEAR) stop();
  };
  const holding = new AbortController();
  const stop = () => (growing.disconnect(), holding.abort());
  release = stop;
  bring();
  growing.observe(document.body);
  const listening = { passive: true, signal: holding.signal };
  addEventListener("scroll", follow, listening);
  for (const kind of ["wheel", "pointerdown", "keydown", "touchstart"]) addEventListener(kind, stop, listening);
}

/** Tell whether a place is where scrolling it into view puts it. @param {Element} place @returns {boolean} */
export function isInPlace(place) {
  const [room, margin] = [document.documentElement, place].map((one) => getComputedStyle(one));
  return Math.abs(place.getBoundingClientRect().top - (parseFloat(room.scrollPaddingTop) || 0) - parseFloat(margin.scrollMarginTop)) < NEAR;
}
