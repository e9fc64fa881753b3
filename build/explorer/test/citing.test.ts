import assert from "node:assert/strict";
import { test } from "node:test";
import { CORPUS } from "./corpus";

test("a view is cited in the version that it shows, with its filters and the day", async () => {
  Object.assign(globalThis, {
    document: {
      documentElement: { lang: "en" },
      body: { dataset: { root: "../" }, append() {} },
      createElement: () => ({ setAttribute() {} }),
    },
    location: new URL("https://example.org/lamps/latest/en/statements.html?actor=kenya&q=100%25"),
  });
  const { citationOf } = await import("../src/citing");
  const { plain, bibtex, ris } = citationOf(
    CORPUS,
    "Statements – Actor: Kenya & {Malta}",
    new Date("2022-01-02T10:00:00Z"),
  );
  const address = "https://example.org/lamps/1.0.0/en/statements.html?actor=kenya&q=100%25";
  assert.equal(
    plain,
    `Lamp Office; Oil & Wicks (2021). Statements – Actor: Kenya & {Malta}. In: Lamps, version ${CORPUS.version}. ${address} (2022-01-02).`,
  );
  assert.ok(bibtex.includes("  author = {{Lamp Office} and {Oil \\& Wicks}},\n"));
  assert.ok(bibtex.includes("  title = {{Statements – Actor: Kenya \\& \\{Malta\\}}},\n"));
  assert.ok(bibtex.includes(`  url = {${address}},\n  urldate = {2022-01-02},\n}`));
  assert.ok(ris.startsWith("TY  - DATA\r\nAU  - Lamp Office\r\nAU  - Oil & Wicks\r\n"));
  assert.ok(ris.endsWith(`UR  - ${address}\r\nY2  - 2022/01/02\r\nER  - \r\n`));
});
