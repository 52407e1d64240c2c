/** How a number of the wire is written on the page. Every printed number goes through here. */

const MINUS = "\u2212";
const NO_BREAK = "\u00a0";
// Of either sign: a bound such as ">−0.005" has to be read twice.
const NEARLY_ZERO = "≈0";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
// From here on decimals say nothing any more, and digits would run out of their column.
const LARGE = 1e5;

/**
 * Read a number of the wire, where what is not finite is a string.
 *
 * @param {number | string} value
 * @returns {number}
 */
export function read(value) {
  return typeof value === "number" ? value : Number(value);
}

/**
 * Name what is not finite: the key of its words, or null for a finite number.
 *
 * @param {number | string} value
 * @returns {string | null}
 */
export function nonFinite(value) {
  const number = read(value);
  if (Number.isFinite(number)) return null;
  if (Number.isNaN(number)) return "figures.not_a_number";
  return number > 0 ? "figures.infinite" : "figures.minus_infinite";
}

/**
 * Write a number for a reader, and what is not finite in words.
 *
 * @param {number | string} value
 * @param {(key: string) => string} words
 * @param {(value: number | string) => string} write  for what is finite
 * @returns {string}
 */
export function named(value, words, write) {
  const name = nonFinite(value);
  return name === null ? write(value) : words(name);
}

/**
 * Write a number with fixed decimals, a real minus sign, and never as 0.00 when it is not zero.
 *
 * @param {number | string} value
 * @param {number} [digits]
 * @returns {string} "0.76", "−0.41", "<0.005", "≈0" (below 0), "1.2×10⁷", "∞", "NaN"
 */
export function fixed(value, digits = 2) {
  const number = read(value);
  const sign = number < 0 ? MINUS : "";
  if (vanishes(number, digits)) return number < 0 ? NEARLY_ZERO : `<${(0.5 * 10 ** -digits).toFixed(digits + 1)}`;
  return sign + magnitude(Math.abs(number), digits);
}

/**
 * Write a signed quantity, so that its sign does not rest on colour.
 *
 * @param {number | string} value
 * @param {number} [digits]
 * @returns {string} "+0.76", "−0.41", "0.00", "≈0"
 */
export function signed(value, digits = 2) {
  const number = read(value);
  if (vanishes(number, digits)) return NEARLY_ZERO;
  return (number > 0 ? "+" : "") + fixed(value, digits);
}

/**
 * Write a gate or a probability in percent; only exactly 0 and 1 print as 0 % and 100 %.
 *
 * @param {number | string} value  0 to 1
 * @param {number} [digits]
 * @returns {string} "98 %", "<1 %", ">99 %"
 */
export function percent(value, digits = 0) {
  const number = read(value);
  if (!Number.isFinite(number)) return fixed(number);
  const unit = 10 ** -digits;
  const text = (number * 100).toFixed(digits);
  if (number > 0 && Number(text) === 0) return `<${unit.toFixed(digits)}${NO_BREAK}%`;
  if (number < 1 && Number(text) >= 100) return `>${(100 - unit).toFixed(digits)}${NO_BREAK}%`;
  return `${text.replace("-", MINUS)}${NO_BREAK}%`;
}

/**
 * Write a very small number, such as the error of a check.
 *
 * @param {number | string} value
 * @returns {string} "0", "3.0×10⁻⁸"
 */
export function scientific(value) {
  const number = read(value);
  if (number === 0) return "0";
  if (!Number.isFinite(number)) return fixed(number);
  const [mantissa, exponent] = number.toExponential(1).split("e");
  return `${mantissa.replace("-", MINUS)}×10${superscript(exponent)}`;
}

/**
 * Say whether what is printed on the left makes what is printed on the right.
 *
 * The sum of the products of the operands, each rounded to one digit more than the result, is rounded as the result
 * is. A reader with a calculator must find the same, or the sign is "≈".
 *
 * @param {readonly (readonly (number | string)[])[]} products  the factors of each summand
 * @param {number | string} result
 * @param {number} [digits]  of the result
 * @returns {"=" | "≈"}
 */
export function relation(products, result, digits = 2) {
  let sum = 0;
  for (const factors of products) {
    let product = 1;
    for (const factor of factors) product *= Number(read(factor).toFixed(digits + 1));
    sum += product;
  }
  const hidden = products.flat().some((factor) => hidesDigits(read(factor), digits + 1)) || hidesDigits(read(result), digits);
  return !hidden && fixed(sum, digits) === fixed(result, digits) ? "=" : "≈";
}

/** Say whether a number is printed with fewer decimals than it is rounded to. @param {number} number @param {number} digits @returns {boolean} */
function hidesDigits(number, digits) {
  return !(Math.abs(number) < LARGE) || vanishes(number, digits);
}

/** Say whether a number that is not zero would print as zero. @param {number} number @param {number} digits @returns {boolean} */
function vanishes(number, digits) {
  return number !== 0 && Number(number.toFixed(digits)) === 0;
}

/** @param {number} number @param {number} digits @returns {string} */
function magnitude(number, digits) {
  if (Number.isNaN(number)) return "NaN";
  if (number === Infinity) return "∞";
  if (number >= LARGE) return scientific(number);
  return number.toFixed(digits);
}

/** @param {string} exponent @returns {string} */
function superscript(exponent) {
  const digits = [...exponent.replace(/[+-]/g, "")].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return (exponent.startsWith("-") ? "⁻" : "") + digits;
}

/** @param {number} count @returns {string} "9,174" */
export function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
