/** The timeline: statements as dots over the days, in lanes by forum or by actor. */

import { render } from "preact";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import { choosing, EVERYTHING, formatView, LANES, type Lanes, parseView, usable, type View } from "./address";
import type { Corpus, Statement } from "./data";
import { announce, pageAddress, root, swap, t } from "./page";
import type { Style } from "./plots/colours";
import type { Dot } from "./plots/drawings";
import { Figure, Legend } from "./plots/figure";
import { forumOf, mostFrequent, tally } from "./plots/tallies";
import type { Field, Item } from "./rows";
import { statementAddress } from "./statements/card";
import { forumLegend, useDrawings, useForumStyles } from "./statements/charts";
import { Chips, useTitle } from "./statements/chips";
import { Facets } from "./statements/facets";
import { type Library, type Opener, opening } from "./statements/find";
import { valueName } from "./statements/names";
import { type Result, resultOf, useResult } from "./statements/results";
import { TakeStatements } from "./statements/takeaway";
import { followLinks, navigate, useView } from "./store";

const FIELDS: readonly Field[] = ["actor", "topic", "stance", "forum", "kind", "document"];

/** More lanes than these nobody tells apart. */
const MOST_LANES = 15;

/** Say where in its year a date lies, from 0 to 1; a month or a year lies at its middle. */
export function placeInYear(date: string): number {
  const [year = "", month, day] = date.split("-");
  const start = Date.UTC(Number(year), 0, 1);
  const length = Date.UTC(Number(year) + 1, 0, 1) - start;
  if (month === undefined) return 0.5;
  const middle = day === undefined ? 15 : Number(day);
  return (Date.UTC(Number(year), Number(month) - 1, middle) - start) / length;
}

interface Placed {
  readonly lane: string;
  readonly item: Item;
  readonly date: string;
}

function placed(found: readonly Item[], lanesOf: (item: Item) => readonly string[]): Placed[] {
  return found.flatMap((item) => {
    const { date } = item.statement;
    return date === null ? [] : [...new Set(lanesOf(item))].map((lane) => ({ lane, item, date }));
  });
}

/** The lanes of a statement; where actors are chosen, only theirs. */
function lanesBy(lanes: Lanes, chosen: readonly string[]): (item: Item) => readonly string[] {
  if (lanes === "forum") return (item) => [forumOf(item)];
  return ({ statement }) =>
    statement.actors.map(([actor]) => actor).filter((actor) => chosen.length === 0 || chosen.includes(actor));
}

/** One statement opens its page; several open the list of them. */
function dotAddress(lanes: Lanes, lane: string, date: string, forum: string, statements: readonly Statement[]): string {
  const [only] = statements;
  if (statements.length === 1 && only) return statementAddress(only.id);
  const day = { ...choosing(EVERYTHING, "forum", [forum]), from: date, to: date };
  const view = lanes === "actor" ? choosing(day, "actor", [lane]) : day;
  return pageAddress(`statements.html?${formatView(view)}`);
}

function dotsOf(corpus: Corpus, lanes: Lanes, places: readonly Placed[], styleOf: (forum: string) => Style): Dot[] {
  const together = new Map<string, Placed[]>();
  for (const place of places) {
    const key = `${place.lane} ${place.date} ${forumOf(place.item)}`;
    together.set(key, [...(together.get(key) ?? []), place]);
  }
  return [...together.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { lane, date, item } = first;
    const forum = forumOf(item);
    const statements = group.map((place) => place.item.statement);
    const name = valueName(corpus, lanes, lane);
    return [
      {
        year: date.slice(0, 4),
        when: placeInYear(date),
        lane: name,
        count: group.length,
        title: `${date} · ${name} · ${valueName(corpus, "forum", forum)}: ${group.length}`,
        href: dotAddress(lanes, lane, date, forum, statements),
        ...styleOf(forum),
      },
    ];
  });
}

interface DrawingProps {
  readonly library: Library;
  readonly found: readonly Item[];
  readonly lanes: Lanes;
  /** The actors that are chosen. */
  readonly chosen: readonly string[];
}

