/** Search: statements by the words of their summaries and of the names that belong to them, in both languages. */

import MiniSearch from "minisearch";
import { forms, lookedUp } from "./clitics";
import type { Corpus, NameTable, Statement } from "./data";
import { fold, foldedWords } from "./fold";

// A word in the summary says more about a statement than one in the name of its speaker, topic or article.
const WEIGHTS = { summary: 3, actors: 2, topics: 1, others: 1, id: 1 };
const TEXTS = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];

type Entry = Readonly<Record<keyof typeof WEIGHTS, string>>;

/** What is asked for: words that begin so, and phrases that stand exactly so, all folded. */
export interface Query {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
}

/** Read a query: words, and phrases in quotation marks. */
export function parseQuery(q: string): Query {
  const phrases: string[] = [];
  const rest = q.replace(/["“”«»]([^"“”«»]+)["“”«»]/g, (_, phrase: string) => {
    phrases.push(fold(phrase));
    return " ";
  });
  return { words: foldedWords(rest).map(lookedUp), phrases: phrases.filter((phrase) => phrase !== "") };
}

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

/** Finds statements by words. */
export class Search {
  private readonly corpus: Corpus;
  private readonly folded = new Map<string, string>();
  private made: MiniSearch | undefined;

  constructor(corpus: Corpus) {
    this.corpus = corpus;
  }

  /** The index, made when somebody first searches: most views are without a search. */
  private get index(): MiniSearch {
    this.made ??= this.make();
    return this.made;
  }

  private make(): MiniSearch {
    const index = new MiniSearch({
      fields: TEXTS,
      tokenize: foldedWords,
      processTerm: (word) => forms(word).map(({ form }) => form),
      searchOptions: {
        tokenize: foldedWords,
        processTerm: (word) => word,
        boost: WEIGHTS,
        prefix: true,
        combineWith: "AND",
      },
    });
    for (const statement of this.corpus.statements) {
      const entry = entryOf(this.corpus, statement);
      index.add({ ...entry, id: statement.id });
      this.folded.set(statement.id, ` ${TEXTS.map((text) => fold(entry[text])).join(" | ")} `);
    }
    return index;
  }

  /**
   * Find statements in which every word and every phrase of a query stands.
   *
   * @returns the identifiers found, each with how well it matches; undefined where nothing is asked for.
   */
  find(q: string): ReadonlyMap<string, number> | undefined {
    const { words, phrases } = parseQuery(q);
    if (words.length === 0 && phrases.length === 0) return undefined;
    const found = this.index.search(words.length > 0 ? words.join(" ") : MiniSearch.wildcard);
    const exact = found.filter(({ id }) => phrases.every((phrase) => this.folded.get(id)?.includes(` ${phrase} `)));
    return new Map(exact.map(({ id, score }) => [id as string, score]));
  }
}
