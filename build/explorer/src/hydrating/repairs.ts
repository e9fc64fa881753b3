/**
 * Repairs of damage within one passage, tried until the hash agrees.
 *
 * No repair changes or adds a letter: repairs leave out numbers and lines, and move spaces.
 */

import { endsAfterLineBreak, startsBeforeLineBreak, type Window, windowsOf } from "./candidates";
import { fitsLength, mostLetters, sha256, type Target } from "./fingerprints";
import { bracketedSpans } from "./page-elements";
import { type Piece, type Proof, proves } from "./proofs";
import { combinations, respaced } from "./spacing";
import type { View } from "./views";

// Each attempt is a hash; a browser does some ten thousand a second.
const MOST_ATTEMPTS = 1500;
const AT_ONCE = 50;
/** Letters, such as footnote numbers, that a stretch may hold beside those of the passage. */
const EXTRA_LETTERS = 24;
const BRACKETED_LETTERS = 300;
const MOST_SHAPES = 6;
const MARKER_DIGITS = 3;
const MOST_RUNS = 10;
const MOST_WINDOWS = 3;
const BRACKETS = "()[]{}";

/** The folded words of an attempt, and a function that gives its pieces. */
type Attempt = readonly [folded: string, pieces: () => Piece[]];

/** Where a target may start and end in a view. */
export interface Space {
  readonly view: View;
  readonly target: Target;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Stretches whose spaces were tried in an earlier view. */
  readonly tried: Set<string>;
}

/** The runs of digits within a stretch; a space ends a run. */
function digitRuns({ view: { letters } }: Space, [start, end]: Window): Window[] {
  const runs: Window[] = [];
  for (const found of letters.letters.slice(start, end).matchAll(/\p{Nd}+/gu)) {
    let low = start + found.index;
    const high = low + found[0].length;
    for (let at = low + 1; at <= high; at++) {
      if (at === high || letters.isWordStart(at)) {
        runs.push([low, at]);
        low = at;
      }
    }
  }
  return runs;
}

function cutsOf([low, high]: Window): Window[] {
  const cuts: Window[] = high - low <= MARKER_DIGITS ? [[low, high]] : [];
  for (let size = 1; size <= MARKER_DIGITS; size++) if (low < high - size) cuts.push([high - size, high]);
  return cuts;
}

function foldedWithout({ view: { letters } }: Space, [start, end]: Window, cuts: readonly Window[]): string {
  let text = "";
  let at = start;
  for (const [low, high] of [...cuts, [end, end] as const]) {
    text += (text !== "" && at < end && letters.isWordStart(at) ? " " : "") + letters.folded(at, low);
    if (low < high && letters.isWordStart(low)) text += " ";
    at = high;
  }
  return text.split(" ").filter(Boolean).join(" ");
}

/** The pieces around the cuts; brackets around a number are cut with it. */
function piecesWithout({ view }: Space, window: Window, cuts: readonly Window[]): Piece[] {
  let [at, last] = view.letters.span(...window);
  const pieces: Piece[] = [];
  for (const cut of cuts) {
    let [start, end] = view.letters.span(...cut);
    const [before, after] = [view.text.charAt(start - 1), view.text.charAt(end)];
    if (before && BRACKETS.includes(before) && after && BRACKETS.includes(after)) {
      start--;
      end++;
    }
    pieces.push(["", at, start]);
    at = end;
  }
  return [...pieces, ["", at, last]];
}

/** Leave out numbers that may be footnote markers, alone or at the end of a word or number. */
function* withoutNumbers(space: Space): Generator<Attempt> {
  for (const window of windowsOf(space.target, space.starts, space.ends, EXTRA_LETTERS)) {
    const options = digitRuns(space, window).slice(0, MOST_RUNS).flatMap(cutsOf);
    for (let size = 1; size <= Math.min(options.length, MOST_RUNS); size++) {
      for (const cuts of combinations(options, size)) {
        if (cuts.every(([low], n) => n === 0 || (cuts[n - 1]?.[1] ?? 0) <= low)) {
          yield [foldedWithout(space, window, cuts), () => piecesWithout(space, window, cuts)];
        }
      }
    }
  }
}

