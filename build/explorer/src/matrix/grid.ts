/** The grid of the stances matrix: which actor takes which side on which topic, in the statements that a view finds. */

import type { View } from "../address";
import { toCsv } from "../csv";
import { type Corpus, nameOf } from "../data";
import { chosenItems } from "../filters";
import type { Item } from "../rows";

/** As many actors as a table can show. */
export const MOST_ACTORS = 30;

/** As many topics as a table can show. */
export const MOST_TOPICS = 80;

/** From two to so many actors are compared. */
export const MOST_COMPARED = 6;

/** The stances of an actor on a topic, each as often as it is taken. */
export type Cell = ReadonlyMap<string, number>;

export interface Grid {
  /** Those with the most topics first, or as chosen. */
  readonly actors: readonly string[];
  /** How many actors there would be, were there room. */
  readonly of: number;
  /** How many topics there would be. */
  readonly ofTopics: number;
  /** Topics by theme, in the order of the names. */
  readonly themes: readonly (readonly [theme: string, topics: readonly string[]])[];
  /** By `actor topic`; without those who do not take a topic up. */
  readonly cells: ReadonlyMap<string, Cell>;
}

/** The one stance that several make, as in the plots: both sides are mixed, and a side outweighs neutrality. */
export function side(cell: Cell): string {
  if (cell.has("mixed") || (cell.has("supports") && cell.has("opposes"))) return "mixed";
  return ["supports", "opposes", "neutral"].find((stance) => cell.has(stance)) ?? "";
}

/** How many stances a cell holds. */
export function size(cell: Cell): number {
  return [...cell.values()].reduce((sum, count) => sum + count, 0);
}

function cellsOf(items: readonly Item[]): Map<string, Map<string, number>> {
  const cells = new Map<string, Map<string, number>>();
  for (const { statement } of items) {
    for (const actor of new Set(statement.actors.map(([id]) => id))) {
      for (const [topic, stance] of statement.topics) {
        const key = `${actor} ${topic}`;
        const cell = cells.get(key) ?? new Map<string, number>();
        cells.set(key, cell.set(stance, (cell.get(stance) ?? 0) + 1));
      }
    }
  }
  return cells;
}

function byTheme(corpus: Corpus, topics: ReadonlySet<string>): [string, string[]][] {
  return Object.keys(corpus.names.themes)
    .map((theme): [string, string[]] => [
      theme,
      Object.keys(corpus.names.topics).filter(
        (topic) => topics.has(topic) && corpus.names.topics[topic]?.theme === theme,
      ),
    ])
    .filter(([, members]) => members.length > 0);
}

/**
 * Lay out the grid of a view.
 *
 * Actors and kinds of actors choose columns; all other choices choose the statements that are counted.
 */
export function gridOf(corpus: Corpus, items: readonly Item[], view: View): Grid {
  const { actor: chosen = [], "actor-kind": kinds = [], ...others } = view.choices;
  const cells = cellsOf(chosenItems(items, { ...view, choices: others }));
  const counts = new Map<string, number>();
  for (const key of cells.keys()) {
    const [actor = ""] = key.split(" ");
    counts.set(actor, (counts.get(actor) ?? 0) + 1);
  }
  const ofKind = (actor: string) => kinds.length === 0 || kinds.includes(corpus.names.actors[actor]?.kind ?? "");
  const all = [...counts.keys()]
    .filter(ofKind)
    .sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || (one < other ? -1 : 1));
  const actors = chosen.length > 0 ? chosen.filter(ofKind) : all.slice(0, MOST_ACTORS);
  const columns = new Set(actors);
  const taken = new Map<string, number>();
  for (const key of cells.keys()) {
    const [actor = "", topic = ""] = key.split(" ");
    if (columns.has(actor)) taken.set(topic, (taken.get(topic) ?? 0) + 1);
  }
  const most = [...taken].sort(([, one], [, other]) => other - one).slice(0, MOST_TOPICS);
  return {
    actors,
    of: chosen.length > 0 ? actors.length : all.length,
    ofTopics: taken.size,
    themes: byTheme(corpus, new Set(most.map(([topic]) => topic))),
    cells,
  };
}

/** Write a grid as CSV: a row for each actor and topic that have a cell, with the side that is shown and what it is made of. */
export function gridCsv(corpus: Corpus, { actors, themes, cells }: Grid): string {
  const stances = Object.keys(corpus.names.stances);
  const rows = themes.flatMap(([theme, topics]) =>
    topics.flatMap((topic) =>
      actors.flatMap((actor) => {
        const cell = cells.get(`${actor} ${topic}`);
        if (!cell) return [];
        const names = [nameOf(corpus, "actors", actor, "en"), nameOf(corpus, "actors", actor, "ar")];
        const labels = [nameOf(corpus, "topics", topic, "en"), nameOf(corpus, "topics", topic, "ar")];
        const counts = stances.map((stance) => cell.get(stance) ?? 0);
        return [[theme, topic, ...labels, actor, ...names, side(cell), ...counts]];
      }),
    ),
  );
  const header = [
    "theme",
    "topic_id",
    "topic_en",
    "topic_ar",
    "actor_id",
    "actor_en",
    "actor_ar",
    "stance",
    ...stances,
  ];
  return toCsv(header, rows);
}

/** The topics on which actors stand together, and those on which they do not; topics where fewer than two take a side are neither. */
export function compare({ actors, themes, cells }: Grid): { agreeing: string[]; differing: string[] } {
  const agreeing: string[] = [];
  const differing: string[] = [];
  for (const topic of themes.flatMap(([, topics]) => topics)) {
    const sides = actors
      .map((actor) => side(cells.get(`${actor} ${topic}`) ?? new Map()))
      .filter((taken) => taken !== "" && taken !== "neutral");
    if (sides.length >= 2) (new Set(sides).size === 1 ? agreeing : differing).push(topic);
  }
  return { agreeing, differing };
}
