// Bundles the tests, which are TypeScript, and runs them with Node's own runner.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "node_modules/.cache/tests");

await esbuild.build({
  absWorkingDir: HERE,
  entryPoints: readdirSync(join(HERE, "test"))
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `test/${name}`),
  outdir: OUT,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
});
const files = readdirSync(OUT).filter((name) => name.endsWith(".test.mjs"));
process.exitCode =
  spawnSync(process.execPath, ["--test", ...files.map((name) => join(OUT, name))], { stdio: "inherit" }).status ?? 1;
