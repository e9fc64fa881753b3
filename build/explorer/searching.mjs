// Searches as the pages do: `node searching.mjs SITE` reads queries, one a line, and writes what each finds, the best first,
// as a line of JSON.
import { readFileSync } from "node:fs";
import { libraryOf } from "./loading.mjs";

const { search } = await libraryOf(process.argv[2]);
for (const q of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const found = [...((await search.find(q)) ?? [])].sort(([, one], [, other]) => other - one);
  console.log(JSON.stringify(found.map(([id]) => id)));
}
