// Searches as the pages do: `node searching.mjs explorer.json` reads queries, one a line, and writes what each finds, the
// best first, as a line of JSON.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const { outputFiles } = await esbuild.build({
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  stdin: { contents: `export { Search } from "./src/search";`, resolveDir: "." },
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const script = Buffer.from(outputFiles[0].contents).toString("base64");
const { Search } = await import(`data:text/javascript;base64,${script}`);

const search = new Search(JSON.parse(readFileSync(process.argv[2], "utf8")));
for (const q of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const found = [...(search.find(q) ?? [])].sort(([, one], [, other]) => other - one);
  console.log(JSON.stringify(found.map(([id]) => id)));
}
