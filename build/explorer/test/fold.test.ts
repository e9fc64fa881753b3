import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import vectors from "../../../docs/folding-vectors.json";
import { fold, foldedWords, printedSpan, printedWords } from "../src/fold";

test("there are vectors", () => assert.ok(vectors.cases.length >= 34));

for (const { name, input, folded, sha256 } of vectors.cases) {
  test(`folds as the release does: ${name}`, () => {
    assert.equal(fold(input), folded);
    assert.equal(createHash("sha256").update(fold(input), "utf8").digest("hex"), sha256);
  });
}

test("a text without words has none", () => assert.deepEqual(foldedWords(" ،«». "), []));

test("printed words keep their vowel signs and places", () => {
  const text = "في السِّيَادَةِ، لا.";
  assert.deepEqual(
    printedWords(text).map(({ start, end }) => text.slice(start, end)),
    ["في", "السِّيَادَةِ", "لا"],
  );
});

const SPANS = [
  { word: "السِّيَادَةِ", from: 2, to: 7, marked: "سِّيَادَةِ" },
  { word: "lamps", from: 0, to: 5, marked: "lamps" },
  { word: "المـــصباح", from: 2, to: 7, marked: "مـــصباح" },
];

for (const { word, from, to, marked } of SPANS) {
  test(`folded letters are found in the printed word ${word}`, () => {
    assert.equal(word.slice(...printedSpan(word, from, to)), marked);
  });
}
