/** The statements page: search, facets, results in three forms, and what can be taken away. */

import { Fragment, render } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { LAYOUTS, type Layout, SORTS, type Sort, usable, usualSort, type View } from "../address";
import { type Field, type Item, positionsByStatement } from "../filters";
import { provenText } from "../hydrating/kept";
import { useWords } from "../hydrating/own-words";
import { announce, root, swap, t } from "../page";
import { followLinks, navigate, navigateTyping, useView } from "../store";
import type { Word } from "../words";
import { Card } from "./card";
import { Charts } from "./charts";
import { Chips, useTitle } from "./chips";
import { Facets } from "./facets";
import { find, type Library, openLibrary } from "./find";
import { Nothing } from "./nothing";
import { PAGE_SIZE, Pager, pageCount } from "./pager";
import { Table } from "./table";
import { TakeStatements } from "./takeaway";

// In the order in which readers ask: who, on what, how, where; then the finer points.
const SHOWN_FIELDS: readonly Field[] = [
  "actor",
  "topic",
  "stance",
  "forum",
  "year",
  "document",
  "kind",
  "answers",
  "provision",
  "position",
  "initiative",
  "relation",
  "theme",
  "role",
  "actor-kind",
];
const OPENED_FIELDS: readonly Field[] = ["actor", "topic", "stance", "forum", "year"];

const SORT_WORDS: Readonly<Record<Sort, Word>> = {
  reading: "reading",
  date: "oldestFirst",
  "-date": "newestFirst",
  relevance: "relevance",
};

function SearchBox({ view }: { view: View }) {
  return (
    <search class="search">
      <label>
        {t("searchLabel")}
        <input
          type="search"
          id="q"
          dir="auto"
          autocomplete="off"
          aria-describedby="search-hint"
          value={view.q}
          onInput={(event) => {
            const q = event.currentTarget.value;
            // The order follows the search only as long as nobody chose another.
            const sort = view.sort === usualSort(view.q) ? usualSort(q) : view.sort;
            navigateTyping({ ...view, q, sort, page: 1 });
          }}
        />
      </label>
      <p class="hint" id="search-hint">
        {t("searchHint")}
      </p>
    </search>
  );
}

function Order({ view }: { view: View }) {
  const offered = SORTS.filter((sort) => sort !== "relevance" || view.q.trim() !== "");
  return (
    <label>
      {t("sortBy")}{" "}
      <select
        value={view.sort}
        onChange={(event) => navigate({ ...view, sort: event.currentTarget.value as Sort, page: 1 })}
      >
        {offered.map((sort) => (
          <option key={sort} value={sort}>
            {t(SORT_WORDS[sort])}
          </option>
        ))}
      </select>
    </label>
  );
}

function LayoutChoice({ view }: { view: View }) {
  return (
    <fieldset class="layouts">
      <legend class="unseen">{t("showAs")}</legend>
      {LAYOUTS.map((layout) => (
        <label key={layout}>
          <input
            type="radio"
            name="view"
            checked={view.view === layout}
            onChange={() => navigate({ ...view, view: layout, page: 1 })}
          />
          {t(layout)}
        </label>
      ))}
    </fieldset>
  );
}

interface ResultsProps {
  readonly library: Library;
  readonly view: View;
  readonly found: readonly Item[];
}

function List({ library, view, found }: ResultsProps) {
  const positions = useMemo(() => positionsByStatement(library.corpus), [library]);
  return (
    <ol class="cards" start={(view.page - 1) * PAGE_SIZE + 1}>
      {found.map((item) => (
        <li key={item.statement.id}>
          <Card library={library} item={item} view={view} positions={positions.get(item.statement.id) ?? []} />
        </li>
      ))}
    </ol>
  );
}

function Paged({ library, view, found }: ResultsProps) {
  const page = Math.min(view.page, pageCount(found.length));
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const clamped = { ...view, page };
  const Form = view.view === "table" ? TableOf : List;
  return (
    <>
      <Form library={library} view={clamped} found={shown} />
      <Pager view={clamped} found={found.length} />
    </>
  );
}

const TableOf = ({ library, view, found }: ResultsProps) => <Table library={library} items={found} view={view} />;

const FORMS: Readonly<Record<Layout, (props: ResultsProps) => preact.JSX.Element>> = {
  list: Paged,
  table: Paged,
  chart: Charts,
};

function Results({ library, view, found }: ResultsProps) {
  const Form = FORMS[view.view];
  return found.length === 0 ? (
    <Nothing library={library} q={view.q} />
  ) : (
    <Form library={library} view={view} found={found} />
  );
}

function Statements({ library }: { library: Library }) {
  const view = useView();
  const words = useWords();
  const { searched, found } = useMemo(() => {
    library.search.lookIn(new Map([...words].map(([statement, parts]) => [statement, provenText(parts)])));
    return find(library, usable(view));
  }, [library, words, JSON.stringify(view)]);
  const total = t("statementsFound", { count: found.length, total: library.items.length });
  useEffect(() => announce(total), [total]);
  useTitle(library, view);
  return (
    <Fragment>
      <SearchBox view={view} />
      <a class="skip" href="#results">
        {t("skipToResults")}
      </a>
      <div class="explorer">
        <Facets library={library} view={usable(view)} items={searched} fields={SHOWN_FIELDS} opened={OPENED_FIELDS} />
        <div class="found" id="results" tabIndex={-1}>
          <Chips library={library} view={view} />
          <div class="toolbar">
            <p class="total" data-total={found.length} tabIndex={-1}>
              {total}
            </p>
            <LayoutChoice view={view} />
            {view.view !== "chart" && <Order view={view} />}
          </div>
          <TakeStatements library={library} found={found} view={view} />
          <Results library={library} view={view} found={found} />
        </div>
      </div>
    </Fragment>
  );
}

/** Put the interactive view of all statements in the place of the list. */
export async function enhanceStatements(place: Element): Promise<void> {
  const library = await openLibrary(root);
  followLinks(place);
  render(<Statements library={library} />, place);
  swap(place, document.querySelector("#all-statements"));
}
