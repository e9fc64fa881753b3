/**
 * What this browser keeps of a reader's copies: the words of the passages found, never a file, until they are forgotten.
 *
 * They stand in IndexedDB, under the address of the site. A part is shown only while the site still publishes its hash.
 */

import { clear, createStore, get, set, type UseStore } from "idb-keyval";
import { root } from "../page";
import type { Restored } from "./copies";
import type { Fingerprints } from "./fingerprints";
import { isProven, OUTCOMES, type Outcome } from "./outcomes";

const DATABASE = "mawaqif-copies";

/** A part of a passage with its words. */
export interface KeptPart {
  readonly statement: string;
  readonly part: number;
  readonly document: string;
  readonly sha256: string;
  readonly outcome: Outcome;
  readonly text: string;
  readonly file: string;
  readonly page?: number | undefined;
  readonly how: readonly string[];
}

/** The words at hand: parts by the statement that they belong to, in order. */
export type Kept = ReadonlyMap<string, readonly KeptPart[]>;

const NOTHING: Kept = new Map();
let store: UseStore | undefined;
let published: Promise<Fingerprints> | undefined;
let kept: Promise<Kept> | undefined;
let now: Kept = NOTHING;
const listeners = new Set<() => void>();

const words = (): UseStore => {
  store ??= createStore(DATABASE, "words");
  return store;
};

/** Load what the site publishes of the passages, once. */
export function loadFingerprints(): Promise<Fingerprints> {
  published ??= fetch(`${root}data/passages.json`).then((response) => {
    if (!response.ok) throw new Error(`data/passages.json: ${response.status}`);
    return response.json() as Promise<Fingerprints>;
  });
  return published;
}

function byStatement(parts: readonly KeptPart[]): Kept {
  const found = new Map<string, KeptPart[]>();
  for (const part of parts) found.set(part.statement, [...(found.get(part.statement) ?? []), part]);
  return found;
}

/** Whether this browser has ever kept words; where it cannot tell, it may. */
async function mayHaveKept(): Promise<boolean> {
  if (typeof indexedDB === "undefined") return false;
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
}

async function read(): Promise<Kept> {
  try {
    const parts = (await mayHaveKept()) ? ((await get<KeptPart[]>(root, words())) ?? []) : [];
    if (parts.length === 0) return NOTHING;
    const { documents } = await loadFingerprints();
    const current = new Set(
      Object.values(documents).flatMap(({ passages }) =>
        passages.map(({ statement, part, sha256 }) => `${statement} ${part} ${sha256}`),
      ),
    );
    return byStatement(parts.filter(({ statement, part, sha256 }) => current.has(`${statement} ${part} ${sha256}`)));
  } catch {
    // A browser that keeps nothing, as in a private window, has nothing.
    return NOTHING;
  }
}

/** The words at hand. */
export async function keptWords(): Promise<Kept> {
  kept ??= read();
  now = await kept;
  return now;
}

/** The words at hand, as far as they are read. */
export const wordsNow = (): Kept => now;

/** Call a function whenever words are added or forgotten. */
export function onWords(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(to: Kept): void {
  now = to;
  kept = Promise.resolve(to);
  for (const listener of listeners) listener();
}

/**
 * Add what was found in a copy; of two findings of a part the better stays.
 *
 * @returns whether the browser keeps it beyond this page.
 */
export async function keep(found: readonly Restored[]): Promise<boolean> {
  const parts = new Map(
    [...(await keptWords()).values()].flat().map((part) => [`${part.statement} ${part.part}`, part]),
  );
  for (const { document, file, page, match } of found) {
    const { statement, part, sha256 } = match.target;
    const before = parts.get(`${statement} ${part}`);
    if (before && OUTCOMES.indexOf(before.outcome) < OUTCOMES.indexOf(match.outcome)) continue;
    const { outcome, text, how } = match;
    parts.set(`${statement} ${part}`, { statement, part, document, sha256, outcome, text, file, page, how });
  }
  change(byStatement([...parts.values()]));
  try {
    await set(root, [...parts.values()], words());
    return true;
  } catch {
    return false;
  }
}

/** Forget all words, those of other versions of the site on this host too. */
export async function forget(): Promise<void> {
  change(NOTHING);
  let database: IDBDatabase;
  try {
    database = await words()("readonly", (one) => one.transaction.db);
  } catch {
    // Where the browser keeps nothing, there is nothing more to forget.
    return;
  }
  // Emptied first: while another page has it open, the database itself stays until that page is closed.
  await clear(words());
  database.close();
  store = undefined;
  await new Promise<void>((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(DATABASE);
    asked.onsuccess = () => resolve();
    asked.onblocked = () => resolve();
    asked.onerror = () => reject(asked.error);
  });
}

/** The words of a statement that are proven, in one text; empty where there are none. */
export const provenText = (parts: readonly KeptPart[]): string =>
  parts
    .filter(isProven)
    .map(({ text }) => text)
    .join("\n");
