/**
 * The scenes that the prose can set, as data: by a link in a paragraph, by a chapter that begins, or by Back and Next.
 *
 * @typedef {"cell" | "unrolled" | "river" | "why" | "race" | "backward" | "parameters"} Figure
 * @typedef {"first" | "last" | "topic" | "most-written" | "least-written" | "takes-away" | "most-shown" | "least-shown" | "most-kept" | "most-hidden" | "beyond-one" | "here"} When
 *
 * @typedef {object} Scene  what is left out stays as it is, but for what is held: that is let go
 * @property {Figure} [figure]
 * @property {"lstm" | "gru" | "rnn"} [cell]  of the colour language in the page's language
 * @property {boolean} [untrained]
 * @property {string} [model]  another model, by its id
 * @property {"short" | "long" | "example"} [text]
 * @property {When} [when]  the step, found on the run's own values
 * @property {number} [phase]
 * @property {"telling" | "any" | "keeper" | "writer"} [unit]  "any": whichever unit `when` finds; "writer": whose input gate is seen open and shut; "keeper": in whose memory the topic has the largest share
 * @property {"story" | "unit" | "arithmetic"} [lens]
 * @property {boolean} [together]  the river of all units
 * @property {string} [quantity]  whose pre-activation is taken apart
 * @property {{quantity: string, value: number, from: "start" | "here", one?: boolean}} [hold]  from the first step on, or at this step; in one unit or all
 * @property {boolean} [word]  the topic's ribbon is looked at
 * @property {boolean} [carry]  begin in the state that another sentence has left, not in zeros
 * @property {boolean} [table]  the numbers as a table
 * @property {boolean} [play]
 * @property {"sentence" | "lab"} [go]  to the text box, or to another page
 */

/** @type {Readonly<Record<string, Scene>>} */
export const SCENES = Object.freeze({
  "read-on": { figure: "cell", when: "first", phase: 0, play: true },
  "first-word": { figure: "cell", when: "first", phase: 7 },
  "last-word": { figure: "cell", cell: "lstm", when: "last", phase: 7 },
  "topic-word": { figure: "cell", cell: "lstm", when: "topic", phase: 5, unit: "keeper", lens: "unit" },
  "own-sentence": { go: "sentence" },
  lab: { go: "lab" },

  "rnn-here": { figure: "unrolled", cell: "rnn", when: "here", phase: 7 },
  "rnn-start": { figure: "unrolled", cell: "rnn", when: "first", phase: 7 },
  "rnn-end": { figure: "unrolled", cell: "rnn", when: "last", phase: 7 },
  "rnn-play": { figure: "unrolled", cell: "rnn", when: "first", phase: 0, play: true },
  "rnn-weights": { figure: "why", cell: "rnn", quantity: "h", when: "here", phase: 7, unit: "telling" },

  "short-sentence": { figure: "cell", cell: "rnn", text: "short", when: "last", phase: 7 },
  "long-sentence": { figure: "cell", cell: "rnn", text: "long", when: "last", phase: 7 },
  "rnn-long": { figure: "cell", cell: "rnn", text: "long", when: "last", phase: 7 },
  "lstm-long": { figure: "cell", cell: "lstm", text: "long", when: "last", phase: 7 },
  "gru-long": { figure: "cell", cell: "gru", text: "long", when: "last", phase: 7 },
  race: { figure: "race" },
  backward: { figure: "backward", cell: "lstm" },
  "backward-rnn": { figure: "backward", cell: "rnn" },

  "lanes-here": { figure: "cell", cell: "lstm", when: "here", phase: 7, lens: "story" },
  "two-lanes": { figure: "cell", cell: "lstm", when: "last", phase: 7, lens: "story" },
  "upper-lane": { figure: "cell", cell: "lstm", when: "here", phase: 5, lens: "story" },
  "lower-lane": { figure: "cell", cell: "lstm", when: "here", phase: 7, lens: "story" },
  gates: { figure: "cell", cell: "lstm", when: "here", phase: 2, lens: "unit", unit: "telling" },
  deaf: { figure: "cell", cell: "lstm", when: "last", phase: 7, hold: { quantity: "i", value: 0, from: "start" } },
  amnesia: { figure: "cell", cell: "lstm", when: "last", phase: 7, hold: { quantity: "f", value: 0, from: "start" } },
  mute: { figure: "cell", cell: "lstm", when: "last", phase: 7, hold: { quantity: "o", value: 0, from: "start" } },
  hoarder: { figure: "cell", cell: "lstm", when: "last", phase: 7, hold: { quantity: "f", value: 1, from: "start" } },

  "belt-here": { figure: "river", cell: "lstm", when: "here", together: true },
  belt: { figure: "river", cell: "lstm", when: "last", together: true },
  river: { figure: "river", cell: "lstm", when: "last", together: true },
  "river-unit": { figure: "river", cell: "lstm", when: "last", unit: "keeper", together: false },
  "river-topic": { figure: "river", cell: "lstm", when: "last", together: true, word: true },

  "forget-open": { figure: "cell", cell: "lstm", when: "most-kept", phase: 3, unit: "telling", lens: "unit" },
  "forget-shut": { figure: "cell", cell: "lstm", when: "most-kept", phase: 3, unit: "telling", lens: "unit", hold: { quantity: "f", value: 0, from: "here", one: true } },
  "forget-one": { figure: "cell", cell: "lstm", when: "most-kept", phase: 3, unit: "telling", lens: "unit", hold: { quantity: "f", value: 1, from: "here", one: true } },
  "forget-why": { figure: "why", cell: "lstm", quantity: "f", when: "here", unit: "telling" },
  untrained: { figure: "cell", cell: "lstm", untrained: true, when: "here", phase: 3, lens: "unit" },

  "write-open": { figure: "cell", cell: "lstm", when: "most-written", phase: 4, unit: "writer", lens: "unit" },
  "write-shut": { figure: "cell", cell: "lstm", when: "least-written", phase: 4, unit: "writer", lens: "unit" },
  "write-why": { figure: "why", cell: "lstm", quantity: "i", when: "here", unit: "writer" },
  "write-sign": { figure: "cell", cell: "lstm", when: "takes-away", phase: 5, unit: "any", lens: "unit" },
  add: { figure: "cell", cell: "lstm", when: "most-written", phase: 5, unit: "writer", lens: "unit" },

  "reveal-open": { figure: "cell", cell: "lstm", when: "most-shown", phase: 7, unit: "telling", lens: "unit" },
  "reveal-shut": { figure: "cell", cell: "lstm", when: "least-shown", phase: 7, unit: "telling", lens: "unit" },
  "stored-not-shown": { figure: "cell", cell: "lstm", when: "most-hidden", phase: 7, unit: "any", lens: "unit" },
  squash: { figure: "cell", cell: "lstm", when: "here", phase: 6, lens: "unit" },
  predict: { figure: "cell", cell: "lstm", when: "last", phase: 7, lens: "story" },

  rnn: { figure: "cell", cell: "rnn", when: "last", phase: 7, lens: "story" },
  gru: { figure: "cell", cell: "gru", when: "last", phase: 7, lens: "story" },
  brackets: { figure: "cell", model: "brackets-lstm", text: "example", when: "last", phase: 7, lens: "unit" },
});

