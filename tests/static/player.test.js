import assert from "node:assert/strict";
import { test } from "node:test";

import { lastPlace, moment, restingPlace } from "../../static/figures/clock.js";
import { createPlayer, moved, movedWord } from "../../static/player.js";
import { createPreferences } from "../../static/preferences.js";
import { goTo } from "../../static/store.js";
import { signal } from "../../static/vendor/preact.js";
import { seeded } from "./figures/traces.js";
import { framesOf } from "./frames.js";
import { storeOf } from "./stores.js";

const WORDS = ["a", "b", "c", "d"];
const END = lastPlace({ start: { tokens: WORDS } });

/** A player at a position of four words, with frames that come by hand. */
function playing(t, { at = 0, calm = false } = {}) {
  const frames = framesOf(t);
  const store = storeOf({ words: WORDS });
  store.position.value = at;
  const preferences = createPreferences({ still: calm, night: signal(false), read: () => null, write: () => {} });
  const player = createPlayer(store, preferences);
  t.after(player.follow());
  return { frames, store, player, preferences };
}

test("moved(s, eighths, steps) is the next resting place, or the one before", () => {
  assert.deepEqual([moved(1.25, 1, 4), moved(1.25, -1, 4), moved(1.875, 1, 4), moved(2, -1, 4), moved(0, 10, 4)], [1.375, 1.125, 2, 1.875, 1.25]);
});

test("moved(s, eighths, steps) in the middle of a motion goes on from where the motion leads", () => {
  assert.deepEqual([moved(1.3, 1, 4), moved(1.3, -1, 4), moved(1.95, 1, 4)], [1.5, 1.25, 2.125]);
});

test("movedWord(s, words, steps) is the end of this word, of the next one, or of the one before", () => {
  assert.deepEqual([movedWord(1.25, 1, 4), movedWord(1.875, 1, 4), movedWord(1.875, -1, 4), movedWord(2, -1, 4)], [1.875, 2.875, 0.875, 1.875]);
});

test("moved(s) and movedWord(s) stay in the text, at a resting place, and go the way they are told", () => {
  const next = seeded(8);
  for (let k = 0; k < 2000; k += 1) {
    const steps = 1 + Math.round(20 * Math.abs(next()));
    const s = (steps - 1 / 8) * Math.abs(next());
    const by = next() < 0 ? -1 : 1;
    for (const place of [moved(s, by * 3, steps), movedWord(s, by, steps)]) {
      assert.ok(place >= 0 && place <= steps - 1 / 8 && moment(place).progress === 1, `${s} of ${steps}: ${place}`);
    }
    assert.ok(by * (movedWord(s, by, steps) - s) >= 0 || movedWord(s, by, steps) === 7 / 8, `${s} of ${steps}`);
  }
});

test("moved(s) and movedWord(s) rest at both ends of the text", () => {
  assert.deepEqual([moved(0, -1, 4), moved(3.875, 1, 4), movedWord(0.875, -1, 4), movedWord(3.875, 1, 4)], [0, 3.875, 0.875, 3.875]);
});

test("player.step(1) glides to the end of the word in half a second, and never back", (t) => {
  const { frames, store, player } = playing(t);
  const seen = [0];
  player.step(1);
  frames.pass(490, () => seen.push(store.position.value));
  assert.ok(seen.at(-1) > 0.8 && seen.at(-1) < 0.875);
  assert.deepEqual(seen, seen.toSorted((a, b) => a - b));
  frames.pass(20);
  assert.equal(store.position.value, 0.875);
  assert.equal(frames.waiting(), 0, "nothing runs on");
});

test("player.micro(-1) glides back to the phase before", (t) => {
  const { frames, store, player } = playing(t, { at: 2 });
  player.micro(-1);
  frames.pass(250);
  assert.ok(store.position.value < 2 && store.position.value > 1.875);
  frames.pass(300);
  assert.equal(store.position.value, 1.875);
});

test("player.to(s) glides to that place", (t) => {
  const { frames, store, player } = playing(t, { at: 0.5 });
  player.to(2.25);
  frames.pass(600);
  assert.equal(store.position.value, 2.25);
});

test("player.step(1) loses no press, however fast they come", (t) => {
  const { frames, store, player } = playing(t, { at: 0.875 });
  for (const pause of [0, 10, 10, 200]) {
    player.step(pause === 200 ? -1 : 1);
    frames.pass(pause);
  }
  frames.pass(600);
  assert.equal(store.position.value, 2.875, "three on, one back");
});

test("player.phase(number) counts from the word that a press before it leads to", (t) => {
  const { frames, store, player } = playing(t, { at: 0.875 });
  player.step(1);
  player.phase(3);
  frames.pass(600);
  assert.equal(store.position.value, 1.375);
});

test("player.step(1) gives way to whoever else moves the position", (t) => {
  const { frames, store, player } = playing(t);
  player.step(1);
  frames.pass(100);
  goTo(store, 3, 2);
  frames.pass(600);
  assert.equal(store.position.value, 3.25);
  player.step(-1);
  frames.pass(600);
  assert.equal(store.position.value, 2.875, "and starts from there");
});

test("player.toggle() plays a word in 700 ms, and rests between two", (t) => {
  const { frames, store, player } = playing(t, { at: 0.875 });
  player.toggle();
  frames.pass(510);
  assert.equal(store.position.value, 1.875);
  frames.pass(180);
  assert.equal(store.position.value, 1.875);
  frames.pass(50);
  assert.ok(store.position.value > 1.875);
});

