import { text } from "node:stream/consumers";
import { createPlayer } from "../player.js";
import { createPreferences } from "../preferences.js";
import { createStore } from "../store.js";
import { html, signal } from "../vendor/preact.js";
import { renderToString } from "../vendor/render_to_string.js";
import { lookUpIn } from "../words.js";

/** Draw a page's figure around a stored run with the page's own code: markup without a script, readable as it is. */
async function drawn({ data, stored, module }) {
  const { mounts } = await import(`../${module}`);
  const store = createStore(data);
  [store.trace.value, store.position.value, store.status.value] = [stored.trace, stored.position, "done"];
  const preferences = createPreferences({ still: false, night: signal(false), read: () => null, write: () => {} });
  const page = {
    ...{ store, preferences, player: createPlayer(store, preferences), words: lookUpIn(data.words) },
    ...{ shape: signal(null), first: data.page === "article" ? "medium" : "wide", experiments: data.page === "lab" },
    ...{ linked: false, help: signal(false), writing: signal(false), writeSentence: () => {}, retry: () => {} },
  };
  return renderToString(html`<${mounts.figure} page=${page} />`);
}

// Standard input holds what to draw: {name: {data, stored, module}}; standard output gets {name: markup}.
const frames = Object.entries(JSON.parse(await text(process.stdin)));
const markup = await Promise.all(frames.map(async ([name, frame]) => [name, await drawn(frame)]));
process.stdout.write(JSON.stringify(Object.fromEntries(markup)));
