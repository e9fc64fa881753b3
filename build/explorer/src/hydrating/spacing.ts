/** Repair of spaces that a copy lost or added; the vocabulary of the copy says which edits are likely. */

import type { Window } from "./candidates";
import type { LetterIndex } from "./letters";
import type { Piece } from "./proofs";

// The likeliest edits are tried in every combination, up to so many; the others alone.
const MOST_COMBINED = 11;
const LEAST_WORD = 2;

/** A space to insert before a letter, or to remove there; the lower the cost, the likelier. */
interface Edit {
  readonly letter: number;
  readonly insert: boolean;
  readonly cost: number;
}

/** Every choice of so many of some things, in their order. */
export function* combinations<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let at = from; at + size <= all.length; at++) {
    for (const rest of combinations(all, size - 1, at + 1)) yield [all[at] as T, ...rest];
  }
}

function removalCost(count: (word: string) => number, before: string, after: string): number {
  const odd =
    Number(count(before) <= 1) + Number(count(after) <= 1) + Number(Math.min(before.length, after.length) === 1);
  const known = count(before + after) > 0;
  if (odd > 0) return known ? 0.1 : 0.6 - 0.1 * odd;
  return known ? 0.9 : 1.5;
}

function* editsOf(letters: LetterIndex, [start, end]: Window): Generator<Edit> {
  const { vocabulary } = letters;
  const count = (word: string) => vocabulary.get(word) ?? 0;
  let before = "";
  for (let low = start; low < end; ) {
    let high = low + 1;
    while (high < end && !letters.isWordStart(high)) high++;
    const word = letters.letters.slice(low, high);
    for (let cut = 1; cut < word.length; cut++) {
      const [one, other] = [word.slice(0, cut), word.slice(cut)];
      const common = Math.min(count(one), count(other));
      const supported = count(word) <= 1 && common > 0 && Math.min(one.length, other.length) >= LEAST_WORD;
      yield { letter: low + cut, insert: true, cost: supported ? 1 / (1 + common) : 2 };
    }
    if (low > start) yield { letter: low, insert: false, cost: removalCost(count, before, word) };
    before = word;
    low = high;
  }
}

function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((one, other) => one.letter - other.letter);
}

function folded(letters: LetterIndex, [start, end]: Window, edits: readonly Edit[]): string {
  let text = "";
  let at = start;
  for (const { letter, insert } of inOrder(edits)) {
    text += letters.folded(at, letter) + (insert ? " " : "");
    at = letter;
  }
  return text + letters.folded(at, end);
}

function piecesOf(letters: LetterIndex, [start, end]: Window, edits: readonly Edit[]): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  let before = "";
  for (const { letter, insert } of inOrder(edits)) {
    pieces.push([before, ...letters.span(at, letter)]);
    at = letter;
    before = insert ? " " : "";
  }
  return [...pieces, [before, ...letters.span(at, end)]];
}

/** Yield the folded text of a stretch after edits of its spaces, with its pieces, the likeliest first. */
export function* respaced(letters: LetterIndex, window: Window): Generator<readonly [string, () => Piece[]]> {
  const edits = [...editsOf(letters, window)].sort((one, other) => one.cost - other.cost);
  const likely = edits.filter(({ cost }) => cost < 1).slice(0, MOST_COMBINED);
  for (const edit of edits) yield [folded(letters, window, [edit]), () => piecesOf(letters, window, [edit])];
  for (let size = 2; size <= likely.length; size++) {
    for (const chosen of combinations(likely, size)) {
      yield [folded(letters, window, chosen), () => piecesOf(letters, window, chosen)];
    }
  }
}
