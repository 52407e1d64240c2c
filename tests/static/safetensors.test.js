import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { tensorsOf } from "../../static/safetensors.js";

/** Write a file: the header, and the numbers as they are. @param {object} header @param {Uint8Array} [numbers] @param {number} [length] */
function fileOf(header, numbers = new Uint8Array(0), length = undefined) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + numbers.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(length ?? text.length), true);
  file.set(text, 8);
  file.set(numbers, 8 + text.length);
  return file.buffer;
}

const bytesOf = (array) => new Uint8Array(array.buffer);
const SINGLE = bytesOf(Float32Array.of(1.5, -2, 0.25, 8));

test("tensorsOf(file) gives every tensor its shape and its numbers, row by row", () => {
  const tensors = tensorsOf(fileOf({ a: { dtype: "F32", shape: [2, 1], data_offsets: [0, 8] }, b: { dtype: "F32", shape: [2], data_offsets: [8, 16] } }, SINGLE));
  assert.deepEqual([...tensors].map(([name, { shape, values }]) => [name, shape, [...values]]), [["a", [2, 1], [1.5, -2]], ["b", [2], [0.25, 8]]]);
});

test("tensorsOf(file) reads double precision, wherever in the file the numbers begin", () => {
  for (const name of ["w", "ww", "www", "wwww"]) {
    const [{ values }] = tensorsOf(fileOf({ [name]: { dtype: "F64", shape: [2], data_offsets: [0, 16] } }, bytesOf(Float64Array.of(0.1, -0.2)))).values();
    assert.deepEqual([...values], [0.1, -0.2]);
  }
});

test("tensorsOf(file) passes the metadata, and reads a scalar", () => {
  const tensors = tensorsOf(fileOf({ __metadata__: { format: "pt" }, s: { dtype: "F32", shape: [], data_offsets: [0, 4] } }, SINGLE));
  assert.deepEqual([...tensors.keys(), ...tensors.get("s").values], ["s", 1.5]);
});

test("tensorsOf(file) refuses a header that is longer than the file", () => {
  assert.throws(() => tensorsOf(new ArrayBuffer(0)), RangeError);
  assert.throws(() => tensorsOf(new ArrayBuffer(7)), RangeError);
  assert.throws(() => tensorsOf(fileOf({}, undefined, 3)), { name: "RangeError", message: "safetensors: expected a header of at most 2 bytes, got 3" });
});

test("tensorsOf(file) refuses an entry that does not add up", () => {
  const entry = { dtype: "F32", shape: [2], data_offsets: [0, 8] };
  for (const change of [{ dtype: "BF16" }, { shape: [3] }, { data_offsets: [0, 12] }, { data_offsets: [12, 20] }, { dtype: "F64" }]) {
    assert.throws(() => tensorsOf(fileOf({ w: { ...entry, ...change } }, SINGLE)), { message: "safetensors: the entry of w does not add up" }, JSON.stringify(change));
  }
});

test("tensorsOf(file) reads the weights of a shipped model, as many numbers as its card says", () => {
  const models = new URL("../../models/", import.meta.url);
  const name = readdirSync(models).find((each) => each.endsWith("-lstm"));
  const file = readFileSync(new URL(`${name}/weights.safetensors`, models));
  const { parameters, hidden_size: size } = JSON.parse(readFileSync(new URL(`${name}/card.json`, models), "utf8"));
  const tensors = tensorsOf(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  const numbers = [...tensors.values()].reduce((sum, { values }) => sum + values.length, 0);
  // PyTorch's second bias is stored too.
  assert.equal(numbers, parameters + 4 * size);
  for (const { values } of tensors.values()) assert.ok(values.every(Number.isFinite));
});
