/** A form: one statement with all its links, or a stretch that is set aside, and the rows that belong to it. */

import { language } from "./api";
import {
  type Cells,
  type Change,
  type Choice,
  choicesOf,
  type Doc,
  isCoded,
  type Place,
  type Problem,
  type Row,
  type Sheet,
  sheetOf,
  spanOf,
} from "./model";
import { t } from "./words";

export interface Pair {
  other: string;
  value: string;
  actors?: string;
}

/** The links of a statement, each as repeated groups of columns of a line. */
export const LINKS = [
  { group: "topics", other: "topic_id", value: "stance", count: 4 },
  { group: "initiatives", other: "initiative_id", value: "relation", count: 3 },
  { group: "positions", other: "provision_id", value: "position", count: 2 },
] as const;
export type Group = (typeof LINKS)[number]["group"];

/** The rows of a sheet that a form changes. */
export interface SheetEdit {
  cells: Record<number, Cells>;
  gone: number[];
  added: { name: string; cells: Cells }[];
}

export interface Form {
  mode: "code" | "aside";
  /** The statement that is changed; `new` for one that the tables do not have. */
  mark: string;
  parts: Place[];
  cells: Cells;
  topics: Pair[];
  initiatives: Pair[];
  positions: Pair[];
  notes: number[];
  edits: Record<string, SheetEdit>;
  /** The stretch whose row of what is set aside is changed. */
  asideKey: string;
  /** Whether rows that a second reader has read are changed, too; they are read again then. */
  sealed: boolean;
}

const YES = language === "ar" ? "نعم" : "yes";
const OWN = ["kind", "event_id", "date", "responds_to", "summary_en", "summary_ar", "note_en"];
export const ROLE = "role_";
export const NEW = "new";

/** Return the numbers of the lines that a form replaces. */
export function ownLines(doc: Doc, form: Form): number[] {
  const rows = sheetOf(doc, "lines")?.rows ?? [];
  return rows.flatMap((row, at) => {
    const own = form.mark !== NEW && isCoded(row) && row.cells.mark === form.mark;
    const aside = form.asideKey && isCoded(row) && row.key === form.asideKey && row.cells.set_aside;
    return own || aside ? [at] : [];
  });
}

function pairsOf(rows: readonly Row[], link: (typeof LINKS)[number]): Pair[] {
  const found: Pair[] = [];
  for (const { cells } of rows) {
    for (let number = 1; number <= link.count; number++) {
      const [other, value] = [cells[`${link.other}_${number}`] ?? "", cells[`${link.value}_${number}`] ?? ""];
      if (other || value) found.push({ other, value, actors: cells[`position_actors_${number}`] ?? "" });
    }
  }
  return found;
}

function pick(cells: Cells): Cells {
  const kept = Object.entries(cells).filter(([key]) => OWN.includes(key) || key.startsWith(ROLE));
  return Object.fromEntries(kept);
}

function empty(place: Place): Form {
  const rest = { topics: [], initiatives: [], positions: [], edits: {}, asideKey: "", sealed: false };
  return { mode: "code", mark: NEW, parts: [place], cells: {}, notes: [...place.notes], ...rest };
}

/** A form for selected words, with what the draft proposes for the paragraph or quotation that holds them. */
export function newForm(doc: Doc, place: Place): Form {
  const rows = sheetOf(doc, "lines")?.rows ?? [];
  const row = rows.find((item) => !isCoded(item) && item.cells.unit === place.unit);
  const form = empty(place);
  if (row) {
    const proposed = Object.fromEntries(row.proposed.map((key) => [key, row.cells[key] ?? ""]));
    form.cells = { ...pick(proposed), set_aside: proposed.set_aside ?? "" };
    form.initiatives = pairsOf([{ ...row, cells: proposed }], LINKS[1]).filter((pair) => pair.value);
  }
  takeCitations(doc, form);
  return form;
}

/** Let the citations that the draft proposes for the footnotes of a form count, each with its new document. */
export function takeCitations(doc: Doc, form: Form): void {
  const cited = sheetOf(doc, "citations")?.rows ?? [];
  const documents = sheetOf(doc, "documents")?.rows ?? [];
  cited.forEach((row, at) => {
    if (isCoded(row) || !form.notes.includes(Number(row.cells.note_number))) return;
    editOf(form, "citations").cells[at] ??= { coded: YES };
    const made = documents.findIndex((item) => item.cells.mark && item.cells.mark === row.cells.cited_document_id);
    if (made >= 0) editOf(form, "documents").cells[made] ??= { coded: YES };
  });
}

