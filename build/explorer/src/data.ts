/** The data of the explorer: what `data/explorer.json` holds, and how it is loaded. */

export type Language = "en" | "ar";

/** A name in both languages. */
export type Name = Readonly<Record<Language, string>>;

export interface ActorName extends Name {
  readonly kind: string;
  /** Further forms of the name, in one string. */
  readonly aliases: string;
}

export interface TopicName extends Name {
  readonly theme: string;
}

type Names<T extends Name = Name> = Readonly<Record<string, T>>;

export interface Statement {
  readonly id: string;
  readonly document: string;
  readonly ordinal: number;
  readonly kind: string;
  /** A day, a month or a year. */
  readonly date: string | null;
  readonly event: string | null;
  /** The topmost event above `event`. */
  readonly forum: string | null;
  readonly en: string;
  readonly ar: string;
  /** Other forms of the terms in the summaries, by which a search finds them. */
  readonly forms?: string;
  /** Actors with their roles. */
  readonly actors: readonly (readonly [string, string])[];
  /** Topics with the stances on them. */
  readonly topics: readonly (readonly [string, string])[];
  /** Initiatives with the relations to them. */
  readonly initiatives: readonly (readonly [string, string])[];
  readonly provisions: readonly string[];
  /** How many citations the statement rests on. */
  readonly citations: number;
  /** The statement that it answers. */
  readonly answers?: string | null;
}

/** Provision, actor, position, and the statement that it rests on. */
export type Position = readonly [string, string, string, string];

/** What a citation says of the data set. */
export interface Cited {
  readonly title: Name;
  readonly creators: readonly string[];
  /** A day, or nothing before it is published. */
  readonly published: string;
  readonly doi: string;
  /** Where this version stands for good, ending in a slash, or nothing. */
  readonly address: string;
}

export interface Corpus {
  readonly version: string;
  readonly cited: Cited;
  /** In reading order. */
  readonly statements: readonly Statement[];
  readonly positions: readonly Position[];
  /** The forms of each concept of the glossary, in both languages. */
  readonly synonyms?: readonly (readonly string[])[];
  readonly names: {
    readonly actors: Names<ActorName>;
    readonly topics: Names<TopicName>;
    readonly forums: Names;
    readonly years: Names;
    readonly events: Names;
    readonly documents: Names;
    readonly initiatives: Names;
    readonly provisions: Names;
    readonly kinds: Names;
    readonly stances: Names;
    readonly roles: Names;
    readonly relations: Names;
    readonly positions: Names;
    readonly themes: Names;
    readonly actorKinds: Names;
  };
}

/** Which table of names a thing is named in. */
export type NameTable = keyof Corpus["names"];

/** Name a thing in a language; what has no name is called by its identifier. */
export function nameOf(corpus: Corpus, table: NameTable, id: string, language: Language): string {
  const names: Names = corpus.names[table];
  return Object.hasOwn(names, id) ? (names[id]?.[language] ?? id) : id;
}

/**
 * Load the data of the explorer.
 *
 * @param root the address of the site's root, ending in a slash.
 * @throws Error if the file cannot be had.
 */
export async function loadCorpus(root: string): Promise<Corpus> {
  const response = await fetch(`${root}data/explorer.json`);
  if (!response.ok) throw new Error(`data/explorer.json: ${response.status}`);
  return (await response.json()) as Corpus;
}
