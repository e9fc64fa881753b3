/**
 * Views of a copy: its text with one kind of damage undone, such as reversed lines or page headers.
 *
 * A view selects and orders characters of the copy, so that everything found in it has offsets in the copy. A view
 * proves nothing; the hash of a passage does.
 */

import { LetterIndex } from "./letters";
import { footnoteSpans, headerAndFooterSpans, lineNumberSpans, markerSpans, type Span } from "./page-elements";

/** Least number of lines of equal length in a text that was cut at that length. */
const LEAST_CUT_LINES = 4;

// Marks and controls that only copies hold. Folding turns them into spaces, so they are removed first.
const STRAY =
  /\u034f|[\u180b-\u180e]|[\ufe00-\ufe0f]|[\u00ad\u115f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufe70-\ufe7f\ufc5e-\ufc63]/;
const ARABIC_MARK = /[\u0610-\u061a\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff]/;
const FOLDED_AWAY = /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const HYPHENATED = /(?<=\p{L})[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=\p{L})/gu;

// Letters that stand for Arabic ones in texts typed or printed with Persian, Urdu or Kurdish letters.
const LETTER_VARIANTS = new Map<string, string>([
  ...[..."\u06cc\u06cd\u06d2"].map((letter) => [letter, "\u064a"] as const),
  ...[..."\u06a9\u06aa"].map((letter) => [letter, "\u0643"] as const),
  ...[..."\u06be\u06c1\u06d5\u06c0\u06c3"].map((letter) => [letter, "\u0647"] as const),
]);
const OTHER_DIGIT = /(?![0-9\u0660-\u0669\u06f0-\u06f9])\p{Nd}/u;

const LATIN = "A-Za-z\\u00c0-\\u024f";
const FIGURES = "0-9٠-٩۰-۹";
const NOT_ARABIC = "[^\\n\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]*";
const RUN = new RegExp(`[${LATIN}${FIGURES}](?:${NOT_ARABIC}[${LATIN}${FIGURES}])?`, "g");
const NUMBER = new RegExp(`[${FIGURES}]+(?:[.,:/٫٬][${FIGURES}]+)*|[${LATIN}](?:${NOT_ARABIC}[${LATIN}])?`, "g");
const LINE = /[^\n\r\f\v\u2028\u2029]+/g;
const WORD = /\S+/g;

/** What a view has undone, by the name of the word that says it; the offsets in the copy, or all where undefined. */
export interface Step {
  readonly what:
    | "noFurniture"
    | "noNotes"
    | "noMarkers"
    | "unwrapped"
    | "noMarks"
    | "noLineNumbers"
    | "otherKeyboard"
    | "turned";
  readonly touched: readonly number[] | undefined;
}

/** A text made of the characters of a copy, each with its offset in the copy. */
export class View {
  private index: LetterIndex | undefined;
  private readonly made = new Map<string, View>();

  constructor(
    readonly text: string,
    readonly offsets: ArrayLike<number>,
    readonly steps: readonly Step[] = [],
  ) {}

  get letters(): LetterIndex {
    this.index ??= new LetterIndex(this.text);
    return this.index;
  }

  private once(name: string, make: () => View): View {
    const view = this.made.get(name) ?? make();
    this.made.set(name, view);
    return view;
  }

  /** Without headers, footers and page numbers; the same view where there are none. */
  get withoutHeaders(): View {
    return this.once("headers", () => this.without(headerAndFooterSpans(this.text), "noFurniture"));
  }

  /** Without headers, footers, page numbers and footnotes. */
  get withoutNotes(): View {
    return this.once("notes", () => {
      const spans = footnoteSpans(this.text);
      return spans.length > headerAndFooterSpans(this.text).length ? this.without(spans, "noNotes") : this;
    });
  }

  /** Without numbers that look like footnote markers. */
  get withoutMarkers(): View {
    return this.once("markers", () => this.without(markerSpans(this.text), "noMarkers"));
  }