/** The form of a statement, or of a stretch that is set aside, as the tables have it. */
export function formOf(doc: Doc, row: Row, places: Place[]): Form {
  const rows = sheetOf(doc, "lines")?.rows ?? [];
  const first = places[0];
  if (!first) throw new Error("a form has a place");
  const form = { ...empty(first), parts: places, notes: [...new Set(places.flatMap((place) => place.notes))] };
  if (row.cells.set_aside && !row.cells.mark) {
    const { set_aside = "", set_aside_note = "" } = row.cells;
    return { ...form, mode: "aside", asideKey: row.key, cells: { set_aside, set_aside_note } };
  }
  const own = rows.filter((item) => isCoded(item) && item.cells.mark === row.cells.mark);
  const [topics, initiatives, positions] = LINKS.map((link) => pairsOf(own, link)) as [Pair[], Pair[], Pair[]];
  const made = {
    ...form,
    mark: row.cells.mark ?? NEW,
    cells: pick(own[0]?.cells ?? {}),
    topics,
    initiatives,
    positions,
  };
  return made;
}

export function editOf(form: Form, sheet: string): SheetEdit {
  const found = form.edits[sheet] ?? { cells: {}, gone: [], added: [] };
  form.edits[sheet] = found;
  return found;
}

/** Tables to which a form may add rows that others name. */
export const NEW_TABLES: readonly string[] = ["actors", "events", "documents", "initiatives", "provisions"];

function namesOf(sheet: Sheet): string[] {
  return sheet.columns.map((column) => column.key).filter((key) => /^(name|title|label)(_en|_ar)?$/.test(key));
}

let made = 0;

/** Add a row to a sheet of a form; one that others name goes by its mark. */
export function addRow(form: Form, sheet: string, cells: Cells): void {
  made += 1;
  const name = cells.mark && NEW_TABLES.includes(sheet) ? cells.mark : `x${made}`;
  const edit = editOf(form, sheet);
  edit.added = [...edit.added, { name, cells: { coded: YES, ...cells } }];
}

/** The cells of a new row of a table that is called so, and that others name by its mark. */
export function namedCells(doc: Doc, table: string, text: string): Cells {
  const sheet = sheetOf(doc, table);
  const names = sheet ? namesOf(sheet) : [];
  const script = /[\u0600-\u06ff]/.test(text) ? "_ar" : "_en";
  // An article goes by its number, everything else by its name in either language.
  const key = names.find((name) => name === "label") ?? names.find((name) => name.endsWith(script)) ?? names[0];
  // A document that is named here is cited; one that is coded has its text in the folder.
  const role = sheet?.columns.find((column) => column.key === "role");
  const cited = choicesOf(doc, role).find(([value]) => value === "cited")?.[1];
  made += 1;
  return { mark: `new${made}`, ...(key && text ? { [key]: text } : {}), ...(cited ? { role: cited } : {}) };
}

/** The rows of a table that a form adds, or takes of those that are proposed, as choices by their marks. */
export function freshRows(doc: Doc, form: Form, table: string): Choice[] {
  const sheet = sheetOf(doc, table);
  const edit = form.edits[table];
  if (!sheet || !edit) return [];
  const held = Object.entries(edit.cells).map(([at, cells]) => ({ ...sheet.rows[Number(at)]?.cells, ...cells }));
  const names = namesOf(sheet);
  const own = names.filter((name) => name.endsWith(`_${language}`));
  return [...held, ...edit.added.map((row) => row.cells)].flatMap((cells) => {
    const called = [...own, ...names].map((name) => (cells as Cells)[name] ?? "").filter(Boolean);
    const mark = (cells as Cells).mark;
    return mark ? [[mark, called[0] ?? t("unnamed"), called.at(-1) ?? ""] as const] : [];
  });
}

