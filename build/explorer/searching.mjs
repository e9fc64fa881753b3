// Searches as the pages do: `node searching.mjs SITE` reads queries, one a line, and writes what each finds, the best first,
// as a line of JSON.
import { readFileSync } from "node:fs";
import { libraryOf } from "./loading.mjs";

const { corpus, search } = await libraryOf(process.argv[2]);
for (const q of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const scores = (await search.find(q)) ?? new Float64Array();
  const found = [...scores.keys()]
    .filter((place) => scores[place] > 0)
    .sort((one, other) => scores[other] - scores[one]);
  console.log(JSON.stringify(found.map((place) => corpus.statements[place].id)));
}
