/** Columns: all that is said of the statements but their summaries, as numbers, from which each is made as it is asked for. */

import {
  type Corpus,
  type Files,
  loadStart,
  type Name,
  type Names,
  type NameTable,
  type Position,
  type Statement,
} from "./data";

type Numbers = readonly number[];

/** How many values each statement has, and all values in a row. */
type Lists = readonly [lengths: Numbers, values: Numbers];

/** `index.json`: a column each, in which numbers say which name or statement is meant. */
export interface Index {
  readonly columns: Readonly<Record<"id", readonly string[]>> &
    Readonly<Record<"date", readonly (string | null)[]>> &
    Readonly<Record<"document" | "ordinal" | "kind" | "event" | "forum" | "citations" | "answers", Numbers>> &
    Readonly<Record<"actors" | "topics" | "initiatives" | "provisions", Lists>>;
  /** Provision, actor, position and statement of each in a row. */
  readonly positions: Numbers;
  readonly synonyms: readonly (readonly string[])[];
  readonly names: Readonly<Record<NameTable, Readonly<Record<string, readonly string[]>>>>;
}

function namesOf({ id = [], en, ar, ...more }: Readonly<Record<string, readonly string[]>>): Names {
  const names: Record<string, Name> = {};
  const columns = Object.entries(more);
  id.forEach((key, n) => {
    const name: Record<keyof Name, string> & Record<string, string> = { en: en?.[n] ?? "", ar: ar?.[n] ?? "" };
    for (const [column, values] of columns) name[column] = values[n] ?? "";
    names[key] = name;
  });
  return names;
}

/** Where the lists of some lengths, one after the other, begin and end. */
export function startsOf(lengths: ArrayLike<number>): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  for (let at = 0; at < lengths.length; at += 1) starts[at + 1] = (starts[at] ?? 0) + (lengths[at] ?? 0);
  return starts;
}

/** Lists, each found by where it begins. */
export class Parted {
  readonly starts: Int32Array;

  constructor(
    [lengths, values]: Lists,
    readonly all = Int32Array.from(values),
  ) {
    this.starts = startsOf(lengths);
  }

  of(n: number): Int32Array {
    return this.all.subarray(this.starts[n], this.starts[n + 1]);
  }
}

/** The columns of the index. */
export class Columns {
  readonly actors: Parted;
  readonly topics: Parted;
  readonly initiatives: Parted;
  readonly provisions: Parted;

  constructor(readonly index: Index) {
    const { actors, topics, initiatives, provisions } = index.columns;
    this.actors = new Parted(actors);
    this.topics = new Parted(topics);
    this.initiatives = new Parted(initiatives);
    this.provisions = new Parted(provisions);
  }

  id(table: NameTable, n: number | undefined): string {
    return this.index.names[table].id?.[n ?? -1] ?? "";
  }

  pairs(one: NameTable, other: NameTable, numbers: Int32Array): [string, string][] {
    const found: [string, string][] = [];
    for (let n = 0; n < numbers.length; n += 2) found.push([this.id(one, numbers[n]), this.id(other, numbers[n + 1])]);
    return found;
  }
}

/** A statement of the index: most views look at few fields of it. */
class Listed implements Statement {
  en = "";
  ar = "";

  constructor(
    private readonly columns: Columns,
    private readonly place: number,
  ) {}

  get id() {
    return this.columns.index.columns.id[this.place] ?? "";
  }
  get document() {
    return this.columns.id("documents", this.columns.index.columns.document[this.place]);
  }
  get ordinal() {
    return this.columns.index.columns.ordinal[this.place] ?? 0;
  }
  get kind() {
    return this.columns.id("kinds", this.columns.index.columns.kind[this.place]);
  }
  get date() {
    return this.columns.index.columns.date[this.place] ?? null;
  }
  get event() {
    return this.columns.id("events", this.columns.index.columns.event[this.place]) || null;
  }
  get forum() {
    return this.columns.id("forums", this.columns.index.columns.forum[this.place]) || null;
  }
  get actors() {
    return this.columns.pairs("actors", "roles", this.columns.actors.of(this.place));
  }
  get topics() {
    return this.columns.pairs("topics", "stances", this.columns.topics.of(this.place));
  }
  get initiatives() {
    return this.columns.pairs("initiatives", "relations", this.columns.initiatives.of(this.place));
  }
  get provisions() {
    return Array.from(this.columns.provisions.of(this.place), (provision) => this.columns.id("provisions", provision));
  }
  get citations() {
    return this.columns.index.columns.citations[this.place] ?? 0;
  }
  get answers() {
    const { id, answers } = this.columns.index.columns;
    return id[answers[this.place] ?? -1] ?? null;
  }
}

function positionsOf(columns: Columns): Position[] {
  const { positions, columns: of } = columns.index;
  const found: Position[] = [];
  for (let n = 0; n < positions.length; n += 4) {
    found.push([
      columns.id("provisions", positions[n]),
      columns.id("actors", positions[n + 1]),
      columns.id("positions", positions[n + 2]),
      of.id[positions[n + 3] ?? -1] ?? "",
    ]);
  }
  return found;
}

/** Give an object a property that is made when it is first asked for. */
function later<T extends object>(of: T, name: string, make: () => unknown): T {
  const get = () => {
    const value = make();
    Object.defineProperty(of, name, { value });
    return value;
  };
  return Object.defineProperty(of, name, { get, enumerable: true, configurable: true });
}

/** Load the index as it is published; it may be asked for before it is needed. */
export const loadIndex = (files: Files): Promise<Index> => files.get<Index>("data/index.json");

/** Make a corpus of the index, with the summaries that the start has. */
export function corpusOf(start: Pick<Corpus, "version" | "cited" | "statements">, index: Index): Corpus {
  const columns = new Columns(index);
  const statements = index.columns.id.map((_, place) => new Listed(columns, place));
  const shown = new Map(start.statements.map(({ id, en, ar }) => [id, { en, ar }]));
  for (const statement of statements) Object.assign(statement, shown.get(statement.id));
  const names = {};
  for (const [table, members] of Object.entries(index.names)) later(names, table, () => namesOf(members));
  const corpus = {
    version: start.version,
    cited: start.cited,
    columns,
    statements,
    synonyms: index.synonyms,
    names: names as Corpus["names"],
  };
  return later(corpus, "positions", () => positionsOf(columns)) as typeof corpus & Pick<Corpus, "positions">;
}

/** Load everything but the summaries. */
export async function loadCorpus(files: Files): Promise<Corpus> {
  const [start, index] = await Promise.all([loadStart(files), loadIndex(files)]);
  return corpusOf(start, index);
}
