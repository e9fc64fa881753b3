/** Rows: what statements are filtered by, laid out as numbers, in groups of fields that describe one row together. */

import type { Columns } from "./columns";
import type { Corpus, NameTable, Position, Statement } from "./data";
import { LAYOUTS, type Laid } from "./laying";

/** The fields by which statements are chosen, as they stand in the address, and what names their values. */
export const FIELDS = {
  actor: "actors",
  role: "roles",
  "actor-kind": "actorKinds",
  topic: "topics",
  stance: "stances",
  theme: "themes",
  forum: "forums",
  year: "years",
  provision: "provisions",
  position: "positions",
  initiative: "initiatives",
  relation: "relations",
  document: "documents",
  kind: "kinds",
  answers: "actors",
} as const satisfies Record<string, NameTable>;

export type Field = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

/** The value that stands for "has none", in the fields where a statement may have none. */
export const NONE = "none";
export const MAY_BE_EMPTY: readonly Field[] = ["forum", "year"];

/** What was chosen in each field; a field that is absent chooses nothing. */
export type Choices = Readonly<Partial<Record<Field, readonly string[]>>>;

export interface Group {
  readonly fields: readonly Field[];
  /** A choice in one of these makes the group count. */
  readonly asked: readonly Field[];
}

const alone = (field: Field): Group => ({ fields: [field], asked: [field] });
const together = (...fields: Field[]): Group => ({ fields, asked: fields });

export const GROUPS = {
  actors: together("actor", "role", "actor-kind"),
  topics: together("topic", "stance", "theme"),
  initiatives: together("initiative", "relation"),
  // Who is asked for beside an article or a position must be the one who holds it.
  positions: { fields: ["provision", "position", "actor", "actor-kind"], asked: ["provision", "position"] },
  forum: alone("forum"),
  year: alone("year"),
  document: alone("document"),
  kind: alone("kind"),
  // Who made the statement that another answers.
  answers: alone("answers"),
} as const satisfies Record<string, Group>;

export type GroupName = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];

/** A statement, with its place in the rows that are laid out for matching. */
export interface Item {
  readonly statement: Statement;
  readonly place: number;
  readonly rows: Rows | undefined;
}

/** Give the positions that rest on each statement, by the statement's identifier. */
export function positionsByStatement(corpus: Corpus): Map<string, Position[]> {
  const found = new Map<string, Position[]>();
  for (const position of corpus.positions) {
    const [, , , statement] = position;
    const own = found.get(statement);
    if (own) own.push(position);
    else found.set(statement, [position]);
  }
  return found;
}

/** Say whether anything is chosen in a field. */
export const isChosen = (choices: Choices, field: Field): boolean => (choices[field]?.length ?? 0) > 0;

/** A field of rows, and which values of it are chosen. */
export type Condition = readonly [numbers: Int32Array, chosen: Uint8Array];

/** The rows of all statements as numbers, a group laid out when it is first asked for: most views ask for few groups. */
export class Rows {
  private readonly laid: Partial<Record<GroupName, Laid>> = {};

  constructor(private readonly columns: Columns) {}

  of(name: GroupName): Laid {
    this.laid[name] ??= LAYOUTS[name](this.columns);
    return this.laid[name];
  }

  /** The values of a field, by their numbers; the last stands for none where a statement may have none. */
  values(field: Field): readonly string[] {
    const values = this.columns.index.names[FIELDS[field]].id ?? [];
    return MAY_BE_EMPTY.includes(field) ? [...values, NONE] : values;
  }

  /** What the rows of a group must be. */
  conditions(name: GroupName, choices: Choices, except?: Field): Condition[] {
    const { fields } = this.of(name);
    return GROUPS[name].fields.flatMap((field): Condition[] => {
      const numbers = fields[field];
      if (field === except || !numbers || !isChosen(choices, field)) return [];
      const wanted = new Set(choices[field]);
      return [[numbers, Uint8Array.from(this.values(field), (value) => Number(wanted.has(value)))]];
    });
  }
}

/** Lay out the statements for matching, in reading order; where only the first page is loaded, nothing is matched. */
export function itemsOf({ statements, columns }: Corpus): Item[] {
  const rows = columns && new Rows(columns);
  return statements.map((statement, place) => ({ statement, place, rows }));
}
