import { colourReader } from "./colour.js";

/**
 * An svg of the page, as it is seen, without the page's style sheets: every style becomes an attribute.
 *
 * @typedef {ReturnType<typeof colourReader>} ReadColour
 */

const SVG = "http://www.w3.org/2000/svg";
/** What is inherited need only be said where it changes; the others where they are not at their initial value. */
const INHERITED = Object.freeze(["stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "font-size", "font-weight", "text-anchor", "paint-order", "visibility"]);
const OWN = Object.freeze({ opacity: "1", "dominant-baseline": "auto", "vector-effect": "none" });
const OF_THE_PAGE = /^(?:class|role|tabindex|style|id|data-.*|aria-.*)$/;

/**
 * Copy an svg with its styles as attributes.
 *
 * @param {SVGSVGElement} drawing
 * @param {{x: number, y: number, width: number, height: number}} box  where it stands in the picture
 * @param {ReadColour} read
 * @returns {string} an svg element
 */
export function drawn(drawing, box, read) {
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const pairs = [drawing, ...drawing.querySelectorAll("*")].map((element, index) => [element, [copy, ...copy.querySelectorAll("*")][index]]);
  const styles = new Map(pairs.map(([element]) => [element, getComputedStyle(element)]));
  for (const [element, twin] of pairs) {
    const style = /** @type {CSSStyleDeclaration} */ (styles.get(element));
    for (const { name } of [...twin.attributes]) if (OF_THE_PAGE.test(name)) twin.removeAttribute(name);
    if (style.display === "none" || (style.visibility === "hidden" && element.childElementCount === 0)) twin.remove();
    else paint(twin, style, styles.get(/** @type {Element} */ (element.parentElement)) ?? null, read);
  }
  for (const [name, value] of Object.entries(box)) copy.setAttribute(name, String(Math.round(value * 100) / 100));
  copy.setAttribute("overflow", /** @type {CSSStyleDeclaration} */ (styles.get(drawing)).overflowX);
  copy.setAttribute("xmlns", SVG);
  return new XMLSerializer().serializeToString(copy);
}

/** @param {Element} twin @param {CSSStyleDeclaration} style @param {CSSStyleDeclaration | null} parent @param {ReadColour} read */
function paint(twin, style, parent, read) {
  for (const name of ["fill", "stroke"]) {
    const value = style.getPropertyValue(name);
    if (value !== (parent === null ? "" : parent.getPropertyValue(name))) setColour(twin, name, value, read);
  }
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    if (value !== (parent === null ? "" : parent.getPropertyValue(name))) twin.setAttribute(name, value);
  }
  for (const [name, initial] of Object.entries(OWN)) {
    const value = style.getPropertyValue(name);
    if (value !== initial) twin.setAttribute(name, value);
  }
}

/** @param {Element} twin @param {string} name @param {string} value @param {ReadColour} read */
function setColour(twin, name, value, read) {
  const found = read(value);
  twin.setAttribute(name, found === null ? "none" : found.colour);
  if (found !== null) twin.setAttribute(`${name}-opacity`, String(found.opacity));
}
