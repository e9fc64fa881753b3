/** CSV as RFC 4180 has it, and saving what a page made as a file. */

// Without it, spreadsheets read Arabic as something else.
const BYTE_ORDER_MARK = "\ufeff";

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Write rows as CSV.
 *
 * @param header the names of the columns.
 * @param rows cells in the order of the columns; null is an empty cell.
 * @returns CSV in one string that begins with a byte order mark, lines ended as RFC 4180 says.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return BYTE_ORDER_MARK + [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** What a page saves. */
export type SavedType =
  | "text/csv"
  | "application/json"
  | "image/svg+xml"
  | "application/x-research-info-systems"
  | "text/x-bibtex";

/** Save a text as a file of the reader. */
export function save(name: string, type: SavedType, text: string): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Save what is no text as a file of the reader. */
export function saveBlob(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken the blob when the click returns, but some read it a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
