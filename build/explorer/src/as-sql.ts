/** The same rows as SQL: a SELECT on the release that gives the statements of a view. */

import type { View } from "./address";
import { type Field, NONE } from "./filters";

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const listed = (values: readonly string[]): string => values.map(quoted).join(", ");

const FORUMS = `WITH RECURSIVE forums AS (
  SELECT event_id, event_id AS forum_id FROM events WHERE parent_id IS NULL
  UNION ALL
  SELECT events.event_id, forums.forum_id FROM events JOIN forums ON events.parent_id = forums.event_id
)
`;

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

function forumCondition(view: View): string[] {
  const forums = chosen(view, "forum").filter((forum) => forum !== NONE);
  const parts = [
    ...(forums.length > 0 ? [`event_id IN (SELECT event_id FROM forums WHERE forum_id IN (${listed(forums)}))`] : []),
    ...(chosen(view, "forum").includes(NONE) ? ["event_id IS NULL"] : []),
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
  const conditions = [...ownConditions(view), ...forumCondition(view), ...linkedConditions(view)];
  const where = conditions.length > 0 ? `\nWHERE ${conditions.join("\n  AND ")}` : "";
  const forums = chosen(view, "forum").some((forum) => forum !== NONE) ? FORUMS : "";
  return `${forums}SELECT *\nFROM statements_named${where}\nORDER BY document_id, ordinal`;
}
