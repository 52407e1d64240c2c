/**
 * Which models belong together: one network untrained, at checkpoints of its training, and at its end.
 *
 * A card is what the API says of a model: `untrained_twin` and `checkpoint_of` are ids of others.
 */

/** @param {any} card @returns {boolean} */
export function isUntrained(card) {
  return card.training.updates === 0;
}

/** Whether a model is one that a reader chooses, and no moment in the training of another. @param {any} card @returns {boolean} */
export function isFinished(card) {
  return !isUntrained(card) && !card.checkpoint_of;
}

/**
 * Give the model of a kind of cell for the same task and language.
 *
 * @param {readonly any[]} models
 * @param {{task: string, language: string | null}} card
 * @param {string} cell
 * @param {(card: any) => boolean} [isWanted]
 * @returns {any} undefined where there is none
 */
export function besideOf(models, { task, language }, cell, isWanted = isFinished) {
  return models.find((other) => other.task === task && other.language === language && other.cell === cell && isWanted(other));
}

/** Give the model that came of a training in the end. @param {readonly any[]} models @param {any} card  of any moment of it */
export function finishedOf(models, card) {
  return models.find((other) => other.untrained_twin === card.id || other.id === card.checkpoint_of) ?? card;
}

/** Give every moment of a training that there is a model of, the first first. @param {readonly any[]} models @param {any} card  of any of them @returns {any[]} */
export function momentsOf(models, card) {
  const last = finishedOf(models, card);
  const isOfIt = (/** @type {any} */ other) => other.id === last.id || other.id === last.untrained_twin || other.checkpoint_of === last.id;
  return models.filter(isOfIt).toSorted((a, b) => a.training.updates - b.training.updates);
}
