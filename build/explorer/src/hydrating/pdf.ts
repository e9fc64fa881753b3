/**
 * PDF files with a text layer: what stands on each page, in reading order.
 *
 * A PDF paints pieces of text; their order in the file is often the visual one. Lines are put together from where the
 * pieces stand; their order in the file is the last way to read.
 */

import { GlobalWorkerOptions, getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Reading, UnreadableError } from "./reading";
import { raised } from "./web-page";

// How far, in font sizes, a piece may stand off its line: marks and footnote numbers do, the next line does not.
const LINE_REACH = 0.55;
// A gap as wide as this, in font sizes, is a space even where none was painted.
const WIDE_GAP = 0.6;
const NARROW_GAP = 0.17;
// pdf.js guesses a space beside a sign that stands off its letter; it is narrower than any.
const NO_SPACE = 0.1;
// From this share of painted spaces on, a page paints its spaces, and narrow gaps are none.
const PAINTS_SPACES = 0.06;
// A page with fewer Latin letters than so many for each Arabic one is read from the right.
const LATIN_SHARE = 3;
// A footnote number is smaller than its line and stands higher.
const RAISED = 0.12;
const SMALLER = 0.85;
const MOST_PAGES = 5000;

const ARABIC = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g;
const LATIN = /[A-Za-z\u00c0-\u024f]/g;
const FIGURES = /[0-9\u0660-\u0669\u06f0-\u06f9]/;
const MIRRORED: Readonly<Record<string, string>> = Object.fromEntries(
  ["()", "[]", "{}", "<>", "«»"].flatMap(([one = "", other = ""]) => [
    [one, other],
    [other, one],
  ]),
);
const MARKS = /^\p{M}+\s*$/u;
const SPACE_BEFORE_MARK = /\s+(?=\p{M})/gu;
const MARKER = /^[[(]?[0-9\u0660-\u0669]{1,4}[\])]?$/;

/** A piece of text on a page, with its places in points. */
interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Its baseline, from the bottom. */
  readonly y: number;
  /** Its font size; 0 for spaces that nobody painted. */
  readonly size: number;
}

interface Page {
  readonly pieces: readonly Piece[];
  /** As the file has it. */
  readonly painted: string;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 1;
}

/** Turn the brackets of a piece that is read from the right: on paper they face the other way. */
const mirrored = (text: string): string =>
  /[\p{Script=Latin}\p{Nd}]/u.test(text) ? text : text.replace(/[()[\]{}<>«»]/g, (mark) => MIRRORED[mark] ?? mark);

/** Put pieces into rows, from top to bottom. */
function rowsOf(pieces: readonly Piece[], size: number): Piece[][] {
  const rows: { y: number; pieces: Piece[] }[] = [];
  const letters = pieces.filter(({ text }) => text.trim() !== "");
  for (const piece of [...letters].sort((one, other) => other.size - one.size || other.y - one.y)) {
    const row = rows.find(({ y }) => Math.abs(y - piece.y) <= LINE_REACH * size);
    if (row) row.pieces.push(piece);
    else rows.push({ y: piece.y, pieces: [piece] });
  }
  for (const space of pieces.filter(({ text, left, right }) => text.trim() === "" && right - left > NO_SPACE * size)) {
    rows.find(({ y }) => Math.abs(y - space.y) <= LINE_REACH * size)?.pieces.push(space);
  }
  return rows.sort((one, other) => other.y - one.y).map((row) => row.pieces);
}

/** Turn the runs of a row that are read from the left, in pieces that come from the right. */
function turned(pieces: readonly Piece[], takesDigits: boolean): Piece[] {
  const found: Piece[] = [];
  let run: Piece[] = [];
  const isLatin = (text: string) => count(text, LATIN) > 0 || (takesDigits && FIGURES.test(text));
  const isNumber = (text: string) => FIGURES.test(text) && count(text, LATIN) === 0;
  const end = () => {
    // What follows the last letter or digit of a run, such as a space, is none of it.
    const last = run.findLastIndex(({ text }) => count(text, LATIN) > 0 || FIGURES.test(text));
    found.push(...run.slice(0, last + 1).reverse(), ...run.slice(last + 1));
    run = [];
  };
  for (const piece of pieces) {
    const { text } = piece;
    const last = run.at(-1);
    if (count(text, ARABIC) > 0) {
      end();
      found.push(piece);
    } else if (isLatin(text) || (isNumber(text) && (run.length === 0 || (last && isNumber(last.text))))) {
      run.push(piece);
    } else if (run.length > 0 && !isNumber(text)) {
      run.push(piece);
    } else {
      end();
      if (isNumber(text)) run.push(piece);
      else found.push(piece);
    }
  }
  end();
  return found;
}