/** The scenes of the fifteen questions, by the question's address. */
const OF_QUESTIONS = /** @type {Record<string, Scene>} */ ({
  "memory-c-or-h": SCENES["stored-not-shown"],
  "forget-one": SCENES["forget-one"],
  "gate-without-c": SCENES["forget-why"],
  "who-sets-gates": SCENES.untrained,
  quarter: SCENES.backward,
  vanish: SCENES.backward,
  explode: SCENES.backward,
  "hidden-size": { ...SCENES["two-lanes"], table: true },
  "shared-weights": SCENES["rnn-weights"],
  "tanh-sigma": SCENES["write-sign"],
  "beyond-one": { figure: "cell", cell: "lstm", when: "beyond-one", phase: 7, unit: "any", lens: "unit" },
  "output-hn-cn": { ...SCENES["last-word"], table: true },
  parameters: { figure: "parameters", cell: "lstm", when: "here" },
  wiped: { figure: "cell", cell: "lstm", when: "first", phase: 7, lens: "unit", unit: "telling", carry: true },
  framework: { figure: "cell", cell: "lstm", when: "last", phase: 7, table: true },
});

/**
 * Give a scene by its name, "q-" before the name of a question.
 *
 * @param {string} id
 * @returns {Scene | undefined}
 */
export function sceneNamed(id) {
  const scenes = id.startsWith("q-") ? OF_QUESTIONS : SCENES;
  const name = id.replace(/^q-/, "");
  return Object.hasOwn(scenes, name) ? scenes[name] : undefined;
}

/** The scene that a chapter opens with: at the reader's word, but where a gate is to be seen at work. */
export const OPENING = Object.freeze({
  thought: "last-word", loop: "rnn-here", forgetting: "race", lanes: "lanes-here", belt: "belt-here",
  forget: "forget-open", write: "write-open", reveal: "reveal-open", sum: "last-word",
});
