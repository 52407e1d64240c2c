import { colourReader } from "./colour.js";
import { drawn } from "./drawing.js";
import { escaped } from "./svg_file.js";

/**
 * A part of the page as one drawing: its svg, its canvases, and its text where the browser has set it.
 *
 * @import {ReadColour} from "./drawing.js"
 *
 * @typedef {{markup: string, width: number, height: number}} Picture
 * @typedef {object} Sheet  what is drawn on
 * @property {string[]} parts
 * @property {{left: number, top: number, right: number, bottom: number}} reach  of what is drawn, in pixels of the page
 * @property {(left: number, top: number) => {x: number, y: number}} at  a place of the page in the picture
 * @property {ReadColour} read
 */

/** What moves the page, or is for ears only, is no part of its picture. */
const LEFT_OUT = "button:not(.token, .quiet), input, select, textarea, form, details, .hint, .guide, .target, .failing, .race-run, .export, .spoken";
const GAP = 12;

/**
 * Draw blocks of the page, one under the other as they stand there, without what is left out between them.
 *
 * @param {readonly Element[]} blocks
 * @returns {Picture}
 */
export function pictureOf(blocks) {
  const seen = blocks.filter((block) => block.getBoundingClientRect().height > 0);
  const left = Math.min(...seen.map((block) => block.getBoundingClientRect().left));
  const read = colourReader();
  const parts = /** @type {string[]} */ ([]);
  let [width, height] = [0, 0];
  for (const block of seen) {
    const { top } = block.getBoundingClientRect();
    const from = height === 0 ? 0 : height + GAP;
    const sheet = { parts, read, reach: { left, top, right: left, bottom: top }, at: (/** @type {number} */ x, /** @type {number} */ y) => ({ x: x - left, y: y - top + from }) };
    draw(block, sheet);
    if (sheet.reach.bottom === top) continue;
    [width, height] = [Math.max(width, sheet.reach.right - left), from + sheet.reach.bottom - top];
  }
  return { markup: parts.join("\n"), width: Math.ceil(width), height: Math.ceil(height) };
}

/** @param {Element} element @param {Sheet} sheet */
function draw(element, sheet) {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (style.display === "none" || element.matches(LEFT_OUT)) return;
  const isSeen = style.visibility !== "hidden" && box.width > 0 && box.height > 0;
  if (isSeen && element instanceof SVGSVGElement) {
    return put(sheet, box, drawn(element, { ...sheet.at(box.left, box.top), width: box.width, height: box.height }, sheet.read));
  }
  if (isSeen && element instanceof HTMLCanvasElement) return put(sheet, box, pixels(element, box, sheet));
  if (isSeen) put(sheet, box, ground(style, box, sheet));
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, sheet);
    else if (child instanceof Text && isSeen) for (const line of linesOf(child)) put(sheet, line.box, written(line, style, sheet));
  }
}

/** @param {Sheet} sheet @param {{right: number, bottom: number}} box @param {string} markup */
function put({ parts, reach }, box, markup) {
  if (markup === "") return;
  parts.push(markup);
  [reach.right, reach.bottom] = [Math.max(reach.right, box.right), Math.max(reach.bottom, box.bottom)];
}

/** A canvas, enlarged here: not every program leaves the edges of large pixels sharp. @param {HTMLCanvasElement} canvas @param {DOMRect} box @param {Sheet} sheet */
function pixels(canvas, box, sheet) {
  const large = document.createElement("canvas");
  [large.width, large.height] = [2 * Math.round(box.width), 2 * Math.round(box.height)];
  const context = large.getContext("2d");
  if (context === null) return "";
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  return `<image ${placed(box, sheet)} preserveAspectRatio="none" href="${large.toDataURL("image/png")}"/>`;
}

/** The ground and the frame of an element. @param {CSSStyleDeclaration} style @param {DOMRect} box @param {Sheet} sheet @returns {string} */
function ground(style, box, sheet) {
  const fill = sheet.read(style.backgroundColor);
  const edge = style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) === 0 ? null : sheet.read(style.borderTopColor);
  if (fill === null && edge === null) return "";
  if (edge !== null && parseFloat(style.borderBottomWidth) === 0) {
    const { x, y } = sheet.at(box.left, box.top);
    return `<path d="M${tenth(x)} ${tenth(y)}h${tenth(box.width)}" stroke="${edge.colour}" stroke-opacity="${edge.opacity}"/>`;
  }
  const stroke = edge === null ? "" : ` stroke="${edge.colour}" stroke-opacity="${edge.opacity}" stroke-width="${parseFloat(style.borderTopWidth)}"`;
  const inside = fill === null ? 'fill="none"' : `fill="${fill.colour}" fill-opacity="${fill.opacity}"`;
  return `<rect ${placed(box, sheet)} rx="${tenth(parseFloat(style.borderTopLeftRadius) || 0)}" ${inside}${stroke}/>`;
}

/**
 * Cut a text where the browser has broken its lines, and where an element cuts it off.
 *
 * @param {Text} node
 * @returns {{text: string, box: DOMRect}[]}
 */
function linesOf(node) {
  if (node.data.trim() === "") return [];
  const parent = /** @type {Element} */ (node.parentElement);
  const isCut = getComputedStyle(parent).textOverflow === "ellipsis" && parent.scrollWidth > parent.clientWidth;
  const end = isCut ? parent.getBoundingClientRect().right - 8 : Infinity;
  const range = document.createRange();
  const lines = /** @type {{text: string, box: DOMRect}[]} */ ([]);
  let at = 0;
  for (const sign of node.data) {
    range.setStart(node, at);
    range.setEnd(node, (at += sign.length));
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (box.width === 0) continue;
    if (last === undefined || Math.abs(box.top - last.box.top) > box.height / 2) lines.push({ text: sign, box });
    else if (box.right <= end) [last.text, last.box] = [last.text + sign, new DOMRect(last.box.left, last.box.top, box.right - last.box.left, last.box.height)];
    else if (!last.text.endsWith("…")) last.text += "…";
  }
  return lines.filter(({ text }) => text.trim() !== "");
}

/** @param {{text: string, box: DOMRect}} line @param {CSSStyleDeclaration} style @param {Sheet} sheet @returns {string} */
function written({ text, box }, style, sheet) {
  const fill = sheet.read(style.color);
  const size = parseFloat(style.fontSize);
  const { x, y } = sheet.at(box.left, box.top + box.height / 2 + 0.36 * size);
  const weight = Number(style.fontWeight) > 400 ? ` font-weight="${style.fontWeight}"` : "";
  return `<text x="${tenth(x)}" y="${tenth(y)}" font-size="${tenth(size)}"${weight} textLength="${tenth(box.width)}" lengthAdjust="spacingAndGlyphs" fill="${fill?.colour ?? "none"}" xml:space="preserve">${escaped(text)}</text>`;
}

/** @param {DOMRect} box @param {Sheet} sheet */
function placed(box, sheet) {
  const { x, y } = sheet.at(box.left, box.top);
  return `x="${tenth(x)}" y="${tenth(y)}" width="${tenth(box.width)}" height="${tenth(box.height)}"`;
}

/** @param {number} number */
function tenth(number) {
  return Math.round(number * 10) / 10;
}
