/** The alignment of one document with one text: every passage is searched for and graded, as `mawaqif hydrate` does. */

import { fold } from "../fold";
import { endsOf, phrasesOf, startsOf, type Window, wholeFirst, wholeLast, wholeWindows, windowsOf } from "./candidates";
import { lengthOf, printOf, sha256, type Target } from "./fingerprints";
import { bestMatch, HIGH_SIMILARITY, LEAST_SIMILARITY, type Likeness, searchRegions } from "./likeness";
import type { Outcome } from "./outcomes";
import { choosePlaces, type Proof, placeOf, proves, wordsOf } from "./proofs";
import { firstRepair } from "./repairs";
import type { View, Views } from "./views";

export interface Match {
  readonly target: Target;
  readonly outcome: Outcome;
  /** The words as the copy has them; empty where absent. */
  readonly text: string;
  /** Offsets in the copy's text; undefined where absent. */
  readonly place?: readonly [number, number];
  /** What was undone or repaired to find it, by the names of the words that say it. */
  readonly how: readonly string[];
  /** For `changed`, from 0 to 1: how alike first words, last words and length are. */
  readonly similarity?: number;
  /** Whether the order of the passages does not say which of several places is meant. */
  readonly ambiguous: boolean;
}

// What JavaScript takes for a space besides, the byte order mark, is none: copies hold it inside words.
const SPACES = /[^\S\ufeff]+/u;
const EDGE_SPACE = /^[^\S\ufeff]|[^\S\ufeff]$/u;
const BAD_EDGE = /^[\u00b9\u00b2\u00b3\u2070\u2074-\u2079.]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]$/;
const FRAGMENT_WORDS = 5;
const PARAGRAPH = /[ \t\u00a0]*\r?\n(?:[ \t\u00a0]*\r?\n)+[ \t\u00a0]*/;
/** Shorter phrases are too common to show anything. */
const PHRASE_WORDS = 3;

/** Join the lines of a text, with single spaces, and one line break between paragraphs. */
function tidied(text: string): string {
  const paragraphs = text.replaceAll("\r\n", "\n").split(PARAGRAPH);
  return paragraphs
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => paragraph.trim().split(SPACES).join(" "))
    .join("\n");
}

/** Offsets of a text in code points, as those of UTF-16 code units. */
function unitsOf(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const units: number[] = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return (offset) => units[offset] ?? text.length;
}

/** Tell whether a part has no space, marker or full stop at its edges, where the row has none. */
function hasGoodEdges(part: string): boolean {
  return part !== "" && !EDGE_SPACE.test(part) && !BAD_EDGE.test(part) && (!part.endsWith(".") || part.endsWith(".."));
}

/** Grade the targets that stand at their recorded offsets, with their first and last words as printed, and hash. */
async function exactMatches(text: string, targets: readonly Target[]): Promise<Map<Target, Match>> {
  const units = unitsOf(text);
  const found = new Map<Target, Match>();
  for (const target of targets) {
    const place = [units(target.start), units(target.end)] as const;
    const part = text.slice(...place);
    if (!hasGoodEdges(part)) continue;
    const words = part.split(SPACES);
    const [first, last] = [words.slice(0, FRAGMENT_WORDS).join(" "), words.slice(-FRAGMENT_WORDS).join(" ")];
    if (printOf(first) !== target.printed[0] || printOf(last) !== target.printed[1]) continue;
    if ((await sha256(fold(part))) !== target.sha256) continue;
    found.set(target, { target, outcome: "exact", text: part, place, how: [], ambiguous: false });
  }
  return found;
}

/** Count the targets whose first and last words both occur in a view. */
export function countBothEnds(view: View, targets: readonly Target[]): number {
  const occurs = (phrase: readonly [number, number]) => view.letters.occurrences(phrase).length > 0;
  view.letters.lookFor(phrasesOf(targets));
  return targets.filter((target) => occurs(wholeFirst(target)) && occurs(wholeLast(target))).length;
}

