/** The same rows as SQL: a SELECT on the release that gives the statements of a view. */

import type { View } from "./address";
import { type Field, NONE } from "./rows";

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const listed = (values: readonly string[]): string => values.map(quoted).join(", ");

interface Linked {
  readonly from: string;
  /** The column of each field. */
  readonly columns: Readonly<Partial<Record<Field, string>>>;
  /** A choice in one of these makes the table count. */
  readonly asked: readonly Field[];
}

const LINKED: readonly Linked[] = [
  {
    from: "statement_actors JOIN actors USING (actor_id)",
    columns: { actor: "actor_id", role: "role", "actor-kind": "kind" },
    asked: ["actor", "role", "actor-kind"],
  },
  {
    from: "statement_topics JOIN topics USING (topic_id)",
    columns: { topic: "topic_id", stance: "stance", theme: "theme" },
    asked: ["topic", "stance", "theme"],
  },
  {
    from: "statement_initiatives",
    columns: { initiative: "initiative_id", relation: "relation" },
    asked: ["initiative", "relation"],
  },
  {
    from: "positions JOIN actors USING (actor_id)",
    columns: { provision: "provision_id", position: "position", actor: "actor_id", "actor-kind": "kind" },
    asked: ["provision", "position"],
  },
  {
    from: "(SELECT s.statement_id, a.actor_id FROM statements AS s JOIN statement_actors AS a ON a.statement_id = s.responds_to)",
    columns: { answers: "actor_id" },
    asked: ["answers"],
  },
];

const chosen = (view: View, field: Field): readonly string[] => view.choices[field] ?? [];

function linkedConditions(view: View): string[] {
  return LINKED.filter(({ asked }) => asked.some((field) => chosen(view, field).length > 0)).map(
    ({ from, columns }) => {
      const conditions = Object.entries(columns)
        .filter(([field]) => chosen(view, field as Field).length > 0)
        .map(([field, column]) => `${column} IN (${listed(chosen(view, field as Field))})`);
      return `statement_id IN (SELECT statement_id FROM ${from} WHERE ${conditions.join(" AND ")})`;
    },
  );
}

/** The condition on a column that may be empty, as a forum or a year. */
function orEmpty(view: View, field: Field, column: string): string[] {
  const values = chosen(view, field).filter((value) => value !== NONE);
  const parts = [
    ...(values.length > 0 ? [`${column} IN (${listed(values)})`] : []),
    ...(chosen(view, field).includes(NONE) ? [`${column} IS NULL`] : []),
  ];
  return parts.length > 0 ? [`(${parts.join(" OR ")})`] : [];
}

function ownConditions(view: View): string[] {
  return [
    ...(chosen(view, "document").length > 0 ? [`document_id IN (${listed(chosen(view, "document"))})`] : []),
    ...(chosen(view, "kind").length > 0 ? [`kind IN (${listed(chosen(view, "kind"))})`] : []),
    ...(view.from === "" ? [] : [`(date >= ${quoted(view.from)} OR starts_with(${quoted(view.from)}, date))`]),
    ...(view.to === "" ? [] : [`(date <= ${quoted(view.to)} OR starts_with(date, ${quoted(view.to)}))`]),
  ];
}

/**
 * Write a view as a SELECT that gives the same statements.
 *
 * @returns the SQL; undefined where words are searched for, because the search also knows clitics and word beginnings.
 */
export function asSql(view: View): string | undefined {
  if (view.q.trim() !== "") return undefined;
  const conditions = [
    ...ownConditions(view),
    ...orEmpty(view, "forum", "forum_id"),
    ...orEmpty(view, "year", "CAST(year AS VARCHAR)"),
    ...linkedConditions(view),
  ];
  const where = conditions.length > 0 ? `\nWHERE ${conditions.join("\n  AND ")}` : "";
  return `SELECT *\nFROM statements_named${where}\nORDER BY document_id, ordinal`;
}
