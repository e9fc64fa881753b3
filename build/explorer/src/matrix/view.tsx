/** The stances page: choose actors to compare, and the statements that count; the static matrix stays until something is chosen. */

import { render } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { choiceCount, choosing, usable } from "../address";
import type { Corpus } from "../data";
import { announce, root, swap, t } from "../page";
import type { Field } from "../rows";
import { Chips, fileName, titleOf, useTitle } from "../statements/chips";
import { Facets } from "../statements/facets";
import { type Library, openLibrary } from "../statements/find";
import { here } from "../statements/names";
import { TakeAway } from "../statements/takeaway";
import { useView } from "../store";
import type { Word } from "../words";
import { compare, type Grid, gridCsv, gridOf, MOST_COMPARED } from "./grid";
import { MatrixTable } from "./table";

const FIELDS: readonly Field[] = ["actor", "actor-kind", "forum", "document", "kind"];

function Side({ corpus, word, topics }: { corpus: Corpus; word: Word; topics: readonly string[] }) {
  if (topics.length === 0) return null;
  return (
    <p>
      <strong>{t(word, { count: topics.length })}</strong>{" "}
      {topics.map((topic, n) => (
        <>
          {n > 0 && " · "}
          <bdi>{here(corpus, "topics", topic)}</bdi>
        </>
      ))}
    </p>
  );
}

function Comparison({ corpus, grid }: { corpus: Corpus; grid: Grid }) {
  const { agreeing, differing } = compare(grid);
  if (agreeing.length + differing.length === 0) return <p>{t("noShared")}</p>;
  return (
    <div class="comparison">
      <Side corpus={corpus} word="agreeing" topics={agreeing} />
      <Side corpus={corpus} word="differing" topics={differing} />
    </div>
  );
}

function Drawn({ library: { corpus }, grid }: { library: Library; grid: Grid }) {
  const view = usable(useView());
  const compared = (view.choices.actor?.length ?? 0) > 0 && grid.actors.length <= MOST_COMPARED;
  if (grid.themes.length === 0) return <p class="nothing">{t("nothingFound")}</p>;
  return (
    <>
      {compared && grid.actors.length >= 2 && <Comparison corpus={corpus} grid={grid} />}
      <MatrixTable corpus={corpus} view={view} grid={grid} counted={compared} />
    </>
  );
}

/** The static matrix, moved beside the controls. */
function Static({ table, hidden }: { table: HTMLElement | null; hidden: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (table) place.current?.append(table);
  }, [table]);
  return <div ref={place} hidden={hidden} />;
}

/** The actors of the static matrix. */
function actorsOf(standIn: HTMLElement | null): string[] {
  return [...(standIn?.querySelectorAll<HTMLElement>("thead [data-actor]") ?? [])].map(
    (head) => head.dataset.actor ?? "",
  );
}

function Matrix({ library, standIn }: { library: Library; standIn: HTMLElement | null }) {
  const view = usable(useView());
  const grid = useMemo(() => gridOf(library.corpus, library.items, view), [library, JSON.stringify(view)]);
  const chosen = choiceCount(view) > 0;
  // What is taken away is what stands on the page.
  const shown = () =>
    chosen ? grid : gridOf(library.corpus, library.items, choosing(view, "actor", actorsOf(standIn)));
  useTitle(library, view);
  const topics = grid.themes.reduce((sum, [, members]) => sum + members.length, 0);
  const total = t("matrixSize", { topics, actors: grid.actors.length, of: grid.of });
  useEffect(() => {
    if (chosen) announce(total);
  }, [chosen, total]);
  return (
    <div class="explorer above">
      <Facets library={library} view={view} items={library.items} fields={FIELDS} opened={[]} />
      <div class="found">
        <Chips library={library} view={view} />
        <p class="total" tabIndex={-1}>
          {chosen ? total : t("compareHint")}
        </p>
        <TakeAway
          corpus={library.corpus}
          title={titleOf(library, view)}
          name={fileName("stances", view)}
          csv={() => gridCsv(library.corpus, shown())}
        />
        <Static table={standIn} hidden={chosen} />
        {chosen && <Drawn library={library} grid={grid} />}
        {chosen && grid.ofTopics > topics && <p class="hint">{t("matrixCut", { count: topics })}</p>}
      </div>
    </div>
  );
}

/** Put controls above the static matrix, which gives way to the filtered one. */
export async function enhanceMatrix(place: Element): Promise<void> {
  const library = await openLibrary(root);
  const standIn = document.querySelector<HTMLElement>("table[data-matrix]");
  render(<Matrix library={library} standIn={standIn?.closest<HTMLElement>(".scroll") ?? standIn} />, place);
  swap(place, null);
}
