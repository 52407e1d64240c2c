/**
 * Build the vendored bundles of this folder: `npm install && node build.mjs` (the package.json beside this file pins
 * every version). A page needs none of this; the results are committed with their licences and digests.
 */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const here = import.meta.dirname;
const modules = process.env.VENDOR_MODULES ?? join(here, "node_modules");
const { build } = createRequire(join(modules, "x.js"))("esbuild");

const PACKAGES = ["preact", "@preact/signals", "@preact/signals-core", "htm", "preact-render-to-string"];
const BROWSER = `
  export { h, Fragment, render, hydrate, options, isValidElement } from "preact";
  export { useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback } from "preact/hooks";
  export { signal, computed, effect, batch, untracked, useSignal, useComputed, useSignalEffect } from "@preact/signals";
  import { h } from "preact";
  import htm from "htm";
  export const html = htm.bind(h);
`;
const TO_STRING = `export { renderToString } from "preact-render-to-string";`;

// Two instances of preact on one page would not know each other's hooks: the renderer uses the browser's bundle.
const sameInstance = {
  name: "same-instance",
  setup: (bundle) => bundle.onResolve({ filter: /^preact$/ }, () => ({ path: "./preact.js", external: true })),
};

async function bundle(contents, outfile, plugins) {
  const stdin = { contents, resolveDir: join(modules, "..") };
  await build({ stdin, outfile: join(here, outfile), plugins, bundle: true, minify: true, format: "esm", target: "es2022" });
}

function describe(name) {
  const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  copyFileSync(join(modules, name, "LICENSE"), join(here, "licences", `${name.replace(/[@/]/g, "_")}.txt`));
  return `| ${name} | ${version} | ${license} |`;
}

function digest(file) {
  return `| \`${file}\` | \`${createHash("sha256").update(readFileSync(join(here, file))).digest("hex")}\` |`;
}

mkdirSync(join(here, "licences"), { recursive: true });
await bundle(BROWSER, "preact.js", []);
await bundle(TO_STRING, "render_to_string.js", [sameInstance]);
const lines = [
  "# Vendored modules", "",
  "`preact.js` is what the page loads; `render_to_string.js` is for tests and the stored first frame only.",
  "Built by `build.mjs` with esbuild; licence texts are in `licences/`.", "",
  "| package | version | licence |", "|---|---|---|", ...PACKAGES.map(describe), "",
  "| file | SHA-256 |", "|---|---|", digest("preact.js"), digest("render_to_string.js"), "",
];
writeFileSync(join(here, "README.md"), lines.join("\n"));
