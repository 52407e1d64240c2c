/**
 * @typedef {{shape: readonly number[], values: Float32Array | Float64Array}} Tensor  the values row by row
 */

/** A weight is a float32 or a float64, little-endian as every browser's arrays are. */
const ARRAYS = Object.freeze({ F32: Float32Array, F64: Float64Array });

/**
 * Read a safetensors file: eight bytes of header length, the header as JSON, the numbers.
 *
 * @param {ArrayBuffer} file
 * @returns {Map<string, Tensor>} by name; RangeError for a file that does not add up
 */
export function tensorsOf(file) {
  const length = file.byteLength < 8 ? Infinity : Number(new DataView(file).getBigUint64(0, true));
  if (length > file.byteLength - 8) throw new RangeError(`safetensors: expected a header of at most ${file.byteLength - 8} bytes, got ${length}`);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length)));
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  return new Map(entries.map(([name, entry]) => [name, tensorOf(name, entry, file.slice(8 + length))]));
}

/**
 * @param {string} name
 * @param {{dtype: keyof typeof ARRAYS, shape: number[], data_offsets: [number, number]}} entry
 * @param {ArrayBuffer} numbers
 * @returns {Tensor}
 */
function tensorOf(name, { dtype, shape, data_offsets: [from, until] }, numbers) {
  const Numbers = ARRAYS[dtype];
  const count = shape.reduce((product, size) => product * size, 1);
  const isWhole = Numbers !== undefined && until - from === count * Numbers.BYTES_PER_ELEMENT && until <= numbers.byteLength;
  if (!isWhole) throw new RangeError(`safetensors: the entry of ${name} does not add up`);
  // A copy: the numbers of a file need not begin where an array may.
  return { shape, values: new Numbers(numbers.slice(from, until)) };
}
