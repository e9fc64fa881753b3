// Counts what filters find: `node counting.mjs explorer.json` reads filters, one a line, and writes their counts.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const { outputFiles } = await esbuild.build({
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  stdin: {
    contents: `
      export { find, prepare } from "./src/statements/find";
      export { parseView } from "./src/address";`,
    resolveDir: ".",
  },
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const script = Buffer.from(outputFiles[0].contents).toString("base64");
const { find, parseView, prepare } = await import(`data:text/javascript;base64,${script}`);

const library = prepare(JSON.parse(readFileSync(process.argv[2], "utf8")));
for (const filter of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  console.log(find(library, parseView(filter)).found.length);
}
