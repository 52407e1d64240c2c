/**
 * A picture as a file of its own: what is drawn, under it the caption, where to see it and the licence.
 *
 * @import {Picture} from "./picture.js"
 *
 * @typedef {{caption: string, link: string, licence: string}} Told
 */

const MARGIN = 16;
const SIZES = Object.freeze({ caption: 13, link: 9.5, licence: 11 });
const LINE = 1.5; // of the type's size
// Of the type's size: how wide a sign is at most, in the usual sans-serifs, and a letter on average.
const WIDTHS = /** @type {const} */ ([[/[\u2e80-\uffff%@mwMW]|[^\u0000-\uffff]/u, 1], [/[A-Z0-9&=+#]/, 0.7]]);
const LETTER = 0.57;
/** So that a narrow picture still has room for words. */
const LEAST = 480;

/**
 * Write the file.
 *
 * @param {Picture} picture
 * @param {Told} told
 * @param {{paper: string, ink: string, soft: string, language: string}} look
 * @returns {string}
 */
export function svgFile({ markup, width, height }, told, { paper, ink, soft, language }) {
  const full = { width: Math.max(width, LEAST) + 2 * MARGIN, height: 0 };
  let y = height + 2 * MARGIN;
  const lines = /** @type {(keyof typeof SIZES)[]} */ (["caption", "link", "licence"]).flatMap((name) => wrapped(told[name], full.width - 2 * MARGIN, SIZES[name]).map((text) => {
    y += SIZES[name] * LINE;
    const line = `<text x="${MARGIN}" y="${Math.round(y * 10) / 10}" font-size="${SIZES[name]}" fill="${name === "caption" ? ink : soft}">${escaped(text)}</text>`;
    return name === "link" ? `<a href="${escaped(told.link)}">${line}</a>` : line;
  }));
  full.height = Math.ceil(y + MARGIN);
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${full.width}" height="${full.height}" viewBox="0 0 ${full.width} ${full.height}" font-family="system-ui, sans-serif" xml:lang="${language}">
<title>${escaped(told.caption)}</title>
${metadata(told)}
<rect width="${full.width}" height="${full.height}" fill="${paper}"/>
<g transform="translate(${MARGIN} ${MARGIN})">
${markup}
</g>
${lines.join("\n")}
</svg>
`;
}

/** @param {Told} told @returns {string} */
function metadata({ caption, link, licence }) {
  return `<metadata>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<rdf:Description rdf:about=""><dc:title>${escaped(caption)}</dc:title><dc:source>${escaped(link)}</dc:source><dc:rights>${escaped(licence)}</dc:rights></rdf:Description>
</rdf:RDF>
</metadata>`;
}

/**
 * Break a text into lines; a word that is longer than a line is broken, too.
 *
 * @param {string} text
 * @param {number} width  pixels
 * @param {number} size  of the type
 * @returns {string[]}
 */
export function wrapped(text, width, size) {
  const room = width / size;
  const lines = [""];
  let left = room;
  for (const word of text.match(/\s+|[^\s\u2e80-\uffff]+|[\u2e80-\uffff]/gu) ?? []) {
    const needs = widthOf(word);
    if (needs > left && lines[lines.length - 1] !== "" && needs <= room) [lines[lines.length], left] = ["", room];
    for (const sign of needs > room ? word : [word]) {
      if (widthOf(sign) > left) [lines[lines.length], left] = ["", room];
      if (sign.trim() === "" && lines[lines.length - 1] === "") continue;
      lines[lines.length - 1] += sign;
      left -= widthOf(sign);
    }
  }
  return lines.map((line) => line.trimEnd());
}

/** @param {string} text @returns {number} in sizes of the type */
function widthOf(text) {
  return [...text].reduce((sum, sign) => sum + (WIDTHS.find(([kind]) => kind.test(sign))?.[1] ?? LETTER), 0);
}

/** Write a text for XML, without what XML cannot hold. @param {string} text @returns {string} */
export function escaped(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
