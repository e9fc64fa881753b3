import assert from "node:assert/strict";
import { test } from "node:test";
import { forms, lookedUp } from "../src/clitics";
import { markedPieces } from "../src/marking";
import { parseQuery } from "../src/query";
import { Search } from "../src/search";
import { ThingIndex } from "../src/things";
import { CORPUS, FILES, matches, READ, TEXTS } from "./corpus";

const search = new Search(CORPUS, FILES, TEXTS);
const found = async (q: string) => [...(await matches(search, q)).keys()].sort();

const FORMS = [
  { word: "السياده", all: ["السياده", "سياده"] },
  { word: "وبالسياده", all: ["وبالسياده", "بالسياده", "السياده", "سياده"] },
  { word: "للسياده", all: ["للسياده", "لسياده", "سياده"] },
  { word: "فلسياده", all: ["فلسياده", "لسياده", "سياده"] },
  { word: "ولد", all: ["ولد"] },
  { word: "lamp", all: ["lamp"] },
];

for (const { word, all } of FORMS) {
  test(`the forms of ${word}`, () => {
    assert.deepEqual(
      forms(word).map(({ form }) => form),
      all,
    );
    for (const { form, skipped } of forms(word)) assert.equal(word.slice(skipped), form);
  });
}

const LOOKED_UP = [
  { word: "السيادة", bare: "سياده" },
  { word: "وبالسيادة", bare: "سياده" },
  { word: "بالسيادة", bare: "سياده" },
  { word: "للسيادة", bare: "سياده" },
  { word: "وطن", bare: "وطن" },
  { word: "ال", bare: "ال" },
];

for (const { word, bare } of LOOKED_UP) {
  test(`a query for ${word} looks up ${bare}`, () => assert.equal(lookedUp(word), bare));
}

const FOUND = [
  { q: "سيادة", ids: ["lamps-2021-s001"], why: "the word has a preposition, the article and vowel signs before it" },
  { q: "السياده", ids: ["lamps-2021-s001"], why: "the query has the article, the text another spelling" },
  { q: "ضوء", ids: ["lamps-2021-s001"], why: "a conjunction, a preposition and the article stand before the word" },
  { q: "كينيا", ids: ["lamps-2020-s001", "lamps-2020-s002"], why: "the name of an actor" },
  { q: "وكينيا", ids: ["lamps-2020-s002"], why: "a single letter of a query is not taken off" },
  { q: "مالطة", ids: ["lamps-2020-s002"], why: "a further form of a name" },
  { q: "bright", ids: ["lamps-2020-s001", "lamps-2021-s001"], why: "the beginning of a word, and the name of a topic" },
  { q: "kenya oil", ids: ["lamps-2020-s001", "lamps-2020-s002"], why: "both words, wherever they stand" },
  { q: "kenya brighter", ids: ["lamps-2020-s001"], why: "both words" },
  { q: "article 7", ids: ["lamps-2020-s002"], why: "the name of an article" },
  { q: "lamps-2020-s002", ids: ["lamps-2020-s002"], why: "an identifier" },
  { q: '"tax on oil"', ids: ["lamps-2020-s001", "lamps-2020-s002"], why: "a phrase" },
  { q: "«الضوء وبالزيت»", ids: [], why: "a phrase in another order" },
  { q: "lighthouse", ids: [], why: "a word that is nowhere" },
  { q: "الذبالة", ids: ["lamps-2020-s002"], why: "another form of a term in the summary" },
];

for (const { q, ids, why } of FOUND) {
  test(`${q} finds ${ids.length}: ${why}`, async () => assert.deepEqual(await found(q), ids));
}

for (const q of ["", "  ", "،«»"]) {
  test(`nothing is asked for by ${JSON.stringify(q)}`, async () => assert.equal(await search.find(q), undefined));
}

test("a match in the summary comes before one in a name", async () => {
  const scores = await matches(search, "lamps");
  assert.ok((scores.get("lamps-2020-s001") ?? 0) > (scores.get("lamps-2020-s002") ?? 0));
});

test("a search loads the parts that hold its words, each once", async () => {
  const before = READ.length;
  const own = new Search(CORPUS, FILES, TEXTS);
  await own.find("brighter");
  await own.find("brighter");
  assert.ok(READ.includes("data/search/words.json"));
  assert.equal(new Set(READ).size, READ.length);
  assert.ok(READ.length - before < 3);
});

const THINGS = [
  { q: "oil", language: "en", things: { thingTopics: ["Tax on oil"] } },
  { q: "الذبالة", language: "ar", things: { thingTerms: ["فتيلة"] } },
  { q: "wicks", language: "ar", things: { thingProvisions: ["المادة 7: الفتائل"], thingTerms: ["فتيلة"] } },
  {
    q: "مصابيح 2020",
    language: "en",
    things: { thingDocuments: ["Lamps 2020"] },
  },
  { q: "اجتماع", language: "en", things: { thingEvents: ["Lamp talks, first meeting"] } },
  { q: "مالطه", language: "en", things: { thingActors: ["Malta"] } },
  { q: "actor:malta", language: "en", things: {} },
] as const;

for (const { q, language, things } of THINGS) {
  test(`${q} finds beside statements ${JSON.stringify(things)}`, async () => {
    const index = await ThingIndex.load(CORPUS, FILES);
    const groups = index.find(q, language).map((group) => [group.word, group.things.map(({ name }) => name)]);
    assert.deepEqual(Object.fromEntries(groups), things);
  });
}

test("a thing that is called as asked comes first, and leads to its page", async () => {
  const index = await ThingIndex.load(CORPUS, FILES);
  const [group] = index.find("kenya", "en");
  assert.deepEqual(group?.things, [{ name: "Kenya", path: "actors/kenya.html" }]);
});

const MARKED = [
  { text: "إن للسِّيَادَةِ حدودًا", q: "سيادة", marked: ["سِّيَادَةِ"] },
  { text: "وبالضوء", q: "ضوء", marked: ["ضوء"] },
  { text: "Brighter lamps", q: "bright", marked: ["Brighter"] },
  { text: "a tax on oil, on oil", q: '"on oil"', marked: ["on oil", "on oil"] },
  { text: "no match", q: "lamp", marked: [] },
  { text: "<b>lamp</b>", q: "lamp", marked: ["lamp"] },
];

for (const { text, q, marked } of MARKED) {
  test(`marks ${q} in ${text}`, () => {
    const pieces = markedPieces(text, parseQuery(q));
    assert.deepEqual(
      pieces.filter((piece) => piece.found).map((piece) => piece.text),
      marked,
    );
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
  });
}
