/**
 * An index of the folded letters of a text, each with its offsets; passages are searched for in it.
 *
 * Word boundaries are flags on letters, so that a phrase is also found where a copy lost or added a space.
 */

import { fold } from "../fold";
import { added, power, type WordPrint } from "./fingerprints";

const CLUSTER = /[\s\S]\p{M}*/gu;
const LINE_BREAK = /[\n\r\f\v\x85\u2028\u2029]/;

const clusters = new Map<string, string>();

/** Fold a character with its marks; it gives a space where it separates words. */
function foldCluster(cluster: string): string {
  let folded = clusters.get(cluster);
  if (folded === undefined) {
    // Between two letters, because folding drops spaces at the ends.
    folded = fold(`x${cluster}x`).slice(1, -1);
    clusters.set(cluster, folded);
  }
  return folded;
}

/** The first place in ascending numbers that is not below a bound. */
export function firstFrom(numbers: ArrayLike<number>, bound: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The folded letters of a text, with their offsets and the boundaries of words, lines and pages. */
export class LetterIndex {
  readonly letters: string;
  /** For each letter, where the characters that fold to it start and end. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** The letters at which a line, or a page, starts, in order, and the end. */
  readonly lineStarts: number[] = [];
  readonly pages: number[];
  private readonly wordStarts: boolean[] = [];
  private readonly prints: Int32Array;
  private readonly found = new Map<string, readonly number[]>();
  private spaced: { readonly text: string; readonly places: Int32Array } | undefined;
  private known: Map<string, number> | undefined;

  constructor(readonly text: string) {
    const letters: string[] = [];
    const pages = new Set([0]);
    let gap = true;
    let broken = true;
    for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
      for (const unit of foldCluster(cluster)) {
        if (unit === " ") {
          gap = true;
          continue;
        }
        if (broken) this.lineStarts.push(this.starts.length);
        for (let at = 0; at < unit.length; at++) {
          this.starts.push(index);
          this.ends.push(index + cluster.length);
          this.wordStarts.push(gap);
          gap = false;
        }
        letters.push(unit);
        broken = false;
      }
      broken ||= LINE_BREAK.test(cluster);
      if (cluster.startsWith("\f")) pages.add(this.starts.length);
    }
    this.letters = letters.join("");
    this.lineStarts.push(this.letters.length);
    this.pages = [...pages.add(this.letters.length)];
    this.prints = new Int32Array(this.letters.length + 1);
    for (let at = 0; at < this.letters.length; at++) {
      this.prints[at + 1] = added(this.prints[at] ?? 0, this.letters.charCodeAt(at));
    }
  }

  get length(): number {
    return this.letters.length;
  }

  /** The fingerprint of a run of letters. */
  printOf(start: number, end: number): number {
    return ((this.prints[end] ?? 0) - Math.imul(this.prints[start] ?? 0, power(end - start))) | 0;
  }

  /** Find the letters at which phrases start, all at once, which is quicker than one by one. */
  lookFor(phrases: readonly WordPrint[]): void {
    const byLength = new Map<number, Map<number, number[]>>();
    for (const [length, print] of phrases) {
      if (length === 0 || this.found.has(`${length}:${print}`)) continue;
      const wanted = byLength.get(length) ?? new Map<number, number[]>();
      byLength.set(length, wanted);
      const places: number[] = [];
      wanted.set(print, places);
      this.found.set(`${length}:${print}`, places);
    }
    const sieve = new Uint8Array(1 << 16);
    for (const [length, wanted] of byLength) {
      sieve.fill(0);
      for (const print of wanted.keys()) sieve[print & 0xffff] = 1;
      for (let at = 0; at + length <= this.length; at++) {
        const print = this.printOf(at, at + length);
        if (sieve[print & 0xffff]) wanted.get(print)?.push(at);
      }
    }
  }

  /** Give the letters at which a phrase starts. */
  occurrences(phrase: WordPrint): readonly number[] {
    this.lookFor([phrase]);
    return this.found.get(phrase.join(":")) ?? [];
  }

  isWordStart(letter: number): boolean {
    return this.wordStarts[letter] ?? false;
  }

  isWordEnd(letter: number): boolean {
    return letter >= this.length || this.isWordStart(letter);
  }

  /** Give the folded text from one letter up to, not including, another. */
  folded(start: number, end: number): string {
    if (end <= start) return "";
    this.spaced ??= this.spell();
    const { text, places } = this.spaced;
    return text.slice(places[start], (places[end - 1] ?? 0) + 1);
  }

  private spell(): { readonly text: string; readonly places: Int32Array } {
    const places = new Int32Array(this.length);
    const parts: string[] = [];
    let at = 0;
    for (let letter = 0; letter < this.length; letter++) {
      if (letter > 0 && this.isWordStart(letter)) {
        parts.push(" ");
        at++;
      }
      parts.push(this.letters[letter] ?? "");
      places[letter] = at++;
    }
    return { text: parts.join(""), places };
  }

  /** The number of occurrences of each folded word. */
  get vocabulary(): ReadonlyMap<string, number> {
    if (!this.known) {
      this.known = new Map();
      for (const word of this.folded(0, this.length).split(" ")) this.known.set(word, (this.known.get(word) ?? 0) + 1);
    }
    return this.known;
  }

  /** Give the offsets in the text of a run of letters. */
  span(start: number, end: number): [number, number] {
    return [this.starts[start] ?? 0, this.ends[end - 1] ?? 0];
  }

  /** Give the first letter at or after an offset in the text. */
  letterAt(offset: number): number {
    return firstFrom(this.starts, offset);
  }

  /** Give the letters from one to another, inclusive, that start a line. */
  lineStartsBetween(low: number, high: number): number[] {
    return this.lineStarts.slice(firstFrom(this.lineStarts, low), firstFrom(this.lineStarts, high + 1));
  }

  startsLine(letter: number): boolean {
    return this.lineStarts[firstFrom(this.lineStarts, letter)] === letter;
  }
}
