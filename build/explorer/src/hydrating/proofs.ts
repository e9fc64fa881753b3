/** Proofs: stretches of a view whose words have the hash of a passage, and which of several places is meant. */

import { fold } from "../fold";
import { sha256, type Target } from "./fingerprints";
import type { View } from "./views";

/** A stretch of a view's text: the separator before it, its start and end. */
export type Piece = readonly [before: string, start: number, end: number];

export interface Proof {
  readonly view: View;
  /** In reading order. */
  readonly pieces: readonly Piece[];
  /** Repairs beyond what the view undoes. */
  readonly how: readonly string[];
}

/** The words of a proof, as the copy has them. */
export const wordsOf = ({ view, pieces }: Proof): string =>
  pieces.map(([before, start, end]) => before + view.text.slice(start, end)).join("");

/** The offsets in the copy of the first character of a proof, and after the last. */
export function placeOf({ view, pieces }: Proof): [number, number] {
  const full = pieces.filter(([, start, end]) => end > start);
  const first = view.offsets[full[0]?.[1] ?? 0] ?? 0;
  const last = view.offsets[(full.at(-1)?.[2] ?? 1) - 1] ?? 0;
  return [Math.min(first, last), Math.max(first, last) + 1];
}

/** Tell whether the words themselves, folded anew, have the hash of a target: nothing else is shown as proven. */
export const proves = async (proof: Proof, target: Target): Promise<boolean> =>
  (await sha256(fold(wordsOf(proof)))) === target.sha256;

interface Node {
  readonly end: number;
  readonly passage: number;
  readonly place: number;
  readonly before: Node | undefined;
}

/** The number of chains that end no later than a place starts. */
function chainsBefore(tails: readonly Node[], start: number): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tails[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The longest run of passages whose places follow one another, by patience sorting: the place by the passage. */
function longestChain(places: readonly (readonly [number, number])[][]): Map<number, number> {
  const tails: Node[] = [];
  for (const [passage, own] of places.entries()) {
    const spans = own.map(([start, end], place) => ({ start, end, place }));
    spans.sort((one, other) => other.start - one.start || other.end - one.end);
    for (const { start, end, place } of spans) {
      const length = chainsBefore(tails, start);
      const tail = tails[length];
      if (tail === undefined || end < tail.end) tails[length] = { end, passage, place, before: tails[length - 1] };
    }
  }
  const chain = new Map<number, number>();
  for (let node = tails.at(-1); node; node = node.before) chain.set(node.passage, node.place);
  return chain;
}

/**
 * Choose one place for each passage, so that most of them follow one another as in the source.
 *
 * @param places the places of each passage found, in the order of the source; none is empty.
 * @returns for each passage the index of its place, and whether another place fits as well.
 */
export function choosePlaces(places: readonly (readonly [number, number])[][]): [choice: number, ambiguous: boolean][] {
  const chain = longestChain(places);
  const chosen = places.map((_, passage) => chain.get(passage) ?? 0);
  const chained = [...chain.keys()].sort((one, other) => one - other);
  return places.map((own, passage) => {
    const choice = chosen[passage] ?? 0;
    if (own.length === 1) return [choice, false];
    if (!chain.has(passage)) return [choice, true];
    const before = chained.findLast((other) => other < passage);
    const after = chained.find((other) => other > passage);
    const low = before === undefined ? 0 : (places[before]?.[chosen[before] ?? 0]?.[1] ?? 0);
    const high = after === undefined ? Infinity : (places[after]?.[chosen[after] ?? 0]?.[0] ?? Infinity);
    return [choice, own.filter(([start, end]) => start >= low && end <= high).length > 1];
  });
}
