import assert from "node:assert/strict";
import { test } from "node:test";

import { isNamedToken, visibleToken } from "../../../static/figures/tokens.js";
import { viewOf } from "./traces.js";

const VIEW = viewOf();

test("visibleToken(text) gives what has no ink a name", () => {
  assert.deepEqual([" ", "\u3000", "\n", "\t"].map((text) => visibleToken(text, VIEW)), ["tokens.space", "tokens.wide_space", "tokens.newline", "tokens.tab"]);
});

test("visibleToken(text) names the special tokens of a vocabulary", () => {
  assert.deepEqual(["<unk>", "<eos>"].map((text) => visibleToken(text, VIEW)), ["tokens.unk", "tokens.eos"]);
});

const PLAIN = ["読んで", "a", "<", "<>", "<3>", "< unk >", "a\nb", "constructor", "toString", "__proto__", "hasOwnProperty"];

test("visibleToken(text) prints every other token as it is", () => {
  for (const text of PLAIN) assert.equal(visibleToken(text, VIEW), text);
});

test("visibleToken(text) cuts what is too long to be read at a glance, and never within a sign", () => {
  assert.equal(visibleToken("あ".repeat(24), VIEW), "あ".repeat(24));
  assert.equal(visibleToken("あ".repeat(25), VIEW), `${"あ".repeat(23)}…`);
  assert.equal(visibleToken("🙂".repeat(4_000), VIEW), `${"🙂".repeat(23)}…`);
});

test("isNamedToken(text) is true of the tokens that are printed by a name", () => {
  assert.deepEqual([" ", "\n", "<unk>"].map(isNamedToken), [true, true, true]);
  for (const text of PLAIN) assert.equal(isNamedToken(text), false, text);
});
