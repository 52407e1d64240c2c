import { format, parse } from "./address.js";
import { Sentence } from "./controls/sentence.js";
import { Stage } from "./controls/stage.js";
import { Transport } from "./controls/transport.js";
import { restingPlace } from "./figures/clock.js";
import { play } from "./player.js";
import { createStore, placeOf, runText } from "./store.js";
import { effect, html, render, signal } from "./vendor/preact.js";
import { lookUpIn } from "./words.js";

/** @import {Store} from "./store.js" */

const NARROW = matchMedia("(max-width: 640px)");
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

const data = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");
const words = lookUpIn(data.words);
const store = createStore(data);
const narrow = signal(NARROW.matches);
NARROW.addEventListener("change", () => (narrow.value = NARROW.matches));

const place = readAddress(store);
const root = document.getElementById("app");
await showStored();
if (root !== null) {
  root.textContent = "";
  render(html`<${Page} />`, root);
}
void runText(store, place);
addEventListener("hashchange", () => {
  if (location.hash.slice(1) !== addressOf(store)) void runText(store, readAddress(store));
});
effect(() => {
  const address = addressOf(store);
  if (store.status.value === "done" && !store.playing.value) history.replaceState(null, "", `#${address}`);
});
effect(() => (store.playing.value ? playOn() : undefined));

/** Begin with the stored run, unless a link asks for another: it stays where the server does not answer. */
async function showStored() {
  if (data.first_frame === null || location.hash !== "") return;
  const answer = await fetch(data.first_frame).catch(() => null);
  if (!answer?.ok) return;
  const stored = await answer.json();
  [store.trace.value, store.position.value] = [stored.trace, stored.position];
}

function Page() {
  const other = data.language === "ja" ? "en" : "ja";
  return html`
    <p class="languages"><a href=${`/${other}/`} hreflang=${other} lang=${other}
      onClick=${(/** @type {any} */ event) => (event.currentTarget.href = `/${other}/#${addressOf(store)}`)}>${words("controls.other_language")}</a></p>
    ${store.wrongLink.value && html`<p class="notice" role="alert">${words("controls.wrong_link")}</p>`}
    <${Sentence} store=${store} words=${words} />
    <${Transport} store=${store} words=${words} />
    <${Stage} store=${store} words=${words} narrow=${narrow.value} />`;
}

function playOn() {
  return play({
    read: () => store.position.peek(),
    write: (s) => (store.position.value = s),
    steps: () => store.steps.peek(),
    stop: () => (store.playing.value = false),
    still: () => STILL.matches,
  });
}

/** @param {Store} from @returns {string} */
function addressOf(from) {
  const { t, phase } = placeOf(from);
  return format({ model: from.model.value.id, text: from.text.value, t, phase, unit: from.chosen.value, lens: from.lens.value });
}

/** @param {Store} into @returns {number | null} the position that the hash names */
function readAddress(into) {
  const allowed = { models: data.models.map((/** @type {any} */ card) => card.id), longest: data.limits.text_length };
  const { scene, wrong } = parse(location.hash, allowed);
  into.wrongLink.value = wrong > 0;
  if (scene.model !== undefined) into.model.value = data.models.find((/** @type {any} */ card) => card.id === scene.model);
  into.text.value = scene.text ?? into.model.value.examples?.[0] ?? into.text.value;
  into.chosen.value = scene.unit ?? null;
  into.lens.value = scene.lens ?? "story";
  return scene.t === undefined ? null : restingPlace(scene.t, scene.phase ?? 7);
}
