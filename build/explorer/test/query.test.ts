import assert from "node:assert/strict";
import { test } from "node:test";
import { isEmpty, parseQuery } from "../src/query";
import { Search } from "../src/search";
import { stem } from "../src/stems";
import { CORPUS, FILES, matches, TEXTS } from "./corpus";

const search = new Search({ ...CORPUS, synonyms: [["wick", "فتيلة", "candle string", "خيط الشمعة"]] }, FILES, TEXTS);
const found = async (q: string) => [...(await matches(search, q)).keys()].sort();

const ALIKE = [
  ["fragmentation", "fragmented"],
  ["encryption", "encrypted"],
  ["مبادره", "مبادرات"],
  ["سياده", "سيادي"],
  ["اتفاقيه", "اتفاقيات"],
  ["دوله", "دولي"],
  ["البيانات", "بيانات"],
] as const;

for (const [one, other] of ALIKE) {
  test(`${one} and ${other} have one stem`, () => assert.equal(stem(one), stem(other)));
}

test("words that have little in common have not", () => {
  assert.notEqual(stem("حوكمه"), stem("محكمه"));
  assert.notEqual(stem("policy"), stem("police"));
});

const PARTS = [
  {
    q: 'lamp -oil "tax on oil" -"no tax"',
    words: ["lamp"],
    phrases: ["tax on oil"],
    out: ["oil"],
    outPhrases: ["no tax"],
  },
  { q: "ipv4-ipv6", words: ["ipv4", "ipv6"], phrases: [], out: [], outPhrases: [] },
  { q: "the oil of the lamp", words: ["oil", "lamp"], phrases: [], out: [], outPhrases: [] },
  { q: "the", words: ["the"], phrases: [], out: [], outPhrases: [] },
];

for (const { q, words, phrases, out, outPhrases } of PARTS) {
  test(`reads ${q}`, () => {
    const read = parseQuery(q);
    assert.deepEqual([read.words, read.phrases], [words, phrases]);
    assert.deepEqual([read.without.words, read.without.phrases], [out, outPhrases]);
  });
}

test("fields have names in both languages, and values of several words", () => {
  assert.deepEqual(parseQuery('actor:"Lamp Office" سنة:2020 -topic:oil').fields, [
    { field: "actor", value: "lamp office" },
    { field: "year", value: "2020" },
  ]);
  assert.deepEqual(parseQuery("-topic:oil").without.fields, [{ field: "topic", value: "oil" }]);
  assert.ok(isEmpty(parseQuery('actor: ""')) === false);
  assert.ok(isEmpty(parseQuery("  ")));
});

const FOUND = [
  { q: "actor:malta", ids: ["lamps-2020-s002"], why: "a field by its identifier" },
  { q: "جهة:مالطة", ids: ["lamps-2020-s002"], why: "a field by another name" },
  { q: "year:2020 -wick", ids: ["lamps-2020-s001"], why: "a year, and a word that must not occur" },
  { q: "topic:oil -actor:malta", ids: ["lamps-2020-s001"], why: "a field that must not hold" },
  { q: "document:lamps-2021", ids: ["lamps-2021-s001"], why: "a document" },
  { q: 'oil -"no tax on oil"', ids: ["lamps-2020-s002"], why: "a phrase that must not occur" },
  { q: "brightness", ids: ["lamps-2020-s001", "lamps-2021-s001"], why: "another form of a word" },
  { q: "candle strings", ids: ["lamps-2020-s002"], why: "a variant of the glossary, in another form" },
  { q: "خيط الشمعة", ids: ["lamps-2020-s002"], why: "a variant in the other language" },
  { q: "words:lamp", ids: [], why: "there are no words of a copy" },
];

for (const { q, ids, why } of FOUND) {
  test(`${q} finds ${ids.length}: ${why}`, async () => assert.deepEqual(await found(q), ids));
}

test("the exact form comes before others", async () => {
  const scores = [...(await matches(search, "lamps"))].sort(([, one], [, other]) => other - one);
  assert.equal(scores[0]?.[0], "lamps-2020-s001");
});

test("words of a reader's copy are found by their field alone", async () => {
  const own = new Search(CORPUS, FILES, TEXTS);
  own.lookIn(new Map([["lamps-2020-s001", "كلام عن المنارات"]]));
  assert.deepEqual((await matches(own, "words:منارة")).size, 1);
  assert.deepEqual((await matches(own, "منارة")).size, 0);
});

test("a search that finds nothing says which word is nowhere, and which is like it", async () => {
  assert.deepEqual((await search.hint("kenyo wicks")).unknown, [{ word: "kenyo", near: ["kenya"] }]);
  assert.deepEqual((await search.hint("kenya malta")).unknown, []);
});
