/** Charts of the statements found: over time by forum, and stances by topic. Each bar opens its statements. */

import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { choosing, formatView, type View } from "../address";
import type { Corpus } from "../data";
import { t } from "../page";
import { OTHER, STANCE_COLOURS, STANCES, type Style, styles } from "../plots/colours";
import type { Bar } from "../plots/drawings";
import { Figure, Legend, type LegendEntry } from "../plots/figure";
import { forumOf, mostFrequent, spells, stancesByTopic, tally } from "../plots/tallies";
import type { Item } from "../rows";
import type { Library } from "./find";
import { here, STANCE_SIGNS, valueName } from "./names";

type Drawings = typeof import("../plots/drawings");

/** Load the drawings when something is to be drawn. */
export function useDrawings(): Drawings | undefined {
  const [drawings, setDrawings] = useState<Drawings>();
  useEffect(() => {
    import("../plots/drawings").then((loaded) => setDrawings(loaded));
  }, []);
  return drawings;
}

/** Colours and shapes of forums, the same in every drawing whatever is filtered. */
export function useForumStyles({ items }: Library) {
  return useMemo(() => {
    const forums = mostFrequent(tally(items, forumOf));
    return { forums, styleOf: styles(forums) };
  }, [items]);
}

/** The legend of some forums; those without a colour of their own in one entry. */
export function forumLegend(
  corpus: Corpus,
  forums: readonly string[],
  styleOf: (forum: string) => Style,
): LegendEntry[] {
  const own = forums.filter((forum) => styleOf(forum) !== OTHER);
  return [
    ...own.map((forum) => ({ name: valueName(corpus, "forum", forum), ...styleOf(forum) })),
    ...(own.length < forums.length ? [{ name: t("otherForums"), ...OTHER }] : []),
  ];
}

interface ChartProps {
  readonly library: Library;
  readonly found: readonly Item[];
  readonly view: View;
}

type Drawn = ChartProps & { readonly drawings: Drawings };

const listOf = (view: View): View => ({ ...view, view: "list", page: 1 });

function OverTime({ library, found, view, drawings }: Drawn) {
  const { forums, styleOf } = useForumStyles(library);
  const { counted, all, byMonth, undated } = useMemo(() => spells(found), [found]);
  const nameOfForum = (forum: string) => valueName(library.corpus, "forum", forum);
  const bars = counted
    .map(({ at, forum, count }): Bar & { forum: string } => ({
      at,
      forum,
      count,
      colour: styleOf(forum).colour,
      title: `${at} · ${nameOfForum(forum)}: ${count}`,
      // A year opens into its months, a month into its statements.
      href: `?${formatView({ ...choosing(at.length === 4 ? view : listOf(view), "forum", [forum]), from: at, to: at })}`,
    }))
    .sort((one, other) => forums.indexOf(one.forum) - forums.indexOf(other.forum));
  const draw = useCallback((width: number) => drawings.drawColumns(bars, all, width), [found, drawings]);
  const shown = forums.filter((forum) => bars.some((bar) => bar.forum === forum));
  return (
    <Figure
      word={byMonth ? "byMonth" : "byYear"}
      draw={draw}
      columns={[t("date"), t("forum"), t("count")]}
      rows={[...bars]
        .sort((one, other) => one.at.localeCompare(other.at))
        .map(({ at, forum, count }) => [at, nameOfForum(forum), count])}
      legend={forumLegend(library.corpus, shown, styleOf)}
    >
      <Legend entries={forumLegend(library.corpus, shown, styleOf)} />
      {undated > 0 && <p class="hint">{t(byMonth ? "withoutMonth" : "withoutDate", { count: undated })}</p>}
    </Figure>
  );
}

function ByTopic({ library: { corpus }, found, view, drawings }: Drawn) {
  const counts = useMemo(() => stancesByTopic(found), [found]);
  const topics = mostFrequent(
    tally(
      found.flatMap(({ statement }) => statement.topics),
      ([topic]) => topic,
    ),
  );
  const bars = topics.flatMap((topic) =>
    STANCES.filter((stance) => counts.has(`${topic} ${stance}`)).map((stance): Bar & { stance: string } => {
      const count = counts.get(`${topic} ${stance}`) ?? 0;
      const name = here(corpus, "topics", topic);
      return {
        at: name,
        stance,
        count,
        colour: STANCE_COLOURS[stance] ?? "",
        title: `${name} · ${here(corpus, "stances", stance)}: ${count}`,
        href: `?${formatView(choosing(choosing(listOf(view), "topic", [topic]), "stance", [stance]))}`,
      };
    }),
  );
  const draw = useCallback((width: number) => drawings.drawBars(bars, width), [found, drawings]);
  const entries = STANCES.map((stance) => ({
    name: `${STANCE_SIGNS[stance]} ${here(corpus, "stances", stance)}`,
    colour: STANCE_COLOURS[stance] ?? "",
    sign: "■",
  }));
  return (
    <Figure
      word="byTopic"
      draw={draw}
      columns={[t("topic"), t("stance"), t("count")]}
      rows={bars.map(({ at, stance, count }) => [at, here(corpus, "stances", stance), count])}
      legend={entries}
    >
      <Legend entries={entries} />
    </Figure>
  );
}

/** The charts of a view. */
export function Charts(props: ChartProps) {
  const drawings = useDrawings();
  if (!drawings) return <p class="loading">…</p>;
  return (
    <div class="charts">
      <OverTime {...props} drawings={drawings} />
      <ByTopic {...props} drawings={drawings} />
    </div>
  );
}
