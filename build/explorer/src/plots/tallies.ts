/** Tallies: what the drawings count. */

import type { Item } from "../rows";
import { NONE } from "../rows";

/** Count things by their keys, in the order in which keys first come. */
export function tally<T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(keyOf(thing), (counts.get(keyOf(thing)) ?? 0) + 1);
  return counts;
}

/** The forum of a statement, or the word for none. */
export const forumOf = (item: Item): string => item.statement.forum ?? NONE;

/** The keys of a tally, the most frequent first, those as frequent in their order. */
export function mostFrequent(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort(([, one], [, other]) => other - one).map(([key]) => key);
}

/** Statements by a span of time and a forum. */
export interface Spell {
  /** A year or a month. */
  readonly at: string;
  readonly forum: string;
  readonly count: number;
}

export interface Spells {
  /** The spells that have statements. */
  readonly counted: readonly Spell[];
  /** All spells from the first to the last, so that gaps are seen. */
  readonly all: readonly string[];
  readonly byMonth: boolean;
  /** How many statements have no date that is fine enough. */
  readonly undated: number;
}

/** Beyond so many months bars are years; a year opens into its months. */
const MOST_MONTHS = 36;

function monthsBetween(first: string, last: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return months(last) - months(first) + 1;
}

function allSpells(first: string, last: string, byMonth: boolean): string[] {
  if (!byMonth) {
    const from = Number(first.slice(0, 4));
    return Array.from({ length: Number(last.slice(0, 4)) - from + 1 }, (_, n) => String(from + n));
  }
  return Array.from({ length: monthsBetween(first, last) }, (_, n) => {
    const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + n;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  });
}

/** Count statements by forum and by month, or by year where they span more than three. */
export function spells(items: readonly Item[]): Spells {
  const dates = items.flatMap(({ statement: { date } }) => date ?? []).sort();
  const months = dates.filter((date) => date.length >= 7);
  const [first, last] = [months[0], months.at(-1)];
  const byMonth = first !== undefined && last !== undefined && monthsBetween(first, last) <= MOST_MONTHS;
  const length = byMonth ? 7 : 4;
  const dated = items.filter(({ statement: { date } }) => date !== null && date.length >= length);
  const counts = tally(dated, (item) => `${item.statement.date?.slice(0, length)} ${forumOf(item)}`);
  const counted = [...counts].map(([key, count]) => {
    const [at = "", forum = NONE] = key.split(" ");
    return { at, forum, count };
  });
  const ends = [dates[0] ?? "", dates.at(-1) ?? ""] as const;
  const all = dated.length === 0 ? [] : byMonth ? allSpells(first, last, true) : allSpells(...ends, false);
  return { counted, all, byMonth, undated: items.length - dated.length };
}

/** Count the stances of statements on topics, as `topic stance`. */
export function stancesByTopic(items: readonly Item[]): Map<string, number> {
  return tally(
    items.flatMap(({ statement }) => statement.topics),
    ([topic, stance]) => `${topic} ${stance}`,
  );
}
