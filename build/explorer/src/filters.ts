/**
 * Filters: which statements a view shows, and how many each further choice would.
 *
 * Within a field any of the chosen values will do, across fields all must hold. Fields that describe one row together
 * (a topic and the stance on it, an actor and its role, an article and who wants what of it) must hold of the same row.
 */

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
const MAY_BE_EMPTY: readonly Field[] = ["forum", "year"];

/** What was chosen in each field; a field that is absent chooses nothing. */
export type Choices = Readonly<Partial<Record<Field, readonly string[]>>>;

export interface Filters {
  readonly choices: Choices;
  /** The first and the last day, month or year; empty for no bound. */
  readonly from: string;
  readonly to: string;
}

type Row = Readonly<Partial<Record<Field, string>>>;

interface Group {
  readonly fields: readonly Field[];
  /** A choice in one of these makes the group count. */
  readonly asked: readonly Field[];
}

const alone = (field: Field): Group => ({ fields: [field], asked: [field] });
const together = (...fields: Field[]): Group => ({ fields, asked: fields });

const GROUPS = {
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

type GroupName = keyof typeof GROUPS;
const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];

/** A statement, with the rows of every group laid out for matching. */
export interface Item {
  readonly statement: Statement;
  readonly rows: { of(name: GroupName): readonly Row[] };
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

/** What the rows of statements are laid out from. */
interface Around {
  readonly corpus: Corpus;
  readonly positions: ReadonlyMap<string, readonly Position[]>;
  readonly byId: ReadonlyMap<string, Statement>;
}

const kindOf = ({ names }: Corpus, actor: string) => names.actors[actor]?.kind ?? "";

/** How the rows of each group are laid out. */
const LAYOUTS: Readonly<Record<GroupName, (statement: Statement, around: Around) => readonly Row[]>> = {
  actors: ({ actors }, { corpus }) =>
    actors.map(([actor, role]) => ({ actor, role, "actor-kind": kindOf(corpus, actor) })),
  topics: ({ topics }, { corpus }) =>
    topics.map(([topic, stance]) => ({ topic, stance, theme: corpus.names.topics[topic]?.theme ?? "" })),
  initiatives: ({ initiatives }) => initiatives.map(([initiative, relation]) => ({ initiative, relation })),
  positions: ({ id }, { corpus, positions }) =>
    (positions.get(id) ?? []).map(([provision, actor, position]) => ({
      provision,
      position,
      actor,
      "actor-kind": kindOf(corpus, actor),
    })),
  forum: ({ forum }) => [{ forum: forum ?? NONE }],
  year: ({ date }) => [{ year: date?.slice(0, 4) ?? NONE }],
  document: ({ document }) => [{ document }],
  kind: ({ kind }) => [{ kind }],
  answers: ({ answers }, { byId }) => (byId.get(answers ?? "")?.actors ?? []).map(([one]) => ({ answers: one })),
};

/** The rows of one statement, laid out when a group of them is first asked for: most views ask for few groups. */
class LaidOut {
  private readonly known: Partial<Record<GroupName, readonly Row[]>> = {};

  constructor(
    private readonly statement: Statement,
    private readonly around: Around,
  ) {}

  of(name: GroupName): readonly Row[] {
    let rows = this.known[name];
    if (!rows) {
      rows = LAYOUTS[name](this.statement, this.around);
      this.known[name] = rows;
    }
    return rows;
  }
}

/** Lay out the statements for matching, in reading order. */
export function itemsOf(corpus: Corpus): Item[] {
  const byId = new Map(corpus.statements.map((statement) => [statement.id, statement]));
  const around = { corpus, positions: positionsByStatement(corpus), byId };
  return corpus.statements.map((statement) => ({ statement, rows: new LaidOut(statement, around) }));
}

/**
 * Say whether a date may lie between two others, each a day, a month or a year.
 *
 * A month is in a range that has one of its days. Texts are compared as they are, which is right for such dates once
 * a date that begins with the bound, or the bound with it, counts as inside.
 */
export function within(date: string | null, from: string, to: string): boolean {
  if (from === "" && to === "") return true;
  if (date === null) return false;
  const afterFrom = from === "" || date >= from || from.startsWith(date);
  const beforeTo = to === "" || date <= to || date.startsWith(to);
  return afterFrom && beforeTo;
}

const isChosen = (choices: Choices, field: Field): boolean => (choices[field]?.length ?? 0) > 0;

function rowMatches(row: Row, group: Group, choices: Choices, except?: Field): boolean {
  return group.fields.every(
    (field) => field === except || !isChosen(choices, field) || choices[field]?.includes(row[field] ?? ""),
  );
}

const groupMatches = (item: Item, name: GroupName, choices: Choices): boolean =>
  item.rows.of(name).some((row) => rowMatches(row, GROUPS[name], choices));

/** The groups that the choices make count. */
const groupsAsked = (choices: Choices): GroupName[] =>
  GROUP_NAMES.filter((name) => GROUPS[name].asked.some((field) => isChosen(choices, field)));

/** Give the statements that the filters let through, in the order in which they come. */
export function chosenItems(items: readonly Item[], { choices, from, to }: Filters): Item[] {
  const asked = groupsAsked(choices);
  return items.filter(
    (item) => within(item.statement.date, from, to) && asked.every((name) => groupMatches(item, name, choices)),
  );
}

/** The values of a field that a group has in a statement, each once. */
function valuesIn(item: Item, name: GroupName, field: Field, choices: Choices): readonly string[] {
  const rows = item.rows.of(name).filter((row) => rowMatches(row, GROUPS[name], choices, field));
  return rows.length === 1 ? [rows[0]?.[field] ?? ""] : [...new Set(rows.map((row) => row[field] ?? ""))];
}

/**
 * Count, for each value of a field, the statements that would be found if it were the field's only choice.
 *
 * @param items the statements that the search found, or all.
 * @param filters what is chosen; the field's own choices do not narrow its counts.
 */
export function countsOf(items: readonly Item[], filters: Filters, field: Field): Map<string, number> {
  const choices = { ...filters.choices, [field]: [] };
  const [first, ...rest] = GROUP_NAMES.filter((name) => {
    const group: Group = GROUPS[name];
    return group.fields.includes(field) && group.asked.some((other) => other === field || isChosen(choices, other));
  });
  const counts = new Map<string, number>();
  if (!first) return counts;
  for (const item of chosenItems(items, { ...filters, choices })) {
    // Where several groups have the field, as that of actors, a value must be in each.
    const values = rest.reduce(
      (found, name) => found.filter((value) => valuesIn(item, name, field, choices).includes(value)),
      valuesIn(item, first, field, choices),
    );
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** A choice that names nothing in the data. */
export interface UnknownChoice {
  readonly field: Field;
  readonly value: string;
}

/** Find the choices that name nothing in the data, such as those of a mistyped address. */
export function unknownChoices(corpus: Corpus, choices: Choices): UnknownChoice[] {
  const known = (field: Field, value: string) =>
    Object.hasOwn(corpus.names[FIELDS[field]], value) || (MAY_BE_EMPTY.includes(field) && value === NONE);
  return FIELD_NAMES.flatMap((field) =>
    (choices[field] ?? []).filter((value) => !known(field, value)).map((value) => ({ field, value })),
  );
}
