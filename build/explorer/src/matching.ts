/** Matching: which words a word of a query means, by how they begin and by their stems. */

import { forms, lookedUp } from "./clitics";
import { stem } from "./stems";

/** A word as it is asked for. */
export interface Asked {
  /** Without the article and what stands before it. */
  readonly word: string;
  readonly stem: string;
}

/** Read a folded word of a query. */
export const asked = (word: string): Asked => ({ word: lookedUp(word), stem: stem(word) });

/** Every form under which a word is found: as it stands, and without clitics. */
export const formsOf = (word: string): string[] => forms(word).map(({ form }) => form);

// More letters than a conjunction, a preposition and the article have.
const MOST_CLITICS = 5;

/** Give the forms of a word that begin as a query has it. */
export function beginning(word: string, { word: query }: Asked): string[] {
  const at = word.indexOf(query);
  if (at < 0 || at >= MOST_CLITICS) return [];
  return formsOf(word).filter((form) => form.startsWith(query));
}

/** The letters of a stem that every word with it has: a stemmer changes the last letters only, so that few words have to be stemmed. */
const firstOf = (stem: string): string => stem.slice(0, Math.max(2, stem.length - 2));

/** Say whether a word may have a stem, which is sooner seen than what its stem is. */
export const mayHave = (word: string, stem: string): boolean => word.includes(firstOf(stem));

/** Say whether a word, or what it is without clitics, has the stem that a query has. */
export function sameStem(word: string, query: Asked): boolean {
  return mayHave(word, query.stem) && formsOf(word).some((form) => stem(form) === query.stem);
}

/** Say whether a word is one that a query means. */
export const means = (word: string, query: Asked): boolean =>
  beginning(word, query).length > 0 || sameStem(word, query);

/** Many words, of which a word of a query means few. */
export class Lexicon {
  private readonly text: string;

  /** @param words one a line: in one text letters are found faster than in each word. */
  constructor(words: string) {
    this.text = `${words}\n`;
  }

  /** The words that hold some letters, in their order. */
  private *holding(letters: string): Generator<string> {
    const { text } = this;
    for (let at = text.indexOf(letters); at >= 0 && at < text.length; ) {
      const end = text.indexOf("\n", at);
      yield text.slice(text.lastIndexOf("\n", at - 1) + 1, end);
      at = text.indexOf(letters, end + 1);
    }
  }

  /** Give the forms of words that begin as a query has it, each with the words that have it. */
  begun(query: Asked): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const word of this.holding(query.word)) {
      for (const form of beginning(word, query)) {
        const words = found.get(form);
        if (words) words.push(word);
        else found.set(form, [word]);
      }
    }
    return found;
  }

  /** Give the words that have the stem that a query has. */
  stemmed(query: Asked): string[] {
    return [...this.holding(firstOf(query.stem))].filter((word) => sameStem(word, query));
  }

  /** Give all words that a query means. */
  meant(query: Asked): Set<string> {
    return new Set([...this.begun(query).values(), this.stemmed(query)].flat());
  }
}
