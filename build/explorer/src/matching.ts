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

/** Say whether a word, or what it is without clitics, has the stem that a query has. */
export function sameStem(word: string, query: Asked): boolean {
  // A stemmer changes the last letters only, so that few words have to be stemmed.
  if (!word.includes(query.stem.slice(0, Math.max(2, query.stem.length - 2)))) return false;
  return formsOf(word).some((form) => stem(form) === query.stem);
}

/** Say whether a word is one that a query means. */
export const means = (word: string, query: Asked): boolean =>
  beginning(word, query).length > 0 || sameStem(word, query);
