import assert from "node:assert/strict";
import { test } from "node:test";

import { createPreferences, showPreferences } from "../../static/preferences.js";
import { signal } from "../../static/vendor/preact.js";

/** A browser that keeps a text, and what is written to it. */
function browserOf({ stored = /** @type {string | null} */ (null), still = false, night = false } = {}) {
  const written = [];
  return { still, night: signal(night), read: () => stored, write: (text) => void written.push(text), written };
}

const FAILING = { ...browserOf(), read: () => { throw new Error("denied"); }, write: () => { throw new Error("full"); } };

test("createPreferences() follows the system where nothing was chosen", () => {
  const moving = createPreferences(browserOf());
  assert.deepEqual([moving.theme.value, moving.motion.value, moving.calm.value, moving.dark.value], ["auto", null, false, false]);
  const still = createPreferences(browserOf({ still: true, night: true }));
  assert.deepEqual([still.calm.value, still.dark.value], [true, true]);
});

test("createPreferences() follows the system's night as it falls, unless a theme was chosen", () => {
  const browser = browserOf();
  const preferences = createPreferences(browser);
  browser.night.value = true;
  assert.equal(preferences.dark.value, true);
  preferences.theme.value = "light";
  assert.equal(preferences.dark.value, false);
  preferences.theme.value = "dark";
  browser.night.value = false;
  assert.equal(preferences.dark.value, true);
});

test("createPreferences() puts the reader's choice of motion above the system's", () => {
  const preferences = createPreferences(browserOf({ still: true }));
  preferences.motion.value = true;
  assert.equal(preferences.calm.value, false);
  preferences.motion.value = false;
  assert.equal(preferences.calm.value, true);
});

test("createPreferences() reads what was kept", () => {
  const preferences = createPreferences(browserOf({ stored: '{"theme":"dark","motion":false}' }));
  assert.deepEqual([preferences.theme.value, preferences.motion.value, preferences.dark.value, preferences.calm.value], ["dark", false, true, true]);
});

const BAD = ["", "{", "null", "5", '"dark"', "[]", '{"theme":"purple","motion":"no"}', '{"theme":{},"motion":1,"shortcuts":0}', '{"__proto__":{"theme":"dark"}}', "\u0000"];

test("createPreferences() believes nothing of a storage that holds something else", () => {
  for (const stored of BAD) {
    const { theme, motion, shortcuts } = createPreferences(browserOf({ stored }));
    assert.deepEqual([theme.value, motion.value, shortcuts.value], ["auto", null, true], stored);
  }
});

test("createPreferences() works without a storage", () => {
  const preferences = createPreferences(FAILING);
  preferences.theme.value = "dark";
  preferences.keep();
  assert.deepEqual([preferences.theme.value, preferences.dark.value], ["dark", true]);
});

test("preferences.keep() writes what createPreferences() reads again", () => {
  const browser = browserOf();
  const preferences = createPreferences(browser);
  [preferences.theme.value, preferences.motion.value, preferences.shortcuts.value] = ["light", true, false];
  preferences.keep();
  const again = createPreferences(browserOf({ stored: browser.written.at(-1), still: true, night: true }));
  assert.deepEqual([again.theme.value, again.motion.value, again.shortcuts.value, again.calm.value], ["light", true, false, false]);
});

test("showPreferences(preferences) puts the theme on the document whenever it changes, and keeps every change", (t) => {
  const document = { documentElement: { dataset: /** @type {Record<string, string>} */ ({}) } };
  Object.assign(globalThis, { document });
  t.after(() => Reflect.deleteProperty(globalThis, "document"));
  const browser = browserOf();
  const preferences = createPreferences(browser);
  showPreferences(preferences);
  assert.equal(document.documentElement.dataset.theme, "auto");
  preferences.theme.value = "dark";
  assert.equal(document.documentElement.dataset.theme, "dark");
  preferences.motion.value = false;
  assert.equal(browser.written.at(-1), '{"theme":"dark","motion":false,"shortcuts":true}');
});
