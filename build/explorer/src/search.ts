/**
 * Search: statements by the words of their summaries and of the names that belong to them, in both languages.
 *
 * Where their words stand comes from `data/search/`, in parts. Matches are ranked by BM25+ over the fields of a statement.
 * Source: Lv and Zhai, "Lower-bounding term frequency normalization", 2011.
 */

import SearchableMap from "minisearch/SearchableMap";
import type { Corpus, Files, NameTable, Statement, Texts } from "./data";
import { fold, foldedWords } from "./fold";
import { type Asked, asked, mayHave, means } from "./matching";
import { type FieldClause, isEmpty, parseQuery, type Query } from "./query";
import { stem } from "./stems";
import { type TextField, WordList } from "./word-list";

// A word in the summary says more about a statement than one in the name of its speaker, topic or article.
const WEIGHTS: Readonly<Record<TextField, number>> = { summary: 3, actors: 2, topics: 2, others: 1, id: 1 };

// The form that was asked for comes first, then its other forms, then what means the same.
const EXACT = 4;
const STEMMED = 1;
const SYNONYM = 1.5;
// What only begins like the form asked for weighs less, the longer it is the less.
const PREFIX = 0.375;
const LONGER = 0.3;
// BM25+ with its usual parameters.
const [K, B, DELTA] = [1.2, 0.7, 0.5];
// How many letters may differ in a word that is offered instead, and how many such words.
const FUZZY = 0.34;
const MOST_NEAR = 3;

/** How well each statement matches, by its place; nothing where it does not. */
export type Scores = Float64Array;

/** Folded forms of one concept, each as its words. */
type Concept = readonly (readonly string[])[];

/** What a search finds nothing for, and what may help. */
export interface Hint {
  /** Words that occur nowhere, each with words like it that do. */
  readonly unknown: readonly { readonly word: string; readonly near: readonly string[] }[];
}

const sizeOf = (scores: Scores): number => scores.reduce((size, score) => (score > 0 ? size + 1 : size), 0);

/** Leave what every part has. */
function both(parts: readonly Scores[], of: number): Scores {
  const sizes = new Map(parts.map((part) => [part, sizeOf(part)]));
  const [first = new Float64Array(of), ...rest] = [...parts].sort((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0));
  return first.map((score, place) =>
    score > 0 && rest.every((one) => (one[place] ?? 0) > 0)
      ? rest.reduce((sum, one) => sum + (one[place] ?? 0), score)
      : 0,
  );
}

const isOf = (word: string, wanted?: string): boolean =>
  wanted !== undefined && mayHave(word, wanted) && stem(word) === wanted;

function either(parts: readonly Scores[], of: number): Scores {
  const sums = new Float64Array(of);
  for (const part of parts) {
    for (let place = 0; place < of; place += 1) sums[place] = (sums[place] ?? 0) + (part[place] ?? 0);
  }
  return sums;
}

/** Finds statements by words. */
export class Search {
  private readonly concepts: readonly Concept[];
  private words: Promise<WordList> | undefined;
  private own: ReadonlyMap<string, string> = new Map();
  // Of each statement, and nothing of any between two rankings: a search ranks many groups of words.
  private readonly times: Int32Array;
  private readonly sums: Float64Array;

  constructor(
    private readonly corpus: Corpus,
    private readonly files: Files,
    private readonly texts: Texts,
  ) {
    this.times = new Int32Array(corpus.statements.length);
    this.sums = new Float64Array(corpus.statements.length);
    this.concepts = (corpus.synonyms ?? []).map((forms) => forms.map(foldedWords));
  }

  /** Let `words:` look in the words of a reader's copies: a text by the identifier of its statement. */
  lookIn(words: ReadonlyMap<string, string>): void {
    this.own = words;
  }

  /** The words, loaded when somebody first searches: most views are without a search. */
  private list(): Promise<WordList> {
    if (!this.words) {
      this.words = WordList.load(this.files);
      this.words.catch(() => {
        this.words = undefined;
      });
    }
    return this.words;
  }

  /** Load what every search needs, before the first is typed. */
  async warm(): Promise<void> {
    await this.list();
  }

