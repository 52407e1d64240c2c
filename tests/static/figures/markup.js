/** Reading back what a figure has written: a string of markup. */

// A value may hold ">" unescaped.
const ATTRIBUTES = '(?:[^>"]|"[^"]*")*';
const TAG = new RegExp(`<${ATTRIBUTES}>`, "g");
const ENTITIES = Object.freeze({ "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" });

/**
 * Give the words of a piece of markup, without its tags.
 *
 * @param {string} markup
 * @returns {string}
 */
export function textOf(markup) {
  return markup.replace(TAG, "").replace(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity]).replace(/[ \n]+/g, " ").trim();
}

/**
 * Give what stands in every element of a name that holds none of its own kind.
 *
 * @param {string} markup
 * @param {string} name  of the element
 * @param {string} [having]  what its start tag must hold, as "class="now""
 * @returns {string[]} inner markup
 */
export function insides(markup, name, having = "") {
  const all = [...markup.matchAll(new RegExp(`<${name}(?=[\\s>])(${ATTRIBUTES})>(.*?)</${name}>`, "gs"))];
  return all.filter(([, attributes]) => attributes.includes(having)).map(([, , inside]) => inside);
}

/**
 * Give the values of an attribute, in the order of the markup.
 *
 * @param {string} markup
 * @param {string} name
 * @returns {string[]}
 */
export function attributes(markup, name) {
  return [...markup.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value]) => textOf(value));
}

/**
 * Give a table as rows of the text of its cells.
 *
 * @param {string} markup
 * @returns {string[][]}
 */
export function rowsOf(markup) {
  return insides(markup, "tr").map((row) => [...row.matchAll(/<(t[hd])[^>]*>(.*?)<\/\1>/gs)].map(([, , cell]) => textOf(cell)));
}
