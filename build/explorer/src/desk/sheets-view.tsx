/** The sheets of a second coder, or of both who settle: a card a row, its words before the eyes. */

import { type Dispatch, type StateUpdater, useEffect, useMemo, useState } from "preact/hooks";
import { ask, Refused } from "./api";
import type { Notice } from "./bar";
import { Field } from "./fields";
import {
  type Cells,
  type Change,
  type Column,
  choicesOf,
  type Problem,
  type Row,
  type Said,
  type Sheet,
  type Sheets,
} from "./model";
import { about } from "./pairs";
import { refusal } from "./refusal";
import { t } from "./words";

export interface SheetsProps {
  readonly book: Sheets;
  readonly check: string;
  readonly save: string;
  readonly saveWord: string;
  readonly load: () => Promise<unknown>;
  readonly tell: (notice: Notice | null) => void;
  readonly wrote: (said: Said) => void;
}

/** What somebody filled in, by sheet and name of the row. */
type Filled = Record<string, Record<string, Cells>>;

const WORDS = ["before", "words", "after"];
const LONG = ["reason"];

function changesOf(filled: Filled): Record<string, Change> {
  return Object.fromEntries(
    Object.entries(filled).map(([sheet, rows]) => {
      const change: Change = { cells: {}, gone: [], added: [] };
      for (const [name, cells] of Object.entries(rows)) {
        if (name.startsWith("x")) change.added.push({ name, cells });
        else change.cells[name] = cells;
      }
      return [sheet, change];
    }),
  );
}

/** Groups of columns such as `topic_2` and `stance_2` show once the group before them is filled. */
function isNeeded(column: Column, cells: Cells): boolean {
  const found = /^(\w+)_(\d)$/.exec(column.key);
  if (!found || found[2] === "1") return true;
  const before = Number(found[2]) - 1;
  return Boolean(cells[column.key] || cells[`topic_${before}`] || cells[`topic_${found[2]}`]);
}

interface CardProps {
  readonly book: Sheets;
  readonly sheet: Sheet;
  readonly name: string;
  readonly row: Row;
  readonly own: Cells;
  readonly problems: readonly Problem[];
  readonly fill: (key: string, value: string) => void;
}

function aboutLabel(book: Sheets, topic: string) {
  const list = book.lists.find((items) => items.some(([value]) => value === topic));
  const label = list?.find(([value]) => value === topic)?.[1];
  const row = book.sheets.find((sheet) => sheet.key === "topics")?.rows.find((item) => item.cells.topic === label);
  if (!row?.cells.proposition) return null;
  return about(row.cells.proposition, row.cells.boundary);
}

function CardField({ props, column }: { props: CardProps; column: Column }) {
  const { book, sheet, name, row, own, problems, fill } = props;
  const found = problems.filter((item) => item.sheet === sheet.key && item.row === name && item.column === column.key);
  const topic = /^topic(_\d)?$/.test(column.key);
  return (
    <Field
      id={`${sheet.key}-${name}-${column.key}`}
      column={topic ? { ...column, strict: false } : column}
      choices={choicesOf(book, column)}
      value={own[column.key] ?? row.cells[column.key] ?? ""}
      long={LONG.includes(column.key)}
      findings={found.map((item) => item.message)}
      about={topic ? (value) => aboutLabel(book, value) : undefined}
      onChange={(value) => fill(column.key, value)}
    />
  );
}

function Card(props: CardProps) {
  const { sheet, name, row, own, problems } = props;
  const added = name.startsWith("x");
  const given = sheet.columns.filter((column) => column.given);
  const facts = given.filter((column) => !WORDS.includes(column.key) && row.cells[column.key]);
  const asked = sheet.columns.filter((column) => (added ? !WORDS.includes(column.key) : !column.given));
  const cells = { ...row.cells, ...own };
  const title = `${sheet.title} ${added ? "+" : (row.cells.statement ?? row.cells.note ?? Number(name) + 1)}`;
  const whole = problems.filter((item) => item.sheet === sheet.key && item.row === name && !item.column);
  return (
    <article class="sheet-card" aria-label={title}>
      <h3>
        <bdi>{title}</bdi>
      </h3>
      {row.cells.words ? (
        <blockquote dir="auto">
          <span class="quiet">{row.cells.before}</span>
          <span class="words">{row.cells.words}</span>
          <span class="quiet">{row.cells.after}</span>
        </blockquote>
      ) : null}
      <dl class="facts">
        {(added ? [] : facts).map((column) => (
          <div key={column.key}>
            <dt>{column.label}</dt>
            <dd dir="auto">{row.cells[column.key]}</dd>
          </div>
        ))}
      </dl>
      <div class="asked">
        {asked
          .filter((column) => isNeeded(column, cells))
          .map((column) => (
            <CardField key={column.key} props={props} column={added ? { ...column, list: column.list } : column} />
          ))}
      </div>
      {whole.map((item) => (
        <p key={item.message} class="found">
          {item.message}
        </p>
      ))}
    </article>
  );
}

