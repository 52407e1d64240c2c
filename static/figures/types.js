/**
 * The shapes that figures read: the wire as `/api/v1` sends it, and the reader's view of it.
 *
 * A number arrives as a number, or as one of the strings "NaN", "Infinity", "-Infinity".
 *
 * @typedef {number | string} WireNumber
 * @typedef {readonly WireNumber[]} Vector  in unit order (`x`: in input order)
 * @typedef {"lstm" | "gru" | "rnn"} Cell
 *
 * @typedef {object} Layer  one layer of one step; which fields are there depends on the cell
 * @property {Vector} x
 * @property {Record<string, Vector>} pre  pre-activations: i f g o, z r n, or h
 * @property {Vector} h
 * @property {Vector} [i]
 * @property {Vector} [f]
 * @property {Vector} [g]
 * @property {Vector} [o]
 * @property {Vector} [z]
 * @property {Vector} [r]
 * @property {Vector} [n]
 * @property {Vector} [kept]
 * @property {Vector} [written]
 * @property {Vector} [c]
 * @property {Vector} [tanh_c]
 *
 * @typedef {{token: string, probability: WireNumber}} Candidate
 * @typedef {{t: number, token: string, layers: Layer[], prediction: Candidate[]}} Step
 * @typedef {{h: Vector[], c?: Vector[]}} State  one vector per layer
 * @typedef {{text: string, id: number, known: boolean, from: number, until: number}} Token
 *
 * @typedef {object} Clamp  a value held for from ≤ t < until; `units` null holds all of them
 * @property {number} layer
 * @property {string} quantity
 * @property {number} from
 * @property {number} until
 * @property {readonly number[] | null} units
 * @property {number} value
 *
 * @typedef {object} Start
 * @property {string} model
 * @property {Cell} cell
 * @property {string | null} language
 * @property {Token[]} tokens  of the whole text, before any step has arrived
 * @property {number} num_layers
 * @property {number} hidden_size
 * @property {State | null} initial_state
 * @property {readonly Clamp[]} [clamps]
 *
 * @typedef {object} Event  what a teacher would point at; which values are there depends on the kind
 * @property {number} t
 * @property {"shuts" | "flips" | "decides" | "changes_mind" | "telling"} kind
 * @property {number | null} layer
 * @property {number | null} unit
 * @property {number} units  how many did the same at this step
 * @property {{gate?: WireNumber, written?: WireNumber, before?: WireNumber, after?: WireNumber, answer?: string, share?: WireNumber, nats?: WireNumber}} values
 *   `before` is a value, or the answer before
 *
 * @typedef {object} End
 * @property {number} steps
 * @property {Record<string, WireNumber>} checks  largest absolute error of each identity
 * @property {number[]} [telling_units]  of the top layer, the most telling first
 * @property {number} [unknown_share]  of the tokens, 0 to 1
 * @property {Event[]} [events]  in the order of time
 *
 * @typedef {{start: Start, steps: Step[], end: End | null, text?: string}} Trace  steps that have not arrived are missing; `text` is what was run
 *
 * @typedef {"story" | "unit" | "arithmetic"} Lens
 *
 * @typedef {object} View
 * @property {(key: string, values?: Record<string, string | number>) => string} words
 *   `words("figures.keep", {percent: "98 %"})`: the sentence of that dotted key
 * @property {string} language  "ja" or "en"
 * @property {number} layer  from 0
 * @property {number | null} unit  the selected unit, from 0; null selects none
 * @property {readonly number[]} units  the units shown; their order is the order of the rows
 * @property {Lens} lens
 * @property {boolean} symbolic  c with t−1 instead of c with 10
 * @property {Trace | null} [ghost]  the same text without clamps, drawn dashed behind a run with clamps
 * @property {boolean} narrow  the phone's drawing instead of the wide one
 * @property {boolean} [medium]  the drawing that stands beside an article
 *
 * @typedef {any} VNode
 */

export {};
