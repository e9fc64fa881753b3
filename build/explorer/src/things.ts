/** What a search finds beside statements: topics, actors, articles, initiatives, documents, meetings and terms, by their names. */

import type { Corpus, Files, Language } from "./data";
import { fold } from "./fold";
import { type Asked, asked, beginning, means } from "./matching";
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
  readonly id: string;
  readonly names: Readonly<Record<Language, string>>;
  /** Folded names, and the words of each. */
  readonly forms: readonly (readonly [folded: string, words: readonly string[]])[];
}

function foldedForm(form: string): readonly [string, readonly string[]] {
  const folded = fold(form);
  return [folded, folded === "" ? [] : folded.split(" ")];
}

function entry(id: string, en: string, ar: string, more = ""): Entry {
  const [first = "", ...rest] = en.split(BAR);
  const [second = "", ...others] = ar.split(BAR);
  const forms = [first, second, ...rest, ...others, ...more.split(BAR)].filter((form) => form !== "");
  return { id, names: { en: first, ar: second }, forms: forms.map(foldedForm) };
}

/** How well an entry matches, less being better; undefined where a word is missing. */
function rank({ id, forms }: Entry, query: readonly Asked[], whole: string): number | undefined {
  const ranks = forms.flatMap(([folded, words]) => {
    if (!query.every((one) => words.some((word) => means(word, one)))) return [];
    if (folded === whole) return 0;
    // A name that is little more than what is asked for comes before a long one, and words as asked before their kin.
    const exact = query.every((one) => words.some((word) => beginning(word, one).length > 0));
    return words.length / query.length + (exact ? 0 : 2);
  });
  return ranks.length > 0 ? Math.min(...ranks) : fold(id) === whole ? 0 : undefined;
}

/** All things of a site. */
export class ThingIndex {
  private constructor(private readonly entries: ReadonlyMap<keyof typeof KINDS, readonly Entry[]>) {}

  /** Load the names. */
  static async load(corpus: Corpus, files: Files): Promise<ThingIndex> {
    const listed = await files.get<Listed>("data/things.json");
    const { names } = corpus;
    const named = (table: "topics" | "provisions" | "initiatives") =>
      Object.entries(names[table]).map(([id, { en, ar }]) => [id, en, ar] as const);
    const actors = Object.entries(names.actors).map(([id, { en, ar, aliases }]) => [id, en, ar, aliases] as const);
    const rows: readonly (readonly [keyof typeof KINDS, readonly Named[]])[] = [
      ["topics", named("topics")],
      ["actors", actors],
      ["provisions", named("provisions")],
      ["initiatives", named("initiatives")],
      ["events", listed.events],
      ["documents", listed.documents],
      ["terms", listed.terms],
    ];
    const entries = new Map<keyof typeof KINDS, Entry[]>();
    for (const [kind, of] of rows) {
      const own: Entry[] = [];
      entries.set(kind, own);
      await inSlices(of, (row) => own.push(entry(...row)));
    }
    return new ThingIndex(entries);
  }

  /** Find what is called by every word of a query; nothing where it asks for fields or excludes something. */
  find(q: string, language: Language): Group[] {
    const { sequence, phrases, fields } = parseQuery(q);
    const words = [...sequence, ...phrases.flatMap((phrase) => phrase.split(" "))];
    if (words.length === 0 || fields.length > 0) return [];
    const query = words.map(asked);
    const whole = words.join(" ");
    return [...this.entries].flatMap(([kind, entries]): Group[] => {
      const { word, path } = KINDS[kind];
      const found = entries.flatMap((one) => {
        const place = rank(one, query, whole);
        return place === undefined ? [] : { one, place };
      });
      const ranked = found.sort((one, other) => one.place - other.place);
      const things = ranked.map(({ one: { id, names } }) => ({
        name: names[language] || names.en || id,
        path: path(encodeURIComponent(id)),
      }));
      return things.length > 0 ? [{ word, things }] : [];
    });
  }
}