  /** With lines joined that were cut at a fixed length, also inside words. */
  get unwrapped(): View {
    return this.once("unwrapped", () => {
      const lines = this.text.split("\n");
      const counts = new Map<number, number>();
      for (const { length } of lines) counts.set(length, (counts.get(length) ?? 0) + 1);
      const [width, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
      if (count < LEAST_CUT_LINES || count * 2 < lines.length) return this;
      const spans: Span[] = [];
      let end = -1;
      for (const line of lines.slice(0, -1)) {
        end += line.length + 1;
        if (line.length === width) spans.push([end, end + 1]);
      }
      return this.without(spans, "unwrapped");
    });
  }

  /** With stray characters removed, and letters and digits of other scripts replaced. */
  get normalized(): View {
    return this.once("normalized", () => replaced(withoutStray(this)));
  }

  /** What the view has undone within a span of the copy. */
  stepsWithin(start: number, end: number): string[] {
    return this.steps
      .filter(({ touched }) => touched === undefined || touched.some((at) => start <= at && at < end))
      .map(({ what }) => what);
  }

  /** The view without some spans of its text; the same view where there are none. */
  without(spans: readonly Span[], what: Step["what"]): View {
    if (spans.length === 0) return this;
    const dropped = new Uint8Array(this.text.length);
    for (const [start, end] of spans) dropped.fill(1, start, end);
    const kept: string[] = [];
    const offsets: number[] = [];
    const touched: number[] = [];
    for (let at = 0; at < this.text.length; at++) {
      if (dropped[at]) {
        touched.push(this.offsets[at] ?? 0);
      } else {
        kept.push(this.text[at] ?? "");
        offsets.push(this.offsets[at] ?? 0);
      }
    }
    return new View(kept.join(""), offsets, [...this.steps, { what, touched }]);
  }

  /** The view with every unit of its text reversed, except for the runs that are kept. */
  reversed(unit: RegExp, kept?: RegExp): View {
    const order = Array.from({ length: this.text.length }, (_, at) => at);
    const turn = (low: number, high: number) => {
      const part = order.slice(low, high).reverse();
      for (let at = low; at < high; at++) order[at] = part[at - low] ?? at;
    };
    for (const { 0: text, index } of this.text.matchAll(unit)) {
      const end = index + text.length;
      turn(index, end);
      for (const run of kept ? text.matchAll(kept) : []) turn(end - run.index - run[0].length, end - run.index);
    }
    return new View(
      order.map((at) => this.text[at]).join(""),
      order.map((at) => this.offsets[at] ?? 0),
      [...this.steps, { what: "turned", touched: undefined }],
    );
  }
}

function withoutStray(view: View): View {
  const spans: Span[] = [];
  for (let at = 0; at < view.text.length; at++) {
    const unit = view.text[at] ?? "";
    if ((STRAY.test(unit) && !FOLDED_AWAY.test(unit)) || ARABIC_MARK.test(unit)) spans.push([at, at + 1]);
  }
  for (const found of view.text.matchAll(HYPHENATED)) spans.push([found.index, found.index + found[0].length]);
  const bare = view.without(spans, "noMarks");
  return bare.without(lineNumberSpans(bare.text), "noLineNumbers");
}

/** Give the value of a digit of any script: each script has its ten in a row, the first at a multiple of ten below. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (code - first < 9 && OTHER_DIGIT.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

function replaced(view: View): View {
  const touched: number[] = [];
  const text = [...Array(view.text.length).keys()].map((at) => {
    const unit = view.text[at] ?? "";
    const other = LETTER_VARIANTS.get(unit) ?? (OTHER_DIGIT.test(unit) ? digitOf(unit) : undefined);
    if (other !== undefined) touched.push(view.offsets[at] ?? 0);
    return other ?? unit;
  });
  if (touched.length === 0) return view;
  return new View(text.join(""), view.offsets, [...view.steps, { what: "otherKeyboard", touched }]);
}

/** The views of one text; each is made when it is first wanted. */
export class Views {
  readonly plain: View;
  private turned: readonly View[] | undefined;

  constructor(readonly text: string) {
    this.plain = new View(
      text,
      Array.from({ length: text.length }, (_, at) => at),
    );
  }

  /** The text reversed in each way in which right-to-left text may have been stored from left to right. */
  get reversedViews(): readonly View[] {
    this.turned ??= [
      this.plain.reversed(LINE),
      this.plain.reversed(LINE, NUMBER),
      this.plain.reversed(LINE, RUN),
      this.plain.reversed(LINE, WORD),
      this.plain.reversed(WORD),
    ];
    return this.turned;
  }
}
