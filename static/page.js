/**
 * What a page is made of.
 *
 * @import {ReadonlySignal, Signal} from "./vendor/preact.js"
 * @import {View} from "./figures/types.js"
 * @import {Player} from "./player.js"
 * @import {Preferences} from "./preferences.js"
 * @import {Store} from "./store.js"
 *
 * @typedef {"wide" | "medium" | "narrow"} Shape
 *
 * @typedef {object} Page  what every control of the page is given
 * @property {Store} store
 * @property {View["words"]} words
 * @property {Player} player
 * @property {Preferences} preferences
 * @property {ReadonlySignal<Shape | null>} shape  of the drawing; null draws a wide and a narrow one, and the style sheet chooses
 * @property {Signal<boolean>} help  whether the help is open
 * @property {boolean} experiments  whether values can be held by hand
 * @property {Shape} first  the shape that the first frame has where it is wide
 * @property {Signal<boolean>} writing  whether the text box is open, where it can be shut
 * @property {() => void} writeSentence  brings the reader to the text box
 * @property {boolean} linked  whether the reader came by a link to a scene
 * @property {() => void} retry  runs the model, and stands at the end of the text
 * @property {() => Promise<void>} rerun  runs the model, and stays where the reader is
 */

export {};
