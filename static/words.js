import { grouped } from "./numbers.js";

/**
 * Give the function that looks words up by dotted key and fills {names} in, of which {noun}, {nouns} and {Noun} are
 * what a model reads.
 *
 * @param {Record<string, any>} words  a words file
 * @param {() => "word" | "character"} unitOfText
 * @returns {(key: string, values?: Record<string, string | number>) => string} the key itself where there is no word
 */
export function lookUpIn(words, unitOfText = () => "word") {
  return (key, values = {}) => {
    const found = key.split(".").reduce((/** @type {any} */ place, name) => place?.[name], words);
    if (typeof found !== "string") return key;
    if (!found.includes("{")) return found;
    return fill(found, { ...words.controls?.nouns[unitOfText()], ...values });
  };
}

/**
 * Put values into a text; whole numbers are grouped.
 *
 * @param {string} text  with {names}
 * @param {Record<string, string | number>} values
 * @returns {string} a name without a value stays as it is
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? written(values[name]) : whole));
}

/** @param {string | number} value @returns {string} */
function written(value) {
  return Number.isInteger(value) ? grouped(Number(value)) : String(value);
}