/** The stretches of the passage of a statement, in the order of its parts. */
export function spansOf(doc: Doc, mark: string): (readonly [number, number])[] {
  const rows = sheetOf(doc, "lines")?.rows ?? [];
  const own = rows.filter((row) => isCoded(row) && row.cells.mark === mark && row.cells.first);
  return own.map((row) => spanOf(row.key)).filter((span) => span !== null);
}

function linesOf(form: Form): { name: string; key: string; cells: Cells }[] {
  if (form.mode === "aside") {
    const { set_aside = "", set_aside_note = "" } = form.cells;
    return form.parts.map((part, at) => ({
      name: `L${at}`,
      key: `${part.start}-${part.end}`,
      cells: { coded: YES, set_aside, set_aside_note },
    }));
  }
  const groups = LINKS.map((link) => Math.ceil(form[link.group].length / link.count));
  const count = Math.max(form.parts.length, ...groups);
  return Array.from({ length: count }, (_, line) => {
    const part = form.parts[line];
    const { set_aside, set_aside_note, ...own } = form.cells;
    const cells: Cells = { coded: YES, mark: form.mark, ...(line === 0 ? own : {}) };
    for (const link of LINKS) {
      form[link.group].slice(line * link.count, (line + 1) * link.count).forEach((pair, at) => {
        cells[`${link.other}_${at + 1}`] = pair.other;
        cells[`${link.value}_${at + 1}`] = pair.value;
        if (link.group === "positions") cells[`position_actors_${at + 1}`] = pair.actors ?? "";
      });
    }
    return { name: `L${line}`, key: part ? `${part.start}-${part.end}` : "", cells };
  });
}

/** The cells that a sheet has columns for: not all of them ask whether a row counts. */
function held(doc: Doc, sheet: string, cells: Cells): Cells {
  const columns = new Set(sheetOf(doc, sheet)?.columns.map((column) => column.key));
  return Object.fromEntries(Object.entries(cells).filter(([key]) => columns.has(key)));
}

/** What a form changes in the sheets of the draft. */
export function changesOf(doc: Doc, form: Form): Record<string, Change> {
  const lines: Change = { cells: {}, gone: ownLines(doc, form), added: linesOf(form) };
  const changes: Record<string, Change> = { lines };
  for (const [sheet, edit] of Object.entries(form.edits)) {
    const cells = Object.fromEntries(Object.entries(edit.cells).filter(([at]) => !edit.gone.includes(Number(at))));
    changes[sheet] = {
      cells,
      gone: edit.gone,
      added: edit.added.map((row) => ({ ...row, cells: held(doc, sheet, row.cells) })),
    };
  }
  return changes;
}

/** The same form over a document that was read anew: what it changes is found again by what stood there. */
export function rebased(before: Doc, after: Doc, form: Form): Form {
  const edits: Record<string, SheetEdit> = {};
  for (const [sheet, edit] of Object.entries(form.edits)) {
    const [old, now] = [sheetOf(before, sheet)?.rows ?? [], sheetOf(after, sheet)?.rows ?? []];
    const spelt = now.map((row) => JSON.stringify(row.cells));
    const moved = (at: number): number => spelt.indexOf(JSON.stringify(old[at]?.cells));
    const cells = Object.entries(edit.cells).map(([at, texts]) => [moved(Number(at)), texts] as const);
    edits[sheet] = {
      cells: Object.fromEntries(cells.filter(([at]) => at >= 0)),
      gone: edit.gone.map(moved).filter((at) => at >= 0),
      added: edit.added,
    };
  }
  return { ...form, edits };
}

/** The name of a field, by which findings are told at it. */
export function fieldOf(problem: Problem): string {
  const at = /^(\w+?)_(\d)$/.exec(problem.column);
  const link = LINKS.find((item) => at && [item.other, item.value].includes(at[1] as never));
  const line = Number(problem.row.replace(/^L/, ""));
  if (problem.sheet !== "lines" || !problem.row.startsWith("L"))
    return `${problem.sheet}.${problem.row}.${problem.column}`;
  if (at && link) return `${link.group}.${line * link.count + Number(at[2]) - 1}.${at[1]}`;
  if (at?.[1] === "position_actors") return `positions.${line * 2 + Number(at[2]) - 1}.actors`;
  if (["first", "last", ""].includes(problem.column)) return problem.column ? `part.${line}` : "form";
  return `cells.${problem.column}`;
}