/** Count the targets whose first or last words occur in a view; phrases of one or two words do not count. */
export function countEitherEnd(view: View, targets: readonly Target[]): number {
  view.letters.lookFor(targets.flatMap((target) => [wholeFirst(target), wholeLast(target)]));
  return targets.filter((target) =>
    ([target.first, target.last] as const).some(
      (words, n) =>
        words.length >= PHRASE_WORDS &&
        view.letters.occurrences(n === 0 ? wholeFirst(target) : wholeLast(target)).length > 0,
    ),
  ).length;
}

/** The views to search, the one in which most targets show last: as it is, normalized, and reversed where that shows any. */
function baseViews(views: Views, targets: readonly Target[]): View[] {
  const shown = countBothEnds(views.plain.normalized, targets);
  const ranked = [{ count: shown, view: views.plain }];
  if (shown < targets.length) {
    const counted = views.reversedViews.map((view) => ({ count: countBothEnds(view, targets), view }));
    const most = Math.max(...counted.map(({ count }) => count));
    ranked.push(...counted.filter(({ count }) => count > 0 && count * 2 >= most));
  }
  ranked.sort((one, other) => one.count - other.count);
  return [...new Set(ranked.flatMap(({ view }) => [view, view.normalized]))];
}

/** Widen a span by the marks that the row has at its ends, where the copy has them too. */
function widened(view: View, { marks: [lead, tail] }: Target, [start, end]: Window): [number, number] {
  const before = lead !== "" && view.text.slice(Math.max(0, start - lead.length), start) === lead;
  const after = tail !== "" && view.text.slice(end, end + tail.length) === tail;
  return [before ? start - lead.length : start, after ? end + tail.length : end];
}

async function proofsIn(view: View, target: Target): Promise<Proof[]> {
  const { letters } = view;
  const spans = [
    ...windowsOf(target, startsOf(letters, target), endsOf(letters, target)),
    ...wholeWindows(letters, target),
  ];
  const windows = [...new Map(spans.map((window) => [window.join(), window])).values()];
  const hashes = await Promise.all(windows.map((window) => sha256(letters.folded(...window))));
  const found = windows
    .filter((_, n) => hashes[n] === target.sha256)
    .map((window): Proof => ({ view, pieces: [["", ...widened(view, target, letters.span(...window))]], how: [] }));
  const proven = await Promise.all(found.map((proof) => proves(proof, target)));
  return found.filter((_, n) => proven[n]);
}

/** Find each target by its hash in the first view that has it, at every place; then by repairs. */
async function proofsOf(bases: readonly View[], targets: readonly Target[], pause: () => Promise<void>) {
  const best = bases.at(-1) as View;
  const bare = [best.unwrapped, best.withoutHeaders, best.withoutNotes];
  const views = [...new Set([...bases, ...bare, best.withoutMarkers, best.withoutHeaders.withoutMarkers])];
  const proofs = new Map<Target, Proof[]>();
  for (const view of views) {
    const left = targets.filter((target) => !proofs.has(target));
    if (left.length === 0) break;
    view.letters.lookFor(phrasesOf(left));
    for (const target of left) {
      const found = await proofsIn(view, target);
      if (found.length > 0) proofs.set(target, found);
    }
    await pause();
  }
  for (const target of targets) {
    if (proofs.has(target)) continue;
    const tried = new Set<string>();
    for (const view of views.slice(bases.length - 1)) {
      const [starts, ends] = [startsOf(view.letters, target), endsOf(view.letters, target)];
      const repaired = await firstRepair({ view, target, starts, ends, tried });
      if (repaired) {
        proofs.set(target, [repaired]);
        break;
      }
    }
    await pause();
  }
  return proofs;
}

/** The words of a proof with their lines joined, as long as they keep the hash: no other words are shown as proven. */
async function shownWords(proof: Proof, target: Target): Promise<string> {
  const text = tidied(wordsOf(proof));
  return (await sha256(fold(text))) === target.sha256 ? text : wordsOf(proof);
}

