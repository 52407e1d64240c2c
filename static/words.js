/**
 * Give the function that looks words up by dotted key and fills {names} in.
 *
 * @param {Record<string, any>} words  a words file
 * @returns {(key: string, values?: Record<string, string | number>) => string} the key itself where there is no word
 */
export function lookUpIn(words) {
  return (key, values = {}) => {
    const found = key.split(".").reduce((/** @type {any} */ place, name) => place?.[name], words);
    if (typeof found !== "string") return key;
    return found.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}
