/** Rows of other sheets that belong to a form: citations, errata, and what the data set does not have yet. */

import { Field, Findings } from "./fields";
import { editOf, type Form, type SheetEdit } from "./form";
import { type Cells, type Column, choicesOf, type Doc, type Sheet, sheetOf } from "./model";
import { t } from "./words";

export interface RowsProps {
  readonly doc: Doc;
  readonly form: Form;
  readonly sheet: string;
  /** Numbers of the rows of the tables, or proposed, that the form shows. */
  readonly shown: readonly number[];
  readonly hidden?: readonly string[];
  readonly findings: (field: string) => readonly string[];
  readonly change: (made: (form: Form) => void) => void;
}

const HIDDEN = ["coded", "page", "words"];

interface OneProps extends RowsProps {
  readonly name: string;
  readonly cells: Cells;
  readonly onCell: (key: string, value: string) => void;
  readonly title: string;
}

/** A column of several identifiers takes names of several rows. */
function isLong(column: Column): boolean {
  return /^(summary|note_en|note$|reason|description|title|proposition)/.test(column.key) && column.list < 0;
}

function OneRow(props: OneProps & { out: boolean; onOut: () => void; outWord: string }) {
  const { doc, sheet, name, cells } = props;
  const columns = (sheetOf(doc, sheet) as Sheet).columns.filter(
    (column) => !HIDDEN.includes(column.key) && !props.hidden?.includes(column.key),
  );
  return (
    <fieldset class={props.out ? "row out" : "row columns"}>
      <legend>{props.title}</legend>
      {props.out
        ? null
        : columns.map((column) => (
            <Field
              key={column.key}
              id={`${sheet}-${name}-${column.key}`}
              column={column}
              choices={choicesOf(doc, column)}
              value={cells[column.key] ?? ""}
              long={isLong(column)}
              findings={props.findings(`${sheet}.${name}.${column.key}`)}
              onChange={(value) => props.onCell(column.key, value)}
            />
          ))}
      <Findings id={`${sheet}-${name}`} found={props.out ? [] : props.findings(`${sheet}.${name}.`)} quiet={false} />
      <button type="button" onClick={props.onOut}>
        {props.outWord}
      </button>
    </fieldset>
  );
}

function heldCells(sheet: Sheet, edit: SheetEdit | undefined, at: number): Cells {
  return { ...(sheet.rows[at]?.cells ?? {}), ...(edit?.cells[at] ?? {}) };
}

/** Take a row out, or in again: one of the tables is gone then, a proposed one stays only proposed. */
function turn(form: Form, sheet: Sheet, at: number, out: boolean): void {
  const edit = editOf(form, sheet.key);
  const proposed = (sheet.rows[at]?.proposed.length ?? 0) > 0;
  if (proposed && !out) delete edit.cells[at];
  else if (proposed) edit.cells[at] = { coded: "yes" };
  else edit.gone = out ? edit.gone.filter((other) => other !== at) : [...edit.gone, at];
}

export function Rows(props: RowsProps) {
  const { doc, form, change } = props;
  const sheet = sheetOf(doc, props.sheet);
  if (!sheet) return null;
  const edit = form.edits[sheet.key];
  const titled = (number: number) => t("row", { table: sheet.title, number });
  return (
    <>
      {props.shown.map((at, number) => {
        const proposed = (sheet.rows[at]?.proposed.length ?? 0) > 0;
        const out = proposed ? !edit?.cells[at] : Boolean(edit?.gone.includes(at));
        return (
          <OneRow
            {...props}
            key={at}
            name={String(at)}
            title={titled(number + 1)}
            cells={heldCells(sheet, edit, at)}
            onCell={(key, value) =>
              change((made) => {
                const cells = editOf(made, sheet.key).cells;
                cells[at] = { ...cells[at], [key]: value };
              })
            }
            out={out}
            outWord={out ? t("takeIn") : proposed ? t("leaveOut") : t("remove")}
            onOut={() => change((made) => turn(made, sheet, at, out))}
          />
        );
      })}
      {(edit?.added ?? []).map((row, number) => (
        <OneRow
          {...props}
          key={row.name}
          name={row.name}
          title={titled(props.shown.length + number + 1)}
          cells={row.cells}
          onCell={(key, value) =>
            change((made) => {
              const own = editOf(made, sheet.key);
              own.added = own.added.map((other) =>
                other.name === row.name ? { ...other, cells: { ...other.cells, [key]: value } } : other,
              );
            })
          }
          out={false}
          outWord={t("remove")}
          onOut={() =>
            change((made) => {
              const own = editOf(made, sheet.key);
              own.added = own.added.filter((other) => other.name !== row.name);
            })
          }
        />
      ))}
    </>
  );
}

let made = 0;

/** Add an empty row to a sheet of a form. */
export function addRow(form: Form, sheet: string, cells: Cells): void {
  made += 1;
  const edit = editOf(form, sheet);
  edit.added = [...edit.added, { name: `x${made}`, cells: { coded: "yes", ...cells } }];
}
