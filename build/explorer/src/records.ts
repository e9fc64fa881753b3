/** Statements as records: what a reader takes away, with identifiers and names in both languages. */

import { toCsv } from "./csv";
import { type Corpus, type Language, type NameTable, nameOf, type Statement } from "./data";

// As in the release: several values in one cell.
const BETWEEN = " | ";

type Pairs = readonly (readonly [string, string])[];

/** A statement as a record of texts, lists and numbers. */
export type StatementRecord = Readonly<Record<string, string | number | null | readonly string[]>>;

function named(corpus: Corpus, table: NameTable, ids: readonly string[], language: Language): string[] {
  return ids.map((id) => nameOf(corpus, table, id, language));
}

function pairColumns(corpus: Corpus, table: NameTable, one: string, other: string, pairs: Pairs): StatementRecord {
  const ids = pairs.map(([id]) => id);
  return {
    [one]: ids,
    [`${one}_en`]: named(corpus, table, ids, "en"),
    [`${one}_ar`]: named(corpus, table, ids, "ar"),
    [other]: pairs.map(([, value]) => value),
  };
}

function singleColumns(corpus: Corpus, table: NameTable, name: string, id: string | null): StatementRecord {
  return {
    [`${name}_id`]: id,
    [`${name}_en`]: id === null ? null : nameOf(corpus, table, id, "en"),
    [`${name}_ar`]: id === null ? null : nameOf(corpus, table, id, "ar"),
  };
}

/** Give a statement as a record; lists that belong together are in the same order. */
export function recordOf(corpus: Corpus, statement: Statement): StatementRecord {
  return {
    statement_id: statement.id,
    document_id: statement.document,
    ordinal: statement.ordinal,
    kind: statement.kind,
    date: statement.date,
    ...singleColumns(corpus, "events", "event", statement.event),
    ...singleColumns(corpus, "forums", "forum", statement.forum),
    ...pairColumns(corpus, "actors", "actors", "roles", statement.actors),
    ...pairColumns(corpus, "topics", "topics", "stances", statement.topics),
    ...pairColumns(corpus, "initiatives", "initiatives", "relations", statement.initiatives),
    provisions: statement.provisions,
    summary_en: statement.en,
    summary_ar: statement.ar,
    citations: statement.citations,
    responds_to: statement.answers ?? null,
  };
}

/** Write statements as CSV, lists in one cell. */
export function statementsCsv(corpus: Corpus, statements: readonly Statement[]): string {
  const records = statements.map((statement) => recordOf(corpus, statement));
  const header = Object.keys(records[0] ?? {});
  const cells = (record: StatementRecord) =>
    header.map((name) => {
      const value = record[name] ?? null;
      return typeof value === "object" && value !== null ? value.join(BETWEEN) : value;
    });
  return toCsv(header, records.map(cells));
}
