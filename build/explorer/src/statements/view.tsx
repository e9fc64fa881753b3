/** The statements page: search, facets, results in three forms, and what can be taken away. */

import { Fragment, render } from "preact";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { LAYOUTS, type Layout, parseView, SORTS, type Sort, usable, usualSort, type View } from "../address";
import { keptWords, provenText } from "../hydrating/kept";
import { useWords } from "../hydrating/own-words";
import { announce, root, swap, t } from "../page";
import { type Field, type Item, positionsByStatement } from "../rows";
import { inSlices } from "../slices";
import { followLinks, navigate, navigateTyping, useView } from "../store";
import { listedWords } from "../word-list";
import type { Word } from "../words";
import { Card } from "./card";
import { Charts } from "./charts";
import { Chips, useTitle } from "./chips";
import { counted, valuesOf } from "./facet";
import { Facets, WIDE } from "./facets";
import { find, isFirst, type Library, type Opener, opening } from "./find";
import { Nothing } from "./nothing";
import { PAGE_SIZE, Pager, pageCount } from "./pager";
import { pageOf, type Result, resultOf, useResult } from "./results";
import { Table } from "./table";
import { TakeStatements } from "./takeaway";
import { Things, thingsOf } from "./things";

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

/** Count what the facets show that are open from the start. */
function countOpened({ library, searched, view }: Result): void {
  if (!WIDE.matches || library.start) return;
  for (const field of OPENED_FIELDS) counted(searched, usable(view), field);
}

const SORT_WORDS: Readonly<Record<Sort, Word>> = {
  reading: "reading",
  date: "oldestFirst",
  "-date": "newestFirst",
  relevance: "relevance",
};

function SearchBox({ view, onTurn }: { view: View; onTurn: () => void }) {
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
          onFocus={onTurn}
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

interface ListProps {
  readonly library: Library;
  readonly view: View;
  readonly items: readonly Item[];
}

function List({ library, view, items }: ListProps) {
  const positions = useMemo(() => positionsByStatement(library.corpus), [library]);
  return (
    <ol class="cards" start={(view.page - 1) * PAGE_SIZE + 1}>
      {items.map((item) => (
        <li key={item.statement.id}>
          <Card library={library} item={item} view={view} positions={positions.get(item.statement.id) ?? []} />
        </li>
      ))}
    </ol>
  );
}

function Paged({ result }: { result: Result }) {
  const { library, view, count } = result;
  const clamped = { ...view, page: Math.min(view.page, pageCount(count)) };
  const Form = view.view === "table" ? Table : List;
  return (
    <>
      <Form library={library} view={clamped} items={pageOf(result)} />
      <Pager view={clamped} found={count} />
    </>
  );
}

const Drawn = ({ result: { library, found, view } }: { result: Result }) => (
  <Charts library={library} found={found} view={view} />
);

const FORMS: Readonly<Record<Layout, (props: { result: Result }) => preact.JSX.Element>> = {
  list: Paged,
  table: Paged,
  chart: Drawn,
};

function Results({ result }: { result: Result }) {
  const Form = FORMS[result.view.view];
  return result.count === 0 ? <Nothing library={result.library} q={result.view.q} /> : <Form result={result} />;
}

/** So long after the reader turned to the search what it needs is prepared, in milliseconds. */
const WARM_AFTER = 300;

/** What a first filter or search needs is loaded before anybody asks where the statements are no more than this. */
const MOST_AHEAD = 20_000;

/** Whether the reader's connection may carry what nobody has asked for yet. */
function mayLoadAhead({ start }: Library): boolean {
  const { connection } = navigator as { connection?: { saveData: boolean; effectiveType: string } };
  const spared = connection && (connection.saveData || connection.effectiveType !== "4g");
  return !spared && (start?.total ?? 0) <= MOST_AHEAD;
}

/** Do something once the browser has nothing else to do; Safari cannot tell. */
function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(act);
  else setTimeout(act, WARM_AFTER);
}

