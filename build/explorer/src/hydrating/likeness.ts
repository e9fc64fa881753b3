/**
 * Likeness: passages whose words differ from the recorded hash.
 *
 * The recorded words are not known, only the fingerprints of the first and the last ones, and the length. Where these
 * agree and the hash does not, the difference lies inside.
 */

import { type Window, wholeFirst, wholeLast, wholeWindows } from "./candidates";
import { joined, lengthOf, printOf, type Target, USUAL_LETTERS, type WordPrint } from "./fingerprints";
import type { LetterIndex } from "./letters";

export const LEAST_SIMILARITY = 0.8;
export const HIGH_SIMILARITY = 0.93;
/** Length of a changed passage in relation to its length in the source. */
const SHORTEST = 0.4;
const LONGEST = 2;
/** Letters searched before and after the expected place, where no neighbouring match bounds it. */
const RADIUS = 4000;
/** Fewer words in a row than these may stand anywhere. */
const PHRASE_WORDS = 2;

/** A stretch that is similar to a target. */
export interface Likeness {
  readonly window: Window;
  /** The mean likeness of first words, last words and length, from 0 to 1. */
  readonly similarity: number;
  /** The number of other stretches that are about as similar. */
  readonly rivals: number;
}

/** Yield the free regions between matched passages, that between the target's neighbours first. */
export function searchRegions(
  target: Target,
  all: readonly Target[],
  taken: ReadonlyMap<Target, Window>,
  size: number,
): Window[] {
  const index = all.indexOf(target);
  const before = all.slice(0, index).findLast((other) => taken.has(other));
  const after = all.slice(index + 1).find((other) => taken.has(other));
  const low = (before && taken.get(before)?.[1]) ?? 0;
  const high = (after && taken.get(after)?.[0]) ?? size;
  const spans = [[0, 0] as const, ...[...taken.values()].sort(([one], [other]) => one - other), [size, size] as const];
  const gaps: Window[] = [];
  for (const [n, [start]] of spans.entries()) {
    const end = spans[n - 1]?.[1];
    if (end !== undefined && start > end) gaps.push([end, start]);
  }
  const distance = ([start, end]: Window) => Math.min(Math.abs(start - low), Math.abs(end - high));
  const fewest = (USUAL_LETTERS * lengthOf(target)) / 2;
  const near = gaps
    .filter((gap) => gap[1] - gap[0] >= fewest && distance(gap) <= RADIUS)
    .sort((one, other) => distance(one) - distance(other));
  return low <= high ? [[low, high], ...near] : near;
}

/** The places of the longest run of a target's first, or last, words in a region, each with where the whole begins or ends. */
function placesOf(letters: LetterIndex, words: readonly WordPrint[], [low, high]: Window, atStart: boolean): number[] {
  for (let size = words.length; size >= Math.min(PHRASE_WORDS, words.length); size--) {
    for (let from = 0; from + size <= words.length; from++) {
      // From the outer end inwards.
      const first = atStart ? from : words.length - size - from;
      const phrase = joined(words.slice(first, first + size));
      const outside = joined(atStart ? words.slice(0, first) : words.slice(first + size))[0];
      const places = letters
        .occurrences(phrase)
        .map((at) => (atStart ? at - outside : at + phrase[0] + outside))
        .filter((at) => low <= at && at <= high);
      if (places.length > 0) return places.map((at) => atWord(letters, at, atStart));
    }
  }
  return [];
}

/** The nearest boundary of words. */
function atWord(letters: LetterIndex, letter: number, atStart: boolean): number {
  const is = (at: number) => (atStart ? letters.isWordStart(at) : letters.isWordEnd(at));
  for (let far = 0; far < 20; far++) {
    for (const at of [letter - far, letter + far]) if (at >= 0 && at <= letters.length && is(at)) return at;
  }
  return letter;
}

/** The share of words that are where they should be. */
function shareOf(words: readonly string[], prints: readonly WordPrint[]): number {
  const equal = prints.filter(
    ([letters, print], n) => words[n]?.length === letters && printOf(words[n] ?? "") === print,
  );
  return prints.length === 0 ? 1 : equal.length / prints.length;
}

function similarityOf(letters: LetterIndex, target: Target, window: Window): number {
  const words = letters.folded(...window).split(" ");
  const first = shareOf(words.slice(0, target.first.length), target.first);
  const last = shareOf(words.slice(-target.last.length), target.last);
  const usual = USUAL_LETTERS * lengthOf(target);
  const off = Math.max(0, Math.abs(window[1] - window[0] - usual) - 0.1 * usual);
  // A word that differs in a letter counts as half alike: which letters it has is not known.
  return ((1 + first) / 2 + (1 + last) / 2 + Math.max(0, 1 - off / usual)) / 3;
}

/**
 * Find the stretch that is most similar to a target.
 *
 * @param regions regions to search, the likeliest first; no proven passage stands in them.
 * @param least the least similarity.
 */
export function bestMatch(
  letters: LetterIndex,
  target: Target,
  regions: readonly Window[],
  least: number,
): Likeness | undefined {
  const usual = USUAL_LETTERS * lengthOf(target);
  const fits = ([start, end]: Window) => SHORTEST * usual <= end - start && end - start <= LONGEST * usual;
  const whole = wholeWindows(letters, target).filter(fits);
  letters.lookFor([wholeFirst(target), wholeLast(target)]);
  for (const region of regions) {
    const within = ([start, end]: Window) => region[0] <= start && end <= region[1];
    let found = whole.filter(within);
    if (found.length === 0) {
      const starts = placesOf(letters, target.first, region, true);
      const ends = placesOf(letters, target.last, region, false);
      found = starts
        .flatMap((start) => ends.map((end): Window => [start, end]))
        .filter((one) => fits(one) && within(one));
    }
    const ranked = found
      .map((window) => ({ window, similarity: similarityOf(letters, target, window) }))
      .sort((one, other) => other.similarity - one.similarity);
    const [best, ...others] = ranked;
    if (best && best.similarity >= least) {
      const rivals = others.filter(({ similarity }) => similarity > best.similarity - 0.02).length;
      return { ...best, rivals };
    }
  }
  return undefined;
}
