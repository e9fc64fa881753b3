/** Search: statements by the words of their summaries and of the names that belong to them, in both languages. */

import MiniSearch, { type Query as Combined } from "minisearch";
import { forms, lookedUp } from "./clitics";
import type { Corpus, NameTable, Statement } from "./data";
import { fold, foldedWords } from "./fold";
import { type FieldClause, isEmpty, parseQuery, type Query, type SearchField } from "./query";
import { stem } from "./stems";

// A word in the summary says more about a statement than one in the name of its speaker, topic or article.
const WEIGHTS = { summary: 3, actors: 2, topics: 2, others: 1, id: 1 };
const TEXTS = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];

// The form that was asked for comes first, then its other forms, then what means the same.
const EXACT = 4;
const STEMMED = 1;
const SYNONYM = 1.5;
/** Stands before a stem, so that no word begins like one. */
const STEM = "~";

type Entry = Readonly<Record<keyof typeof WEIGHTS, string>>;

/** Folded forms of one concept, each as its words. */
type Concept = readonly (readonly string[])[];

function entryOf(corpus: Corpus, statement: Statement): Entry {
  const both = (table: NameTable, id: string) => {
    const names: Readonly<Record<string, { en: string; ar: string }>> = corpus.names[table];
    return `${names[id]?.en ?? ""} ${names[id]?.ar ?? ""}`;
  };
  const actors = statement.actors.map(([id]) => `${both("actors", id)} ${corpus.names.actors[id]?.aliases ?? ""}`);
  const others = [
    statement.forms ?? "",
    ...statement.initiatives.map(([id]) => both("initiatives", id)),
    ...statement.provisions.map((id) => both("provisions", id)),
    statement.event === null ? "" : both("events", statement.event),
    statement.forum === null ? "" : both("forums", statement.forum),
  ];
  return {
    summary: `${statement.en} . ${statement.ar}`,
    actors: actors.join(" . "),
    topics: statement.topics.map(([id]) => both("topics", id)).join(" . "),
    others: others.join(" . "),
    id: statement.id,
  };
}

/** Every form under which a word is found: as it stands, without clitics, and its stems. */
function indexed(word: string): string[] {
  const found = forms(word).map(({ form }) => form);
  return [...new Set([...found, ...found.map((form) => STEM + stem(form))])];
}

const asIs = { tokenize: (text: string) => [text], processTerm: (word: string) => word };

/** A word: as it begins, or by its stem. */
function wordQuery(word: string, weight = 1): Combined {
  return {
    combineWith: "OR",
    queries: [
      { queries: [word], ...asIs, prefix: true, boostTerm: () => EXACT * weight },
      { queries: [STEM + stem(word)], ...asIs, prefix: false, boostTerm: () => STEMMED * weight },
    ],
  };
}

const allOf = (words: readonly string[], weight?: number): Combined => ({
  combineWith: "AND",
  queries: words.map((word) => wordQuery(lookedUp(word), weight)),
});

/** What a search finds nothing for, and what may help. */
export interface Hint {
  /** Words that occur nowhere, each with words like it that do. */
  readonly unknown: readonly { readonly word: string; readonly near: readonly string[] }[];
}

/** Finds statements by words. */
export class Search {
  private readonly corpus: Corpus;
  private readonly folded = new Map<string, string>();
  private readonly concepts: readonly Concept[];
  private made: MiniSearch | undefined;
  private own: ReadonlyMap<string, string> = new Map();

  constructor(corpus: Corpus) {
    this.corpus = corpus;
    this.concepts = (corpus.synonyms ?? []).map((forms) => forms.map(foldedWords));
  }

  /** Let `words:` look in the words of a reader's copies: a text by the identifier of its statement. */
  lookIn(words: ReadonlyMap<string, string>): void {
    this.own = words;
  }

  /** The index, made when somebody first searches: most views are without a search. */
  private get index(): MiniSearch {
    this.made ??= this.make();
    return this.made;
  }

  private make(): MiniSearch {
    const index = new MiniSearch({ fields: TEXTS, tokenize: foldedWords, processTerm: indexed });
    for (const statement of this.corpus.statements) {
      const entry = entryOf(this.corpus, statement);
      index.add({ ...entry, id: statement.id });
      this.folded.set(statement.id, ` ${TEXTS.map((text) => fold(entry[text])).join(" | ")} `);
    }
    return index;
  }

