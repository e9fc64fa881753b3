/** What belongs to a statement: citations of its footnotes, errata, notes, and new rows of other tables that it names. */

import { addRow, type Form, namedCells } from "./form";
import { type Doc, isCoded, sheetOf } from "./model";
import type { Characters } from "./offsets";
import { begin, Rows } from "./rows";
import { t } from "./words";

export interface BelongingsProps {
  readonly doc: Doc;
  readonly form: Form;
  readonly text: Characters;
  readonly findings: (field: string) => readonly string[];
  readonly change: (made: (form: Form) => void) => void;
}

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
      <button type="button" onClick={() => change((made) => void addRow(made, "citations", citationCells(made)))}>
        {t("addCitation")}
      </button>
      <NewRows {...props} table="documents" />
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
      <button type="button" onClick={() => change((made) => void addRow(made, "errata", { statement_id: made.mark }))}>
        {t("addErratum")}
      </button>
    </fieldset>
  );
}

/** New rows of a table, beside the fields that name them. */
export function NewRows(props: BelongingsProps & { table: string }) {
  const { doc, form, change, table } = props;
  const shown = Object.keys(form.edits[table]?.cells ?? {}).map(Number);
  const add = () => {
    const cells = namedCells(doc, table, "");
    change((made) => {
      addRow(made, table, cells);
    });
    begin(table, cells.mark ?? "");
  };
  return (
    <div class="new-rows">
      <Rows {...props} sheet={table} shown={shown} />
      <button type="button" onClick={add}>
        {t("addRow", { table: sheetOf(doc, table)?.title ?? table })}
      </button>
    </div>
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
          <button type="button" onClick={() => change((made) => void addRow(made, sheet, { [column]: made.mark }))}>
            {t("addRow", { table: sheetOf(doc, sheet)?.title ?? sheet })}
          </button>
        </div>
      ))}
    </details>
  );
}