interface StatementsProps {
  readonly opener: Opener;
  readonly first: Result;
  /** What is around the view: once the reader turns to it, the rest is loaded. */
  readonly place: Element;
}

function Statements({ opener, first, place }: StatementsProps) {
  const view = useView();
  const words = useWords();
  const [opened, setOpened] = useState(!first.library.start);
  const onStart = isFirst(usable(view)) && !opened;
  const make = useCallback(
    async (wanted: View) => {
      // Beside the index, not after it; what fails here fails again where it is waited for.
      if (wanted.q !== "") listedWords(opener.files).catch(() => {});
      const library = await (onStart ? opener.first() : opener.all());
      library.search.lookIn(new Map([...words].map(([statement, parts]) => [statement, provenText(parts)])));
      return resultOf(library, wanted, countOpened);
    },
    [opener, onStart, words],
  );
  const { result, waiting, failure } = useResult(first, view, make);
  const { library, searched, count } = result;
  useEffect(() => {
    const wake = async () => {
      const whole = await opener.all();
      await inSlices(OPENED_FIELDS, (field) => valuesOf(whole, field));
      setOpened(true);
      return whole.search;
    };
    // What fails here fails again, and is said, when the reader asks for something.
    const start = () => wake().catch(() => {});
    const ahead = async () => (await wake()).warm();
    if (mayLoadAhead(first.library)) whenIdle(() => ahead().catch(() => {}));
    const signs = ["focusin", "pointerdown", "pointerover"] as const;
    for (const sign of signs) place.addEventListener(sign, start, { once: true });
    return () => {
      for (const sign of signs) place.removeEventListener(sign, start);
    };
  }, [opener, place]);
  // What a search needs is loaded while the reader types; whoever filters at once is answered before.
  const turn = () => setTimeout(() => whenIdle(() => thingsOf(opener).catch(() => {})), WARM_AFTER);
  const total = t("statementsFound", { count, total: library.total });
  useEffect(() => announce(total), [total]);
  useTitle(library, view);
  return (
    <Fragment>
      <SearchBox view={view} onTurn={turn} />
      <a class="skip" href="#results">
        {t("skipToResults")}
      </a>
      {failure !== undefined && (
        <p class="faults" role="alert">
          {t("partFailed", { reason: failure instanceof Error ? failure.message : String(failure) })}
        </p>
      )}
      {/* After the statements, which readers wait for. */}
      <Things opener={opener} q={result.view.q} />
      <div class={waiting ? "explorer loading" : "explorer"} aria-busy={waiting}>
        <Facets library={library} view={usable(view)} items={searched} fields={SHOWN_FIELDS} opened={OPENED_FIELDS} />
        <div class="found" id="results" tabIndex={-1}>
          <Chips library={library} view={view} />
          <div class="toolbar">
            <p class="total" data-total={count} tabIndex={-1}>
              {total}
            </p>
            <LayoutChoice view={view} />
            {view.view !== "chart" && <Order view={view} />}
          </div>
          <TakeStatements
            library={library}
            count={count}
            view={view}
            taken={async () => (await find(await opener.all(), usable(view))).found}
            opener={opener}
          />
          <Results result={result} />
        </div>
      </div>
    </Fragment>
  );
}

/** Put the interactive view of all statements in the place of the list. */
export async function enhanceStatements(place: Element): Promise<void> {
  const opener = opening(root);
  const view = parseView(location.search);
  const library = await (isFirst(usable(view)) ? opener.first() : opener.all());
  if (mayLoadAhead(library)) opener.ahead();
  const words = await keptWords();
  library.search.lookIn(new Map([...words].map(([statement, parts]) => [statement, provenText(parts)])));
  const first = await resultOf(library, view);
  followLinks(place);
  render(<Statements opener={opener} first={first} place={place} />, place);
  swap(place, document.querySelector("#all-statements"));
}
