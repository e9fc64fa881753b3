/** Laying out: what the columns of the index say of each statement, as rows of numbers for each group of fields. */

import { type Columns, type Parted, startsOf } from "./columns";
import type { NameTable } from "./data";
import type { Field, GroupName } from "./rows";

/** The rows of one group: where those of each statement begin, and in each row a number for the value of each field. */
export interface Laid {
  readonly starts: Int32Array;
  readonly fields: Readonly<Partial<Record<Field, Int32Array>>>;
}

/** Numbers that lie side by side in rows of so many, as that many columns. */
function apart(all: Int32Array, of: number): Int32Array[] {
  const columns = Array.from({ length: of }, () => new Int32Array(all.length / of));
  columns.forEach((column, at) => {
    for (let row = 0; row < column.length; row += 1) column[row] = all[row * of + at] ?? -1;
  });
  return columns;
}

/** For each number, what a column has in the place that it names. */
const through = (column: Int32Array, numbers: Int32Array): Int32Array => numbers.map((number) => column[number] ?? -1);

/** For each name of a table, the number of what its further column says. */
function saying({ index: { names } }: Columns, table: NameTable, column: string, of: NameTable): Int32Array {
  const known = new Map(names[of].id?.map((value, n) => [value, n]));
  return Int32Array.from(names[table][column] ?? [], (value) => known.get(value) ?? -1);
}

/** One row a statement. */
function single(field: Field, numbers: Int32Array): Laid {
  return { starts: Int32Array.from({ length: numbers.length + 1 }, (_, n) => n), fields: { [field]: numbers } };
}

/** A row for each pair of a thing and what is said of it, with what a further column says of the thing. */
function paired(
  { starts, all }: Parted,
  [one, other]: readonly [Field, Field],
  further?: { readonly field: Field; readonly of: Int32Array },
): Laid {
  const [things = all, said = all] = apart(all, 2);
  const fields = { [one]: things, [other]: said, ...(further && { [further.field]: through(further.of, things) }) };
  return { starts: starts.map((start) => start / 2), fields };
}

/** The positions, by the statement that each rests on. */
function positions(columns: Columns): Laid {
  const all = Int32Array.from(columns.index.positions);
  const [provisions = all, actors = all, wishes = all, statements = all] = apart(all, 4);
  const lengths = new Int32Array(columns.index.columns.id.length);
  for (const place of statements) if (place >= 0) lengths[place] = (lengths[place] ?? 0) + 1;
  const starts = startsOf(lengths);
  const next = starts.slice();
  const order = new Int32Array(starts.at(-1) ?? 0);
  statements.forEach((place, row) => {
    if (place < 0) return;
    order[next[place] ?? 0] = row;
    next[place] = (next[place] ?? 0) + 1;
  });
  const actor = through(actors, order);
  const kinds = saying(columns, "actors", "kind", "actorKinds");
  const fields = { provision: through(provisions, order), position: through(wishes, order), actor };
  return { starts, fields: { ...fields, "actor-kind": through(kinds, actor) } };
}

/** Who made the statement that another answers. */
function answers({ actors, index }: Columns): Laid {
  const made: number[] = [];
  const lengths = Int32Array.from(index.columns.answers, (place) => {
    const own = place < 0 ? [] : [...actors.of(place)].filter((_, n) => n % 2 === 0);
    made.push(...own);
    return own.length;
  });
  return { starts: startsOf(lengths), fields: { answers: Int32Array.from(made) } };
}

function years({ index: { columns, names } }: Columns): Laid {
  const known = new Map(names.years.id?.map((year, n) => [year, n]));
  return single(
    "year",
    Int32Array.from(columns.date, (date) => known.get(date?.slice(0, 4) ?? "") ?? known.size),
  );
}

/** How the rows of each group are laid out; the number after the last name says that a statement has none. */
export const LAYOUTS: Readonly<Record<GroupName, (columns: Columns) => Laid>> = {
  actors: (columns) => {
    const kinds = saying(columns, "actors", "kind", "actorKinds");
    return paired(columns.actors, ["actor", "role"], { field: "actor-kind", of: kinds });
  },
  topics: (columns) => {
    const themes = saying(columns, "topics", "theme", "themes");
    return paired(columns.topics, ["topic", "stance"], { field: "theme", of: themes });
  },
  initiatives: ({ initiatives }) => paired(initiatives, ["initiative", "relation"]),
  positions,
  forum: ({ index: { columns, names } }) => {
    const none = names.forums.id?.length ?? 0;
    return single(
      "forum",
      Int32Array.from(columns.forum, (forum) => (forum < 0 ? none : forum)),
    );
  },
  year: years,
  document: ({ index }) => single("document", Int32Array.from(index.columns.document)),
  kind: ({ index }) => single("kind", Int32Array.from(index.columns.kind)),
  answers,
};
