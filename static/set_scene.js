import { besideOf } from "./cards.js";
import { FOREVER } from "./clamps.js";
import { PHASES, restingPlace } from "./figures/clock.js";
import { keeperOf, spotOf } from "./finders.js";
import { indexOfMost, post, textOf, top, topicOf } from "./inquiries.js";
import { runEnded, runText } from "./run.js";
import { sceneNamed } from "./scenes.js";
import { chooseModel, FREE } from "./store.js";
import { batch } from "./vendor/preact.js";

/**
 * @import {Clamp, Trace} from "./figures/types.js"
 * @import {Page} from "./page.js"
 * @import {Scene} from "./scenes.js"
 * @import {Store} from "./store.js"
 */

let latest = 0;
/** What the reader had before a scene put another text in its place, and which text that was. @type {{model: any, text: string, instead: string} | null} */
let own = null;

/**
 * Set a scene: the model, the text and what is held first, then, on the run that they give, the step and the unit.
 *
 * @param {Page} page
 * @param {string} id
 */
export async function setScene(page, id) {
  const scene = sceneNamed(id);
  if (scene === undefined) return;
  const mine = (latest += 1);
  const { store, player } = page;
  player.settle();
  const isAnother = prepare(store, scene);
  const asked = keyOf(store);
  const isOvertaken = () => mine !== latest || asked !== keyOf(store); // another scene, or another run, was asked for meanwhile
  if (isAnother) await runText(store, store.position.peek());
  else await runEnded(store);
  if (isOvertaken()) return;
  const topic = scene.when === "topic" || scene.word || scene.unit === "keeper" ? await topicOf(page).catch(() => null) : null;
  const keeper = scene.unit === "keeper" && topic !== null && !isOvertaken() ? await keeperIn(page, topic).catch(() => null) : null;
  if (isOvertaken()) return;
  if (place(store, scene, topic, keeper)) await runText(store, store.position.peek());
  if (scene.play) store.playing.value = true;
}

/** @param {Store} store @param {Scene} scene @returns {boolean} whether the run has to be computed again */
function prepare(store, scene) {
  const { data, model, text, clamps, carries } = store;
  const before = keyOf(store);
  if (store.isEmpty.peek()) text.value = store.trace.peek()?.text ?? model.peek().examples[0]; // a scene needs a sentence: the one that is shown
  const isAnother = scene.text !== undefined || scene.model !== undefined;
  const lent = own?.instead === text.peek() ? own : null;
  const mine = lent ?? { model: model.peek(), text: text.peek() };
  const from = isAnother ? model.peek() : mine.model;
  const card = cardOf(data, from, scene) ?? from;
  batch(() => {
    if (card.id !== model.peek().id) chooseModel(store, card);
    if (scene.text === "example") text.value = model.peek().examples[0];
    else if (scene.text !== undefined) text.value = data.sentences[scene.text];
    else if (lent !== null) text.value = lent.text;
    own = isAnother ? { ...mine, instead: text.peek() } : null;
    clamps.value = scene.hold?.from === "start" ? [held(scene, 0, FOREVER, null)] : FREE;
    [store.undoable.value, carries.value] = [[], scene.carry ?? false];
    for (const name of /** @type {const} */ (["figure", "lens", "together", "quantity", "table"])) {
      if (scene[name] !== undefined) store[name].value = /** @type {any} */ (scene[name]);
    }
  });
  return keyOf(store) !== before || store.trace.peek() === null;
}

/** What a run depends on. @param {Store} store @returns {string} */
function keyOf({ model, text, clamps, carries }) {
  return JSON.stringify([model.peek().id, text.peek(), clamps.peek(), carries.peek()]);
}

/** @param {Store["data"]} data @param {any} now  the card of the model that is there @param {Scene} scene @returns {any} the card of the model that the scene is for; undefined for the one that is there */
function cardOf(data, now, { cell, untrained, model: id }) {
  if (id !== undefined) return data.models.find((card) => card.id === id);
  if (cell === undefined) return undefined;
  const language = now.task === "colour" ? now.language : data.language;
  const trained = besideOf(data.models, { task: "colour", language }, cell);
  return untrained ? data.models.find((card) => card.id === trained?.untrained_twin) : trained;
}

/** @param {Page} page @param {number} topic @returns {Promise<number>} */
async function keeperIn(page, topic) {
  const { data, model } = page.store;
  return keeperOf(await post(data, "/ledger", { model: model.peek().id, text: textOf(page) }), topic);
}

/** @param {Store} store @param {Scene} scene @param {number | null} topic @param {number | null} keeper @returns {boolean} whether something is held now that was not */
function place(store, scene, topic, keeper) {
  const trace = store.trace.peek();
  if (trace === null) return false;
  const { t: now, phase } = store.place.peek();
  const wanted = { telling: store.telling.peek()[0] ?? null, keeper, writer: scene.unit === "writer" ? writerIn(trace) : null, any: null }[scene.unit ?? "any"];
  const unit = scene.unit === "any" ? null : (wanted ?? store.unit.peek());
  const spot = spotOf(scene.when ?? "here", trace, { unit, here: { t: now, unit: store.unit.peek() }, topic });
  batch(() => {
    if (scene.unit !== undefined) store.chosen.value = spot.unit;
    store.word.value = scene.word ? topic : null;
    store.position.value = restingPlace(spot.t, scene.phase ?? (scene.when === undefined ? phase : PHASES - 1));
    if (scene.hold?.from === "here") store.clamps.value = [held(scene, spot.t, spot.t + 1, scene.hold.one ? [spot.unit] : null)];
  });
  return scene.hold?.from === "here";
}

/** The unit whose input gate is seen both open and shut. @param {Trace} trace */
function writerIn({ steps }) {
  const values = (/** @type {"written" | "i"} */ name, /** @type {number} */ unit) => steps.map((step) => Number(top(step)[name]?.[unit]));
  return indexOfMost(top(steps[0]).h.map((_, unit) => Math.max(...values("written", unit)) - Math.min(...values("i", unit).slice(1))));
}

/** @param {Scene} scene @param {number} from @param {number} until @param {number[] | null} units @returns {Clamp} */
function held({ hold }, from, until, units) {
  const { quantity, value } = /** @type {NonNullable<Scene["hold"]>} */ (hold);
  return { layer: 0, quantity, value, from, until, units };
}