async function movedMatches(
  targets: readonly Target[],
  proofs: ReadonlyMap<Target, Proof[]>,
): Promise<Map<Target, Match>> {
  const proven = targets.filter((target) => proofs.has(target));
  const choices = choosePlaces(proven.map((target) => (proofs.get(target) ?? []).map(placeOf)));
  const found = new Map<Target, Match>();
  for (const [n, target] of proven.entries()) {
    const [choice, ambiguous] = choices[n] ?? [0, false];
    const proof = proofs.get(target)?.[choice];
    if (!proof) continue;
    const place = placeOf(proof);
    const how = [...proof.view.stepsWithin(...place), ...proof.how];
    found.set(target, { target, outcome: "moved", text: await shownWords(proof, target), place, how, ambiguous });
  }
  return found;
}

/** The letters of a view that a match covers, if it has any. */
function lettersTaken(view: View, at: Int32Array, { place }: Match): Window | undefined {
  if (!place) return undefined;
  const inside = at.slice(...place).filter((index) => index >= 0);
  if (inside.length === 0) return undefined;
  const [low, high] = [inside.reduce((a, b) => Math.min(a, b)), inside.reduce((a, b) => Math.max(a, b))];
  return [view.letters.letterAt(low), view.letters.letterAt(high + 1)];
}

/** Find by likeness what was not proven, in the regions between the passages that were. */
function changedMatches(view: View, targets: readonly Target[], found: ReadonlyMap<Target, Match>): Map<Target, Match> {
  const { offsets, letters } = view;
  const at = new Int32Array(Array.from(offsets).reduce((most, offset) => Math.max(most, offset), 0) + 2).fill(-1);
  for (let index = 0; index < offsets.length; index++) at[offsets[index] ?? 0] = index;
  const taken = new Map<Target, Window>();
  for (const [target, match] of found) {
    const window = lettersTaken(view, at, match);
    if (window) taken.set(target, window);
  }
  const rest = targets.filter((target) => !found.has(target));
  const likest = new Map<Target, Likeness>();
  // The most similar come first, because each match bounds the region of the next ones.
  for (const least of [HIGH_SIMILARITY, LEAST_SIMILARITY]) {
    for (const target of rest) {
      if (likest.has(target)) continue;
      const match = bestMatch(letters, target, searchRegions(target, targets, taken, letters.length), least);
      if (match) {
        likest.set(target, match);
        taken.set(target, match.window);
      }
    }
  }
  return new Map(rest.map((target) => [target, changedOrAbsent(view, target, likest.get(target))]));
}

function changedOrAbsent(view: View, target: Target, match: Likeness | undefined): Match {
  if (!match) return { target, outcome: "absent", text: "", how: [], ambiguous: false };
  const [start, end] = view.letters.span(...match.window);
  const touched = Array.from({ length: end - start }, (_, n) => view.offsets[start + n] ?? 0);
  const place = [Math.min(...touched), Math.max(...touched) + 1] as const;
  return {
    target,
    outcome: "changed",
    text: tidied(view.text.slice(start, end)),
    place,
    how: view.stepsWithin(...place),
    similarity: match.similarity,
    ambiguous: match.rivals > 0,
  };
}

/**
 * Align the passages of a document with a copy of it.
 *
 * @param copy the views of a copy of the document, or of a part of it.
 * @param targets its passages, in the order of the source.
 * @param faithful whether offsets in the text are those of the file; otherwise nothing is graded `exact`.
 * @param pause is awaited now and then, so that a page stays alive.
 * @returns one match a target, in the same order; `exact` and `moved` only where the words have the recorded hash.
 */
export async function align(
  copy: Views,
  targets: readonly Target[],
  faithful = true,
  pause: () => Promise<void> = async () => {},
): Promise<Match[]> {
  const exact = faithful ? await exactMatches(copy.text, targets) : new Map<Target, Match>();
  const left = targets.filter((target) => !exact.has(target) && lengthOf(target) > 0);
  let found = new Map(exact);
  if (left.length > 0) {
    const bases = baseViews(copy, left);
    const proofs = await proofsOf(bases, left, pause);
    found = new Map([...exact, ...(await movedMatches(left, proofs))]);
    const best = bases.at(-1) as View;
    for (const [target, match] of changedMatches(best.withoutHeaders, targets, found)) found.set(target, match);
  }
  return targets.map(
    (target) => found.get(target) ?? { target, outcome: "absent", text: "", how: [], ambiguous: false },
  );
}