function lineOf(row: readonly Piece[], gap: number, fromRight: boolean, takesDigits: boolean): string {
  const ordered = [...row].sort((one, other) =>
    fromRight ? other.right - one.right || other.left - one.left : one.left - other.left,
  );
  const usual = median(row.filter(({ size }) => size > 0).map(({ size }) => size));
  const base = median(row.filter(({ size }) => size >= SMALLER * usual).map(({ y }) => y));
  const spaced: Piece[] = [];
  for (const piece of ordered) {
    const before = spaced.at(-1);
    const far = before && (fromRight ? before.left - piece.right : piece.left - before.right);
    if (before && far !== undefined && far > gap) spaced.push({ ...piece, text: " ", size: 0 });
    const small = piece.size < SMALLER * usual && piece.y > base + RAISED * usual && MARKER.test(piece.text.trim());
    const text = small ? raised(piece.text) : fromRight ? mirrored(piece.text) : piece.text;
    spaced.push({ ...piece, text });
  }
  const read = fromRight ? turned(spaced, takesDigits) : spaced;
  return read
    .map(({ text }) => text)
    .join("")
    .replace(/ +/g, " ")
    .trim();
}

function pageByPlace({ pieces }: Page, takesDigits: boolean): string {
  const text = pieces.map((piece) => piece.text).join("");
  const size = median(pieces.filter((piece) => piece.text.trim() !== "").map((piece) => piece.size));
  const paintsSpaces = count(text, /\s/g) > PAINTS_SPACES * text.length;
  const gap = size * (paintsSpaces ? WIDE_GAP : NARROW_GAP);
  const fromRight = count(text, ARABIC) * LATIN_SHARE >= count(text, LATIN);
  return rowsOf(pieces, size)
    .map((row) => lineOf(row, gap, fromRight, takesDigits))
    .filter((line) => line !== "")
    .join("\n");
}

function readingOf(pages: readonly string[]): Reading {
  const starts: number[] = [];
  let at = 0;
  for (const page of pages) {
    starts.push(at);
    at += page.length + 1;
  }
  return { text: pages.join("\f"), pages: starts, faithful: false };
}

/** Put signs that were painted alone onto their letters: the one before, or the one after where pieces come from the left. */
function withMarks(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  let pending = "";
  for (const [n, piece] of pieces.entries()) {
    const before = found.at(-1);
    if (piece.text.trim() === "") {
      found.push(piece);
    } else if (!MARKS.test(piece.text)) {
      found.push({ ...piece, text: piece.text + pending });
      pending = "";
    } else if (before && (pieces[n + 1]?.left ?? 0) < before.left) {
      found[found.length - 1] = { ...before, text: before.text + piece.text.trim() };
    } else {
      pending += piece.text.trim();
    }
  }
  return found;
}

type TextItems = Awaited<ReturnType<import("pdfjs-dist").PDFPageProxy["getTextContent"]>>["items"];

function pageOf(items: TextItems): Page {
  const texts = items.filter((item) => "str" in item);
  const pieces = texts.map((item): Piece => {
    const [, , , , left, y] = item.transform as [number, number, number, number, number, number];
    return { text: item.str.replace(SPACE_BEFORE_MARK, ""), left, right: left + item.width, y, size: item.height };
  });
  return {
    pieces: withMarks(pieces.filter(({ text }) => text !== "")),
    painted: texts.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""),
  };
}

/** Let the worker come from an address of the site; without one, as in the tests, the code runs where it is. */
export function workFrom(address: string): void {
  GlobalWorkerOptions.workerSrc = address;
}

/**
 * Read a PDF in every way that it may be meant.
 *
 * @throws UnreadableError it is damaged, locked, too long, or has no text layer.
 */
export async function readPdf(data: ArrayBuffer): Promise<Reading[]> {
  const loading = getDocument({
    data: new Uint8Array(data.slice(0)),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > MOST_PAGES) throw new UnreadableError("fileTooLarge");
    const pages: Page[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(pageOf((await page.getTextContent({ disableNormalization: true })).items));
      page.cleanup();
    }
    if (!pages.some(({ painted }) => /\p{L}/u.test(painted))) throw new UnreadableError("fileNoText");
    return [
      readingOf(pages.map((page) => pageByPlace(page, true))),
      readingOf(pages.map((page) => pageByPlace(page, false))),
      readingOf(pages.map(({ painted }) => painted)),
    ];
  } catch (reason) {
    if (reason instanceof UnreadableError) throw reason;
    throw new UnreadableError("fileUnread");
  } finally {
    await loading.destroy();
  }
}
