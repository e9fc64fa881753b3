/**
 * Page elements that are not running text: headers, footers, page numbers, footnotes and their markers.
 *
 * The functions find too much rather than too little. A wrong guess only costs time, because a passage is shown as
 * proven only where its hash agrees.
 */

import { fold } from "../fold";

export type Span = readonly [start: number, end: number];

const LONGEST_HEADER = 160;
const HEADER_REPEATS = 3;
/** Lines at either end of a page that may be its header or footer. */
const EDGE_LINES = 4;
const MOST_NOTE_LINES = 30;

const LINE = /[^\n\r\f\v\u2028\u2029]+/g;
const NUMBER = /\p{Nd}+/gu;
const W = "[^\\p{L}\\p{N}_]";
const PAGE_NUMBER = new RegExp(
  `^${W}*(?:(?:page|p\\.?|pp\\.?|صفحة|الصفحة|ص\\.?|صـ)${W}*)?(?:\\p{Nd}{1,4}|[ivxlc]{1,6})` +
    `(?:\\s*(?:/|\\\\|of|من|-|–|\\|)\\s*\\p{Nd}{1,4})?${W}*$`,
  "iu",
);
const BRACKETED = /[[(<{⟦][^[\]()<>{}⟦⟧\n]{1,200}[\])>}⟧]/gu;
const PAGE_MARK = new RegExp(`[[(<{⟦]${W}*(?:page|p\\.?|صفحة|الصفحة|ص\\.?)${W}*\\p{Nd}{1,4}${W}*[\\])>}⟧]`, "giu");
const LINE_NUMBER = /^[ \t]*\p{Nd}{1,5}[ \t.):|-]+(?=\S)/gmu;
const NOTE = /^\s*(?:[[(]?\s*\p{Nd}{1,3}\s*[\])]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡]+)\s*[-.:]?\s*\p{L}/u;
const DIGIT = "[0-9\\u0660-\\u0669\\u06f0-\\u06f9]";
const MARKERS = [
  /\^\{?\p{Nd}{1,3}\}?|\[\^?\p{Nd}{1,3}\]|<sup>\s*\p{Nd}{1,3}\s*<\/sup>/gu,
  new RegExp(`\\s*[[(]\\s*${DIGIT}{1,3}(?:\\s*[,،–-]\\s*${DIGIT}{1,3})*\\s*[\\])]`, "gu"),
  new RegExp(`(?<=\\p{L})[\\u064b-\\u065f\\u0670]*${DIGIT}{1,3}(?![\\p{L}\\p{N}_.,:/]*${DIGIT}|\\p{L})`, "gu"),
  new RegExp(`(?<=["”»“’'.،؛:!?؟\\])])\\s?${DIGIT}{1,3}(?=[\\s.،,؛:)\\]"”»]|$)(?!\\s*[/:]${DIGIT})`, "gu"),
];

interface Line {
  readonly span: Span;
  readonly text: string;
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(LINE)]
    .filter((found) => found[0].trim() !== "")
    .map((found) => ({ span: [found.index, found.index + found[0].length], text: found[0] }));
}

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length]);

/** Give a line with each number replaced, so that headers with page numbers are equal. */
const shapeOf = (line: string): string => fold(line).replace(NUMBER, "#");

/** Put spans in order, each once. */
function sorted(spans: readonly Span[]): Span[] {
  const each = new Map(spans.map((span) => [span.join(), span]));
  return [...each.values()].sort(([one, to], [other, until]) => one - other || to - until);
}

/** Find lines that look like page numbers, or like headers and footers that repeat. */
export function headerAndFooterSpans(text: string): Span[] {
  const lines = linesOf(text).map((line) => ({ ...line, shape: shapeOf(line.text) }));
  const counts = new Map<string, number>();
  for (const { shape } of lines) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const spans = lines
    .filter(
      (line) =>
        PAGE_NUMBER.test(line.text) ||
        (line.text.length <= LONGEST_HEADER && (counts.get(line.shape) ?? 0) >= HEADER_REPEATS),
    )
    .map(({ span }) => span);
  return sorted([...spans, ...edgeSpans(text, counts), ...spansOf(text, PAGE_MARK)]);
}

/** Find lines near the edges of pages that repeat on another page; form feeds separate pages. */
function edgeSpans(text: string, counts: ReadonlyMap<string, number>): Span[] {
  if (!text.includes("\f")) return [];
  const spans: Span[] = [];
  let start = 0;
  for (const page of text.split("\f")) {
    const lines = linesOf(page);
    for (const line of [...lines.slice(0, EDGE_LINES), ...lines.slice(-EDGE_LINES)]) {
      if ((counts.get(shapeOf(line.text)) ?? 0) > 1) spans.push([start + line.span[0], start + line.span[1]]);
    }
    start += page.length + 1;
  }
  return spans;
}

/** Find the numbers of lines, where most lines start with one. */
export function lineNumberSpans(text: string): Span[] {
  const numbers = spansOf(text, LINE_NUMBER);
  return numbers.length * 2 > linesOf(text).length ? numbers : [];
}

/** Find footnotes: from a line that starts like a note to the footer of the page. */
export function footnoteSpans(text: string): Span[] {
  const furniture = headerAndFooterSpans(text);
  const known = new Set(furniture.map((span) => span.join()));
  const spans: Span[] = [];
  let block: Span[] = [];
  for (const line of linesOf(text)) {
    if (known.has(line.span.join())) {
      spans.push(...block);
      block = [];
    } else if (block.length > MOST_NOTE_LINES) {
      block = [];
    } else if (block.length > 0 || NOTE.test(line.text)) {
      block.push(line.span);
    }
  }
  return sorted([...spans, ...furniture]);
}

/** Find bracketed text in a stretch, grouped by what it holds, numbers aside. */
export function bracketedSpans(text: string, start: number, end: number): Map<string, Span[]> {
  const marks = new Map<string, Span[]>();
  for (const [from, to] of spansOf(text.slice(start, end), BRACKETED)) {
    const shape = shapeOf(text.slice(start + from, start + to));
    marks.set(shape, [...(marks.get(shape) ?? []), [start + from, start + to]]);
  }
  return marks;
}

/** Find numbers that look like footnote markers. */
export function markerSpans(text: string): Span[] {
  return sorted(MARKERS.flatMap((pattern) => spansOf(text, pattern)));
}
