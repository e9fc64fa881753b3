/** Copies: which documents a reader's file holds, and the passages of each in it. */

import { align, countBothEnds, countEitherEnd, type Match } from "./alignment";
import { type CodedDocument, type Fingerprints, FOLDING, sha256, type Target } from "./fingerprints";
import { isProven, OUTCOMES } from "./outcomes";
import type { Reading } from "./reading";
import { type View, Views } from "./views";

/** Least number of passages of which one end occurs. A foreign document may hold one by chance. */
const LEAST_PASSAGES = 3;

/** A part of a passage, as it was found in a reader's file. */
export interface Restored {
  readonly document: string;
  readonly match: Match;
  readonly file: string;
  /** The page of the file, from 1, where pages are known. */
  readonly page?: number;
}

/** Say which documents a view shows, each with the number of passages found. */
function shownIn(view: View, documents: Fingerprints["documents"]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [id, { passages }] of Object.entries(documents)) {
    const count = countEitherEnd(view, passages);
    if (count >= LEAST_PASSAGES || (count > 0 && countBothEnds(view, passages) > 0)) found.set(id, count);
  }
  return found;
}

/** Say which documents a text holds, whole or in part. */
export function identify(views: Views, documents: Fingerprints["documents"]): Map<string, number> {
  const likely = [() => [views.plain], () => [views.plain.normalized], () => views.reversedViews];
  for (const some of likely) {
    for (const view of some()) {
      const found = shownIn(view, documents);
      if (found.size > 0) return found;
    }
  }
  return new Map();
}

const rank = ({ outcome, similarity }: Match): number => OUTCOMES.indexOf(outcome) - (similarity ?? 0) / 2;

function pageOf(reading: Reading, match: Match): number | undefined {
  const at = match.place?.[0];
  return at === undefined || reading.pages.length === 0
    ? undefined
    : reading.pages.filter((start) => start <= at).length;
}

async function restoreDocument(
  file: string,
  id: string,
  { passages }: CodedDocument,
  readings: readonly { readonly reading: Reading; readonly views: Views }[],
  pause: () => Promise<void>,
): Promise<Restored[]> {
  const best = new Map<Target, Restored>();
  for (const { reading, views } of readings) {
    const left = passages.filter((target) => {
      const known = best.get(target);
      return !known || !isProven(known.match);
    });
    if (left.length === 0) break;
    for (const match of await align(views, left, reading.faithful, pause)) {
      const before = best.get(match.target);
      const page = pageOf(reading, match);
      const restored = { document: id, match, file, ...(page === undefined ? {} : { page }) };
      if (!before || rank(match) < rank(before.match)) best.set(match.target, restored);
    }
  }
  return [...best.values()];
}

/**
 * Restore the passages of every document that a file holds.
 *
 * @param file the name of the file.
 * @param data its bytes.
 * @param readings the ways in which it can be read as text.
 * @param published what the site publishes of the passages.
 * @returns every passage of the documents found in it; none where no document is recognised.
 * @throws Error where the passages were folded in a way that this code does not know.
 */
export async function restore(
  file: string,
  data: ArrayBuffer,
  readings: readonly Reading[],
  published: Fingerprints,
  pause: () => Promise<void> = async () => {},
): Promise<Restored[]> {
  if (published.folding !== FOLDING) throw new Error(`folding ${published.folding}`);
  const digest = await sha256(data);
  const identical = Object.entries(published.documents).filter(([, { sha256: own }]) => own === digest);
  const ways = readings.map((reading) => {
    const views = new Views(reading.text);
    const known = identical.map(([id, { passages }]): [string, number] => [id, passages.length]);
    const documents = known.length > 0 ? new Map(known) : identify(views, published.documents);
    return { reading, views, documents };
  });
  const sum = ({ documents }: (typeof ways)[number]) => [...documents.values()].reduce((a, b) => a + b, 0);
  ways.sort((one, other) => sum(other) - sum(one));
  const found = new Set(ways.flatMap(({ documents }) => [...documents.keys()]));
  const restored: Restored[] = [];
  for (const [id, document] of Object.entries(published.documents)) {
    if (!found.has(id)) continue;
    const own = ways.filter(({ documents }) => documents.has(id));
    restored.push(...(await restoreDocument(file, id, document, own, pause)));
  }
  return restored;
}
