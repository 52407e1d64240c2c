/**
 * Where the units of a vector lie: rows in a band (running right) and wires in a cable (running up or down).
 *
 * @typedef {object} Rows
 * @property {number} from  the upper end of the band
 * @property {number} until  the lower end
 * @property {number} pitch
 * @property {(k: number) => number} at  the middle of row k
 *
 * @typedef {{centre: number, height: number}} Band
 */

/**
 * Share a band among rows, no row higher than `most`.
 *
 * @param {number} count
 * @param {Band} band
 * @param {number} most
 * @returns {Rows}
 */
export function rowsOf(count, band, most) {
  const pitch = Math.min(most, band.height / Math.max(1, count));
  const from = band.centre - (pitch * count) / 2;
  return { from, until: from + pitch * count, pitch, at: (k) => round(from + pitch * (k + 0.5)) };
}

/**
 * Give the height of a tile in rows of this pitch: a hair less, so that neighbours stay apart.
 *
 * @param {Rows} rows
 * @returns {number}
 */
export function tileHeight(rows) {
  return round(rows.pitch - Math.min(1.2, rows.pitch * 0.2));
}

/**
 * Round a place to hundredths: finer than any screen, shorter in the markup.
 *
 * @param {number} place
 * @returns {number}
 */
export function round(place) {
  return Math.round(place * 100) / 100;
}