function Drawing({ library, found, lanes, chosen }: DrawingProps) {
  const drawings = useDrawings();
  const { forums, styleOf } = useForumStyles(library);
  const { dots, names, undated } = useMemo(() => {
    const places = placed(found, lanesBy(lanes, chosen));
    const most = mostFrequent(tally(places, ({ lane }) => lane)).slice(0, MOST_LANES);
    const shown = places.filter(({ lane }) => most.includes(lane));
    return {
      dots: dotsOf(library.corpus, lanes, shown, styleOf),
      names: most.map((lane) => valueName(library.corpus, lanes, lane)),
      undated: found.filter(({ statement }) => statement.date === null).length,
    };
  }, [library, found, lanes, styleOf]);
  const draw = useCallback(
    // Called only once the drawings are there.
    (width: number) => drawings?.drawDots(dots, names, width) ?? document.createElement("p"),
    [drawings, dots],
  );
  if (!drawings) return <p class="loading">…</p>;
  const present = forums.filter((forum) => found.some((item) => forumOf(item) === forum));
  return (
    <Figure
      word="dotsTitle"
      draw={draw}
      columns={[t("date"), t(lanes), t("count")]}
      rows={[...dots]
        .sort((one, other) => one.title.localeCompare(other.title))
        .map(({ title, lane, count }) => [title.slice(0, title.indexOf(" ")), lane, count])}
      legend={lanes === "actor" ? forumLegend(library.corpus, present, styleOf) : []}
    >
      <p class="hint">{t("dotsHint")}</p>
      {lanes === "actor" && names.length === MOST_LANES && (
        <p class="hint">{t("actorsShown", { count: MOST_LANES })}</p>
      )}
      {undated > 0 && <p class="hint">{t("withoutDate", { count: undated })}</p>}
      {lanes === "actor" && <Legend entries={forumLegend(library.corpus, present, styleOf)} />}
    </Figure>
  );
}

function LaneChoice({ lanes, onLanes }: { lanes: Lanes; onLanes: (lanes: Lanes) => void }) {
  return (
    <fieldset class="layouts">
      <legend>{t("lanesBy")}</legend>
      {LANES.map((name) => (
        <label key={name}>
          <input type="radio" name="lanes" checked={lanes === name} onChange={() => onLanes(name)} />
          {t(name)}
        </label>
      ))}
    </fieldset>
  );
}

function Timeline({ opener, first }: { opener: Opener; first: Result }) {
  const view = useView();
  const { lanes } = view;
  const { library } = first;
  const make = useCallback((wanted: View) => resultOf(library, wanted), [library]);
  const { result } = useResult(first, view, make);
  const { searched, found } = result;
  const total = t("statementsFound", { count: found.length, total: library.total });
  useEffect(() => announce(total), [total]);
  useTitle(library, view);
  return (
    <div class="explorer above">
      <Facets library={library} view={usable(view)} items={searched} fields={FIELDS} opened={[]} />
      <div class="found">
        <Chips library={library} view={view} />
        <div class="toolbar">
          <p class="total" data-total={found.length} tabIndex={-1}>
            {total}
          </p>
          <LaneChoice lanes={lanes} onLanes={(chosen) => navigate({ ...view, lanes: chosen })} />
          <a href={pageAddress(`statements.html?${formatView(view)}`)}>{t("openStatements")}</a>
        </div>
        <TakeStatements
          library={library}
          opener={opener}
          count={found.length}
          view={view}
          taken={() => Promise.resolve(found)}
        />
        {found.length === 0 ? (
          <p class="nothing">{t("nothingFound")}</p>
        ) : (
          <Drawing library={library} found={found} lanes={lanes} chosen={view.choices.actor ?? []} />
        )}
      </div>
    </div>
  );
}

/** Draw the timeline above its lists, which stay. */
export async function enhanceTimeline(place: Element): Promise<void> {
  const opener = opening(root);
  const first = await resultOf(await opener.all(), parseView(location.search));
  followLinks(place);
  render(<Timeline opener={opener} first={first} />, place);
  swap(place, null);
}
