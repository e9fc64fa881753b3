/** Marking: which parts of a text a search found, so that a reader sees why a statement is there. */

import { forms } from "./clitics";
import { fold, type PrintedWord, printedSpan, printedWords } from "./fold";
import type { Query } from "./query";
import { stem } from "./stems";

/** A piece of a text; the pieces together are the text. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

type Span = readonly [number, number];

/** The letters of a word that a search asked for: without the clitics before them. */
function spanInWord(word: PrintedWord, words: readonly string[]): Span | undefined {
  const own = forms(fold(word.text));
  const found =
    own.find(({ form }) => words.some((asked) => form.startsWith(asked))) ??
    own.findLast(({ form }) => words.some((asked) => stem(form) === stem(asked)));
  if (!found) return undefined;
  const [start, end] = printedSpan(word.text, found.skipped, found.skipped + found.form.length);
  return [word.start + start, word.start + end];
}

function spansOfPhrase(printed: readonly PrintedWord[], phrase: string): Span[] {
  const asked = phrase.split(" ");
  const folded = printed.map((word) => fold(word.text));
  return printed.flatMap((word, at): Span[] => {
    const last = printed[at + asked.length - 1];
    return last && asked.every((part, n) => folded[at + n] === part) ? [[word.start, last.end]] : [];
  });
}

/** Cut a text into pieces that a search found and pieces between them. */
export function markedPieces(text: string, query: Query): Piece[] {
  const printed = printedWords(text);
  const spans = [
    ...printed.map((word) => spanInWord(word, query.words)).filter((span) => span !== undefined),
    ...query.phrases.flatMap((phrase) => spansOfPhrase(printed, phrase)),
  ].sort(([one], [other]) => one - other);
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), found: false });
    pieces.push({ text: text.slice(start, end), found: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false });
  return pieces;
}
