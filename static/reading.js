import { isInPlace, keepInView } from "./controls/later.js";
import { OPENING } from "./scenes.js";
import { setScene } from "./set_scene.js";
import { batch } from "./vendor/preact.js";

/** @import {Page} from "./page.js" */

/** A chapter is being read when it crosses this band of the window: beside the figure, or below it. */
const BAND = "-35% 0px -60% 0px";
const LOWER_BAND = "-68% 0px -27% 0px";
const BELOW = "(max-width: 720px), (max-width: 1079px) and (min-height: 561px)";

/**
 * Follow the reader through the article: a link in the prose sets its scene, a chapter that comes into view its own.
 *
 * @param {Page} page
 */
export function followReader(page) {
  document.addEventListener("click", (event) => onClick(page, event));
  const chapters = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-chapter]")]);
  const asked = chapters.find((chapter) => chapter.dataset.address === location.pathname) ?? chapters[0];
  if (isInPlace(asked)) keepInView(asked); // else the reader has moved
  enter(page, asked, true);
  const observer = new IntersectionObserver((entries) => {
    const entered = entries.findLast((entry) => entry.isIntersecting)?.target; // the latest: one answer may tell of two moves
    if (!(entered instanceof HTMLElement)) return;
    enter(page, entered, false);
  }, { rootMargin: matchMedia(BELOW).matches ? LOWER_BAND : BAND });
  for (const chapter of chapters) observer.observe(chapter);
}

/** @param {Page} page @param {HTMLElement} chapter @param {boolean} isFirst */
function enter(page, chapter, isFirst) {
  const { store } = page;
  const slug = chapter.dataset.chapter ?? "";
  // While the figure fills the window, nobody reads on.
  if (store.chapter.peek() === slug || store.presenting.peek()) return;
  store.chapter.value = slug;
  for (const link of document.querySelectorAll("[data-contents] a")) {
    if (/** @type {HTMLElement} */ (link).dataset.to === slug) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const path = chapter.dataset.address ?? location.pathname;
  // A reader who came by a link has a scene of their own; from the next chapter on the article leads.
  if (isFirst && page.linked) return;
  if (path !== location.pathname && !isFirst) history.replaceState(null, "", `${path}${location.hash}`);
  document.title = chapter.dataset.title ?? document.title;
  void setScene(page, OPENING[/** @type {keyof typeof OPENING} */ (slug)]);
}

/** @param {Page} page @param {MouseEvent} event */
function onClick(page, event) {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const scene = event.target.closest("a[data-scene]");
  const chapter = event.target.closest("a[data-to]");
  if (scene instanceof HTMLElement) {
    const id = scene.dataset.scene ?? "";
    if (id === "lab") return;
    event.preventDefault();
    if (id === "own-sentence") return page.writeSentence();
    void setScene(page, id).then(() => flash(page));
  } else if (chapter instanceof HTMLAnchorElement) {
    const target = document.querySelector(`[data-chapter="${chapter.dataset.to}"]`);
    if (target === null) return;
    event.preventDefault();
    history.pushState(null, "", `${chapter.pathname}${location.hash}`); // Back leads back
    keepInView(target, page.preferences.calm.peek() ? "auto" : "smooth");
    target.querySelector("h2")?.focus({ preventScroll: true });
  }
}

/** Let the figure that a phrase has changed light up once. @param {Page} page */
function flash({ store }) {
  batch(() => (store.flashes.value += 1));
}
