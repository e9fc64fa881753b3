/** Finding: from a view to the statements that it shows, in its order. */

import { choiceCount, EVERYTHING, type Sort, type View } from "../address";
import { loadCorpus, loadIndex } from "../columns";
import { type Corpus, Files, loadStart, reading, type Start, type Statement, Texts } from "../data";
import { chosenItems } from "../filters";
import { type Item, itemsOf } from "../rows";
import { type Scores, Search } from "../search";
import { listedWords } from "../word-list";

/** The data, made ready for views. */
export interface Library {
  readonly corpus: Corpus;
  readonly items: readonly Item[];
  readonly total: number;
  readonly search: Search;
  readonly texts: Texts;
  readonly byId: ReadonlyMap<string, Statement>;
  /** Where only the first page is loaded, what else the first view says. */
  readonly start?: Start;
}

/** What a view finds. */
export interface Findings {
  /** What the search alone finds: facets count among these. */
  readonly searched: readonly Item[];
  /** What search and filters find, in the order of the view. */
  readonly found: readonly Item[];
}

/** Make data ready for views. */
export function prepare(corpus: Corpus, files: Files): Library {
  const texts = new Texts(files, corpus.statements);
  let byId: Map<string, Statement> | undefined;
  return {
    corpus,
    items: itemsOf(corpus),
    total: corpus.statements.length,
    texts,
    search: new Search(corpus, files, texts),
    get byId() {
      byId ??= new Map(corpus.statements.map((statement) => [statement.id, statement]));
      return byId;
    },
  };
}

/** Opens the data of a site: what the first view shows, and all when something is asked. */
export class Opener {
  private whole: Promise<Library> | undefined;

  constructor(readonly files: Files) {}

  /** What the first view of the list shows. */
  async first(): Promise<Library> {
    const start = await loadStart(this.files);
    const library = prepare(start, this.files);
    return { ...library, items: library.items.slice(0, start.shown), total: start.total, start };
  }

  /** Let what a first filter needs come while other things are done, then what a search needs; what fails is asked for again. */
  ahead(): void {
    loadIndex(this.files)
      .then(() => listedWords(this.files))
      .catch(() => {});
  }

  /** Everything but the summaries. */
  all(): Promise<Library> {
    if (!this.whole) {
      this.whole = loadCorpus(this.files).then((corpus) => prepare(corpus, this.files));
      this.whole.catch(() => {
        this.whole = undefined;
      });
    }
    return this.whole;
  }
}

/** Open the data of a site. */
export const opening = (root: string): Opener => new Opener(new Files(reading(root)));

/** Load the data whole and make it ready. */
export const openLibrary = (root: string): Promise<Library> => opening(root).all();

/** Whether a view shows the first page of everything, for which the start is enough. */
export const isFirst = (view: View): boolean =>
  view.q === "" && choiceCount(view) === 0 && view.page === 1 && view.sort === EVERYTHING.sort && view.view !== "chart";

type Order = (one: Item, other: Item) => number;

// Statements without a date stand last in both directions.
const byDate =
  (direction: 1 | -1): Order =>
  ({ statement: { date: one } }, { statement: { date: other } }) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return direction * Number(one > other) - direction * Number(one < other);
  };

function orderOf(sort: Sort, scores: Scores | undefined): Order {
  const score = ({ place }: Item) => scores?.[place] ?? 0;
  const orders: Readonly<Record<Sort, Order>> = {
    reading: () => 0,
    date: byDate(1),
    "-date": byDate(-1),
    relevance: (one, other) => score(other) - score(one),
  };
  return orders[sort];
}

/** Find the statements of a view. */
export async function find(library: Library, view: View): Promise<Findings> {
  const scores = await library.search.find(view.q);
  const searched = scores ? library.items.filter(({ place }) => (scores[place] ?? 0) > 0) : library.items;
  const found = chosenItems(searched, view).sort(orderOf(view.sort, scores));
  return { searched, found };
}
