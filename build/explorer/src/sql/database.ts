/** The database of the SQL pane: DuckDB in a worker of this browser, on the release's own file. */

import * as duckdb from "@duckdb/duckdb-wasm";
import { MEMORY, MOST_ROWS } from "./bounds";
import { readableError, within } from "./wrapping";

/** In the order in which they hold: the last two can then not be taken back. */
const SETTINGS = [
  "ATTACH 'mawaqif.duckdb' AS mawaqif (READ_ONLY)",
  "USE mawaqif",
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
  `SET memory_limit = '${MEMORY}MB'`,
  "SET enable_external_access = false",
  "SET lock_configuration = true",
];

const WORKER = "duckdb-browser-eh.worker.js";

/** Find DuckDB: in the site itself, or above it, where the host of several versions keeps it once for all. */
async function engineFolder(root: string): Promise<string> {
  const name = `assets/duckdb-${duckdb.PACKAGE_VERSION}/`;
  const own = await fetch(`${root}${name}${WORKER}`, { method: "HEAD" });
  return own.ok ? `${root}${name}` : `${root}../${name}`;
}

export interface Result {
  readonly names: readonly string[];
  /** The types of the columns, as DuckDB calls them. */
  readonly types: readonly string[];
  /** Cells as DuckDB writes them; null where there is none. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Whether there are more rows than were fetched. */
  readonly cut: boolean;
  readonly milliseconds: number;
}

/** A query that was stopped by the reader. */
export class StoppedError extends Error {}

function rowsOf(table: Awaited<ReturnType<duckdb.AsyncDuckDBConnection["query"]>>): (string | null)[][] {
  const columns = table.schema.fields.map((_, n) => table.getChildAt(n));
  return Array.from({ length: table.numRows }, (_, row) =>
    columns.map((column) => (column?.get(row) as string | null | undefined) ?? null),
  );
}

/** DuckDB with the release attached. */
export class Database {
  private worker: Worker | undefined;
  private connection: duckdb.AsyncDuckDBConnection | undefined;
  private interrupt: (() => void) | undefined;

  private constructor(
    private readonly assets: string,
    private readonly file: Uint8Array,
  ) {}

  /**
   * Load DuckDB and the release's file.
   *
   * @param root the address of the site's root, ending in a slash.
   * @throws Error if either cannot be had.
   */
  static async open(root: string): Promise<Database> {
    const response = await fetch(`${root}downloads/mawaqif.duckdb`);
    if (!response.ok) throw new Error(`downloads/mawaqif.duckdb: ${response.status}`);
    const database = new Database(await engineFolder(root), new Uint8Array(await response.arrayBuffer()));
    await database.start();
    return database;
  }

  private async start(): Promise<void> {
    // The build with WebAssembly exceptions, which every browser has had since 2022; the other would double the site.
    this.worker = new Worker(`${this.assets}${WORKER}`);
    const engine = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), this.worker);
    await engine.instantiate(`${this.assets}duckdb-eh.wasm`);
    await engine.open({ path: ":memory:" });
    // The worker takes the bytes over; a stopped database is started again from these.
    await engine.registerFileBuffer("mawaqif.duckdb", this.file.slice());
    this.connection = await engine.connect();
    for (const setting of SETTINGS) await this.connection.query(setting);
  }

  /**
   * Run one SELECT.
   *
   * @throws StoppedError if the reader stops it.
   * @throws Error with DuckDB's message, its place counted as in the query.
   */
  async run(sql: string): Promise<Result> {
    const { connection } = this;
    if (!connection) throw new StoppedError();
    const stopped = new Promise<never>((_, reject) => {
      this.interrupt = () => reject(new StoppedError());
    });
    try {
      return await Promise.race([this.fetch(connection, sql), stopped]);
    } catch (error) {
      throw error instanceof StoppedError ? error : new Error(readableError(String((error as Error).message)));
    } finally {
      this.interrupt = undefined;
    }
  }

  private async fetch(connection: duckdb.AsyncDuckDBConnection, sql: string): Promise<Result> {
    const start = performance.now();
    // Types first; then every cell as text, because DuckDB writes its own types better than a browser would.
    const described = await connection.query(`DESCRIBE FROM ${within(sql)}`);
    const types = described.toArray().map((row) => String(row.toJSON().column_type));
    const table = await connection.query(`SELECT COLUMNS(*)::VARCHAR FROM ${within(sql)} LIMIT ${MOST_ROWS + 1}`);
    const milliseconds = Math.round(performance.now() - start);
    const rows = rowsOf(table);
    return {
      names: table.schema.fields.map(({ name }) => name),
      types,
      rows: rows.slice(0, MOST_ROWS),
      cut: rows.length > MOST_ROWS,
      milliseconds,
    };
  }

  /** Stop the running query: its worker is ended, which always works, and another is started. */
  async stop(): Promise<void> {
    this.worker?.terminate();
    this.connection = undefined;
    this.interrupt?.();
    await this.start();
  }
}
