/** Stems: the part of a word that its forms share, in Arabic and in English, by the stemmers of Snowball and Porter. */

import { stemmer as arabicStem } from "@orama/stemmers/arabic";
import { stemmer as englishStem } from "stemmer";
import { lookedUp } from "./clitics";

const ARABIC = /[\u0621-\u064a]/u;
/** Fewer letters than these say nothing. */
const LEAST_LETTERS = 3;

const known = new Map<string, string>();

function stemOf(word: string): string {
  if (!ARABIC.test(word)) return /^[a-z]+$/.test(word) ? englishStem(word) : word;
  // With the article, the stemmer takes a word for a noun, and no first letter for a verb's.
  const stem = arabicStem(`ال${lookedUp(word)}`).replace(/^ال(?=.{3})/u, "");
  // What the stemmer leaves at the end: the feminine, which folding has changed, the relative, and the seat of a hamza.
  const bare = stem.replace(/[\u0621\u0647\u064a]+$/u, "");
  return bare.length >= LEAST_LETTERS ? bare : stem;
}

/** Give the stem of a folded word. */
export function stem(word: string): string {
  let found = known.get(word);
  if (found === undefined) {
    found = stemOf(word);
    known.set(word, found);
  }
  return found;
}
