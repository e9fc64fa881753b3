/** The result of a query: a table in pages that can be sorted, and the whole of it as a file. */

import { useState } from "preact/hooks";
import { save, toCsv } from "../csv";
import { number, pageAddress, t } from "../page";
import { MOST_ROWS, MOST_SHOWN } from "./bounds";
import type { Result } from "./database";
import { isNumber, jsonCell } from "./values";

const PAGE_SIZE = 50;

type Row = Result["rows"][number];

/** Write a result as JSON: a list of objects. */
export function resultJson({ names, types, rows }: Result): string {
  const objects = rows.map((row) =>
    Object.fromEntries(names.map((name, n) => [name, jsonCell(row[n] ?? null, types[n])])),
  );
  return `${JSON.stringify(objects, null, 1)}\n`;
}

/** The column that a table is sorted by; negative in falling order. Columns are counted from 1, 0 is as it came. */
type Sorting = number;

function sortedRows({ rows, types }: Result, sorting: Sorting): readonly Row[] {
  if (sorting === 0) return rows;
  const index = Math.abs(sorting) - 1;
  const collator = new Intl.Collator(document.documentElement.lang);
  const compare = isNumber(types[index])
    ? (one: string, other: string) => Number(one) - Number(other)
    : (one: string, other: string) => collator.compare(one, other);
  return [...rows].sort((first, second) => {
    const [one, other] = [first[index] ?? null, second[index] ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return Math.sign(sorting) * compare(one, other);
  });
}

interface HeadProps {
  readonly result: Result;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

function Head({ result: { names, types }, sorting, onSort }: HeadProps) {
  const direction = (column: number) =>
    sorting === column ? "ascending" : sorting === -column ? "descending" : "none";
  const next = (column: number) => (sorting === column ? -column : sorting === -column ? 0 : column);
  return (
    <thead>
      <tr>
        {names.map((name, n) => (
          <th key={name} scope="col" aria-sort={direction(n + 1)} class={isNumber(types[n]) ? "num" : ""}>
            <button type="button" class="sorting" title={types[n]} onClick={() => onSort(next(n + 1))}>
              <bdi>{name}</bdi>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Where the rows that a column names have their pages. */
const FOLDERS: Readonly<Record<string, string>> = {
  statement_id: "statements",
  responds_to: "statements",
  actor_id: "actors",
  publisher_id: "actors",
  topic_id: "topics",
  event_id: "events",
  document_id: "documents",
  cited_document_id: "documents",
  initiative_id: "initiatives",
  provision_id: "provisions",
};

/** A cell; what names a row with a page of its own leads to it. */
function Cell({ name, text }: { name: string; text: string }) {
  const folder = Object.hasOwn(FOLDERS, name) && /^[a-z0-9-]+$/.test(text) ? FOLDERS[name] : undefined;
  if (folder === undefined) return text;
  return <a href={pageAddress(`${folder}/${text}.html`)}>{text}</a>;
}

function Body({ rows, names, types }: Pick<Result, "names" | "types"> & { rows: readonly Row[] }) {
  return (
    <tbody>
      {rows.map((row, at) => (
        <tr key={at}>
          {row.map((cell, n) => (
            <td key={n} dir="auto" class={isNumber(types[n]) ? "num" : ""}>
              {cell === null ? <span class="null">NULL</span> : <Cell name={names[n] ?? ""} text={cell} />}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function PageButtons({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  if (pages <= 1) return null;
  return (
    <nav class="pager" aria-label={t("pages")}>
      <button type="button" class="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {t("previous")}
      </button>
      <span>
        {number(page + 1)} / {number(pages)}
      </span>
      <button type="button" class="button" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        {t("next")}
      </button>
    </nav>
  );
}

function Downloads({ result, name }: { result: Result; name: string }) {
  return (
    <>
      <button
        type="button"
        class="button"
        onClick={() => save(`${name}.csv`, "text/csv", toCsv(result.names, result.rows))}
      >
        {t("asCsv")}
      </button>
      <button type="button" class="button" onClick={() => save(`${name}.json`, "application/json", resultJson(result))}>
        {t("asJson")}
      </button>
    </>
  );
}

/** The result of a query; `name` is that of its files. */
export function ResultTable({ result, name }: { result: Result; name: string }) {
  const [sorting, setSorting] = useState<Sorting>(0);
  const [page, setPage] = useState(0);
  const shown = sortedRows(result, sorting).slice(0, MOST_SHOWN);
  const pages = Math.ceil(shown.length / PAGE_SIZE);
  const { length } = result.rows;
  return (
    <div class="result" data-name={name}>
      <div class="toolbar">
        <p class="total" data-total={length}>
          {t("resultRows", { count: length, milliseconds: result.milliseconds })}
        </p>
        <Downloads result={result} name={name} />
      </div>
      {result.cut && <p class="hint">{t("resultCut", { count: MOST_ROWS })}</p>}
      {length > MOST_SHOWN && <p class="hint">{t("firstShown", { count: MOST_SHOWN })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={t("result")}>
        <table aria-label={t("result")}>
          <Head
            result={result}
            sorting={sorting}
            onSort={(next) => {
              setSorting(next);
              setPage(0);
            }}
          />
          <Body
            rows={shown.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)}
            names={result.names}
            types={result.types}
          />
        </table>
      </section>
      <PageButtons page={page} pages={pages} onPage={setPage} />
    </div>
  );
}
