import { format, parse } from "./address.js";
import { read as readClamps, spelled } from "./clamps.js";
import { restingPlace } from "./figures/clock.js";
import { defaultModel, FREE, groupsOf, TELLING } from "./store.js";
import { batch } from "./vendor/preact.js";

/**
 * @import {Scene} from "./address.js"
 * @import {Store} from "./store.js"
 */

/**
 * Write what the store shows as a hash.
 *
 * @param {Store} store
 * @param {Pick<Partial<Scene>, "hide" | "present">} [changes]  what a link for others shall say instead
 * @returns {string} without "#"
 */
export function hashOf(store, changes = {}) {
  const { model, text, place, chosen, group, lens, symbolic, table, figure, together, quantity, clamps, carries, hide, presenting } = store;
  const { t, phase } = place.value;
  return format({
    ...{ model: model.value.id, text: text.value, t, phase, unit: chosen.value, group: group.value },
    ...{ lens: lens.value, symbolic: symbolic.value, table: table.value },
    ...{ figure: choosesFigure(store) ? figure.value : "cell", together: together.value, quantity: quantity.value },
    ...{ clamps: spelled(clamps.value), carry: carries.value, hide: hide.value, present: presenting.value, ...changes },
  });
}

/**
 * Bring the store to the scene of a hash; what the hash leaves open is at its default.
 *
 * @param {Store} store
 * @param {string} hash
 * @returns {number | null} the position that the hash names
 */
export function followHash(store, hash) {
  const { data } = store;
  const { scene, wrong } = parse(hash, { models: data.models.map((card) => card.id), longest: data.limits.text_length });
  const model = data.models.find((card) => card.id === scene.model) ?? defaultModel(data);
  const most = groupsOf(model.hidden_size) - 1;
  const unit = (scene.unit ?? Infinity) < model.hidden_size ? (scene.unit ?? null) : null;
  const group = scene.group !== undefined && scene.group <= most ? scene.group : TELLING;
  const beyond = (scene.unit !== undefined && unit === null) || (scene.group !== undefined && group === TELLING);
  const clamps = scene.clamps === undefined ? FREE : readClamps(scene.clamps, { cell: model.cell, size: model.hidden_size });
  batch(() => {
    store.asked.value = scene.scene ?? null;
    store.carries.value = (scene.carry ?? false) && model.examples?.length > 1;
    store.wrongLink.value = wrong > 0 || beyond || clamps === null;
    [store.clamps.value, store.undoable.value] = [clamps ?? FREE, []];
    store.model.value = model;
    store.text.value = scene.text ?? model.examples?.[0] ?? "";
    store.chosen.value = unit;
    store.lens.value = scene.lens ?? "story";
    [store.symbolic.value, store.table.value] = [scene.symbolic ?? false, scene.table ?? false];
    if (choosesFigure(store)) store.figure.value = scene.figure ?? "cell";
    [store.together.value, store.quantity.value] = [scene.together ?? false, scene.quantity ?? "f"];
    [store.hide.value, store.revealed.value, store.presenting.value] = [scene.hide ?? [], false, scene.present ?? false];
    store.shownAt.value = null;
  });
  // After the batch, in which the store has shown the unit among those of the run before.
  store.group.value = group;
  return scene.t === undefined ? null : restingPlace(scene.t, scene.phase ?? 7);
}

/** Only the article's figure is one of several; the laboratory has its own, and a frame the one of its address. @param {Store} store */
function choosesFigure({ data }) {
  return data.page === "article";
}