function useFilled(props: SheetsProps) {
  const { book, check } = props;
  const [filled, setFilled] = useState<Filled>({});
  const [said, setSaid] = useState<Said | null>(null);
  const [partly, setPartly] = useState(false);
  const body = useMemo(
    () => ({ document: book.document, version: book.version, changes: changesOf(filled), partly }),
    [book, filled, partly],
  );
  useEffect(() => {
    const stop = new AbortController();
    const quietly = (reason: unknown) => {
      if (!stop.signal.aborted && !(reason instanceof Refused)) throw reason;
    };
    const soon = setTimeout(() => ask<Said>(check, body, stop.signal).then(setSaid, quietly), 200);
    return () => {
      stop.abort();
      clearTimeout(soon);
    };
  }, [body, check]);
  const fill = (sheet: string, name: string, key: string, value: string) =>
    setFilled((before) => {
      const rows = before[sheet] ?? {};
      return { ...before, [sheet]: { ...rows, [name]: { ...rows[name], [key]: value } } };
    });
  return { filled, setFilled, said, setSaid, partly, setPartly, body, fill };
}

function useSaving(props: SheetsProps, held: ReturnType<typeof useFilled>) {
  return async () => {
    try {
      const said = await ask<Said>(props.save, held.body);
      held.setSaid(said);
      if (!said.written) {
        props.tell({
          kind: "bad",
          title: t("nothingWritten"),
          lines: [...(said.others ?? []), ...(said.missing ?? [])],
        });
        return;
      }
      const title = props.save === "write-blind" ? t("kept") : t("written");
      props.tell({ kind: "good", title, lines: [...(said.told ?? []), ...(said.remarks ?? [])] });
      props.wrote(said);
      await props.load().catch(() => undefined);
      held.setFilled({});
    } catch (reason) {
      const { notice, stale } = refusal(reason);
      props.tell(notice);
      if (stale) await props.load();
    }
  };
}

function Missing({ said }: { said: Said | null }) {
  if (!said) return <p>{t("checking")}</p>;
  const missing = said.missing ?? [];
  if (!missing.length) return <p>{t("complete")}</p>;
  return (
    <details>
      <summary>{t("missing", { count: missing.length })}</summary>
      <ul>
        {missing.map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Two who settle may leave off, and go on another day. */
function Partly({ on, set }: { on: boolean; set: Dispatch<StateUpdater<boolean>> }) {
  return (
    <label>
      <input type="checkbox" name="partly" checked={on} onChange={(event) => set(event.currentTarget.checked)} />{" "}
      {t("partly")}
    </label>
  );
}

export function SheetsView(props: SheetsProps) {
  const { book } = props;
  const held = useFilled(props);
  const { filled, said, fill } = held;
  const save = useSaving(props, held);
  const shown = book.sheets.filter((sheet) => sheet.key !== "topics" || props.save === "write-settled");
  const sheets = props.save === "write-settled" ? book.sheets : shown;
  const none: Row = { key: "", cells: {}, proposed: [] };
  return (
    <form
      class="sheets"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.ctrlKey) save();
      }}
    >
      {sheets.length ? null : <p>{t("nothingDiffers")}</p>}
      {sheets.map((sheet) => (
        <section key={sheet.key} aria-label={sheet.title}>
          <h2>{sheet.title}</h2>
          {[...sheet.rows.map((row, at) => [String(at), row] as const), ...addedRows(filled, sheet, none)].map(
            ([name, row]) => (
              <Card
                key={name}
                {...{ book, sheet, name, row }}
                own={filled[sheet.key]?.[name] ?? {}}
                problems={said?.problems ?? []}
                fill={(key, value) => fill(sheet.key, name, key, value)}
              />
            ),
          )}
          {sheet.key === "positions" && props.save === "write-blind" ? (
            <button
              type="button"
              onClick={() => fill(sheet.key, `x${Object.keys(filled[sheet.key] ?? {}).length}`, "position", "")}
            >
              {t("addFound")}
            </button>
          ) : null}
        </section>
      ))}
      <div class="buttons">
        <div class="verdict" role="status">
          <Missing said={said} />
        </div>
        {props.save === "write-settled" && said?.missing?.length ? (
          <Partly on={held.partly} set={held.setPartly} />
        ) : null}
        <button type="submit" class="main" aria-keyshortcuts="Control+Enter">
          {props.saveWord} <kbd>{t("writeKeys")}</kbd>
        </button>
      </div>
    </form>
  );
}

function addedRows(filled: Filled, sheet: Sheet, row: Row): (readonly [string, Row])[] {
  const names = Object.keys(filled[sheet.key] ?? {}).filter((name) => name.startsWith("x"));
  return names.map((name) => [name, row] as const);
}
