// Counts what filters find: `node counting.mjs SITE` reads filters, one a line, and writes their counts.
import { readFileSync } from "node:fs";
import { find, libraryOf, parseView } from "./loading.mjs";

const library = await libraryOf(process.argv[2]);
for (const filter of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  console.log((await find(library, parseView(filter))).found.length);
}
