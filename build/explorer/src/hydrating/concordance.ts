/** A concordance: every place of a word in the words of a reader's copies, with what stands before and after it. */

import { forms, lookedUp } from "../clitics";
import { fold, foldedWords, printedWords } from "../fold";

/** A place where the words asked for stand. */
export interface Hit {
  readonly statement: string;
  readonly before: string;
  readonly found: string;
  readonly after: string;
}

export const HIT_ORDERS = ["inOrder", "byBefore", "byAfter"] as const;
export type HitOrder = (typeof HIT_ORDERS)[number];

/** Words on either side of a hit. */
const AROUND = 8;

/** Find every place in a text where words stand in a row; each in any spelling, the first and last also begun or prefixed. */
export function hitsIn(statement: string, text: string, asked: string): Hit[] {
  const wanted = foldedWords(asked).map(lookedUp);
  if (wanted.length === 0) return [];
  const printed = printedWords(text);
  const matches = (word: string | undefined, want: string) =>
    word !== undefined && forms(fold(word)).some(({ form }) => form.startsWith(want));
  return printed.flatMap((word, at): Hit[] => {
    const last = printed[at + wanted.length - 1];
    if (!last || !wanted.every((want, n) => matches(printed[at + n]?.text, want))) return [];
    const from = printed[Math.max(0, at - AROUND)]?.start ?? 0;
    const to = printed[Math.min(printed.length - 1, at + wanted.length - 1 + AROUND)]?.end ?? text.length;
    const [before, after] = [text.slice(from, word.start), text.slice(last.end, to)];
    return [{ statement, before, found: text.slice(word.start, last.end), after }];
  });
}

const KEYS: Readonly<Record<HitOrder, (hit: Hit) => string>> = {
  inOrder: () => "",
  // The nearest word first.
  byBefore: ({ before }) => foldedWords(before).reverse().join(" "),
  byAfter: ({ after }) => fold(after),
};

/** Put hits in an order; those that are alike stay in that of the documents. */
export function inOrder(hits: readonly Hit[], order: HitOrder): Hit[] {
  const collator = new Intl.Collator("ar");
  return hits
    .map((hit) => ({ hit, key: KEYS[order](hit) }))
    .sort((one, other) => collator.compare(one.key, other.key))
    .map(({ hit }) => hit);
}
