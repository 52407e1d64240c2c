import { text } from "node:stream/consumers";
import { Root } from "../page.js";
import { createPlayer } from "../player.js";
import { createPreferences } from "../preferences.js";
import { createStore } from "../store.js";
import { html, signal } from "../vendor/preact.js";
import { renderToString } from "../vendor/render_to_string.js";
import { lookUpIn } from "../words.js";

/** Draw the page around a stored run with the page's own code: markup without a script, readable as it is. */
export function drawn({ data, stored }) {
  const store = createStore(data);
  [store.trace.value, store.position.value, store.status.value] = [stored.trace, stored.position, "done"];
  const preferences = createPreferences({ still: false, night: signal(false), read: () => null, write: () => {} });
  const player = createPlayer(store, preferences);
  const page = { store, preferences, player, shape: signal(null), words: lookUpIn(data.words), help: signal(false), experiments: false, retry: () => {} };
  return renderToString(html`<${Root} page=${page} />`);
}

// Standard input holds what to draw: {language: {data, stored}}; standard output gets {language: markup}.
const frames = Object.entries(JSON.parse(await text(process.stdin)));
process.stdout.write(JSON.stringify(Object.fromEntries(frames.map(([language, frame]) => [language, drawn(frame)]))));
