/** Rows of other sheets that belong to a form: citations, errata, and what the data set does not have yet. */

import type { Creating } from "./combo";
import { Field, Findings, focusSoon } from "./fields";
import { addRow, editOf, type Form, freshRows, LINKS, NEW_TABLES, namedCells, ROLE, type SheetEdit } from "./form";
import { type Cells, type Choice, type Column, choicesOf, type Doc, type Sheet, sheetOf } from "./model";
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
// What the desk knows itself of a new row: how others name it, and that a document is cited.
const KNOWN = ["mark", "role"];

/** Show a new row, and begin where something is to be filled in. */
export function begin(table: string, mark: string): void {
  const fields = `[id^="${table}-${mark}-"]:is(input, select, textarea)`;
  focusSoon(() => {
    const all = [...document.querySelectorAll<HTMLInputElement>(fields)];
    return all.find((field) => !field.value) ?? all[0];
  });
}

interface NamingProps {
  readonly doc: Doc;
  readonly form: Form;
  readonly change: (made: (form: Form) => void) => void;
}

/** What a field offers besides the rows of the tables: those that the form adds, and to add one. */
export function naming(props: NamingProps, column: Column): { fresh?: Choice[]; create?: Creating } {
  const { doc, form, change } = props;
  const table = NEW_TABLES.includes(column.refers) ? sheetOf(doc, column.refers) : undefined;
  if (!table) return {};
  const add = (name: string) => {
    const cells = namedCells(doc, table.key, name);
    change((made) => {
      addRow(made, table.key, cells);
    });
    begin(table.key, cells.mark ?? "");
    return cells.mark ?? "";
  };
  return { fresh: freshRows(doc, form, table.key), create: { title: table.title, add } };
}

interface OneProps extends RowsProps {
  readonly name: string;
  readonly cells: Cells;
  readonly onCell: (key: string, value: string) => void;
  readonly title: string;
}

/** What the links of a form lead to, by the names that stand in it. */
function linkedTo(form: Form): Choice[] {
  const roles = Object.entries(form.cells).filter(([key]) => key.startsWith(ROLE));
  const actors = roles.flatMap(([, names]) => names.split("|"));
  const others = LINKS.flatMap((link) => form[link.group].map((pair) => pair.other));
  const names = [...actors, ...others].map((name) => name.trim()).filter(Boolean);
  return [...new Set(names)].map((name) => [name, name, ""] as const);
}

function isLong(column: Column): boolean {
  return /^(summary|note_en|note$|reason|description|title|proposition)/.test(column.key) && column.list < 0;
}

function OneRow(props: OneProps & { out: boolean; onOut: () => void; outWord: string }) {
  const { doc, sheet, name, cells } = props;
  const columns = (sheetOf(doc, sheet) as Sheet).columns.filter(
    (column) =>
      !HIDDEN.includes(column.key) &&
      !props.hidden?.includes(column.key) &&
      !(NEW_TABLES.includes(sheet) && KNOWN.includes(column.key)),
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
              choices={
                sheet === "link_notes" && column.key === "linked" ? linkedTo(props.form) : choicesOf(doc, column)
              }
              value={cells[column.key] ?? ""}
              long={isLong(column)}
              {...naming(props, column)}
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