  /** Put a concept in the place of the words that name it: the words themselves, or any of its other forms. */
  private expanded(sequence: readonly string[]): Combined[] {
    const stems = sequence.map(stem);
    const found: Combined[] = [];
    for (let at = 0; at < sequence.length; ) {
      const { words, concept } = this.conceptAt(stems, at);
      const asked = sequence.slice(at, at + words);
      const others = concept.filter((form) => form.map(stem).join(" ") !== asked.map(stem).join(" "));
      const queries: Combined[] = [allOf(asked), ...others.map((form) => allOf(form, SYNONYM / EXACT))];
      found.push({ combineWith: "OR", queries });
      at += words;
    }
    return found;
  }

  /** The concept with the longest form that stands at a place of the words, and how many words it takes. */
  private conceptAt(stems: readonly string[], at: number): { words: number; concept: Concept } {
    let best: { words: number; concept: Concept } = { words: 1, concept: [] };
    for (const concept of this.concepts) {
      for (const form of concept) {
        const longer = form.length > best.words || (form.length === best.words && best.concept.length === 0);
        if (longer && form.every((word, n) => stem(word) === stems[at + n])) best = { words: form.length, concept };
      }
    }
    return best;
  }

  /** Whether a field of a statement says something: its identifier, or the words of its name. */
  private says(id: string, { field, value }: FieldClause): boolean {
    const statement = this.statement(id);
    if (!statement) return false;
    const { names } = this.corpus;
    const named = (table: NameTable, ids: readonly string[]) =>
      ids.map((one) => {
        const both = names[table][one];
        return `${one} ${both?.en ?? ""} ${both?.ar ?? ""} ${names.actors[one]?.aliases ?? ""}`;
      });
    const texts: Readonly<Record<SearchField, () => readonly string[]>> = {
      actor: () =>
        named(
          "actors",
          statement.actors.map(([one]) => one),
        ),
      topic: () =>
        named(
          "topics",
          statement.topics.map(([one]) => one),
        ),
      document: () => named("documents", [statement.document]),
      year: () => [(statement.date ?? "").slice(0, 4)],
      words: () => [this.own.get(id) ?? ""],
    };
    const asked = value.split(" ").map((word) => [lookedUp(word), stem(word)] as const);
    return texts[field]().some((text) => {
      const said = foldedWords(text).flatMap(indexed);
      return asked.every(([word, own]) => said.some((one) => one.startsWith(word) || one === STEM + own));
    });
  }

  private byId: ReadonlyMap<string, Statement> | undefined;

  private statement(id: string): Statement | undefined {
    this.byId ??= new Map(this.corpus.statements.map((statement) => [statement.id, statement]));
    return this.byId.get(id);
  }

  private passes(id: string, { phrases, fields, without }: Query): boolean {
    const text = this.folded.get(id) ?? "";
    const holds = (phrase: string) => text.includes(` ${phrase} `);
    return (
      phrases.every(holds) &&
      !without.phrases.some(holds) &&
      fields.every((clause) => this.says(id, clause)) &&
      !without.fields.some((clause) => this.says(id, clause))
    );
  }

  /**
   * Find statements in which every word and every phrase of a query stands, and nothing that it excludes.
   *
   * @returns the identifiers found, each with how well it matches; undefined where nothing is asked for.
   */
  find(q: string): ReadonlyMap<string, number> | undefined {
    const query = parseQuery(q);
    if (isEmpty(query)) return undefined;
    const { index } = this;
    const words: Combined[] = query.sequence.length > 0 ? this.expanded(query.sequence) : [MiniSearch.wildcard];
    const found = index.search({ combineWith: "AND", queries: words }, { boost: WEIGHTS });
    const excluded = new Set(
      query.without.words.flatMap((word) => index.search(wordQuery(word), { prefix: false }).map(({ id }) => id)),
    );
    const kept = found.filter(({ id }) => !excluded.has(id) && this.passes(id, query));
    return new Map(kept.map(({ id, score }) => [id as string, score]));
  }

  /** Say what may be wrong with a query that finds nothing. */
  hint(q: string): Hint {
    const unknown = parseQuery(q)
      .sequence.filter((word) => this.index.search(wordQuery(lookedUp(word))).length === 0)
      .map((word) => {
        const like = this.index.search(lookedUp(word), { ...asIs, fuzzy: 0.34, prefix: false });
        const near = like.flatMap(({ terms }) => terms).filter((term) => !term.startsWith(STEM));
        return { word, near: [...new Set(near)].slice(0, 3) };
      });
    return { unknown };
  }
}
