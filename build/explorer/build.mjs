// Bundles the explorer into dist/: scripts in hashed chunks, one style sheet, fonts, DuckDB, their licences, and an inventory of all.
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { inventory, licences } from "./parts.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "dist");
const MODULES = join(HERE, "node_modules");
const DUCKDB = join(MODULES, "@duckdb/duckdb-wasm/dist");
const DUCKDB_FILES = ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"];

// pdf.js runs in a worker, whose script has a file of its own.
const PDF_WORKER = join(MODULES, "pdfjs-dist/legacy/build/pdf.worker.min.mjs");

// All script except that of the SQL pane and of reading PDFs, in bytes: most readers come by phone.
const SCRIPT_LIMIT = 450_000;

/** The parts of the site, and in a folder of its own the page of the desk, which `mawaqif desk` serves. */
const PARTS = [
  { entryPoints: ["src/explorer.ts", "src/styles/explorer.css"], outdir: OUT },
  { entryPoints: ["src/desk/desk.tsx", "src/desk/desk.css"], outdir: join(OUT, "desk") },
];

async function bundle({ entryPoints, outdir }) {
  const result = await esbuild.build({
    absWorkingDir: HERE,
    entryPoints,
    outdir,
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    entryNames: "[name]",
    chunkNames: "chunks/[name]-[hash]",
    assetNames: "fonts/[name]-[hash]",
    loader: { ".woff2": "file" },
    // Modules are read as UTF-8 wherever they come from, and an escaped Arabic letter takes three times the bytes.
    charset: "utf8",
    // The parts carry their licences in LICENCES.txt.
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return result.metafile;
}

const PURPOSES = { querying: /duckdb|apache-arrow/, copies: /pdfjs-dist/ };

/** Sum the bytes of the scripts by what they are for: reading the site, querying it, or reading a PDF of the reader's. */
function scriptBytes(metafile) {
  const bytes = { reading: 0, querying: 0, copies: 0 };
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (path.endsWith(".js")) {
      const inputs = Object.keys(output.inputs);
      const purpose = Object.keys(PURPOSES).find((name) => inputs.some((input) => PURPOSES[name].test(input)));
      bytes[purpose ?? "reading"] += output.bytes;
    }
  }
  return bytes;
}

/** Copy DuckDB into a folder named after its version, by which a host of several sites keeps it once. */
async function copyDuckdb() {
  const { version } = JSON.parse(await readFile(join(MODULES, "@duckdb/duckdb-wasm/package.json"), "utf8"));
  const folder = join(OUT, `duckdb-${version}`);
  await mkdir(folder, { recursive: true });
  let bytes = 0;
  for (const name of DUCKDB_FILES) {
    // The worker's last line names a source map that is not shipped.
    if (name.endsWith(".js")) {
      const script = await readFile(join(DUCKDB, name), "utf8");
      await writeFile(join(folder, name), script.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n"));
    } else {
      await cp(join(DUCKDB, name), join(folder, name));
    }
    bytes += (await stat(join(folder, name))).size;
  }
  return bytes;
}

async function copyPdfWorker() {
  const target = join(OUT, "pdf", "pdf.worker.js");
  await mkdir(dirname(target), { recursive: true });
  await cp(PDF_WORKER, target);
  return (await stat(target)).size;
}

const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;

async function main() {
  await rm(OUT, { recursive: true, force: true });
  const [metafile, desk] = await Promise.all(PARTS.map(bundle));
  await writeFile(join(OUT, "LICENCES.txt"), await licences(HERE, metafile));
  await writeFile(join(OUT, "desk", "LICENCES.txt"), await licences(HERE, desk));
  const parts = await inventory(HERE, { explorer: metafile, desk });
  await writeFile(join(OUT, "parts.cdx.json"), `${JSON.stringify(parts, null, 2)}\n`);
  const duckdb = await copyDuckdb();
  const worker = await copyPdfWorker();
  const { reading, querying, copies } = scriptBytes(metafile);
  const styles = (await stat(join(OUT, "explorer.css"))).size;
  const fonts = (await readdir(join(OUT, "fonts"))).length;
  console.log(`dist: scripts ${kilobytes(reading)} (limit ${kilobytes(SCRIPT_LIMIT)}), styles ${kilobytes(styles)},`);
  console.log(`      ${fonts} fonts; SQL pane: scripts ${kilobytes(querying)}, DuckDB ${kilobytes(duckdb)}`);
  console.log(`      a reader's PDF: scripts ${kilobytes(copies)}, worker ${kilobytes(worker)}`);
  console.log(`      the desk: scripts ${kilobytes(scriptBytes(desk).reading)}`);
  if (reading > SCRIPT_LIMIT) {
    console.error(`The scripts are over the limit by ${kilobytes(reading - SCRIPT_LIMIT)}.`);
    process.exitCode = 1;
  }
}

await main();
