/** What can be asked: the tables and views of the release, with their columns and what these mean. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../page";
import type { Database } from "./database";

const COLUMNS = `SELECT table_name, column_name, data_type, comment, table_name IN (SELECT view_name FROM duckdb_views())
FROM duckdb_columns() WHERE database_name = 'mawaqif' AND NOT internal
ORDER BY 5, table_name, column_index`;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

interface Table {
  readonly name: string;
  readonly view: boolean;
  readonly columns: Column[];
}

/** Ask a database what it holds. */
async function tablesOf(database: Database): Promise<Table[]> {
  const { rows } = await database.run(COLUMNS);
  const tables = new Map<string, Table>();
  for (const [table, name, type, comment, view] of rows) {
    const known = tables.get(table ?? "") ?? { name: table ?? "", view: view === "true", columns: [] };
    known.columns.push({ name: name ?? "", type: type ?? "", comment: comment ?? "" });
    tables.set(known.name, known);
  }
  return [...tables.values()];
}

/** The tables and views, each opening into its columns. */
export function Schema({ database }: { database: Database }) {
  const [tables, setTables] = useState<readonly Table[]>([]);
  useEffect(() => {
    tablesOf(database).then(setTables, () => setTables([]));
  }, [database]);
  return (
    <details class="schema">
      <summary>{t("tablesAndColumns")}</summary>
      {tables.map((table) => (
        <details key={table.name}>
          <summary>
            <code dir="ltr">{table.name}</code> {table.view && <span class="hint">({t("view")})</span>}
          </summary>
          <ul dir="ltr" lang="en">
            {table.columns.map((column) => (
              <li key={column.name}>
                <code>{column.name}</code> <span class="hint">{column.type}</span> {column.comment}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </details>
  );
}