test("player.toggle() plays a micro-step in 900 ms where the pace is so", (t) => {
  const { frames, store, player } = playing(t);
  store.pace.value = "phase";
  player.toggle();
  for (let phase = 1; phase <= 10; phase += 1) {
    frames.pass(phase === 1 ? 700 : 920);
    assert.equal(store.position.value, restingPlace(0, phase), "between motion and motion");
  }
});

for (const pace of /** @type {const} */ (["word", "phase"])) {
  test(`player.toggle() by the ${pace} stops after a word at which something happened, where the reader wants that`, (t) => {
    const { frames, store, player } = playing(t);
    const { value: trace } = store.trace;
    store.trace.value = { ...trace, end: { ...trace.end, events: [{ t: 1, kind: "shuts" }] } };
    [store.pace.value, store.stopping.value] = [pace, true];
    player.toggle();
    frames.pass(60 * 1000);
    assert.deepEqual([store.position.value, store.playing.value], [1.875, false]);
    player.toggle();
    frames.pass(60 * 1000);
    assert.deepEqual([store.position.value, store.playing.value], [END, false], "and goes on from there");
    [store.position.value, store.stopping.value] = [0, false];
    player.toggle();
    frames.pass(60 * 1000);
    assert.equal(store.position.value, END, "or plays on");
  });
}

for (const pace of /** @type {const} */ (["word", "phase"])) {
  test(`player.toggle() plays to the end of the text by the ${pace}, and stops there`, (t) => {
    const { frames, store, player } = playing(t, { at: 1 });
    store.pace.value = pace;
    player.toggle();
    frames.pass(30 * 1000);
    assert.deepEqual([store.position.value, store.playing.value, frames.waiting()], [END, false, 0]);
  });
}

test("player.toggle() at the end plays from the first picture on", (t) => {
  const { frames, store, player } = playing(t, { at: END });
  player.toggle();
  assert.deepEqual([store.position.value, store.playing.value], [0, true]);
  frames.pass(600);
  assert.equal(store.position.value, 0.875);
});

test("player.toggle() while it plays finishes the micro-step under way, whose picture is whole, and stays there", (t) => {
  const { frames, store, player } = playing(t);
  player.toggle();
  frames.pass(250);
  player.toggle();
  const { phase, progress } = moment(store.position.value);
  assert.ok(!store.playing.value && progress < 1);
  frames.pass(2000);
  assert.deepEqual([store.position.value, frames.waiting()], [restingPlace(0, phase), 0]);
});

test("player.toggle() plays at the speed that is chosen, from the next motion on", (t) => {
  const { frames, store, player } = playing(t);
  store.speed.value = 2;
  player.toggle();
  frames.pass(260);
  assert.equal(store.position.value, 0.875);
  frames.pass(150);
  assert.ok(store.position.value > 0.875, "after a rest of half the time, too");
  store.speed.value = 0.5;
  frames.pass(1300);
  assert.ok(store.position.value > 1.875 && store.position.value < 2.875);
});

test("player.step(1) stays where it is in a frame that began before the key was pressed", (t) => {
  const { frames, store, player } = playing(t, { at: 2.875 });
  player.step(-1);
  frames.skip(-5);
  assert.equal(store.position.value, 2.875);
});

test("player.settle() stops a glide, and the playing, where they are", (t) => {
  for (const start of [(player) => player.step(1), (player) => player.toggle()]) {
    const { frames, store, player } = playing(t);
    start(player);
    frames.pass(200);
    const { value } = store.position;
    player.settle();
    frames.pass(1000);
    assert.deepEqual([store.position.value, store.playing.value, value > 0], [value, false, true]);
    t.mock.restoreAll();
  }
});

test("player.micro(1) while it plays stops the playing", (t) => {
  const { frames, store, player } = playing(t, { at: 1 });
  player.toggle();
  frames.pass(10);
  player.micro(1);
  assert.equal(store.playing.value, false);
  frames.pass(3000);
  assert.ok(moment(store.position.value).progress === 1 && store.position.value < 1.5);
});

test("player.toggle() after a hidden tab goes on with one word, not with all that was missed", (t) => {
  const { frames, store, player } = playing(t);
  player.toggle();
  frames.skip(60 * 1000);
  assert.equal(store.position.value, 0.875);
  frames.skip(60 * 1000);
  assert.equal(store.position.value, 0.875, "the rest after the motion");
});

test("player.step(1) snaps where motion is unwanted", (t) => {
  const { frames, store, player } = playing(t, { calm: true });
  player.step(1);
  assert.equal(store.position.value, 0.875);
  player.step(1);
  player.step(1);
  assert.equal(store.position.value, 2.875);
  frames.pass(1000);
  assert.equal(store.position.value, 2.875);
});

test("player.toggle() where motion is unwanted jumps from word to word in the same time", (t) => {
  const { frames, store, player } = playing(t, { calm: true });
  const seen = new Set();
  player.toggle();
  frames.pass(690, () => seen.add(store.position.value));
  assert.deepEqual([...seen], [0.875]);
  frames.pass(60 * 1000, () => seen.add(store.position.value));
  assert.deepEqual([[...seen], store.playing.value], [[0.875, 1.875, 2.875, 3.875], false]);
});

test("player.step(1) follows the switch for less motion at once", (t) => {
  const { frames, store, player, preferences } = playing(t);
  preferences.motion.value = false;
  player.step(1);
  assert.equal(store.position.value, 0.875);
  preferences.motion.value = true;
  player.step(1);
  frames.pass(100);
  assert.ok(store.position.value > 0.875 && store.position.value < 1.875);
});

test("player.step(1) on a text of one word stays on it", (t) => {
  const { frames, store, player } = playing(t);
  store.trace.value = storeOf({ words: ["a"] }).trace.value;
  player.step(1);
  player.step(1);
  frames.pass(1000);
  assert.equal(store.position.value, 0.875);
});
