/** Statements as a table, to be sorted by date. */

import { formatView, type Sort, type View } from "../address";
import { OwnWords, useWords } from "../hydrating/own-words";
import { language, readDate, t } from "../page";
import type { Item } from "../rows";
import { ActorNames, itemAddress, stanceAddress, statementAddress } from "./card";
import type { Library } from "./find";
import { Marked } from "./marked";
import { here, StanceChip } from "./names";

const NEXT_SORT: Readonly<Partial<Record<Sort, Sort>>> = { date: "-date", "-date": "reading" };
const DIRECTIONS: Readonly<Partial<Record<Sort, "ascending" | "descending">>> = {
  date: "ascending",
  "-date": "descending",
};

interface RowProps {
  readonly library: Library;
  readonly item: Item;
  readonly q: string;
  /** Whether there is a column for the words of the reader's copy. */
  readonly own: boolean;
}

function Row({ library, item, q, own }: RowProps) {
  const { statement } = item;
  const { corpus } = library;
  return (
    <tr>
      <td class="date">{statement.date === null ? t("noDate") : readDate(statement.date)}</td>
      <td>
        <ActorNames library={library} item={item} q={q} />
      </td>
      <td class="what">
        <a href={statementAddress(statement.id)}>
          <Marked text={statement[language]} q={q} />
        </a>
      </td>
      {own && (
        <td class="what">
          <OwnWords statement={statement.id} />
        </td>
      )}
      <td>
        <span class="chips">
          {statement.topics.map(([topic, stance]) => (
            <StanceChip
              key={topic}
              corpus={corpus}
              topic={topic}
              stance={stance}
              href={stanceAddress(topic, stance)}
              q={q}
            />
          ))}
        </span>
      </td>
      <td>
        {statement.forum !== null && (
          <a href={itemAddress("events", statement.forum)}>
            <bdi>{here(corpus, "forums", statement.forum)}</bdi>
          </a>
        )}
      </td>
    </tr>
  );
}

/** The statements of a page as rows. */
export function Table({ library, items, view }: { library: Library; items: readonly Item[]; view: View }) {
  const own = useWords().size > 0;
  const byDate = `?${formatView({ ...view, sort: NEXT_SORT[view.sort] ?? "date", page: 1 })}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scroll" tabIndex={0} aria-label={t("table")}>
      <table class="rows" aria-label={t("table")}>
        <thead>
          <tr>
            <th scope="col" aria-sort={DIRECTIONS[view.sort] ?? "none"}>
              <a class="sorting" href={byDate}>
                {t("date")}
              </a>
            </th>
            <th scope="col">{t("actors")}</th>
            <th scope="col">{t("summary")}</th>
            {own && <th scope="col">{t("wordsOfCopy")}</th>}
            <th scope="col">{t("topics")}</th>
            <th scope="col">{t("forum")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.statement.id} library={library} item={item} q={view.q} own={own} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