/** Leave out bracketed text such as page marks: all brackets of one shape, or none. */
function* withoutBrackets(space: Space): Generator<Attempt> {
  const { letters } = space.view;
  for (const window of windowsOf(space.target, space.starts, space.ends, BRACKETED_LETTERS)) {
    const marks = [...bracketedSpans(space.view.text, ...letters.span(...window)).values()].slice(0, MOST_SHAPES);
    for (let size = 1; size <= marks.length; size++) {
      for (const shapes of combinations(marks, size)) {
        const spans = shapes.flat().sort(([one], [other]) => one - other);
        const cuts = spans.map(([low, high]): Window => [letters.letterAt(low), letters.letterAt(high)]);
        yield [foldedWithout(space, window, cuts), () => piecesWithout(space, window, cuts)];
      }
    }
  }
}

function edges({ view: { letters }, target, starts, ends }: Space): [Set<number>, Set<number>] {
  return [
    new Set([...starts, ...startsBeforeLineBreak(letters, target)]),
    new Set([...ends, ...endsAfterLineBreak(letters, target)]),
  ];
}

/** Join the end of one line to the start of a later or earlier one, as where a page break interrupts a passage. */
function* acrossLines(space: Space): Generator<Attempt> {
  const { target } = space;
  const { letters } = space.view;
  const [starts, ends] = edges(space);
  for (const start of starts) {
    const leave = letters.lineStartsBetween(start + 1, start + mostLetters(target));
    for (const end of ends) {
      for (const back of letters.lineStartsBetween(Math.max(0, end - mostLetters(target)), end - 1)) {
        for (const left of leave) {
          if (left === back || !fitsLength(target, left - start + end - back)) continue;
          yield [
            `${letters.folded(start, left)} ${letters.folded(back, end)}`,
            () => [
              ["", ...letters.span(start, left)],
              [" ", ...letters.span(back, end)],
            ],
          ];
        }
      }
    }
  }
}

/** Join the end of one page, a whole page and the start of a third, in any order of pages. */
function* acrossPages(space: Space): Generator<Attempt> {
  const { target } = space;
  const { letters } = space.view;
  const [starts, ends] = edges(space);
  for (const start of starts) {
    const left = letters.pages.find((at) => at > start) ?? start;
    for (const end of ends) {
      const back = letters.pages.findLast((at) => at < end) ?? end;
      for (const [n, high] of letters.pages.slice(1).entries()) {
        const low = letters.pages[n] ?? 0;
        if (!fitsLength(target, left - start + high - low + end - back)) continue;
        const parts: Window[] = [
          [start, left],
          [low, high],
          [back, end],
        ];
        yield [
          parts.map((part) => letters.folded(...part)).join(" "),
          () => parts.map((part): Piece => [" ", ...letters.span(...part)]),
        ];
      }
    }
  }
}

/** Insert spaces that were lost within the passage, and remove those that were added. */
function* withOtherSpaces(space: Space): Generator<Attempt> {
  const { letters } = space.view;
  for (const window of windowsOf(space.target, space.starts, space.ends).slice(0, MOST_WINDOWS)) {
    const words = letters.folded(...window);
    if (space.tried.has(words)) continue;
    space.tried.add(words);
    yield* respaced(letters, window);
  }
}

const REPAIRS = [
  ["noNumbers", withoutNumbers],
  ["noBrackets", withoutBrackets],
  ["linesBetween", acrossLines],
  ["pagesJoined", acrossPages],
  ["spacesMended", withOtherSpaces],
] as const;

/** Give the first attempt that has the hash of a target; so many are hashed at once. */
async function firstThatMatches(attempts: Generator<Attempt>, target: Target): Promise<Attempt | undefined> {
  for (let done = 0; done < MOST_ATTEMPTS; ) {
    const some: Attempt[] = [];
    for (let next = attempts.next(); !next.done; next = attempts.next()) {
      some.push(next.value);
      if (some.length === AT_ONCE) break;
    }
    const hashes = await Promise.all(some.map(([folded]) => sha256(folded)));
    const found = some[hashes.indexOf(target.sha256)];
    if (found || some.length < AT_ONCE) return found;
    done += some.length;
  }
  return undefined;
}

/** Give the proof of the first repair after which the hash agrees, if there is one. */
export async function firstRepair(space: Space): Promise<Proof | undefined> {
  for (const [how, repair] of REPAIRS) {
    const found = await firstThatMatches(repair(space), space.target);
    const proof = found && { view: space.view, pieces: found[1](), how: [how] };
    if (proof && (await proves(proof, space.target))) return proof;
  }
  return undefined;
}
