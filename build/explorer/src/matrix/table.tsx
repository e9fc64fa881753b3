/** The stances matrix as a table, in the markup of the static one. */

import { choosing, formatView, type View } from "../address";
import type { Corpus } from "../data";
import { number, pageAddress, t } from "../page";
import { here, STANCE_SIGNS } from "../statements/names";
import { type Cell, type Grid, side, size } from "./grid";

interface CellProps {
  readonly corpus: Corpus;
  readonly view: View;
  readonly actor: string;
  readonly topic: string;
  readonly cell: Cell | undefined;
  /** Whether to say how many statements there are. */
  readonly counted: boolean;
}

function StanceCell({ corpus, view, actor, topic, cell, counted }: CellProps) {
  if (!cell) return <td class="cell" />;
  const stance = side(cell);
  const target = formatView({ ...choosing(choosing(view, "topic", [topic]), "actor", [actor]), view: "list", page: 1 });
  const label = `${here(corpus, "actors", actor)} · ${here(corpus, "topics", topic)}: ${here(corpus, "stances", stance)} (${number(size(cell))})`;
  return (
    <td class="cell" data-topic={topic} data-actor={actor}>
      <a class={`stance ${stance}`} href={pageAddress(`statements.html?${target}`)} title={label}>
        <span aria-hidden="true">
          {STANCE_SIGNS[stance]}
          {counted && ` ${number(size(cell))}`}
        </span>
        <span class="unseen">{label}</span>
      </a>
    </td>
  );
}

interface TableProps {
  readonly corpus: Corpus;
  readonly view: View;
  readonly grid: Grid;
  readonly counted: boolean;
}

function Head({ corpus, actors, turned }: { corpus: Corpus; actors: readonly string[]; turned: boolean }) {
  return (
    <thead>
      <tr>
        <td />
        {actors.map((actor) => (
          <th key={actor} scope="col" class={turned ? "turned" : ""} data-actor={actor}>
            <a href={pageAddress(`actors/${encodeURIComponent(actor)}.html`)}>
              <bdi>{here(corpus, "actors", actor)}</bdi>
            </a>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Topics by actors. */
export function MatrixTable({ corpus, view, grid: { actors, themes, cells }, counted }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scroll" tabIndex={0} aria-label={t("topics")}>
      <table class="matrix" aria-label={t("topics")}>
        <Head corpus={corpus} actors={actors} turned={!counted} />
        {themes.map(([theme, topics]) => (
          <tbody key={theme}>
            <tr class="theme">
              <th scope="rowgroup" colSpan={actors.length + 1}>
                {here(corpus, "themes", theme)}
              </th>
            </tr>
            {topics.map((topic) => (
              <tr key={topic} data-topic={topic}>
                <th scope="row">
                  <a href={pageAddress(`topics/${encodeURIComponent(topic)}.html`)}>
                    <bdi>{here(corpus, "topics", topic)}</bdi>
                  </a>
                </th>
                {actors.map((actor) => (
                  <StanceCell
                    key={actor}
                    corpus={corpus}
                    view={view}
                    actor={actor}
                    topic={topic}
                    cell={cells.get(`${actor} ${topic}`)}
                    counted={counted}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
