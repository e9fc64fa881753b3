// Restores passages as the pages do: `node restoring.mjs passages.json FILE…` writes what it finds in each file, a line
// of JSON a file: statement, part, outcome, words. A web page must be a text already, because Node lays out none.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "node_modules/.cache/restoring.mjs");
await esbuild.build({
  absWorkingDir: HERE,
  stdin: {
    contents: `
      export { readFile } from "./src/hydrating/reading";
      export { restore } from "./src/hydrating/copies";`,
    resolveDir: ".",
  },
  outfile: OUT,
  bundle: true,
  format: "esm",
  platform: "node",
  external: ["pdfjs-dist"],
  logLevel: "warning",
});
const { readFile, restore } = await import(pathToFileURL(OUT).href);

const [published, ...files] = process.argv.slice(2);
const fingerprints = JSON.parse(readFileSync(published, "utf8"));
for (const file of files) {
  const bytes = readFileSync(file);
  const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const found = await restore(file, data, await readFile(file, data), fingerprints);
  const lines = found.map(({ match: { target, outcome, text } }) => [target.statement, target.part, outcome, text]);
  console.log(JSON.stringify(lines));
}
