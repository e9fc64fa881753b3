/** Finding: from a view to the statements that it shows, in its order. */

import type { Sort, View } from "../address";
import { type Corpus, loadCorpus, type Statement } from "../data";
import { chosenItems, type Item, itemsOf } from "../filters";
import { Search } from "../search";

/** The data, made ready for views. */
export interface Library {
  readonly corpus: Corpus;
  readonly items: readonly Item[];
  readonly search: Search;
  readonly byId: ReadonlyMap<string, Statement>;
}

/** What a view finds. */
export interface Findings {
  /** What the search alone finds: facets count among these. */
  readonly searched: readonly Item[];
  /** What search and filters find, in the order of the view. */
  readonly found: readonly Item[];
}

/** Load the data and make it ready. */
export async function openLibrary(root: string): Promise<Library> {
  return prepare(await loadCorpus(root));
}

/** Make data ready for views. */
export function prepare(corpus: Corpus): Library {
  return {
    corpus,
    items: itemsOf(corpus),
    search: new Search(corpus),
    byId: new Map(corpus.statements.map((statement) => [statement.id, statement])),
  };
}

type Order = (one: Item, other: Item) => number;

// Statements without a date stand last in both directions.
const byDate =
  (direction: 1 | -1): Order =>
  ({ statement: { date: one } }, { statement: { date: other } }) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return direction * Number(one > other) - direction * Number(one < other);
  };

function orderOf(sort: Sort, scores: ReadonlyMap<string, number> | undefined): Order {
  const score = ({ statement }: Item) => scores?.get(statement.id) ?? 0;
  const orders: Readonly<Record<Sort, Order>> = {
    reading: () => 0,
    date: byDate(1),
    "-date": byDate(-1),
    relevance: (one, other) => score(other) - score(one),
  };
  return orders[sort];
}

/** Find the statements of a view. */
export function find(library: Library, view: View): Findings {
  const scores = library.search.find(view.q);
  const searched = scores ? library.items.filter(({ statement }) => scores.has(statement.id)) : library.items;
  const found = chosenItems(searched, view).sort(orderOf(view.sort, scores));
  return { searched, found };
}
