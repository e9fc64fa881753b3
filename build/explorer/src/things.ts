/** What a search finds beside statements: topics, actors, articles, initiatives, documents, meetings and terms, by their names. */

import type { Corpus, Files, Language } from "./data";
import { fold } from "./fold";
import { asked, Lexicon } from "./matching";
import { parseQuery } from "./query";
import { inSlices } from "./slices";
import type { Word } from "./words";

/** `things.json`: what has a page or an anchor and is not in the index: its key and both its names. */
interface Listed {
  readonly documents: readonly (readonly [id: string, en: string, ar: string])[];
  readonly events: readonly (readonly [id: string, en: string, ar: string])[];
  readonly terms: readonly (readonly [id: string, en: string, ar: string])[];
}

/** A key, both names, and further forms. */
type Named = readonly [id: string, en: string, ar: string, more?: string];

/** A kind of things: what it is called, and where each has its page. */
interface Kind {
  readonly word: Word;
  readonly path: (id: string) => string;
}

const KINDS = {
  topics: { word: "thingTopics", path: (id) => `topics/${id}.html` },
  actors: { word: "thingActors", path: (id) => `actors/${id}.html` },
  provisions: { word: "thingProvisions", path: (id) => `provisions/${id}.html` },
  initiatives: { word: "thingInitiatives", path: (id) => `initiatives/${id}.html` },
  events: { word: "thingEvents", path: (id) => `events/${id}.html` },
  documents: { word: "thingDocuments", path: (id) => `documents/${id}.html` },
  terms: { word: "thingTerms", path: (id) => `glossary.html#${id}` },
} as const satisfies Record<string, Kind>;

type KindName = keyof typeof KINDS;
const KIND_NAMES = Object.keys(KINDS) as KindName[];

/** Between a name and its other forms. */
const BAR = " | ";

/** A thing that a search finds. */
export interface Thing {
  readonly name: string;
  /** From the folder of a language. */
  readonly path: string;
}

/** The things of one kind that a search finds, the best first. */
export interface Group {
  readonly word: Word;
  readonly things: readonly Thing[];
}

interface Entry {
  readonly kind: KindName;
  readonly id: string;
  readonly names: Readonly<Record<Language, string>>;
  /** Folded names, and the words of each. */
  readonly forms: readonly (readonly [folded: string, words: readonly string[]])[];
}

function foldedForm(form: string): readonly [string, readonly string[]] {
  const folded = fold(form);
  return [folded, folded === "" ? [] : folded.split(" ")];
}

function entry(kind: KindName, id: string, en: string, ar: string, more = ""): Entry {
  const [first = "", ...rest] = en.split(BAR);
  const [second = "", ...others] = ar.split(BAR);
  const forms = [first, second, ...rest, ...others, ...more.split(BAR)].filter((form) => form !== "");
  return { kind, id, names: { en: first, ar: second }, forms: forms.map(foldedForm) };
}

function listAt<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const found = lists.get(key) ?? [];
  lists.set(key, found);
  return found;
}

/** A word of a query: the words of names that it means, and those of them that begin so. */
interface Meant {
  readonly all: ReadonlySet<string>;
  readonly begun: ReadonlySet<string>;
}

/** How well an entry matches, less being better; undefined where a word is missing. */
function rank({ id, forms }: Entry, query: readonly Meant[], whole: string): number | undefined {
  const ranks = forms.flatMap(([folded, words]) => {
    if (!query.every(({ all }) => words.some((word) => all.has(word)))) return [];
    if (folded === whole) return 0;
    // A name that is little more than what is asked for comes before a long one, and words as asked before their kin.
    const exact = query.every(({ begun }) => words.some((word) => begun.has(word)));
    return words.length / query.length + (exact ? 0 : 2);
  });
  return ranks.length > 0 ? Math.min(...ranks) : fold(id) === whole ? 0 : undefined;
}

/** All things of a site. */
export class ThingIndex {
  private readonly lexicon: Lexicon;

  private constructor(
    private readonly entries: readonly Entry[],
    /** The places of the entries that have a word, and of those with a folded identifier, ascending. */
    private readonly byWord: ReadonlyMap<string, readonly number[]>,
    private readonly byId: ReadonlyMap<string, readonly number[]>,
  ) {
    this.lexicon = new Lexicon([...byWord.keys()].join("\n"));
  }

  /** Load the names. */
  static async load(corpus: Corpus, files: Files): Promise<ThingIndex> {
    const listed = await files.get<Listed>("data/things.json");
    const { names } = corpus;
    const named = (table: "topics" | "provisions" | "initiatives") =>
      Object.entries(names[table]).map(([id, { en, ar }]) => [id, en, ar] as const);
    const actors = Object.entries(names.actors).map(([id, { en, ar, aliases }]) => [id, en, ar, aliases] as const);
    const rows: readonly (readonly [KindName, readonly Named[]])[] = [
      ["topics", named("topics")],
      ["actors", actors],
      ["provisions", named("provisions")],
      ["initiatives", named("initiatives")],
      ["events", listed.events],
      ["documents", listed.documents],
      ["terms", listed.terms],
    ];
    const entries: Entry[] = [];
    const [byWord, byId] = [new Map<string, number[]>(), new Map<string, number[]>()];
    for (const [kind, of] of rows) {
      await inSlices(of, (row) => {
        const one = entry(kind, ...row);
        for (const word of new Set(one.forms.flatMap(([, words]) => words))) listAt(byWord, word).push(entries.length);
        listAt(byId, fold(one.id)).push(entries.length);
        entries.push(one);
      });
    }
    return new ThingIndex(entries, byWord, byId);
  }

  /** Find what is called by every word of a query; nothing where it asks for fields or excludes something. */
  find(q: string, language: Language): Group[] {
    const { sequence, phrases, fields } = parseQuery(q);
    const words = [...sequence, ...phrases.flatMap((phrase) => phrase.split(" "))];
    if (words.length === 0 || fields.length > 0) return [];
    const query = words.map(asked).map((one): Meant => {
      const begun = new Set([...this.lexicon.begun(one).values()].flat());
      return { begun, all: new Set([...begun, ...this.lexicon.stemmed(one)]) };
    });
    const whole = words.join(" ");
    const having = [...(query[0]?.all ?? [])].flatMap((word) => this.byWord.get(word) ?? []);
    const places = Int32Array.from(new Set([...having, ...(this.byId.get(whole) ?? [])])).sort();
    const found = new Map<KindName, { one: Entry; place: number }[]>();
    for (const at of places) {
      const { [at]: one } = this.entries;
      const place = one && rank(one, query, whole);
      if (one && place !== undefined) listAt(found, one.kind).push({ one, place });
    }
    return KIND_NAMES.flatMap((kind): Group[] => {
      const { word, path } = KINDS[kind];
      const ranked = (found.get(kind) ?? []).sort((one, other) => one.place - other.place);
      const things = ranked.map(({ one: { id, names } }) => ({
        name: names[language] || names.en || id,
        path: path(encodeURIComponent(id)),
      }));
      return things.length > 0 ? [{ word, things }] : [];
    });
  }
}