  /** Add to scores how well statements match that hold any word of a group, which counts as one word. */
  private rank(scores: Scores, list: WordList, group: readonly string[], weight: number): void {
    const { times, sums } = this;
    const { length: of } = sums;
    const met: number[] = [];
    for (const [field, lists] of list.places(group)) {
      const held: number[] = [];
      for (const places of lists) {
        for (const place of places) {
          if (times[place] === 0) held.push(place);
          times[place] = (times[place] ?? 0) + 1;
        }
      }
      const rare = Math.log(1 + (of - held.length + 0.5) / (held.length + 0.5));
      const { lengths, average } = list.lengths(field);
      for (const place of held) {
        const often = times[place] ?? 0;
        const long = 1 - B + (B * (lengths[place] ?? 0)) / average;
        const score = rare * (DELTA + (often * (K + 1)) / (often + K * long));
        if (sums[place] === 0) met.push(place);
        sums[place] = (sums[place] ?? 0) + WEIGHTS[field] * weight * score;
        times[place] = 0;
      }
    }
    for (const place of met) {
      scores[place] = (scores[place] ?? 0) + (sums[place] ?? 0);
      sums[place] = 0;
    }
  }

  /** Find a word: as it begins, or by its stem. */
  private async word(list: WordList, query: Asked, weight = 1): Promise<Scores> {
    const begun = list.lexicon.begun(query);
    const stemmed = list.lexicon.stemmed(query);
    const { length } = query.word;
    const like = (form: string) =>
      form.length === length ? 1 : (PREFIX * form.length) / (form.length + LONGER * (form.length - length));
    await list.load([...begun.values(), stemmed].flat());
    const scores = new Float64Array(this.corpus.statements.length);
    for (const [form, words] of begun) this.rank(scores, list, words, EXACT * weight * like(form));
    this.rank(scores, list, stemmed, STEMMED * weight);
    return scores;
  }

  private async allOf(list: WordList, words: readonly string[], weight?: number): Promise<Scores> {
    const found = words.map((word) => this.word(list, asked(word), weight));
    return both(await Promise.all(found), this.corpus.statements.length);
  }

  /** Put a concept in the place of the words that name it: the words themselves, or any of its other forms. */
  private async sequence(list: WordList, sequence: readonly string[]): Promise<Scores> {
    const stems = sequence.map(stem);
    const found: Promise<Scores>[] = [];
    for (let at = 0; at < sequence.length; ) {
      const { words, concept } = this.conceptAt(stems, at);
      const own = sequence.slice(at, at + words);
      const others = concept.filter((form) => form.map(stem).join(" ") !== own.map(stem).join(" "));
      const queries = [this.allOf(list, own), ...others.map((form) => this.allOf(list, form, SYNONYM / EXACT))];
      found.push(Promise.all(queries).then((parts) => either(parts, this.corpus.statements.length)));
      at += words;
    }
    return both(await Promise.all(found), this.corpus.statements.length);
  }

  /** The concept with the longest form that stands at a place of the words, and how many words it takes. */
  private conceptAt(stems: readonly string[], at: number): { words: number; concept: Concept } {
    let best: { words: number; concept: Concept } = { words: 1, concept: [] };
    for (const concept of this.concepts) {
      for (const form of concept) {
        const longer = form.length > best.words || (form.length === best.words && best.concept.length === 0);
        if (longer && form.every((word, n) => isOf(word, stems[at + n]))) best = { words: form.length, concept };
      }
    }
    return best;
  }

  /** Which statements have a field that says something: its identifier, or the words of its name. */
  private saying({ field, value }: FieldClause): (statement: Statement) => boolean {
    const wanted = value.split(" ").map(asked);
    const says = (text: string) => {
      const said = foldedWords(text);
      return wanted.every((query) => said.some((word) => means(word, query)));
    };
    if (field === "year") return ({ date }) => says((date ?? "").slice(0, 4));
    if (field === "words") return ({ id }) => says(this.own.get(id) ?? "");
    const table = ({ actor: "actors", topic: "topics", document: "documents" } as const)[field];
    const { names } = this.corpus;
    const saying = new Set(
      Object.entries(names[table])
        .filter(([id, { en, ar }]) => says(`${id} ${en} ${ar} ${names.actors[id]?.aliases ?? ""}`))
        .map(([id]) => id),
    );
    if (field === "document") return ({ document }) => saying.has(document);
    return (statement) => statement[field === "actor" ? "actors" : "topics"].some(([id]) => saying.has(id));
  }

