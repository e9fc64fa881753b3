/** The limits of the SQL pane, which it says before it is opened. */

/** At most so many rows of a result are fetched. */
export const MOST_ROWS = 100_000;

/** So many rows are shown; files have all that were fetched. */
export const MOST_SHOWN = 1000;

/** Memory of a query, in megabytes. */
export const MEMORY = 1024;

/** Megabytes of DuckDB: one of the two editions of it, with its worker. */
export const ENGINE = 35;
