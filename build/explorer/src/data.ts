/** The data of the explorer: what the files in `data/` hold, and how they are loaded, each when something of it is needed. */

import type { Columns } from "./columns";

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

export type Names<T extends Name = Name> = Readonly<Record<string, T>>;

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
  /** The summaries; empty until their part is loaded. */
  en: string;
  ar: string;
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
  /** What statements are filtered by; nothing where only the first page is loaded. */
  readonly columns?: Columns;
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

/** Reads a file of the site, by its path from the root. */
export type Read = (path: string) => Promise<unknown>;

/** Read files of a site in a browser. */
export function reading(root: string): Read {
  return async (path) => {
    const response = await fetch(root + path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };
}

/** Files that are read once; one that could not be had is asked for again. */
export class Files {
  private readonly known = new Map<string, Promise<unknown>>();

  constructor(private readonly read: Read) {}

  get<T>(path: string): Promise<T> {
    let found = this.known.get(path);
    if (!found) {
      found = this.read(path);
      found.catch(() => this.known.delete(path));
      this.known.set(path, found);
    }
    return found as Promise<T>;
  }
}

/** How often the first values of a field occur, and how many values there are. */
export interface FacetStart {
  readonly of: number;
  readonly first: readonly (readonly [value: string, count: number])[];
}

/** `explorer.json`: what the list of statements shows before anything is asked. */
export interface Start extends Corpus {
  /** How many statements there are, and how many stand in one part of the texts. */
  readonly total: number;
  readonly part: number;
  /** So many of `statements` are the first page; the others are those that they answer. */
  readonly shown: number;
  readonly facets: Readonly<Record<string, FacetStart>>;
}

/**
 * Load what the list of statements shows first.
 *
 * @throws Error if the file cannot be had.
 */
export const loadStart = (files: Files): Promise<Start> => files.get<Start>("data/explorer.json");

/** The summaries of the statements, in parts. */
export class Texts {
  private readonly places: ReadonlyMap<Statement, number>;

  constructor(
    private readonly files: Files,
    statements: readonly Statement[],
  ) {
    this.places = new Map(statements.map((statement, n) => [statement, n]));
  }

  /** Load the summaries of some statements. */
  async fill(statements: readonly Statement[]): Promise<void> {
    const missing = statements.filter(({ en, ar }) => en === "" && ar === "");
    if (missing.length === 0) return;
    const { part } = await loadStart(this.files);
    const wanted = new Set(missing.map((statement) => Math.floor((this.places.get(statement) ?? 0) / part)));
    const load = async (n: number) =>
      [n, await this.files.get<readonly [string, string][]>(`data/texts/${n}.json`)] as const;
    const parts = new Map(await Promise.all([...wanted].map(load)));
    for (const statement of missing) {
      const place = this.places.get(statement) ?? 0;
      const [en, ar] = parts.get(Math.floor(place / part))?.[place % part] ?? ["", ""];
      Object.assign(statement, { en, ar });
    }
  }
}
