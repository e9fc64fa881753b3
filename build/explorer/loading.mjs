// Opens the data of a site outside a browser, with the code of the pages.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const { outputFiles } = await esbuild.build({
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  stdin: {
    contents: `
      export { Files } from "./src/data";
      export { find, Opener } from "./src/statements/find";
      export { parseView } from "./src/address";`,
    resolveDir: ".",
  },
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const script = Buffer.from(outputFiles[0].contents).toString("base64");
export const { Files, find, Opener, parseView } = await import(`data:text/javascript;base64,${script}`);

/** Open the data that a site publishes, by its folder. */
export async function libraryOf(site) {
  const read = async (path) => JSON.parse(await readFile(join(site, path), "utf8"));
  return new Opener(new Files(read)).all();
}
