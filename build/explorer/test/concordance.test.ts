import assert from "node:assert/strict";
import { test } from "node:test";
import { hitsIn, inOrder } from "../src/hydrating/concordance";

const TEXT = "قال الحارس إن للمنارةِ ضوءًا، وإن ضوء المنارة يبقى. والمنارات كثيرة.";

test("each place is found, in any spelling and with any prefix, and the line is whole", () => {
  const hits = hitsIn("s1", TEXT, "المناره");
  assert.deepEqual(
    hits.map(({ found }) => found),
    ["للمنارةِ", "المنارة"],
  );
  for (const { before, found, after } of hits) assert.ok(TEXT.includes(before + found + after));
});

test("words in a row are found as one", () => {
  assert.deepEqual(
    hitsIn("s1", TEXT, "ضوء المنارة").map(({ found }) => found),
    ["ضوء المنارة"],
  );
  assert.deepEqual(hitsIn("s1", TEXT, "المنارة ضوء قديم"), []);
  assert.deepEqual(hitsIn("s1", TEXT, " ،"), []);
});

test("hits are sorted by the nearest word before, or by what follows", () => {
  const hits = ["one cat sat", "two ant sat", "a bee ran"].flatMap((text, n) =>
    hitsIn(`s${n}`, text, text.split(" ")[2] ?? ""),
  );
  assert.deepEqual(
    inOrder(hits, "byBefore").map(({ statement }) => statement),
    ["s1", "s2", "s0"],
  );
  const starts = ["go west", "go east"].flatMap((text, n) => hitsIn(`s${n}`, text, "go"));
  assert.deepEqual(
    inOrder(starts, "byAfter").map(({ statement }) => statement),
    ["s1", "s0"],
  );
  assert.deepEqual(inOrder(starts, "inOrder"), starts);
});
