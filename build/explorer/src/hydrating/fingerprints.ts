/**
 * Fingerprints: what the site publishes of each passage, by which it is found in a reader's copy and proven.
 *
 * No word of a source is among them. A passage is proven by the SHA-256 of its folded words; where it may begin and
 * end is found by fingerprints of the letters of its first and last words, which prove nothing.
 */

/** The number of letters of a word, and the fingerprint of them. */
export type WordPrint = readonly [letters: number, print: number];

/** A part of a passage to be found in a copy. */
export interface Target {
  readonly statement: string;
  readonly part: number;
  /** Offsets in the source, in code points. */
  readonly start: number;
  readonly end: number;
  /** SHA-256 of its folded words. */
  readonly sha256: string;
  /** Its first and its last words, folded, in order. */
  readonly first: readonly WordPrint[];
  readonly last: readonly WordPrint[];
  /** Fingerprints of the first and the last words as they are printed. */
  readonly printed: readonly [number, number];
  /** Marks that it begins and ends with, such as a bracket. */
  readonly marks: readonly [string, string];
}

/** A coded document: SHA-256 of its file, and its passages in the order of the source. */
export interface CodedDocument {
  readonly sha256: string | null;
  readonly passages: readonly Target[];
}

/** What `data/passages.json` holds. */
export interface Fingerprints {
  readonly version: string;
  readonly folding: string;
  readonly documents: Readonly<Record<string, CodedDocument>>;
}

/** The version of folding that this code knows; a copy is not read by another. */
export const FOLDING = "1";
const FACTOR = 0x01000193;

/** Add a letter to a fingerprint: a polynomial over UTF-16 code units, modulo 2³². */
export const added = (print: number, unit: number): number => (Math.imul(print, FACTOR) + unit + 1) | 0;

/** Give the fingerprint of letters. */
export function printOf(letters: string): number {
  let print = 0;
  for (let at = 0; at < letters.length; at++) print = added(print, letters.charCodeAt(at));
  return print;
}

const powers = [1];

/** The factor to the power of a number. */
export function power(exponent: number): number {
  while (powers.length <= exponent) powers.push(Math.imul(powers.at(-1) ?? 1, FACTOR));
  return powers[exponent] ?? 1;
}

/** Give the fingerprint of words written together. */
export function joined(words: readonly WordPrint[]): WordPrint {
  return words.reduce<WordPrint>(
    ([letters, print], [more, next]) => [letters + more, (Math.imul(print, power(more)) + next) | 0],
    [0, 0],
  );
}

// Folded letters of a passage for each of its characters in the source, measured on the coded documents.
const FEWEST_LETTERS = 0.55;
export const USUAL_LETTERS = 0.82;

export const lengthOf = (target: Target): number => target.end - target.start;

/** The largest number of folded letters that a part can have. */
export const mostLetters = (target: Target): number => lengthOf(target) + 1;

/** Tell whether a stretch of so many folded letters can be a part. */
export const fitsLength = (target: Target, letters: number): boolean =>
  FEWEST_LETTERS * lengthOf(target) - 1 <= letters && letters <= mostLetters(target);

/** Give the SHA-256 of a text or of bytes, as hexadecimal digits. */
export async function sha256(data: string | ArrayBuffer): Promise<string> {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