  /** Find the statements in which a phrase stands: those that have its words, then by their texts. */
  private async phrase(list: WordList, phrase: string, among?: Scores): Promise<Set<number>> {
    const words = phrase.split(" ");
    await list.load(words);
    const having = words.map((word) => new Set([...list.places([word]).values()].flat(2)));
    const [first = new Set<number>(), ...rest] = having;
    const places = [...first].filter(
      (place) => rest.every((one) => one.has(place)) && (!among || (among[place] ?? 0) > 0),
    );
    const statements = places.flatMap((place) => this.corpus.statements[place] ?? []);
    await this.texts.fill(statements);
    return new Set(
      places.filter((_, n) => {
        const statement = statements[n];
        return statement && ` ${foldedText(this.corpus, statement)} `.includes(` ${phrase} `);
      }),
    );
  }

  /** Leave of what is found only that in which every phrase and field stands, and nothing that is excluded. */
  private async passing(list: WordList, found: Scores, { phrases, fields, without }: Query): Promise<Scores> {
    const holding = await Promise.all(phrases.map((phrase) => this.phrase(list, phrase)));
    const excluded = await Promise.all(without.phrases.map((phrase) => this.phrase(list, phrase, found)));
    const excludedWords = await Promise.all(without.words.map((word) => this.word(list, asked(word))));
    const saying = fields.map((clause) => this.saying(clause));
    const not = without.fields.map((clause) => this.saying(clause));
    return found.map((score, place) => {
      const { [place]: statement } = this.corpus.statements;
      const passes =
        score > 0 &&
        statement &&
        holding.every((one) => one.has(place)) &&
        !excluded.some((one) => one.has(place)) &&
        !excludedWords.some((one) => (one[place] ?? 0) > 0) &&
        saying.every((says) => says(statement)) &&
        !not.some((says) => says(statement));
      return passes ? score : 0;
    });
  }

  /**
   * Find statements in which every word and every phrase of a query stands, and nothing that it excludes.
   *
   * @returns how well each statement matches, by its place; undefined where nothing is asked for.
   */
  async find(q: string): Promise<Scores | undefined> {
    const query = parseQuery(q);
    if (isEmpty(query)) return undefined;
    const list = await this.list();
    const found =
      query.sequence.length > 0
        ? await this.sequence(list, query.sequence)
        : new Float64Array(this.corpus.statements.length).fill(1);
    return this.passing(list, found, query);
  }

  /** Say what may be wrong with a query that finds nothing. */
  async hint(q: string): Promise<Hint> {
    const list = await this.list();
    const nowhere = parseQuery(q).sequence.filter((word) => list.lexicon.meant(asked(word)).size === 0);
    if (nowhere.length === 0) return { unknown: [] };
    const known = new SearchableMap<true>();
    for (const word of list.all) known.set(word, true);
    const unknown = nowhere.map((word) => {
      const { word: bare } = asked(word);
      const like = [...known.fuzzyGet(bare, Math.round(FUZZY * bare.length))];
      const near = like.sort(([, [, one]], [, [, other]]) => one - other).map(([other]) => other);
      return { word, near: near.slice(0, MOST_NEAR) };
    });
    return { unknown };
  }
}

/** The words of a statement in which a phrase is looked for: its summaries and the names, parted by a sign that is no word. */
function foldedText(corpus: Corpus, statement: Statement): string {
  const named = (table: NameTable, ids: readonly string[]) =>
    ids.map((id) => {
      const name = corpus.names[table][id];
      const aliases = table === "actors" ? (corpus.names.actors[id]?.aliases ?? "") : "";
      return [name?.en ?? "", name?.ar ?? "", aliases].map(fold).join(" ");
    });
  const first = (pairs: readonly (readonly [string, string])[]) => pairs.map(([id]) => id);
  return [
    fold(`${statement.en} . ${statement.ar}`),
    named("actors", first(statement.actors)).join(" "),
    named("topics", first(statement.topics)).join(" "),
    [...named("initiatives", first(statement.initiatives)), ...named("provisions", statement.provisions)].join(" "),
    fold(statement.id),
  ].join(" | ");
}
