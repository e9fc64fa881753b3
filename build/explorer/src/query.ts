/** What a reader asks for: words, phrases in quotation marks, what must not occur, and fields by their names. */

import { lookedUp } from "./clitics";
import { fold, foldedWords } from "./fold";

/** The fields that a search may name, in either language. */
const FIELD_WORDS: Readonly<Record<string, SearchField>> = {
  actor: "actor",
  جهه: "actor",
  topic: "topic",
  موضوع: "topic",
  document: "document",
  وثيقه: "document",
  year: "year",
  سنه: "year",
  words: "words",
  كلمات: "words",
};

export type SearchField = "actor" | "topic" | "document" | "year" | "words";

/** A field and what it must say, folded. */
export interface FieldClause {
  readonly field: SearchField;
  readonly value: string;
}

/** What is asked for: words that begin so, and phrases that stand exactly so, all folded. */
export interface Query {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly fields: readonly FieldClause[];
  /** What must not occur: words and phrases, and fields. */
  readonly without: {
    readonly words: readonly string[];
    readonly phrases: readonly string[];
    readonly fields: readonly FieldClause[];
  };
  /** The words as they follow one another, by which synonyms are looked up. */
  readonly sequence: readonly string[];
}

const QUOTED = '["“”«»]([^"“”«»]+)["“”«»]';
// A minus only before a word: within one it is a hyphen.
const PART = new RegExp(
  `(?<=^|\\s)(-?)(?:([\\p{L}\\p{M}]+):(?:${QUOTED}|(\\S+))|${QUOTED})|(?<=^|\\s)-(?=\\S)(\\S+)|${QUOTED}`,
  "gu",
);

/** Words that say nothing of a statement, folded; they count where nothing else is asked for, and in phrases. */
const COMMON = new Set(
  "a an and are as at by for from in is its of on or that the to was were with ان او الي علي عن في ما مع من هذا هذه هل".split(
    " ",
  ),
);

const hasWords = (text: string): boolean => fold(text) !== "";

/** Read a query. */
export function parseQuery(q: string): Query {
  const phrases: string[] = [];
  const fields: FieldClause[] = [];
  const without = { words: [] as string[], phrases: [] as string[], fields: [] as FieldClause[] };
  const rest = q.replace(PART, (whole, minus: string, name, long, short, phrase, word, loose) => {
    if (name !== undefined) {
      const field = FIELD_WORDS[fold(name)];
      const value = fold(long ?? short);
      if (!field) return whole;
      if (value !== "") (minus ? without.fields : fields).push({ field, value });
    } else if (word !== undefined) {
      without.words.push(...foldedWords(word).map(lookedUp));
    } else if (hasWords(phrase ?? loose)) {
      (minus ? without.phrases : phrases).push(fold(phrase ?? loose));
    }
    return " ";
  });
  const all = foldedWords(rest);
  const telling = all.filter((word) => !COMMON.has(word));
  const sequence = telling.length > 0 ? telling : all;
  return { words: sequence.map(lookedUp), phrases, fields, without, sequence };
}

/** Say whether a query asks for nothing. */
export const isEmpty = ({ words, phrases, fields, without }: Query): boolean =>
  [words, phrases, fields, without.words, without.phrases, without.fields].every((part) => part.length === 0);
