/** Parts of the form below the statement itself: citations of its footnotes, errata, new rows of other tables. */

import type { Form } from "./form";
import { type Doc, isCoded, sheetOf } from "./model";
import type { Characters } from "./offsets";
import { addRow, Rows } from "./rows";
import { t } from "./words";

export interface BelongingsProps {
  readonly doc: Doc;
  readonly form: Form;
  readonly text: Characters;
  readonly findings: (field: string) => readonly string[];
  readonly change: (made: (form: Form) => void) => void;
}

const NEW_TABLES = ["actors", "events", "documents", "initiatives", "provisions"];

function noteWords({ doc, text }: BelongingsProps, note: number): string {
  const unit = doc.units.find((item) => item[4] === note);
  return unit ? text.slice(unit[2], unit[3]) : "";
}

/** The rows of citations whose footnotes close the passage, or that name the statement. */
function citationRows({ doc, form }: BelongingsProps): number[] {
  const rows = sheetOf(doc, "citations")?.rows ?? [];
  return rows.flatMap((row, at) => {
    const own = isCoded(row) && row.cells.statement_id === form.mark;
    const closed = form.notes.includes(Number(row.cells.note_number)) && (!isCoded(row) || !row.cells.statement_id);
    return own || closed ? [at] : [];
  });
}

export function Citations(props: BelongingsProps) {
  const { form, change } = props;
  return (
    <fieldset class="group">
      <legend>{t("citations")}</legend>
      {form.notes.map((note) => (
        <div key={note} class="closing">
          <p class="hint">{t("noteCloses", { note })}</p>
          <blockquote dir="auto">{noteWords(props, note)}</blockquote>
        </div>
      ))}
      <Rows {...props} sheet="citations" shown={citationRows(props)} hidden={["statement_id"]} />
      <button type="button" onClick={() => change((made) => addRow(made, "citations", citationCells(made)))}>
        {t("addCitation")}
      </button>
    </fieldset>
  );
}

function citationCells(form: Form): Record<string, string> {
  return form.notes[0] ? { note_number: String(form.notes[0]) } : {};
}

export function Errata(props: BelongingsProps) {
  const { doc, form, change } = props;
  const rows = sheetOf(doc, "errata")?.rows ?? [];
  const shown = rows.flatMap((row, at) => (row.cells.statement_id === form.mark ? [at] : []));
  return (
    <fieldset class="group">
      <legend>{t("errata")}</legend>
      <Rows {...props} sheet="errata" shown={shown} hidden={["statement_id"]} />
      <button type="button" onClick={() => change((made) => addRow(made, "errata", { statement_id: made.mark }))}>
        {t("addErratum")}
      </button>
    </fieldset>
  );
}

/** Rows that other tables need first: an actor, an event, a cited document, an initiative, a provision. */
export function NewRows(props: BelongingsProps) {
  const { doc, form, change } = props;
  const begun = NEW_TABLES.some((table) => form.edits[table]);
  const shownOf = (table: string) => Object.keys(form.edits[table]?.cells ?? {}).map(Number);
  return (
    <details class="group" open={begun}>
      <summary>{t("newRows")}</summary>
      {NEW_TABLES.map((table) => (
        <div key={table}>
          <Rows {...props} sheet={table} shown={shownOf(table)} />
          <button type="button" onClick={() => change((made) => addRow(made, table, {}))}>
            {t("addRow", { table: sheetOf(doc, table)?.title ?? table })}
          </button>
        </div>
      ))}
    </details>
  );
}

/** Rows on other things that a statement tells: who backs an initiative, and notes on its links. */
export function MoreRows(props: BelongingsProps) {
  const { doc, form, change } = props;
  const own = (sheet: string, column: string) =>
    (sheetOf(doc, sheet)?.rows ?? []).flatMap((row, at) => (row.cells[column] === form.mark ? [at] : []));
  const sheets = [
    ["initiative_actors", "statement_id"],
    ["link_notes", "mark"],
  ] as const;
  return (
    <details class="group" open={sheets.some(([sheet, column]) => own(sheet, column).length || form.edits[sheet])}>
      <summary>{t("more")}</summary>
      {sheets.map(([sheet, column]) => (
        <div key={sheet}>
          <Rows {...props} sheet={sheet} shown={own(sheet, column)} hidden={[column]} />
          <button type="button" onClick={() => change((made) => addRow(made, sheet, { [column]: made.mark }))}>
            {t("addRow", { table: sheetOf(doc, sheet)?.title ?? sheet })}
          </button>
        </div>
      ))}
    </details>
  );
}
