import { followClamps } from "./experiments.js";
import { createPlayer } from "./player.js";
import { browserPreferences, createPreferences, showPreferences } from "./preferences.js";
import { runText, showStored } from "./run.js";
import { followHash, hashOf } from "./scene_link.js";
import { createStore } from "./store.js";
import { effect, html, render, signal } from "./vendor/preact.js";
import { lookUpIn } from "./words.js";

/** @import {Page, Shape} from "./page.js" */

const PHONE = matchMedia("(max-width: 720px)");

const data = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");
const store = createStore(data);
const preferences = createPreferences(browserPreferences());
const player = createPlayer(store, preferences);
const shape = signal(/** @type {Shape | null} */ (PHONE.matches ? "narrow" : "wide"));
PHONE.addEventListener("change", () => (shape.value = PHONE.matches ? "narrow" : "wide"));

/** @type {Page} */
const page = { store, preferences, player, shape, words: lookUpIn(data.words), help: signal(false), experiments: data.page === "lab", retry: () => void runText(store) };

const place = followHash(store, location.hash);
showPreferences(preferences);
const arrived = runText(store, place);
// The stored run is what the document shows already. A link to another scene waits for its own, unless no server answers.
if (location.hash === "") await Promise.race([arrived, showStored(store)]);
void arrived.then(() => showStored(store));
const { Root } = await (data.page === "lab" ? import("./lab.js") : import("./page.js"));
const root = document.getElementById("app");
if (root !== null) {
  root.textContent = "";
  render(html`<${Root} page=${page} />`, root);
}
player.follow();
followClamps(store, () => runText(store, store.position.peek()));
addEventListener("hashchange", () => {
  if (location.hash.slice(1) !== hashOf(store)) void runText(store, followHash(store, location.hash));
});
effect(() => {
  const hash = hashOf(store);
  const atRest = store.status.value === "done" && !store.playing.value && store.position.value === store.settled.value;
  if (atRest) history.replaceState(history.state, "", `#${hash}`);
});
