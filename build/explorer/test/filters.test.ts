import assert from "node:assert/strict";
import { test } from "node:test";
import { EVERYTHING, formatView, parseView, toggling, usable } from "../src/address";
import { asSql } from "../src/as-sql";
import { chosenItems, countsOf, unknownChoices, within } from "../src/filters";
import { compare, gridOf, side } from "../src/matrix/grid";
import { type Choices, itemsOf } from "../src/rows";
import { find, prepare } from "../src/statements/find";
import { CORPUS, FILES } from "./corpus";

const items = itemsOf(CORPUS);
const ids = (search: string) => chosenItems(items, usable(parseView(search))).map(({ statement }) => statement.id);

const [ONE, TWO, THREE] = ["lamps-2020-s001", "lamps-2020-s002", "lamps-2021-s001"];

const CHOSEN = [
  { search: "", found: [ONE, TWO, THREE] },
  { search: "actor=kenya", found: [ONE, TWO] },
  { search: "actor=malta&actor=lamp-office", found: [TWO, THREE] },
  { search: "topic=oil-tax&stance=opposes", found: [ONE] },
  { search: "topic=bright-lamps&stance=opposes", found: [] },
  { search: "stance=opposes&theme=light", found: [] },
  { search: "actor=kenya&role=supporter", found: [] },
  { search: "actor=kenya&role=opponent", found: [TWO] },
  { search: "provision=art-7&actor=malta", found: [TWO] },
  { search: "provision=art-7&position=delete&actor=malta", found: [] },
  { search: "provision=art-7&position=delete&actor=kenya", found: [TWO] },
  { search: "provision=art-7&actor-kind=company", found: [] },
  { search: "actor-kind=company", found: [THREE] },
  { search: "forum=none", found: [THREE] },
  { search: "year=2020&kind=position", found: [TWO] },
  { search: "year=none", found: [THREE] },
  { search: "forum=lamp-talks&kind=quotation", found: [ONE] },
  { search: "document=lamps-2021", found: [THREE] },
  { search: "from=2020-06", found: [TWO] },
  { search: "from=2020-06-20&to=2020", found: [TWO] },
  { search: "to=2020-05", found: [ONE] },
  { search: "from=yesterday", found: [ONE, TWO, THREE] },
  { search: "actor=atlantis", found: [] },
  { search: "answers=kenya", found: [THREE] },
  { search: "answers=lamp-office", found: [] },
];

for (const { search, found } of CHOSEN) {
  test(`?${search} finds ${found.length}`, () => assert.deepEqual(ids(search), found));
}

const DATES = [
  { date: "2020", from: "2020-05-12", to: "", inside: true },
  { date: "2020-05", from: "", to: "2020-05-12", inside: true },
  { date: "2020-05-12", from: "2020", to: "2020", inside: true },
  { date: "2020-05-12", from: "2020-05-13", to: "", inside: false },
  { date: "2021", from: "", to: "2020-12-31", inside: false },
  { date: null, from: "2020", to: "", inside: false },
  { date: null, from: "", to: "", inside: true },
];

for (const { date, from, to, inside } of DATES) {
  test(`${date} is ${inside ? "" : "not "}from ${from} to ${to}`, () => assert.equal(within(date, from, to), inside));
}

const COUNTED: { search: string; field: keyof Choices; counts: Record<string, number> }[] = [
  { search: "", field: "actor", counts: { kenya: 2, malta: 1, "lamp-office": 1 } },
  { search: "actor=malta", field: "actor", counts: { kenya: 2, malta: 1, "lamp-office": 1 } },
  { search: "stance=opposes", field: "topic", counts: { "oil-tax": 1 } },
  { search: "provision=art-7&position=delete", field: "actor", counts: { kenya: 1 } },
  { search: "actor=malta", field: "position", counts: { retain: 1 } },
  { search: "kind=quotation", field: "forum", counts: { "lamp-talks": 1 } },
  { search: "", field: "year", counts: { "2020": 2, none: 1 } },
];

for (const { search, field, counts } of COUNTED) {
  test(`?${search} counts ${field}`, () => {
    const view = parseView(search);
    const counted = countsOf(items, view, field);
    assert.deepEqual(Object.fromEntries(counted), counts);
    for (const [value, count] of counted) {
      const alone = { ...view, choices: { ...view.choices, [field]: [value] } };
      assert.equal(chosenItems(items, alone).length, count, value);
    }
  });
}

const ADDRESSES = [
  "",
  "q=%D8%B3%D9%8A%D8%A7%D8%AF%D8%A9&actor=kenya&actor=malta&topic=oil-tax&stance=opposes&page=2",
  "forum=none&from=2020&to=2021-02-03&sort=-date&view=table",
  "q=lamp&sort=reading",
  "role=speaker&provision=art-7&position=retain&view=chart",
];

for (const address of ADDRESSES) {
  test(`the address ?${address} comes back as it was`, () => assert.equal(formatView(parseView(address)), address));
}

test("what an address cannot mean is as usual", () => {
  const view = parseView("view=hologram&sort=loudest&page=-3&actor=&actor=kenya&actor=kenya");
  assert.deepEqual(view, { ...EVERYTHING, choices: { actor: ["kenya"] } });
});

test("a choice is made and taken back", () => {
  const chosen = toggling({ ...EVERYTHING, page: 4 }, "actor", "kenya");
  assert.deepEqual([chosen.choices.actor, chosen.page], [["kenya"], 1]);
  assert.deepEqual(toggling(chosen, "actor", "kenya").choices.actor, []);
});

test("choices that name nothing are told", () => {
  assert.deepEqual(unknownChoices(CORPUS, parseView("actor=atlantis&forum=none&kind=constructor").choices), [
    { field: "actor", value: "atlantis" },
    { field: "kind", value: "constructor" },
  ]);
});

const SORTED = [
  { search: "sort=date", found: [ONE, TWO, THREE] },
  { search: "sort=-date", found: [TWO, ONE, THREE] },
  { search: "q=lamps&actor=kenya", found: [ONE, TWO] },
];

for (const { search, found } of SORTED) {
  test(`?${search} comes in its order`, async () => {
    const { found: sorted } = await find(prepare(CORPUS, FILES), parseView(search));
    assert.deepEqual(
      sorted.map(({ statement }) => statement.id),
      found,
    );
  });
}

test("SQL quotes what it is given, and is not made of a search", () => {
  const sql = asSql(parseView("actor=o'hara&forum=none&from=2020"));
  assert.match(sql ?? "", /actor_id IN \('o''hara'\)/);
  assert.match(sql ?? "", /forum_id IS NULL/);
  assert.equal(asSql(parseView("q=lamp")), undefined);
});

test("the matrix compares the sides of actors", () => {
  const grid = gridOf(CORPUS, items, parseView("actor=kenya&actor=malta"));
  assert.deepEqual(grid.themes, [
    ["light", ["bright-lamps"]],
    ["money", ["oil-tax"]],
  ]);
  // Kenya opposes the tax in one statement and has a role in another that supports it.
  assert.equal(side(grid.cells.get("kenya oil-tax") ?? new Map()), "mixed");
  assert.deepEqual(compare(grid), { agreeing: [], differing: ["oil-tax"] });
});

test("the matrix counts the statements that the other filters leave", () => {
  const grid = gridOf(CORPUS, items, parseView("kind=quotation"));
  assert.deepEqual([grid.actors, [...grid.cells.keys()]], [["kenya"], ["kenya bright-lamps", "kenya oil-tax"]]);
});
