import { moved } from "../player.js";
import { goTo, placeOf } from "../store.js";
import { html } from "../vendor/preact.js";

/** @import {Store} from "../store.js" */

/** @param {{store: Store, words: (key: string, values?: any) => string}} props */
export function Transport({ store, words }) {
  const { trace, playing, steps, position } = store;
  const { t } = placeOf(store);
  const micro = (/** @type {number} */ eighths) => (position.value = moved(position.value, eighths, steps.value));
  const label = words("controls.step", { step: t + 1, steps: steps.value });
  return html`<section class="transport">
    <ol class="tokens">${trace.value?.start.tokens.map((token, index) => html`<li key=${index}>
      <button type="button" class=${`token${token.known ? "" : " unknown"}${index === t ? " now" : ""}`}
        aria-current=${index === t ? "step" : undefined} onClick=${() => goTo(store, index)}>${token.text}</button></li>`)}</ol>
    <input class="scrubber" type="range" min="0" max=${steps.value - 1} step="1" value=${t} aria-label=${label} aria-valuetext=${label}
      onInput=${(/** @type {any} */ event) => goTo(store, Number(event.target.value))} />
    <div class="buttons">
      <button type="button" onClick=${() => goTo(store, t - 1)}>${words("controls.back")}</button>
      <button type="button" onClick=${() => micro(-1)}>${words("controls.phase_back")}</button>
      <button type="button" aria-pressed=${playing.value} onClick=${() => (playing.value = !playing.value)}>${words(playing.value ? "controls.pause" : "controls.play")}</button>
      <button type="button" onClick=${() => micro(1)}>${words("controls.phase_forward")}</button>
      <button type="button" onClick=${() => goTo(store, t + 1)}>${words("controls.forward")}</button>
    </div>
  </section>`;
}
