/** @import {VNode} from "./types.js" */

/** @type {WeakMap<object, Map<string, {key: string, made: VNode}>>} */
const made = new WeakMap();

/**
 * Keep what a pure function made of an object, so that an unchanged part of a picture is the very same vnode.
 *
 * A vnode met again is skipped by the renderer; in playback most of the picture stands still. One result is kept per
 * slot, and all go with the object they were made of.
 *
 * @param {object} of  what it is made of, unchanging: a vector of the trace
 * @param {string} slot  which part of the picture
 * @param {string} key  everything else that it depends on
 * @param {() => VNode} make
 * @returns {VNode}
 */
export function remember(of, slot, key, make) {
  let slots = made.get(of);
  if (slots === undefined) made.set(of, (slots = new Map()));
  const known = slots.get(slot);
  if (known !== undefined && known.key === key) return known.made;
  const fresh = make();
  slots.set(slot, { key, made: fresh });
  return fresh;
}
