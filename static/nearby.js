import { useEffect, useRef, useSignal } from "./vendor/preact.js";

/** How far below the window a section begins to ask, so that its answer is there when the reader is. */
const MARGIN = "100px 0px";
/** Before it has been measured. */
const WIDTH = 800;

/**
 * Tell whether an element is near the window, and how wide it is inside.
 *
 * @returns {{place: {current: HTMLElement | null}, near: boolean, width: number}} `place` is the element's ref
 */
export function useNearby() {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const near = useSignal(false);
  const width = useSignal(WIDTH);
  useEffect(() => {
    if (place.current === null) return undefined;
    const crossing = new IntersectionObserver((entries) => (near.value = entries.at(-1)?.isIntersecting ?? false), { rootMargin: MARGIN });
    const resizing = new ResizeObserver(([entry]) => (width.value = Math.floor(entry.contentRect.width)));
    crossing.observe(place.current);
    resizing.observe(place.current);
    return () => (crossing.disconnect(), resizing.disconnect());
  }, []);
  return { place, near: near.value, width: width.value };
}
