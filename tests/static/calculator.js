/** What a reader with a calculator finds from printed digits, exactly. */

/**
 * Read printed digits.
 *
 * @param {string} text  "0.983", "+0.41", "−1.204"
 * @returns {bigint | null} in thousandths; null where digits are hidden ("<0.0005", "1.2×10⁵", "∞")
 */
export function thousandths(text) {
  if (!/^[+\u2212]?\d+\.\d{2,3}$/.test(text)) return null;
  const digits = text.replace("\u2212", "-").replace("+", "").replace(".", "");
  return BigInt(digits) * (text.split(".")[1].length === 2 ? 10n : 1n);
}

/**
 * Say which signs may stand between a printed result and the sum of printed products.
 *
 * @param {readonly (readonly (bigint | null)[])[]} products  pairs of factors in thousandths
 * @param {bigint | null} result  in thousandths
 * @returns {("=" | "≈")[]} both where the sum ends in a 5, which rounds either way
 */
export function signsFor(products, result) {
  if (result === null || products.flat().includes(null)) return ["≈"];
  const millionths = products.reduce((sum, [a, b]) => sum + /** @type {bigint} */ (a) * /** @type {bigint} */ (b), 0n);
  const away = millionths - result * 1000n;
  const distance = away < 0n ? -away : away;
  if (distance === 5000n) return ["=", "≈"];
  return distance < 5000n ? ["="] : ["≈"];
}
