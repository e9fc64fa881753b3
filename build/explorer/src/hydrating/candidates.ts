/** Candidate places of a passage in a view, from the occurrences of its first and last words. */

import { fitsLength, joined, mostLetters, type Target, type WordPrint } from "./fingerprints";
import type { LetterIndex } from "./letters";

// Sizes of shorter phrases that are tried too, because a footnote number may interrupt a longer one.
const PHRASE_SIZES = [3, 2, 1];
// Phrases of so many words also match inside a word, because a copy may have lost the space.
const GLUED_WORDS = 3;
const MOST_PLACES = 60;
const MOST_PLACES_OF_A_WORD = 300;

/** A run of letters of a view. */
export type Window = readonly [start: number, end: number];

const sizes = (words: readonly WordPrint[]): number[] => [
  words.length,
  ...PHRASE_SIZES.filter((size) => size < words.length),
];

export const wholeFirst = (target: Target): WordPrint => joined(target.first);
export const wholeLast = (target: Target): WordPrint => joined(target.last);

/** Every phrase by which the places of targets are looked up. */
export function phrasesOf(targets: readonly Target[]): WordPrint[] {
  return targets.flatMap(({ first, last }) => [
    ...first.map((_, n) => joined(first.slice(0, n + 1))),
    ...last.map((_, n) => joined(last.slice(n))),
  ]);
}

/** None where a phrase occurs too often, or is one word and longer ones are found. */
function unlessTooCommon(places: readonly number[], size: number, found: ReadonlySet<number>): readonly number[] {
  if (size === 1 && found.size > 0) return [];
  return places.length <= (size === 1 ? MOST_PLACES_OF_A_WORD : MOST_PLACES) ? places : [];
}

/** Give the letters at which a target may start, those of the longest phrase first. */
export function startsOf(letters: LetterIndex, target: Target): number[] {
  const found = new Set<number>();
  for (const size of sizes(target.first)) {
    const glued = size >= Math.min(GLUED_WORDS, target.first.length);
    const places = letters.occurrences(joined(target.first.slice(0, size)));
    const whole = places.filter((at) => glued || letters.isWordStart(at));
    for (const at of unlessTooCommon(whole, size, found)) found.add(at);
  }
  return [...found];
}

/** Give the letters after which a target may end, those of the longest phrase first. */
export function endsOf(letters: LetterIndex, target: Target): number[] {
  const found = new Set<number>();
  for (const size of sizes(target.last)) {
    const glued = size >= Math.min(GLUED_WORDS, target.last.length);
    const phrase = joined(target.last.slice(-size));
    const places = letters.occurrences(phrase).map((at) => at + phrase[0]);
    const whole = places.filter((at) => glued || letters.isWordEnd(at));
    for (const at of unlessTooCommon(whole, size, found)) found.add(at);
  }
  return [...found];
}

/** Give the letters at which a target may start whose first words are interrupted by the end of a line. */
export function startsBeforeLineBreak(letters: LetterIndex, target: Target): number[] {
  return target.first.slice(1).flatMap((_, n) => {
    const phrase = joined(target.first.slice(0, n + 1));
    return letters.occurrences(phrase).filter((at) => letters.startsLine(at + phrase[0]));
  });
}

/** Give the letters after which a target may end whose last words are interrupted by the start of a line. */
export function endsAfterLineBreak(letters: LetterIndex, target: Target): number[] {
  return target.last.slice(1).flatMap((_, n) => {
    const phrase = joined(target.last.slice(-n - 1));
    return letters
      .occurrences(phrase)
      .filter((at) => letters.startsLine(at))
      .map((at) => at + phrase[0]);
  });
}

/** Give the stretches that start with all first words and end with all last words, of any length. */
export function wholeWindows(letters: LetterIndex, target: Target): Window[] {
  const first = wholeFirst(target);
  const last = wholeLast(target);
  const ends = letters.occurrences(last).map((at) => at + last[0]);
  return letters
    .occurrences(first)
    .flatMap((start) =>
      ends.filter((end) => end - start >= Math.max(first[0], last[0])).map((end): Window => [start, end]),
    );
}

/** Give the stretches whose length fits a target, with at most `slack` letters beyond it. */
export function windowsOf(target: Target, starts: readonly number[], ends: readonly number[], slack = 0): Window[] {
  const fits = (size: number) =>
    fitsLength(target, size) || (mostLetters(target) < size && size <= mostLetters(target) + slack);
  return starts.flatMap((start) => ends.filter((end) => fits(end - start)).map((end): Window => [start, end]));
}
