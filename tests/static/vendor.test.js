import assert from "node:assert/strict";
import { test } from "node:test";

import { computed, Fragment, html, signal, useMemo, useRef, useState } from "../../static/vendor/preact.js";
import { renderToString } from "../../static/vendor/render_to_string.js";

test("renderToString shares hooks with the bundle that a component takes them from", () => {
  const Counter = () => {
    const [count, setCount] = useState(1);
    const doubled = useMemo(() => count * 2, [count]);
    const kept = useRef(5);
    if (count < 3) setCount(count + 1);
    return html`<b>${count} ${doubled} ${kept.current}</b>`;
  };
  assert.equal(renderToString(html`<${Counter} />`), "<b>3 6 5</b>");
});

test("renderToString writes the value of a signal and of what is computed from it", () => {
  const unit = signal(3);
  const shown = computed(() => unit.value + 1);
  assert.equal(renderToString(html`<i data-unit=${unit}>${shown}</i>`), '<i data-unit="3">4</i>');
});

test("renderToString keeps the names of SVG attributes and escapes text", () => {
  const drawing = html`<svg viewBox="0 0 1 1"><${Fragment}><text text-anchor="middle">${"空 < 色"}</text><//></svg>`;
  assert.equal(renderToString(drawing), '<svg viewBox="0 0 1 1"><text text-anchor="middle">空 &lt; 色</text></svg>');
});
