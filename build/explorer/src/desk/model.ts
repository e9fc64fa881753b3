/** What the server sends: a document with the sheets of its draft, and what a person makes of it. */

export type Cells = Record<string, string>;

/** What a list offers: its identifier, its name, its name in the other language, and what it means. */
export type Choice = readonly [value: string, label: string, other: string, note?: string];

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly list: number;
  readonly strict: boolean;
  readonly given: boolean;
  readonly ltr: boolean;
  /** The table whose rows it names; empty where it names none. */
  readonly refers: string;
  readonly required: boolean;
}

export interface Row {
  readonly key: string;
  readonly cells: Cells;
  readonly proposed: readonly string[];
}

export interface Sheet {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Sheets {
  readonly version: string;
  readonly document: string;
  readonly sheets: readonly Sheet[];
  readonly lists: readonly (readonly Choice[])[];
}

export type UnitTuple = readonly [name: string, sort: string, start: number, end: number, note: number];
export type LeftTuple = readonly [line: number, start: number, end: number, words: string];

export interface Coverage {
  readonly length: number;
  readonly coded: number;
  readonly aside: number;
  readonly left: readonly LeftTuple[];
  readonly problem: string;
}

export interface Doc extends Sheets {
  readonly text: string;
  readonly units: readonly UnitTuple[];
  readonly markers: Readonly<Record<string, readonly number[]>>;
  readonly coverage: Coverage;
  readonly sealed: readonly string[];
}

export interface Place {
  readonly start: number;
  readonly end: number;
  readonly first: string;
  readonly last: string;
  readonly sha256: string;
  readonly problem: string;
  readonly page: string;
  readonly notes: readonly number[];
  readonly unit: string;
}

export interface Problem {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly place: string;
  readonly message: string;
}

export interface Said {
  readonly problems: readonly Problem[];
  readonly others?: readonly string[];
  readonly pending?: readonly string[];
  readonly kept?: readonly string[];
  readonly missing?: readonly string[];
  readonly remarks?: readonly string[];
  readonly written?: boolean;
  readonly version?: string;
  readonly told?: readonly string[];
  readonly steps?: number;
}

/** What somebody changed in a sheet, as the server takes it. */
export interface Change {
  cells: Record<string, Cells>;
  gone: number[];
  added: { name: string; key?: string; cells: Cells }[];
}

export interface DocumentName {
  readonly id: string;
  readonly title: string;
  readonly problem: string;
  readonly new?: boolean;
}

export interface NewField {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly choices: readonly Choice[];
  readonly refers: string;
  readonly required: boolean;
}

/** A table, and the columns of it that a person fills in. */
export interface NewTable {
  readonly title: string;
  readonly fields: readonly NewField[];
}

export interface Start {
  readonly version: string;
  readonly coder: string;
  readonly documents: readonly DocumentName[];
  readonly fields: Readonly<Record<string, NewTable>>;
  readonly steps: number;
}

export function sheetOf(book: Sheets, key: string): Sheet | undefined {
  return book.sheets.find((sheet) => sheet.key === key);
}

export function columnOf(book: Sheets, sheet: string, key: string): Column | undefined {
  return sheetOf(book, sheet)?.columns.find((column) => column.key === key);
}

export function choicesOf(book: Sheets, column: Column | undefined): readonly Choice[] {
  return (column && book.lists[column.list]) ?? [];
}

/** Read the stretch that the key of a line names. */
export function spanOf(key: string): readonly [number, number] | null {
  const found = /^(\d+)-(\d+)$/.exec(key);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** True for a row that a person confirmed, or that the tables have already. */
export function isCoded(row: Row): boolean {
  return ["yes", "نعم"].includes(row.cells.coded ?? "");
}
