/** @import {View} from "./types.js" */

const MARKS = Object.freeze({ " ": "space", "\u3000": "wide_space", "\n": "newline", "\t": "tab" });

/** Signs of a token that are printed: a text without spaces is one word to a model that splits at them, and may fill a page. */
const MOST = 24;

/**
 * Write a token so that it can be seen: what has no ink gets a name, so has the unknown token, and what is too long is cut.
 *
 * @param {string} text
 * @param {View} view
 * @returns {string} "読んで", "␣", "⏎", "(unknown)"
 */
export function visibleToken(text, view) {
  if (Object.hasOwn(MARKS, text)) return view.words(`figures.tokens.${MARKS[/** @type {keyof typeof MARKS} */ (text)]}`);
  const special = /^<([a-z]+)>$/.exec(text);
  if (special !== null) return view.words(`figures.tokens.${special[1]}`);
  const signs = [...text];
  return signs.length > MOST ? `${signs.slice(0, MOST - 1).join("")}…` : text;
}

/**
 * Say whether a token is printed as a name instead of as itself.
 *
 * @param {string} text
 * @returns {boolean}
 */
export function isNamedToken(text) {
  return Object.hasOwn(MARKS, text) || /^<[a-z]+>$/.test(text);
}
