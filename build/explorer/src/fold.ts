/**
 * Folding: the one form in which words are compared, the same as that of the release.
 *
 * The steps are those of `docs/folding-vectors.json`, and the tests hold every vector of it against this module.
 */

const SUPERSCRIPT_DIGITS = /[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]/g;
const ARABIC_MARKS = "\\u064b-\\u065f\\u0670\\u0640";
const INVISIBLE_CONTROLS = "\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff";
const WORDLESS = new RegExp(`[${ARABIC_MARKS}${INVISIBLE_CONTROLS}]`, "g");
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{Nd}]+/gu;
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
const SAME_LETTER = /[\u0622\u0623\u0625\u0671\u0649\u0629]/g;
const BARE_LETTER: Readonly<Record<string, string>> = { "\u0649": "\u064a", "\u0629": "\u0647" };
const ALEF = "\u0627";

/** What a reader sees as one word: letters and digits with the signs that stand on them. */
const PRINTED_WORD = new RegExp(`[\\p{L}\\p{N}\\p{M}${ARABIC_MARKS}${INVISIBLE_CONTROLS}]+`, "gu");

// Of ASCII nothing is to be taken off and nothing the same as another sign, and there is much of it.
const ASCII = /^[\0-\x7f]*$/;
const NEITHER_IN_ASCII = /[^a-z0-9]+/g;

/** Fold text to its words, lower-case, separated by single spaces; empty where it has no letter and no digit. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(NEITHER_IN_ASCII, " ").trim();
  return text
    .replace(SUPERSCRIPT_DIGITS, "")
    .normalize("NFKC")
    .replace(WORDLESS, "")
    .replace(SAME_LETTER, (letter) => BARE_LETTER[letter] ?? ALEF)
    .replace(ARABIC_DIGIT, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(NEITHER_LETTER_NOR_DIGIT, " ")
    .trim()
    .toLowerCase();
}

/** Give the folded words of a text, in order. */
export function foldedWords(text: string): string[] {
  const folded = fold(text);
  return folded === "" ? [] : folded.split(" ");
}

/** A word where it stands in a text. */
export interface PrintedWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Find the words of a text as they are printed, vowel signs and all. */
export function printedWords(text: string): PrintedWord[] {
  return [...text.matchAll(PRINTED_WORD)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    text: found[0],
  }));
}

/**
 * Say where, in a printed word, its folded letters begin and end.
 *
 * @param word a printed word.
 * @param from the first folded letter.
 * @param to the folded letter after the last.
 * @returns offsets into the printed word; signs that stand on a letter go with it.
 */
export function printedSpan(word: string, from: number, to: number): [number, number] {
  let folded = 0;
  let start = 0;
  let end = word.length;
  let offset = 0;
  for (const letter of word) {
    const length = fold(letter).length;
    if (length > 0 && folded <= from) start = offset;
    if (length > 0 && folded >= to) {
      end = offset;
      break;
    }
    folded += length;
    offset += letter.length;
  }
  return [start, end];
}
