import { followClamps } from "./experiments.js";
import { createPlayer } from "./player.js";
import { followTeaching } from "./present.js";
import { browserPreferences, createPreferences, showPreferences } from "./preferences.js";
import { begun, runText, showStored } from "./run.js";
import { followHash, hashOf } from "./scene_link.js";
import { createStore } from "./store.js";
import { effect, html, render, signal } from "./vendor/preact.js";
import { lookUpIn } from "./words.js";

/** @import {Page, Shape} from "./page.js" */

const data = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");
const isEmbedded = data.page === "embed";
// A frame is narrow more often than a window is, and has nothing beside its figure; a phone on its side has the article's text.
const NARROW = { embed: "(max-width: 560px)", lab: "(max-width: 720px)", article: "(max-width: 720px), (max-width: 1079px) and (max-height: 560px)" };
const PHONE = matchMedia(NARROW[/** @type {keyof typeof NARROW} */ (data.page)]);

const store = createStore(data);
const preferences = createPreferences(browserPreferences({ keeps: !isEmbedded }));
const player = createPlayer(store, preferences);
const wide = data.page === "article" || isEmbedded ? "medium" : "wide";
const shape = signal(/** @type {Shape | null} */ (PHONE.matches ? "narrow" : wide));
PHONE.addEventListener("change", () => (shape.value = PHONE.matches ? "narrow" : wide));

// A hash may name a place of the document, for readers without scripts; such a hash is no scene.
const sceneHash = () => (document.getElementById(location.hash.slice(1)) === null ? location.hash : "");

/** @type {Page} */
const page = {
  ...{ store, preferences, player, shape, words: lookUpIn(data.words, () => store.model.value.unit_of_text), first: wide },
  ...{ help: signal(false), writing: signal(false), experiments: data.page === "lab", linked: sceneHash() !== "" },
  retry: () => void runText(store),
  rerun: () => runText(store, store.position.peek()),
  writeSentence() {
    page.writing.value = true;
    requestAnimationFrame(() => document.getElementById("sentence")?.focus());
  },
};

const place = followHash(store, sceneHash());
showPreferences(preferences);
followTeaching(page);
const arrived = runText(store, place);
const { begin, mounts } = await (isEmbedded ? import("./embed.js") : data.page === "lab" ? import("./lab.js") : import("./article.js"));
// Until the run begins to arrive the document shows a stored one; that one comes to life where no server answers.
await Promise.race([arrived.then(() => showStored(store)), begun(store)]);
const spots = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-mount]")]);
enliven(spots.filter((spot) => spot.closest("[data-later]") === null));
player.follow();
followClamps(store, page.rerun);
begin(page);
addEventListener("hashchange", () => {
  const hash = sceneHash();
  if (hash !== "" && hash.slice(1) !== hashOf(store)) void runText(store, followHash(store, hash));
});
effect(() => {
  const atRest = store.status.value === "done" && !store.playing.value && store.position.value === store.settled.value;
  if (atRest) history.replaceState(history.state, "", `#${hashOf(store)}`);
});
// What is below the chapter that was asked for, a part a frame, so that nothing waits for all of it.
for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-later]"))) {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  delete part.dataset.later;
  enliven(spots.filter((spot) => part.contains(spot)));
}

/** Bring places of the document to life. Each keeps its room, measured before any is changed: nothing that is being read moves. @param {HTMLElement[]} spots */
function enliven(spots) {
  const rooms = spots.map(({ dataset, offsetHeight }) => (dataset.mount === "figure" ? "" : `${offsetHeight}px`));
  for (const [index, spot] of spots.entries()) {
    const { mount, of } = spot.dataset;
    spot.style.setProperty("min-block-size", rooms[index]);
    spot.textContent = "";
    render(html`<${mounts[/** @type {keyof typeof mounts} */ (mount)]} page=${page} of=${of} />`, spot);
  }
}
