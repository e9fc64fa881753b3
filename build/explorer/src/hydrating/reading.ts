/** Reading: the ways in which the bytes of a reader's file become text. PDF is read in `pdf.ts`, loaded only then. */

import { pageText, parsePage } from "./web-page";

/** The text of a copy, read in one way. */
export interface Reading {
  /** The text, pages joined by form feeds. */
  readonly text: string;
  /** Offsets at which pages start; empty where pages are not known. */
  readonly pages: readonly number[];
  /** Whether offsets in the text are those of the file itself. */
  readonly faithful: boolean;
}

/** Why a file cannot be read, by the name of the word that says it. */
export class UnreadableError extends Error {
  constructor(readonly word: "fileEmpty" | "fileTooLarge" | "fileUnread" | "fileNoText") {
    super(word);
  }
}

const LARGEST = 128 * 1024 ** 2;
const LARGEST_TEXT = 32 * 1024 ** 2;
// One byte a letter: nothing in the bytes tells these apart, so the words found in them decide.
const ARABIC_CODE_PAGES = ["windows-1256", "iso-8859-6"];
// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text holds, in any encoding.
const CONTROL = /[\0-\x08\x0e-\x19\x1c-\x1f]/;
const HTML_START = /^\ufeff?\s*<(?:!doctype\s+html|html|\?xml[^>]*>\s*<(?:!doctype\s+html|html))/i;
const HTML_NAME = /\.x?html?$/i;
const DECLARED = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})/i;

function utf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (!bytes.includes(0)) return undefined;
  // A NUL is half of a character outside Arabic: of a space, a digit, a line break.
  let odd = 0;
  let even = 0;
  for (const [at, byte] of bytes.entries()) if (byte === 0) at % 2 ? odd++ : even++;
  return odd >= even ? "utf-16le" : "utf-16be";
}

function decode(bytes: Uint8Array, encoding: string): string {
  // The byte order mark stays, so that offsets count it, as those of the file do.
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/** Read bytes as text, in each encoding that they may have, the likeliest first. */
function textsOf(data: ArrayBuffer): string[] {
  const bytes = new Uint8Array(data);
  const wide = utf16(bytes);
  if (wide) return [decode(bytes, wide)];
  try {
    return [new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)];
  } catch {
    const declared = DECLARED.exec(decode(bytes.subarray(0, 4096), "windows-1252"))?.[1];
    return [...new Set([...(declared ? [declared] : []), ...ARABIC_CODE_PAGES])].flatMap((encoding) => {
      try {
        return [decode(bytes, encoding)];
      } catch {
        return [];
      }
    });
  }
}

function startsOfPages(text: string): number[] {
  const starts = [...text.matchAll(/\f/g)].map(({ index }) => index + 1);
  return starts.length > 0 ? [0, ...starts] : [];
}

/** Say whether bytes are a PDF. */
export function isPdf(data: ArrayBuffer): boolean {
  return decode(new Uint8Array(data, 0, Math.min(1024, data.byteLength)), "windows-1252").includes("%PDF-");
}

/**
 * Read a file in every way that it may be meant.
 *
 * @param name its name; what it holds decides what it is, not its name alone.
 * @throws UnreadableError it holds no text.
 */
export async function readFile(name: string, data: ArrayBuffer): Promise<Reading[]> {
  if (data.byteLength === 0) throw new UnreadableError("fileEmpty");
  if (data.byteLength > LARGEST) throw new UnreadableError("fileTooLarge");
  if (isPdf(data)) return (await import("./pdf")).readPdf(data);
  if (data.byteLength > LARGEST_TEXT) throw new UnreadableError("fileTooLarge");
  const texts = textsOf(data).filter((text) => !CONTROL.test(text));
  if (texts.length === 0) throw new UnreadableError("fileUnread");
  return texts.map((text) =>
    HTML_NAME.test(name) || HTML_START.test(text)
      ? { text: pageText(parsePage(text)), pages: [], faithful: false }
      : { text, pages: startsOfPages(text), faithful: true },
  );
}
