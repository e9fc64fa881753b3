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

function foldWhole(text: string): string {
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

// Nearly all signs are of ASCII or Arabic and fold by themselves, whatever stands beside them; those that join another do not.
const BY_THEMSELVES = /^[\0-\x7f\u0600-\u0652\u0656-\u06ff]$/;
const [SPACE, NOTHING, BY_WHOLE] = [32, 0xffff, 0xfffe];
/** The folded sign of each sign that folds by itself, made of the whole folding. */
let signs: Uint16Array | undefined;

function foldedSigns(): Uint16Array {
  return Uint16Array.from({ length: 0x700 }, (_, code) => {
    const sign = String.fromCharCode(code);
    const folded = BY_THEMSELVES.test(sign) ? foldWhole(`a${sign}a`).slice(1, -1) : sign.repeat(2);
    if (folded.length > 1) return BY_WHOLE;
    return folded === "" ? NOTHING : folded.charCodeAt(0);
  });
}

/** Longer texts are folded as a whole. */
const LONGEST = 4096;

/** Fold text to its words, lower-case, separated by single spaces; empty where it has no letter and no digit. */
export function fold(text: string): string {
  if (text.length > LONGEST) return foldWhole(text);
  signs ??= foldedSigns();
  const folded: number[] = [];
  let before = SPACE;
  for (let at = 0; at < text.length; at += 1) {
    const sign = signs[text.charCodeAt(at)] ?? BY_WHOLE;
    if (sign === BY_WHOLE) return foldWhole(text);
    if (sign === NOTHING || (sign === SPACE && before === SPACE)) continue;
    folded.push(sign);
    before = sign;
  }
  if (before === SPACE) folded.pop();
  return String.fromCharCode(...folded);
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
