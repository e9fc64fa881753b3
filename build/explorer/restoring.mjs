// Restores passages as the pages do: `node restoring.mjs passages.json FILE…` writes what it finds in each file, a line
// of JSON a file: statement, part, outcome, words. Node lays out no web page: `node restoring.mjs --page OUT.js` writes a
// script for one, which gives the same by `restoredFrom(address of passages.json, addresses of files)`.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const [first, ...files] = process.argv.slice(2);
const inPage = first === "--page";
const OUT = inPage ? resolve(files[0]) : join(HERE, "node_modules/.cache/restoring.mjs");
await esbuild.build({
  absWorkingDir: HERE,
  stdin: {
    contents: `
      import { readFile } from "./src/hydrating/reading";
      import { restore } from "./src/hydrating/copies";
      export async function restoredOf(name, data, fingerprints) {
        const found = await restore(name, data, await readFile(name, data), fingerprints);
        return found.map(({ match: { target, outcome, text } }) => [target.statement, target.part, outcome, text]);
      }
      globalThis.restoredFrom = async (published, files) => {
        const fingerprints = await (await fetch(published)).json();
        const found = [];
        for (const file of files) found.push(await restoredOf(file, await (await fetch(file)).arrayBuffer(), fingerprints));
        return found;
      };`,
    resolveDir: ".",
  },
  outfile: OUT,
  bundle: true,
  format: inPage ? "iife" : "esm",
  platform: inPage ? "browser" : "node",
  external: ["pdfjs-dist"],
  logLevel: "warning",
});

if (!inPage) {
  const { restoredOf } = await import(pathToFileURL(OUT).href);
  const fingerprints = JSON.parse(readFileSync(first, "utf8"));
  for (const file of files) {
    const bytes = readFileSync(file);
    const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    console.log(JSON.stringify(await restoredOf(file, data, fingerprints)));
  }
}
