import assert from "node:assert/strict";
import { test } from "node:test";
import { toCsv } from "../src/csv";
import { recordOf, statementsCsv } from "../src/records";
import { jsonCell } from "../src/sql/values";
import { readableError } from "../src/sql/wrapping";
import { ALL_WORDS, say } from "../src/words";
import { CORPUS, STATEMENTS } from "./corpus";

test("CSV has a byte order mark, quotes what it must, and ends lines as RFC 4180 says", () => {
  assert.equal(
    toCsv(
      ["a", "b"],
      [
        ["x,y", 'say "x"'],
        [1, null],
        ["two\nlines", "سطر"],
      ],
    ),
    '\ufeffa,b\r\n"x,y","say ""x"""\r\n1,\r\n"two\nlines",سطر\r\n',
  );
});

test("a statement is taken away with identifiers and names in both languages", () => {
  const [first] = STATEMENTS;
  assert.ok(first);
  const record = recordOf(CORPUS, first);
  assert.deepEqual(
    [record.statement_id, record.actors, record.actors_ar, record.topics, record.stances, record.forum_en],
    ["lamps-2020-s001", ["kenya"], ["كينيا"], ["bright-lamps", "oil-tax"], ["supports", "opposes"], "Lamp talks"],
  );
});

test("several values stand in one cell as in the release", () => {
  const lines = statementsCsv(CORPUS, STATEMENTS).split("\r\n");
  assert.equal(lines.length, 5);
  assert.match(lines[1] ?? "", /bright-lamps \| oil-tax/);
});

const CELLS = [
  { cell: "12", type: "BIGINT", json: 12 },
  { cell: "9007199254740993", type: "BIGINT", json: "9007199254740993" },
  { cell: "0.5", type: "DOUBLE", json: 0.5 },
  { cell: "1.50", type: "DECIMAL(4,2)", json: 1.5 },
  { cell: "true", type: "BOOLEAN", json: true },
  { cell: "nan", type: "DOUBLE", json: "nan" },
  { cell: "12", type: "VARCHAR", json: "12" },
  { cell: "[1, 2]", type: "INTEGER[]", json: "[1, 2]" },
  { cell: null, type: "BIGINT", json: null },
];

for (const { cell, type, json } of CELLS) {
  test(`${cell} of ${type} is ${JSON.stringify(json)} in JSON`, () => assert.equal(jsonCell(cell, type), json));
}

test("the place of an error is that in the query of the reader", () => {
  assert.equal(
    readableError('Parser Error: at "FRM"\n\nLINE 3: FRM x\n        ^\n\nLINE 3: FRM x\n        ^ '),
    'Parser Error: at "FRM"\n\nLINE 2: FRM x\n        ^',
  );
});

test("words take values, and numbers have Latin digits in both languages", () => {
  assert.equal(say("en", "statementsFound", { count: 1234, total: 5000 }), "Statements: 1,234 of 5,000");
  assert.equal(say("ar", "statementsFound", { count: 1234, total: 5000 }), "الأقوال: 1,234 من 5,000");
});

test("both forms of every word name the same values", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [name, { en, ar }] of Object.entries(ALL_WORDS)) assert.deepEqual(places(en), places(ar), name);
});
