/** Rows: what statements are filtered by, laid out as numbers, in groups of fields that describe one row together. */

import type { Corpus, NameTable, Position, Statement } from "./data";

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
  readonly rows: Rows;
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

/** Say the values of a statement's rows, one row after the other, in the order of the group's fields. */
type Values = (statement: Statement, say: (value: string) => void) => void;

/** How the rows of each group are read. */
const LAYOUTS: Readonly<Record<GroupName, (corpus: Corpus) => Values>> = {
  actors:
    ({ names: { actors: known } }) =>
    ({ actors }, say) => {
      for (const [actor, role] of actors) {
        say(actor);
        say(role);
        say(known[actor]?.kind ?? "");
      }
    },
  topics:
    ({ names: { topics: known } }) =>
    ({ topics }, say) => {
      for (const [topic, stance] of topics) {
        say(topic);
        say(stance);
        say(known[topic]?.theme ?? "");
      }
    },
  initiatives:
    () =>
    ({ initiatives }, say) =>
      initiatives.flat().forEach(say),
  positions: (corpus) => {
    const positions = positionsByStatement(corpus);
    const { actors } = corpus.names;
    return ({ id }, say) => {
      for (const [provision, actor, position] of positions.get(id) ?? []) {
        for (const value of [provision, position, actor, actors[actor]?.kind ?? ""]) say(value);
      }
    };
  },
  forum:
    () =>
    ({ forum }, say) =>
      say(forum ?? NONE),
  year:
    () =>
    ({ date }, say) =>
      say(date?.slice(0, 4) ?? NONE),
  document:
    () =>
    ({ document }, say) =>
      say(document),
  kind:
    () =>
    ({ kind }, say) =>
      say(kind),
  answers: ({ statements }) => {
    const byId = new Map(statements.map((statement) => [statement.id, statement]));
    return ({ answers }, say) => {
      for (const [one] of byId.get(answers ?? "")?.actors ?? []) say(one);
    };
  },
};

/** Say whether anything is chosen in a field. */
export const isChosen = (choices: Choices, field: Field): boolean => (choices[field]?.length ?? 0) > 0;

/** The rows of one group: where those of each statement begin, and in each row a number for the value of each field. */
interface Laid {
  readonly starts: Int32Array;
  readonly fields: Readonly<Partial<Record<Field, Int32Array>>>;
}

/** A field of rows, and which values of it are chosen. */
export type Condition = readonly [numbers: Int32Array, chosen: Uint8Array];

/** The rows of all statements as numbers, a group laid out when it is first asked for: most views ask for few groups. */
export class Rows {
  private readonly laid: Partial<Record<GroupName, Laid>> = {};
  private readonly numbers = new Map<Field, Map<string, number>>();

  constructor(private readonly corpus: Corpus) {}

  private numbersOf(field: Field): Map<string, number> {
    const found = this.numbers.get(field) ?? new Map<string, number>();
    this.numbers.set(field, found);
    return found;
  }

  of(name: GroupName): Laid {
    const before = this.laid[name];
    if (before) return before;
    const { statements } = this.corpus;
    const valuesOf = LAYOUTS[name](this.corpus);
    const { fields: of } = GROUPS[name];
    const known = of.map((field) => this.numbersOf(field));
    const columns = of.map((): number[] => []);
    const starts = new Int32Array(statements.length + 1);
    let at = 0;
    const say = (value: string) => {
      const numbers = known[at];
      let number = numbers?.get(value);
      if (number === undefined) {
        number = numbers?.size ?? 0;
        numbers?.set(value, number);
      }
      columns[at]?.push(number);
      at = (at + 1) % of.length;
    };
    statements.forEach((statement, place) => {
      valuesOf(statement, say);
      starts[place + 1] = columns[0]?.length ?? 0;
    });
    const fields = Object.fromEntries(of.map((field, at) => [field, Int32Array.from(columns[at] ?? [])]));
    const laid = { starts, fields };
    this.laid[name] = laid;
    return laid;
  }

  /** The values of a field, by their numbers. */
  values(field: Field): string[] {
    return [...this.numbersOf(field).keys()];
  }

  /** What the rows of a group must be. */
  conditions(name: GroupName, choices: Choices, except?: Field): Condition[] {
    const { fields } = this.of(name);
    return GROUPS[name].fields.flatMap((field): Condition[] => {
      const numbers = fields[field];
      if (field === except || !numbers || !isChosen(choices, field)) return [];
      const known = this.numbersOf(field);
      const chosen = new Uint8Array(known.size);
      for (const value of choices[field] ?? []) {
        const number = known.get(value);
        if (number !== undefined) chosen[number] = 1;
      }
      return [[numbers, chosen]];
    });
  }
}

/** Lay out the statements for matching, in reading order. */
export function itemsOf(corpus: Corpus): Item[] {
  const rows = new Rows(corpus);
  return corpus.statements.map((statement, place) => ({ statement, place, rows }));
}
