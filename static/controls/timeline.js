import { eventsAt, told } from "../events.js";
import { PHASES, restingPlace } from "../figures/clock.js";
import { visibleToken } from "../figures/tokens.js";
import { goTo } from "../store.js";
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";
import { Later } from "./later.js";
import { viewOf } from "./view.js";

/**
 * @import {Signal} from "../vendor/preact.js"
 * @import {Trace} from "../figures/types.js"
 * @import {Page} from "../page.js"
 *
 * @typedef {object} Rows  what stands under the tokens, a row for each quantity
 * @property {(trace: Trace) => readonly string[]} quantitiesOf
 * @property {any} Row
 */

/** Up to so many tokens are all in the document; of longer texts those near the visible ones. */
const ALL = 60;
const MARGIN = 6;

/** The sentence as ticks of time: tokens, a native range, and, where there is room, rows under them. @param {{page: Page, rows?: Rows}} props */
export function Timeline({ page, rows }) {
  const { store, words } = page;
  const strip = useRef(/** @type {HTMLElement | null} */ (null));
  const trace = store.trace.value;
  const t = store.t.value;
  // After the paint, when asking for widths costs no layout.
  useEffect(() => keepInView(strip.current, t, store.steps.peek()), [t, trace]);
  if (trace === null) return null;
  const character = store.model.value.unit_of_text === "character";
  const quantities = rows?.quantitiesOf(trace) ?? [];
  const label = words("controls.step", { step: t + 1, steps: store.steps.value, token: visibleToken(trace.start.tokens[t]?.text ?? "", viewOf(page)) });
  return html`<section class=${`timeline${rows ? "" : " bare"}${viewOf(page).ghost ? " ghosted" : ""}`} aria-label=${words("controls.timeline")}>
    <ul class="gutter scripted" aria-hidden="true">${quantities.map((quantity) => html`<li key=${quantity} class=${`role-${quantity}`}>${quantity}</li>`)}</ul>
    <div class=${`strip${character ? " of-characters" : ""}`} ref=${strip} lang=${trace.start.language ?? undefined}>
      <div class="strip-inner">
        <${Tokens} page=${page} strip=${strip} />
        ${page.experiments && trace.start.cell !== "rnn" && html`<${Later} page=${page} part="river" />`}
        ${quantities.map((quantity) => html`<${rows?.Row} page=${page} quantity=${quantity} key=${quantity} />`)}
        <${Playhead} page=${page} />
      </div>
    </div>
    <input class="scrubber scripted" type="range" min="0" max=${Math.max(store.steps.value - 1, 0)} step="1" value=${t}
      aria-label=${words("controls.scrub")} aria-valuetext=${label} onInput=${(/** @type {any} */ event) => goTo(store, Number(event.target.value))} />
  </section>`;
}

/** @param {{page: Page, strip: {current: HTMLElement | null}}} props */
function Tokens({ page, strip }) {
  const { store, player } = page;
  const tokens = store.trace.value?.start.tokens ?? [];
  const range = useSignal({ from: 0, until: ALL });
  useEffect(() => followScroll(strip.current, tokens.length, range), [tokens.length]);
  const { from, until } = tokens.length <= ALL ? { from: 0, until: tokens.length } : range.value;
  const view = viewOf(page);
  const t = store.t.value;
  // In the first frame a token is plain text: without a script nothing answers a press.
  const isPlain = page.shape.value === null;
  const press = (/** @type {number} */ at) => ({ type: "button", tabindex: at === t ? undefined : -1, onClick: () => player.to(restingPlace(at, PHASES - 1)) });
  return html`<ol class="tokens">
    ${from > 0 && spacer(from)}
    ${tokens.slice(from, until).map((token, index) => {
      const at = from + index;
      const text = visibleToken(token.text, view);
      return html`<li key=${at}><${isPlain ? "span" : "button"} class=${`token${token.known ? "" : " unknown"}${at === t ? " now" : ""}`} title=${text}
        aria-current=${at === t ? "step" : undefined} ...${isPlain ? {} : press(at)}>${text}${page.experiments && dots(page, at)}<//></li>`;
    })}
    ${until < tokens.length && spacer(tokens.length - until)}
  </ol>`;
}

/** A dot for each thing worth a look at a step, with what happened as its title. @param {Page} page @param {number} t */
function dots({ store, words }, t) {
  const { trace } = store;
  const view = viewOf({ store, words });
  const events = eventsAt(trace.value, t);
  return events.length > 0 && html`<span class="event-dots">${events.map((event, index) => html`<i key=${index} class=${`event-dot ${event.kind}`} title=${told(event, /** @type {any} */ (trace.value), view)}></i>`)}</span>`;
}

/** Room for tokens that are not in the document. @param {number} count */
function spacer(count) {
  return html`<li class="spacer" aria-hidden="true" style=${{ flexGrow: count, flexBasis: `calc(${count} * var(--token-width))` }}></li>`;
}

/** A frame around the step that is shown, down through all heatmaps. @param {{page: Page}} props */
function Playhead({ page: { store } }) {
  const t = store.t.value;
  const alive = useSignal(false);
  useEffect(() => void (alive.value = true), []);
  const share = 100 / store.steps.value;
  return alive.value && html`<div class="playhead" aria-hidden="true" style=${{ insetInlineStart: `${t * share}%`, inlineSize: `${share}%` }}></div>`;
}

/** @param {HTMLElement | null} strip @param {number} t @param {number} steps */
function keepInView(strip, t, steps) {
  if (strip === null || strip.scrollWidth <= strip.clientWidth) return;
  const width = strip.scrollWidth / steps;
  const left = t * width;
  const isSeen = left >= strip.scrollLeft && left + width <= strip.scrollLeft + strip.clientWidth;
  if (!isSeen) strip.scrollLeft = left - strip.clientWidth / 2;
}

/**
 * @param {HTMLElement | null} strip
 * @param {number} count
 * @param {Signal<{from: number, until: number}>} range
 */
function followScroll(strip, count, range) {
  if (strip === null || count <= ALL) return;
  const look = () => {
    const width = strip.scrollWidth / count;
    const from = Math.max(0, Math.floor(strip.scrollLeft / width) - MARGIN);
    const until = Math.min(count, Math.ceil((strip.scrollLeft + strip.clientWidth) / width) + MARGIN);
    if (from !== range.peek().from || until !== range.peek().until) range.value = { from, until };
  };
  look();
  strip.addEventListener("scroll", look, { passive: true });
  return () => strip.removeEventListener("scroll", look);
}
