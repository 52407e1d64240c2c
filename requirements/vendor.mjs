// Writes static/vendor: one browser bundle of preact, htm and signals, its renderer to strings, their licences, their checksums.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "vendor");

const LIBRARY = `
import { h, Fragment, render, hydrate, options, isValidElement } from "preact";
import htm from "htm";
export { useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback } from "preact/hooks";
export {
  signal, computed, effect, batch, untracked, useSignal, useComputed, useSignalEffect,
} from "@preact/signals";
export { h, Fragment, render, hydrate, options, isValidElement };
export const html = htm.bind(h);
`;
const RENDERER = `export { renderToString } from "preact-render-to-string";`;

/** The renderer takes preact from the bundle beside it: two instances would not see each other's components. */
const oneInstance = {
  name: "one-instance",
  setup(bundler) {
    bundler.onResolve({ filter: /^preact$/ }, () => ({ path: "./preact.js", external: true }));
  },
};

async function bundle(contents, packages, plugins) {
  const result = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["browser", "import"],
    legalComments: "none",
    banner: { js: `/*! ${packages.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join(", ")} */` },
    plugins,
  });
  return result.outputFiles[0].text;
}

const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));

function describe(name) {
  const { version, license, integrity } = lock.packages[`node_modules/${name}`];
  const licenceFile = `LICENSE-${name.replace("@", "").replace("/", "-")}.txt`;
  return { name, version, licence: license, integrity, licenceFile };
}

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

function readme(files, packages) {
  const fileRows = files.map(({ path, text, from }) => `| ${path} | ${sha256(text)} | ${from.join(", ")} |`);
  const packageRows = packages.map(
    ({ name, version, licence, licenceFile, integrity }) =>
      `| ${name} | ${version} | [${licence}](${licenceFile}) | ${integrity} |`,
  );
  return `# Vendored libraries

Written by \`make vendor\` (\`requirements/vendor.mjs\`) from the npm packages locked in \`requirements/package-lock.json\`,
byte for byte the same each time. \`preact.d.ts\` and \`render_to_string.d.ts\` are written by hand.

| file | SHA-256 | bundles |
|---|---|---|
${fileRows.join("\n")}

| npm package | version | licence | integrity of the package |
|---|---|---|---|
${packageRows.join("\n")}
`;
}

const library = ["preact", "htm", "@preact/signals", "@preact/signals-core"].map(describe);
const renderer = ["preact-render-to-string"].map(describe);
const files = [
  { path: "preact.js", text: await bundle(LIBRARY, library, []), from: library.map(({ name }) => name) },
  { path: "render_to_string.js", text: await bundle(RENDERER, renderer, [oneInstance]), from: renderer.map(({ name }) => name) },
];
const packages = [...library, ...renderer];
for (const { name, licenceFile } of packages) {
  writeFileSync(join(target, licenceFile), readFileSync(join(here, "node_modules", name, "LICENSE"), "utf8"));
}
for (const { path, text } of files) writeFileSync(join(target, path), text);
writeFileSync(join(target, "README.md"), readme(files, packages));
