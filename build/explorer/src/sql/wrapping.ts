/** Queries set into others, and errors that then count lines as the reader does. */

/** Set a query into another, on lines of its own: its comments end there, and its lines are one further down. */
export const within = (sql: string): string => `(\n${sql.replace(/[;\s]+$/, "")}\n)`;

/** The message of an error with the lines counted as in the query that the reader wrote, and nothing said twice. */
export function readableError(message: string): string {
  const counted = message.replace(/\bLINE (\d+):/g, (_, line: string) => `LINE ${Number(line) - 1}:`);
  return [...new Set(counted.split("\n\n").map((part) => part.trimEnd()))].join("\n\n").trim();
}
